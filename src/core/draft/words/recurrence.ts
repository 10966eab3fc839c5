import { NUMBER, numberOf } from '#/core/draft/words/number.ts'
import { inWords, spansIn, unitOf } from '#/core/draft/words/span.ts'

/** How often something comes again, as a sentence states it. */
export type StatedRecurrence = {
  /** `2 hours`, `1 quarter`. Of `every 2-4 hours` the longer end. */
  readonly every?: string
  readonly aim?: string
  /** `twice a year`: so often in each such period, on no fixed day. */
  readonly quota?: { readonly least: number; readonly per: string }
  /** A word that two people read differently, such as `biannual`. */
  readonly ambiguous?: true
  readonly words: string
  readonly start: number
  readonly end: number
}

/** What one word means. Only words with one meaning. */
const ADVERBS: readonly (readonly [RegExp, string])[] = [
  [/\b(semi|half)[- ]?(annual(ly)?|yearly)\b/gi, '6 months'],
  [/\bbiennial(ly)?\b/gi, '2 years'],
  [/\bfortnightly\b/gi, '2 weeks'],
  [/\bhourly\b/gi, '1 hour'],
  [/\bdaily\b/gi, '1 day'],
  [/(?<!bi-?)\bweekly\b/gi, '1 week'],
  [/(?<!bi-?)\bmonthly\b/gi, '1 month'],
  [/\bquarterly\b/gi, '1 quarter'],
  [/(?<!(semi|half|bi)[- ]?)\b(annual(ly)?|yearly)\b/gi, '1 year'],
]
const AMBIGUOUS = /\bbi-?(annual|monthly|weekly)(ly)?\b/gi

const UNIT = 'minutes?|hours?|days?|weeks?|months?|quarters?|years?'
const EVERY = /\b(?:every|each|once (?:every|each|an?|per)|per)\s+$/i
/** `every hour`, `each quarter`, `once per year`. Not `each day of the outage`, which is no rhythm of ours to judge: it is daily too. */
const EVERY_UNIT = new RegExp(
  `\\b(?:at least |minimum )?(?:every|each|once (?:every|each|an?|per|in an?))\\s+(?:single\\s|calendar\\s)?(?<unit>${UNIT})\\b`,
  'gi',
)
const TIMES = new RegExp(
  `\\b(?:(?<twice>twice)|(?<count>${NUMBER})\\s+times)\\s+(?:an?|per|each|every)\\s+(?:calendar\\s)?(?<unit>day|week|month|quarter|year)\\b`,
  'gi',
)

/** Every recurrence in a sentence, in its order. */
export function recurrencesIn(text: string): readonly StatedRecurrence[] {
  const found = [
    ...times(text),
    ...everySpan(text),
    ...[...text.matchAll(EVERY_UNIT)].map(match =>
      placed(match, { every: inWords(1, unitOf(match.groups?.['unit'] ?? '')) }),
    ),
    ...[...text.matchAll(AMBIGUOUS)].map(match => placed(match, { ambiguous: true })),
    ...ADVERBS.flatMap(([word, every]) =>
      [...text.matchAll(word)].map(match => placed(match, { every })),
    ),
  ]
  return found
    .filter((one, index) => !found.slice(0, index).some(other => overlap(one, other)))
    .toSorted((one, other) => one.start - other.start)
}

function times(text: string): readonly StatedRecurrence[] {
  return [...text.matchAll(TIMES)].map(match => {
    const { twice, count = '', unit = '' } = match.groups ?? {}
    const least = twice === undefined ? numberOf(count) : 2
    return placed(match, { quota: { least, per: inWords(1, unitOf(unit)) } })
  })
}

/** `every 2-4 hours`, `every thirty minutes`, `each 90 days`, `at 30-minute intervals`. */
function everySpan(text: string): readonly StatedRecurrence[] {
  return spansIn(text).flatMap(
    ({ span, aim, working, start, end }): readonly StatedRecurrence[] => {
      const before = EVERY.exec(text.slice(Math.max(0, start - 14), start))
      const after = /^[\s-](?:intervals?|cadence|rhythm)\b/i.exec(text.slice(end, end + 12))
      if (working || (before === null && after === null)) return []
      const from = start - (before?.[0].length ?? 0)
      const to = end + (after?.[0].length ?? 0)
      return [
        {
          every: span,
          ...(aim === undefined ? {} : { aim }),
          words: text.slice(from, to).trim(),
          start: from,
          end: to,
        },
      ]
    },
  )
}

type Meaning = Pick<StatedRecurrence, 'every' | 'quota' | 'ambiguous'>

function placed(match: RegExpExecArray, meaning: Meaning): StatedRecurrence {
  return { ...meaning, words: match[0], start: match.index, end: match.index + match[0].length }
}

type Range = Pick<StatedRecurrence, 'start' | 'end'>

function overlap(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end
}
