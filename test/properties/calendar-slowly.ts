// The same arithmetic a second time, for tests alone: minute by minute and date by date, with `Temporal` for every clock that
// is read and the library of holidays asked for every hour. It shares no line with `src/core/calendar`.
import Holidays from 'date-holidays'
import type { Calendar } from '#/core/calendar/calendar.ts'

export const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
/** Longer than any clock is ever put back, and than any zone is ahead of another. */
const WARM_UP_MINUTES = 27 * 60

/** What the clocks of a zone show, as milliseconds of that reading in UTC. */
function shownBy(zone: string, ms: number): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  return ms + offsetNanoseconds / 1_000_000
}

/** Minutes one after another from `from`, each with what a clock shows that waits where others are put back. */
export function* minutesFrom(zone: string, from: number): Generator<readonly [number, number]> {
  let waited = -Infinity
  for (let ms = from - WARM_UP_MINUTES * MINUTE_MS; ; ms += MINUTE_MS) {
    const shown = shownBy(zone, ms)
    if (ms >= from) yield [ms, Math.max(waited, shown)]
    waited = Math.max(waited, shown + MINUTE_MS)
  }
}

/** What that clock shows at one minute. */
export function shownAt(zone: string, ms: number): number {
  for (const [, shown] of minutesFrom(zone, ms)) return shown
  return NaN
}

/** The first minute at which that clock shows this or later. */
export function firstShowing(zone: string, wanted: number): number {
  for (const [ms, shown] of minutesFrom(zone, wanted - WARM_UP_MINUTES * MINUTE_MS))
    if (shown >= wanted) return ms
  return NaN
}

export function dateShown(shown: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(shown).toZonedDateTimeISO('UTC').toPlainDate()
}

function midnight(date: Temporal.PlainDate): number {
  return date.toZonedDateTime('UTC').epochMilliseconds
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Whether a date is worked on a calendar, and takes place at all in its zone. */
export function isWorked(calendar: Calendar, date: Temporal.PlainDate): boolean {
  if (!date.toZonedDateTime(calendar.zone).toPlainDate().equals(date)) return false
  if (calendar.open.includes(date.toString())) return true
  if (calendar.closed.includes(date.toString())) return false
  if (calendar.holidays.some(place => isHoliday(place, date))) return false
  return calendar.days.includes(DAYS[date.dayOfWeek - 1] ?? 'mon')
}

type Spell = { readonly start: Date; readonly end: Date; readonly type: string }
const LIBRARIES = new Map<string, Holidays>()
const SPELLS = new Map<string, readonly Spell[]>()

function spellsIn(place: string, year: number): readonly Spell[] {
  const key = `${place} ${year}`
  const known = SPELLS.get(key)
  if (known !== undefined) return known
  const library = LIBRARIES.get(place) ?? new Holidays(place)
  LIBRARIES.set(place, library)
  const spells = library.getHolidays(year).filter(({ type }) => type === 'public')
  SPELLS.set(key, spells)
  return spells
}

const ASKED = new Map<string, boolean>()

function isHoliday(place: string, date: Temporal.PlainDate): boolean {
  const key = `${place} ${date.toString()}`
  const off = ASKED.get(key) ?? isOff(place, date)
  ASKED.set(key, off)
  return off
}

/** Whether a public holiday holds in more than half of the hours of a date. */
function isOff(place: string, date: Temporal.PlainDate): boolean {
  const spells = [-1, 0, 1].flatMap(years => spellsIn(place, date.year + years))
  const [timeZone = 'UTC'] = LIBRARIES.get(place)?.getTimezones() ?? []
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const plainTime = { hour, minute: 30 }
    const { epochMilliseconds } = date.toZonedDateTime({ timeZone, plainTime })
    return spells.some(
      ({ start, end }) => start.getTime() <= epochMilliseconds && epochMilliseconds < end.getTime(),
    )
  })
  // A moment's more than half: the library is an hour wrong where clocks change.
  return hours.filter(Boolean).length > 13 || isVeteransDayKept(place, date)
}

/** 5 U.S.C. 6103(b), E.O. 11582: which the library does not know. */
function isVeteransDayKept(place: string, { month, day, dayOfWeek }: Temporal.PlainDate): boolean {
  if (place !== 'US' || month !== 11) return false
  return (day === 10 && dayOfWeek === 5) || (day === 12 && dayOfWeek === 1)
}

/** Days or months on the wall, from a whole minute. */
export function plusWall(zone: string, ms: number, duration: Temporal.DurationLike): number {
  const shown = Temporal.Instant.fromEpochMilliseconds(shownAt(zone, ms)).toZonedDateTimeISO('UTC')
  return firstShowing(zone, shown.add(duration).epochMilliseconds)
}

/** Working days from a whole minute, date by date. */
export function plusWorkingDays(calendar: Calendar, ms: number, count: number): number {
  const { zone } = calendar
  const shown = shownAt(zone, ms)
  const start = dateShown(shown)
  let date = start
  for (let left = Math.abs(count); left > 0;) {
    date = date.add({ days: Math.sign(count) })
    if (isWorked(calendar, date)) left--
  }
  const over = firstShowing(zone, midnight(date.add({ days: 1 })))
  if (isWorked(calendar, start))
    return Math.min(firstShowing(zone, midnight(date) + shown - midnight(start)), over - 1)
  return count > 0 ? over - 1 : firstShowing(zone, midnight(date))
}

/** Whether it is worked in a minute that shows this. */
export function isOpen(calendar: Calendar, shown: number): boolean {
  const date = dateShown(shown)
  const minute = (shown - midnight(date)) / MINUTE_MS
  const [from, to] = [
    minuteOf(calendar.hours?.from ?? '00:00'),
    minuteOf(calendar.hours?.to ?? '24:00'),
  ]
  return from <= minute && minute < to && isWorked(calendar, date)
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** Worked minutes from a whole minute, minute by minute. */
export function plusWorkingMinutes(calendar: Calendar, ms: number, minutes: number): number {
  let left = minutes
  for (const [at, shown] of minutesFrom(calendar.zone, ms)) {
    if (left === 0) return at
    if (isOpen(calendar, shown)) left--
  }
  return NaN
}

/** Worked minutes back from a whole minute: the last minute since which so many were worked. */
export function minusWorkingMinutes(calendar: Calendar, ms: number, minutes: number): number {
  for (let days = 8; ; days += 8) {
    const open: number[] = []
    for (const [at, shown] of minutesFrom(calendar.zone, ms - days * DAY_MINUTES * MINUTE_MS)) {
      if (at >= ms) break
      if (isOpen(calendar, shown)) open.push(at)
    }
    const found = open.at(-minutes)
    if (found !== undefined) return found
  }
}

/** The next minute, of so many days, at which it begins or ends to be worked. */
export function nextChange(calendar: Calendar, ms: number, days: number): number | undefined {
  let before: boolean | undefined
  for (const [at, shown] of minutesFrom(calendar.zone, ms)) {
    const open = isOpen(calendar, shown)
    if (before !== undefined && open !== before) return at
    if (at > ms + days * DAY_MINUTES * MINUTE_MS) return undefined
    before = open
  }
  return undefined
}
