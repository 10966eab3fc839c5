import type { Chance } from '#/core/chance.ts'
import { parseSpan } from '#/core/time.ts'

/**
 * How long people take. `fixed` is the same each time, and never where `ms` is undefined. `spread` is drawn: half of the
 * times lie evenly up to `medianMs`, four in ten evenly up to `p90Ms`, and one in ten evenly up to as much again beyond
 * it; in `never` of a hundred it does not come at all. Straight pieces and whole numbers, so that everyone can recompute it.
 */
export type Delay =
  | { readonly kind: 'fixed'; readonly ms: number | undefined }
  | {
      readonly kind: 'spread'
      readonly medianMs: number
      readonly p90Ms: number
      /** Percent. */
      readonly never: number
    }

/** Draws one, in milliseconds; undefined: never. Without chance it is the fixed one, or the median. */
export function draw(delay: Delay, chance: Chance | undefined): number | undefined {
  if (delay.kind === 'fixed') return delay.ms
  if (chance === undefined) return delay.medianMs
  if (chance.below(100) < delay.never) return undefined
  const { medianMs, p90Ms } = delay
  const tenth = chance.below(10)
  if (tenth < 5) return chance.below(medianMs + 1)
  if (tenth < 9) return chance.between(medianMs, p90Ms)
  return chance.between(p90Ms, 2 * p90Ms)
}

/** Reads `never`, `4m`, `after 4m` or `{median: 4m, p90: 20m, never: 3%}`. Undefined for anything else. */
export function readDelay(source: unknown): Delay | undefined {
  if (typeof source === 'string') return readFixed(source)
  if (typeof source !== 'object' || source === null) return undefined
  const { median, p90, never = '0%', ...others } = source as Readonly<Record<string, unknown>>
  const [medianMs, p90Ms, percent] = [elapsed(median), elapsed(p90), readPercent(never)]
  if (medianMs === undefined || p90Ms === undefined || percent === undefined) return undefined
  if (p90Ms < medianMs || Object.keys(others).length > 0) return undefined
  return { kind: 'spread', medianMs, p90Ms, never: percent }
}

function readFixed(text: string): Delay | undefined {
  if (text === 'never') return { kind: 'fixed', ms: undefined }
  const ms = elapsed(text.replace(/^after\s+/, ''))
  return ms === undefined ? undefined : { kind: 'fixed', ms }
}

function elapsed(text: unknown): number | undefined {
  const span = typeof text === 'string' ? parseSpan(text) : undefined
  return span?.unit === 'elapsed' ? span.ms : undefined
}

/** `3%` or 3, as a whole number from 0 to 100. */
export function readPercent(source: unknown): number | undefined {
  const text = String(source).replace(/\s*%$/, '')
  if (!/^\d{1,3}$/.test(text)) return undefined
  const percent = Number(text)
  return percent <= 100 ? percent : undefined
}
