import { assert } from '#/core/assert.ts'
import { everyDay } from '#/core/calendar/every-day.ts'
import { addWorkingDays, addWorkingMs } from '#/core/calendar/working.ts'
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, addMonths, dateOf, daysFrom1970, twoDigits } from '#/core/date.ts'
import type { Calendar } from '#/core/calendar/calendar.ts'

/**
 * An instant as text of fixed width in UTC, to the millisecond: `2026-03-01T02:00:00.000Z`.
 * So `<` is order in time in TypeScript, in JSON, in SQL and in `grep`.
 */
export type Instant = string & { readonly __instant: unique symbol }

/**
 * A length of time as a plan writes it. `elapsed` counts milliseconds whatever the calendar does; days and months are counted
 * on the wall calendar of a zone, so that a day is 23 or 25 hours long when the clocks change.
 */
export type PlainSpan =
  | { readonly unit: 'elapsed'; readonly ms: number; readonly text: string }
  | { readonly unit: 'days' | 'months'; readonly count: number; readonly text: string }

/** Counted on the days, or in the hours, that a calendar calls worked. */
export type WorkingSpan =
  | { readonly unit: 'working-days'; readonly count: number; readonly text: string }
  | { readonly unit: 'working-hours'; readonly ms: number; readonly text: string }

export type Span = PlainSpan | WorkingSpan

export function isWorkingSpan(span: Span): span is WorkingSpan {
  return span.unit === 'working-days' || span.unit === 'working-hours'
}

/** Years that the fixed width has room for. */
const FIRST_MS = Temporal.Instant.from('0000-01-01T00:00:00Z').epochMilliseconds
const LAST_MS = Temporal.Instant.from('9999-12-31T23:59:59.999Z').epochMilliseconds

/** Reads any RFC 3339 time with an offset. Gives undefined when it is not one, or when its year in UTC has not four digits. */
export function parseInstant(text: string): Instant | undefined {
  try {
    const ms = Temporal.Instant.from(text).epochMilliseconds
    return ms < FIRST_MS || ms > LAST_MS ? undefined : fromMs(ms)
  } catch {
    return undefined
  }
}

/** As `parseInstant`, for literals of our own: a bug throws. */
export function instant(text: string): Instant {
  const parsed = parseInstant(text)
  assert(parsed !== undefined, `"${text}" is an instant`)
  return parsed
}

const WIDTH = '2026-03-01T02:00:00.000Z'.length
const ZERO = '0'.charCodeAt(0)

/**
 * Milliseconds since 1970. Read digit by digit, since every clock of every obligation is compared at every command: this
 * takes a fifth of the time that `Temporal` takes, and writing them a fifth too.
 */
export function toMs(at: Instant): number {
  assert(at.length === WIDTH, 'an instant has its fixed width')
  const days = daysFrom1970(digits(at, 0, 4), digits(at, 5, 2), digits(at, 8, 2))
  const seconds = digits(at, 11, 2) * 3600 + digits(at, 14, 2) * 60 + digits(at, 17, 2)
  return days * DAY_MS + seconds * 1000 + digits(at, 20, 3)
}

function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let index = from; index < from + count; index++)
    value = value * 10 + text.charCodeAt(index) - ZERO
  return value
}

export function fromMs(ms: number): Instant {
  assert(ms >= FIRST_MS && ms <= LAST_MS, 'an instant has a year of four digits')
  const whole = Math.floor(ms)
  const days = Math.floor(whole / DAY_MS)
  const rest = whole - days * DAY_MS
  const hour = twoDigits(Math.floor(rest / 3_600_000))
  const minute = twoDigits(Math.floor(rest / 60_000) % 60)
  const second = twoDigits(Math.floor(rest / 1000) % 60)
  const thousandths = rest % 1000
  const fraction = `${Math.floor(thousandths / 100)}${twoDigits(thousandths % 100)}`
  return `${dateOf(days)}T${hour}:${minute}:${second}.${fraction}Z` as Instant
}

/** `at` moved by milliseconds, which may be negative. */
export function plusMs(at: Instant, ms: number): Instant {
  return fromMs(toMs(at) + ms)
}

/** Milliseconds from one instant to another. */
export function msBetween(from: Instant, to: Instant): number {
  return toMs(to) - toMs(from)
}

/**
 * `at` moved by a span, counted in a calendar, or in the plain calendar of a zone, in which every day is worked. With `sign`
 * 1 never before `at`, with -1 never after it.
 *
 * Days and months keep the time of day of the wall clock (what becomes of hours that are skipped or come twice:
 * `calendar/zone.ts`); a month that lacks the day ends on its last (Reg. 1182/71 Art. 3(2)(c)). What working days and hours
 * are: `calendar/working.ts`. A later `at` never gives an earlier answer, with one exception: of the days that are all
 * moved to the last of a shorter month each keeps its own time of day.
 */
export function plus(at: Instant, span: Span, on: Calendar | string, sign: 1 | -1 = 1): Instant {
  const ms = toMs(at)
  const calendar = typeof on === 'string' ? everyDay(on) : on
  switch (span.unit) {
    case 'elapsed':
      return fromMs(ms + sign * span.ms)
    case 'days':
      return fromMs(addDays(calendar.zone, ms, sign * span.count))
    case 'months':
      return fromMs(addWallMonths(calendar.zone, ms, sign * span.count))
    case 'working-days':
      return fromMs(addWorkingDays(calendar, ms, span.count, sign))
    case 'working-hours':
      return fromMs(addWorkingMs(calendar, ms, span.ms, sign))
  }
}

function addDays(zone: string, ms: number, count: number): number {
  // Nothing is nothing, also in an hour that comes twice.
  return count === 0 ? ms : instantAt(zone, wallAt(zone, ms) + count * DAY_MS)
}

function addWallMonths(zone: string, ms: number, count: number): number {
  if (count === 0) return ms
  const wall = wallAt(zone, ms)
  const day = Math.floor(wall / DAY_MS)
  return instantAt(zone, wall + (addMonths(day, count) - day) * DAY_MS)
}

export function earliest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce(
    (best, at) => (at !== undefined && (best === undefined || at < best) ? at : best),
    undefined,
  )
}

export function latest(instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce(
    (best, at) => (at !== undefined && (best === undefined || at > best) ? at : best),
    undefined,
  )
}

const HOUR_MS = 3_600_000
const ELAPSED_MS: Readonly<Record<string, number>> = {
  s: 1000,
  second: 1000,
  m: 60_000,
  minute: 60_000,
  h: HOUR_MS,
  hour: HOUR_MS,
}
const CALENDAR_DAYS: Readonly<Record<string, number>> = { d: 1, day: 1, w: 7, week: 7 }
const CALENDAR_MONTHS: Readonly<Record<string, number>> = {
  mo: 1,
  month: 1,
  q: 3,
  quarter: 3,
  y: 12,
  year: 12,
}

/**
 * Reads `90s`, `15m`, `72h`, `1h30m` (elapsed) and `7d`, `2w`, `1mo`, `1q`, `1y` (calendar); and words, as they are read
 * aloud: `30 minutes`, `1 hour 30 minutes`, `3 days`, `1 month`, `4 working days`, `8 working hours`. Gives undefined for
 * anything else: a calendar unit cannot be mixed with another, since the sum would depend on the order of adding.
 */
export function parseSpan(text: string): Span | undefined {
  const units = partsOf(text)
  const [first] = units
  if (first === undefined) return undefined
  const [count, unit] = first
  if (units.every(([, each]) => each in ELAPSED_MS))
    return { unit: 'elapsed', ms: sum(units, ELAPSED_MS), text }
  if (units.length > 1) return undefined
  if (unit === 'working day') return { unit: 'working-days', count, text }
  if (unit === 'working hour') return { unit: 'working-hours', ms: count * HOUR_MS, text }
  if (unit in CALENDAR_DAYS) return { unit: 'days', count: sum(units, CALENDAR_DAYS), text }
  return { unit: 'months', count: sum(units, CALENDAR_MONTHS), text }
}

const SHORT = /(\d+)(mo|[smhdwqy])/g
const IN_WORDS =
  /(\d+) (second|minute|hour|day|week|month|quarter|year|working day|working hour)s?(?: (?=\d)|$)/g

/** Counts and units, of a text that consists of nothing else. */
function partsOf(text: string): readonly (readonly [number, string])[] {
  const parts = [...text.matchAll(text.includes(' ') ? IN_WORDS : SHORT)]
  if (parts.map(([whole]) => whole).join('') !== text) return []
  return parts.map(([, count, unit = '']) => [Number(count), unit])
}

function sum(
  units: readonly (readonly [number, string])[],
  size: Readonly<Record<string, number>>,
): number {
  return units.reduce((total, [count, unit]) => total + count * (size[unit] ?? 0), 0)
}
