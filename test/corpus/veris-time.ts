import { isPossible, lengthBetween } from '#/core/metrics/length.ts'
import type { Length, LengthReason } from '#/core/metrics/length.ts'
import { parseInstant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { GATHERED, inside, numberOf, textOf } from './reading.ts'

// What VERIS says of time: dates of which parts are missing, and lengths of which often only the unit is known.

/**
 * A date as far as it is known. Only a day can be put on a time axis; out of a month or a year none is made. `impossible`
 * is one that cannot have been, and it is no date at all.
 */
export type VerisDate =
  | { readonly known: 'day'; readonly begins: Instant }
  | { readonly known: 'month' | 'year' | 'nothing' }
  | { readonly known: 'impossible' }

/** Reads `{year, month, day}`. Days are counted in UTC: VERIS names no zone, and both ends of a length lack it alike. */
export function readDate(value: unknown): VerisDate {
  const parts = ['year', 'month', 'day'].map(key => inside(value, key))
  // A part that is there and is no whole number spoils the date: what it meant is anybody's guess.
  if (parts.some(part => part !== undefined && !Number.isInteger(part)))
    return { known: 'impossible' }
  const [year, month, day] = parts.map(numberOf)
  if (year === undefined) return { known: 'nothing' }
  const begins = dayOf(year, month ?? 1, month === undefined ? 1 : (day ?? 1))
  if (begins === undefined || !isPossible(begins) || begins > GATHERED)
    return { known: 'impossible' }
  if (month === undefined) return { known: 'year' }
  return day === undefined ? { known: 'month' } : { known: 'day', begins }
}

/** Midnight at the beginning of a day, if there is such a day. */
function dayOf(year: number, month: number, day: number): Instant | undefined {
  try {
    const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
    return parseInstant(`${date.toString()}T00:00:00Z`)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const DAY_MS = 86_400_000
/** Milliseconds in a unit. A month and a year are those of the Gregorian calendar on average: a twelfth of 365.25 days. */
const UNIT_MS: Readonly<Record<string, number>> = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: DAY_MS,
  weeks: 7 * DAY_MS,
  months: 30.4375 * DAY_MS,
  years: 365.25 * DAY_MS,
}

/** Why a length that VERIS names has no number: words of VERIS, and what is odd about it. */
export type VerisReason =
  | 'not-said'
  | 'unknown'
  | 'never'
  | 'does-not-apply'
  | 'only-the-unit'
  | 'word-unknown'
  | 'value-impossible'

/**
 * Reads `{unit, value}`. A unit without a value is an order of magnitude: weeks, not one week. `Never` is a moment that did
 * not come and will not; `NA` one that could not; `Unknown` and what is not said may yet be found out.
 */
export function readLength(value: unknown): Length<VerisReason> {
  const unit = textOf(inside(value, 'unit'))?.toLowerCase()
  if (unit === undefined) return { state: 'pending', reason: 'not-said' }
  if (unit === 'never') return { state: 'not-applicable', reason: 'never' }
  if (unit === 'na') return { state: 'not-applicable', reason: 'does-not-apply' }
  if (unit === 'unknown') return { state: 'pending', reason: 'unknown' }
  const ms = Object.hasOwn(UNIT_MS, unit) ? UNIT_MS[unit] : undefined
  if (ms === undefined) return { state: 'pending', reason: 'word-unknown' }
  const count = inside(value, 'value')
  if (count === undefined) return { state: 'pending', reason: 'only-the-unit' }
  const many = numberOf(count)
  if (many === undefined || many < 0 || many * ms > LONGEST_MS)
    return { state: 'invalid', reason: 'value-impossible', ms: undefined }
  return { state: 'recorded', ms: many * ms }
}

/** As long as there have been computers. */
const LONGEST_MS = 80 * 365.25 * DAY_MS

/** The shortest and the longest that a length can be, in milliseconds: a unit without a value ends where the next begins. */
export function boundsOf(value: unknown, length: Length<VerisReason>): Bounds {
  if (length.state === 'recorded') return { least: length.ms, most: length.ms }
  if (length.state === 'invalid' || length.reason !== 'only-the-unit')
    return { least: 0, most: undefined }
  const units = Object.keys(UNIT_MS)
  const place = units.indexOf(textOf(inside(value, 'unit'))?.toLowerCase() ?? '')
  const [least = 0, most] = [place, place + 1].map(it => UNIT_MS[units[it] ?? ''])
  return { least, most }
}
export type Bounds = { readonly least: number; readonly most: number | undefined }

/** Whether a length has one of the units of time, with or without a value. */
export function hasUnit(length: Length<VerisReason>): boolean {
  return (
    length.state === 'recorded' || length.state === 'invalid' || length.reason === 'only-the-unit'
  )
}

/** The time from one date to another, in whole days: the same day is a length of nothing. */
export function daysBetween(
  from: VerisDate,
  to: VerisDate,
): Length<LengthReason | 'impossible-date' | 'no-day'> {
  if (from.known === 'impossible' || to.known === 'impossible')
    return { state: 'invalid', reason: 'impossible-date', ms: undefined }
  if (from.known !== 'day' || to.known !== 'day') return { state: 'pending', reason: 'no-day' }
  return lengthBetween(from.begins, to.begins, { now: GATHERED, over: true })
}
