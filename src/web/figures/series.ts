// What charts and tables draw, made from what the server answers.
import type { Answer } from '../api/client.ts'
import { spanOf } from '../ui/span.ts'
import type { Words } from '../words/words.ts'
import { daysOf } from './choice.ts'

export type Overview = Answer<'get-overview'>
export type Measure = Overview['measures'][number]

/** The periods of a trend: where they begin, for the axis, and as days, for tables and links. */
export type Series = {
  readonly zone: string
  readonly every: Overview['every']
  /** Seconds since 1970. */
  readonly starts: readonly number[]
  readonly days: readonly { readonly from: string; readonly to: string }[]
}

export function seriesOf({ periods, zone, every }: Overview): Series {
  return {
    zone,
    every,
    starts: periods.map(({ from }) => Date.parse(from) / 1000),
    days: periods.map(period => daysOf(period, zone)),
  }
}

/** A period as a person says it: `March 2026`, `2 Mar 2026`. */
export function periodName(
  { from }: { readonly from: string },
  every: Overview['every'],
  locale: string,
) {
  const day = new Date(`${from}T12:00:00Z`)
  return day.toLocaleDateString(
    locale,
    every === 'month'
      ? { month: 'short', year: 'numeric', timeZone: 'UTC' }
      : { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  )
}

/** `under 5 min`, `5 min to 10 min`, `30 d or more`. */
export function bandName(edges: readonly number[], band: number, words: Words['figures']): string {
  const below = edges[band - 1]
  const above = edges[band]
  if (below === undefined) return words.under(roughly(above ?? 0))
  return above === undefined
    ? words.over(roughly(below))
    : words.between(roughly(below), roughly(above))
}

/** The edges of bands are round; what a person reads of them needs no seconds. */
export const roughly = (ms: number): string => spanOf(ms).replace(/ 00 s$/, '')

/** Bands from the first that is filled to the last, one more on either side for the eye. */
export function shownBands(counts: readonly number[]): readonly number[] {
  const filled = counts.flatMap((count, band) => (count > 0 ? [band] : []))
  const first = Math.max(0, (filled[0] ?? 0) - 1)
  const last = Math.min(counts.length - 1, (filled.at(-1) ?? 0) + 1)
  return counts.slice(first, last + 1).map((_, index) => first + index)
}

/** In whole percent; undefined of nothing. Never 100 where something is missing, and never 0 where something is there. */
export function percentOf(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined
  const percent = Math.round((part / whole) * 100)
  if (percent === 100 && part < whole) return 99
  return percent === 0 && part > 0 ? 1 : percent
}

/** What the plan calls a severity, type or source. */
export function nameOf(
  names: readonly { readonly id: string; readonly title: string }[],
  value: string,
  words: Words['figures'],
): string {
  if (value === 'unclassified') return words.unclassified
  return names.find(({ id }) => id === value)?.title ?? value
}

export const LOCALES = { en: 'en-GB', de: 'de-DE' } as const

/** What the plan aims at, in a sentence. */
export function targetOf(
  { target }: Measure,
  { names }: Pick<Overview, 'names'>,
  words: Words['figures'],
): string {
  if (target === null) return words.noTarget
  if (target.severities.length === 0) return words.target(target.within)
  const severities = target.severities.map(it => nameOf(names.severity, it, words)).join(', ')
  return words.targetFor(target.within, severities)
}

/** A moment that every plan has; one of the plan's own by its id. */
export function momentName(moment: string, words: Words['figures']): string {
  const known: Readonly<Record<string, string>> = words.moments
  return known[moment] ?? moment
}
