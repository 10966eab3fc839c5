import { NUMBER, numberOf } from '#/core/draft/words/number.ts'
import { SPAN_YEARS_MAX } from '#/core/plan/limits.ts'

/** A length of time that a sentence states, as the plan language writes it. */
export type StatedSpan = {
  /** `15 minutes`, `5 working days`. Of a range the longer end. */
  readonly span: string
  /** Of a range such as `2-4 hours` the shorter end. */
  readonly aim?: string
  /** Counted in working days or hours. */
  readonly working: boolean
  /** Where it stands in the sentence. */
  readonly start: number
  readonly end: number
}

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

const UNIT =
  'seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|quarters?|years?|yrs?'
/** Letters that stand right behind the digits: `15m`, `72h`, `7d`. */
const SHORT = 's|m|h|d|w'
const KIND = 'calendar|consecutive|clock|elapsed|business|working|work'

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['sec', 'second'],
  ['min', 'minute'],
  ['hr', 'hour'],
  ['wk', 'week'],
  ['yr', 'year'],
])

/** How many of a unit make a year, to tell a span that no calendar holds. */
const PER_YEAR: Readonly<Record<Unit, number>> = {
  second: 31_536_000,
  minute: 525_600,
  hour: 8_760,
  day: 365,
  week: 52,
  month: 12,
  quarter: 4,
  year: 1,
}

// The number may be said twice, as lawyers do: "twenty-four (24) hours".
const COUNT = `(?<count>${NUMBER})(?:\\s?\\(\\s?(?<again>${NUMBER})\\s?\\))?`
// "twenty-four" is one number and no range.
const ONE_NUMBER =
  '(?!(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)\\b)'
const RANGE = `(?:${ONE_NUMBER}(?<low>${NUMBER})(?:\\s?(?:${UNIT}))?\\s?(?:-|–|—|to|and|or)\\s?)?`
const SPAN = new RegExp(
  `(?<![\\w.,$€£#/:]|\\d[-–])${RANGE}${COUNT}` +
    `(?:(?:[\\s-]?(?:(?<kind>${KIND})[\\s-])?(?<unit>${UNIT}))|(?<short>${SHORT}|\\s?h))(?![\\w%/])`,
  'gi',
)
/** `an hour`, `half an hour`, `a business day`: the article is the number. */
const SINGLE = new RegExp(
  `\\b(?<half>half\\s)?(?:an?|one)\\s(?:(?<kind>${KIND})\\s)?(?<unit>hour|day|week|month|year|minute)\\b`,
  'gi',
)
/** `1h30m`, and `1 hour 30 minutes`. */
const COMPOUND =
  /(?<![\w.])(?<hours>\d{1,3})\s?(?:h|hrs?|hours?)\s?(?:and\s)?(?<minutes>\d{1,2})\s?(?:m|mins?|minutes?)\b/gi

/** Every length of time in a sentence, in its order. Decimals (`1.5 hours`) are none: they stay words. */
export function spansIn(text: string): readonly StatedSpan[] {
  const compounds = [...text.matchAll(COMPOUND)].map(found => {
    const { hours = '', minutes = '' } = found.groups ?? {}
    return placed(found, {
      span: `${inWords(Number(hours), 'hour')} ${inWords(Number(minutes), 'minute')}`,
    })
  })
  const plain = [...text.matchAll(SPAN)].flatMap(found => plainSpan(found))
  const singles = [...text.matchAll(SINGLE)].flatMap(found => singleSpan(found))
  return withoutOverlaps([...compounds, ...plain, ...singles])
}

function plainSpan(found: RegExpExecArray): readonly StatedSpan[] {
  const { count = '', again, low, kind, unit, short } = found.groups ?? {}
  const name = unitOf((unit ?? short ?? '').trim())
  const number = numberOf(count)
  // "one (2) hours" is a contradiction that nobody here can settle.
  if (again !== undefined && numberOf(again) !== number) return []
  if (number === 0 || number / PER_YEAR[name] > SPAN_YEARS_MAX) return []
  const working = isWorking(kind)
  if (working && name !== 'day' && name !== 'hour') return []
  const least = low === undefined ? undefined : numberOf(low)
  if (least !== undefined && least >= number) return []
  return [
    placed(found, {
      span: inWords(number, name, working),
      ...(least === undefined || least === 0 ? {} : { aim: inWords(least, name, working) }),
      working,
    }),
  ]
}

function singleSpan(found: RegExpExecArray): readonly StatedSpan[] {
  const { half, kind, unit = '' } = found.groups ?? {}
  const name = unitOf(unit)
  const working = isWorking(kind)
  if (half !== undefined) return []
  if (working && name !== 'day' && name !== 'hour') return []
  return [placed(found, { span: inWords(1, name, working), working })]
}

function placed(
  found: RegExpExecArray,
  stated: { readonly span: string; readonly aim?: string; readonly working?: boolean },
): StatedSpan {
  return { working: false, ...stated, start: found.index, end: found.index + found[0].length }
}

function isWorking(kind: string | undefined): boolean {
  return /^(business|working|work)$/i.test(kind ?? '')
}

export function unitOf(written: string): Unit {
  const lower = written.toLowerCase()
  return UNITS.get(lower) ?? UNITS.get(lower.replace(/s$/, '')) ?? (lower.replace(/s$/, '') as Unit)
}

/** `15 minutes`, `1 hour`, `5 working days`. */
export function inWords(count: number, unit: Unit, working = false): string {
  return `${count} ${working ? 'working ' : ''}${unit}${count === 1 ? '' : 's'}`
}

/** The first of those that overlap stays: they come with the most telling first. */
function withoutOverlaps(spans: readonly StatedSpan[]): readonly StatedSpan[] {
  const kept: StatedSpan[] = []
  for (const span of spans)
    if (!kept.some(other => span.start < other.end && other.start < span.end)) kept.push(span)
  return kept.toSorted((one, other) => one.start - other.start)
}
