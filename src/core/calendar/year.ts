import type { Calendar, Weekday } from '#/core/calendar/calendar.ts'
import { assert } from '#/core/assert.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { holidaysIn } from '#/core/calendar/holidays.ts'
import { msOfDay } from '#/core/calendar/time-of-day.ts'
import { instantAt } from '#/core/calendar/zone.ts'
import { DAY_MS, daysFrom1970, parseDate, weekdayOf } from '#/core/date.ts'

/**
 * One year of a calendar, worked out once: which days are worked, and when. So the n-th working day after another is read
 * off a list instead of walking there, whatever the number and however many holidays lie between.
 */
export type WorkingYear = {
  /** Days that are worked, counted from 1970, in order. */
  readonly days: readonly number[]
  /** How many of them lie before a day of this year, or before its end. */
  readonly before: (day: number) => number
  /** Times that are worked, in order, none of them empty, none touching the next. */
  readonly shifts: Shifts
}

/** Parallel lists, in which one finds by halving. */
export type Shifts = {
  /** First instant of each, in milliseconds since 1970. */
  readonly opens: readonly number[]
  /** First instant after each. */
  readonly closes: readonly number[]
  /** Time worked in the year before each. */
  readonly worked: readonly number[]
  /** Time worked in the whole year. */
  readonly total: number
}

/** Years kept of one calendar: beyond these a log full of absurd years would only fill the memory. */
const YEARS_MAX = 300

const CALENDARS = new WeakMap<Calendar, Map<number, WorkingYear>>()

/** A year of a calendar. Its zone, places and dates are those that the compiler has let pass. */
export function workingYear(calendar: Calendar, year: number): WorkingYear {
  const known = CALENDARS.get(calendar)?.get(year)
  if (known !== undefined) return known
  const kept = CALENDARS.get(calendar) ?? new Map<number, WorkingYear>()
  if (kept.size >= YEARS_MAX) kept.clear()
  const worked = workOut(calendar, year)
  CALENDARS.set(calendar, kept.set(year, worked))
  return worked
}

function workOut(calendar: Calendar, year: number): WorkingYear {
  const first = daysFrom1970(year, 1, 1)
  const end = daysFrom1970(year + 1, 1, 1)
  const weekdays = WEEKDAYS.map((weekday: Weekday) => calendar.days.includes(weekday))
  const open = new Set(calendar.open.map(dayOf))
  const off = new Set([
    ...calendar.closed.map(dayOf),
    ...calendar.holidays.flatMap(place => holidaysIn(place, year)),
  ])
  const days: number[] = []
  const counts: number[] = []
  for (let day = first; day < end; day++) {
    counts.push(days.length)
    const worked = open.has(day) || (weekdays[weekdayOf(day)] === true && !off.has(day))
    if (worked && takesPlace(calendar.zone, day)) days.push(day)
  }
  let shifts: Shifts | undefined
  return {
    days,
    before: day => counts[day - first] ?? days.length,
    get shifts() {
      return (shifts ??= shiftsOf(calendar, days))
    },
  }
}

function dayOf(date: string): number {
  const day = parseDate(date)
  assert(day !== undefined, `"${date}" is a date`)
  return day
}

/** Where the date line was moved a whole date was skipped: in Samoa nobody worked on Friday, 30 December 2011. */
function takesPlace(zone: string, day: number): boolean {
  return instantAt(zone, day * DAY_MS) < instantAt(zone, (day + 1) * DAY_MS)
}

function shiftsOf({ zone, hours }: Calendar, days: readonly number[]): Shifts {
  const from = hours === undefined ? 0 : msOfDay(hours.from)
  const to = hours === undefined ? DAY_MS : msOfDay(hours.to)
  const opens: number[] = []
  const closes: number[] = []
  for (const day of days) {
    const open = instantAt(zone, day * DAY_MS + from)
    const close = instantAt(zone, day * DAY_MS + to)
    if (close === open) continue
    if (closes.at(-1) === open) closes.pop()
    else opens.push(open)
    closes.push(close)
  }
  const worked: number[] = []
  let total = 0
  for (const [index, open] of opens.entries()) {
    worked.push(total)
    total += (closes[index] ?? open) - open
  }
  return { opens, closes, worked, total }
}

/** Index of the last of a growing list that is at most `value`, or -1. */
export function lastUpTo(list: readonly number[], value: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
