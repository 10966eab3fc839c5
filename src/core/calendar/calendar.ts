import type { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { msOfDay } from '#/core/calendar/time-of-day.ts'
import { isWorked } from '#/core/calendar/working.ts'
import { lastUpTo, workingYear } from '#/core/calendar/year.ts'
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { assert } from '#/core/assert.ts'
import { DAY_MS, daysFrom1970, parseDate, yearMonthDay } from '#/core/date.ts'
import { fromMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

export type Weekday = (typeof WEEKDAYS)[number]

/** `17:00` on the clocks of a zone. `24:00` is the end of a day, which is the beginning of the next. */
export type TimeOfDay = string

/**
 * When an organisation, a market or an authority works. It has a day of the week, or a date, on which it does. What is
 * worked out of one is kept with it: one that is compiled once is looked up, one that is made anew each time is not.
 */
export type Calendar = {
  /** An IANA zone: whose clocks it goes by. */
  readonly zone: string
  /** Days of the week that are worked. */
  readonly days: readonly Weekday[]
  /** Worked hours of a working day, half-open, the first before the second; without them it is worked all day. */
  readonly hours?: { readonly from: TimeOfDay; readonly to: TimeOfDay }
  /** Places whose public holidays are not worked, as `places()` has them: `DE`, `DE-BY`, `US-NY`. */
  readonly holidays: readonly string[]
  /** Dates (`2026-12-24`) that are not worked besides. */
  readonly closed: readonly string[]
  /** Dates that are worked although they are a weekend, a holiday or closed. */
  readonly open: readonly string[]
}

/** Whether a date (`2026-12-24`) is worked. */
export function isWorkingDay(calendar: Calendar, date: string): boolean {
  const day = parseDate(date)
  assert(day !== undefined, `"${date}" is a date`)
  return isWorked(calendar, day)
}

/** Whether it is worked at an instant: within the hours, which are half-open, of a working day; without hours, all day. */
export function isWorking(calendar: Calendar, at: Instant): boolean {
  const wall = wallAt(calendar.zone, toMs(at))
  const day = Math.floor(wall / DAY_MS)
  const { hours } = calendar
  const isOpen =
    hours === undefined ||
    (wall >= day * DAY_MS + msOfDay(hours.from) && wall < day * DAY_MS + msOfDay(hours.to))
  return isOpen && isWorked(calendar, day)
}

/** For how long `nextBoundary` looks ahead. */
const BOUNDARY_YEARS_MAX = 10

/** The next instant after `at` at which `isWorking` changes; undefined when it does not by the end of the tenth year after. */
export function nextBoundary(calendar: Calendar, at: Instant): Instant | undefined {
  const { zone } = calendar
  const worked = isWorking(calendar, at)
  let ms = toMs(at)
  const { year } = yearMonthDay(Math.floor(wallAt(zone, ms) / DAY_MS))
  for (let there = year; there <= year + BOUNDARY_YEARS_MAX; there++) {
    const { opens, closes } = workingYear(calendar, there).shifts
    const index = lastUpTo(opens, ms)
    const boundary = worked ? (closes[index] ?? ms) : opens[index + 1]
    const yearEnd = instantAt(zone, daysFrom1970(there + 1, 1, 1) * DAY_MS)
    // What is worked up to the end of the year may go on in the next.
    if (boundary !== undefined && boundary < yearEnd) return fromMs(boundary)
    // Work may begin with the first instant of the year, which is then still to come.
    ms = worked ? yearEnd : yearEnd - 1
  }
  return undefined
}
