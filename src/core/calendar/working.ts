// Working days and working hours, in milliseconds since 1970.
import type { Calendar } from '#/core/calendar/calendar.ts'
import { assert } from '#/core/assert.ts'
import { lastUpTo, workingYear } from '#/core/calendar/year.ts'
import type { Shifts } from '#/core/calendar/year.ts'
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, yearMonthDay } from '#/core/date.ts'

/**
 * How far is looked for work. The compiler refuses a calendar without any, and a span of more than a hundred years at one
 * hour a week; as long again may be closed by date.
 */
const YEARS_SEARCHED_MAX = 250

/**
 * `ms` moved by working days: the same time of day on the `count`-th working day after it, or before it.
 *
 * What begins on a day that is not worked begins with the next working day, which is day one: "the four business day
 * period begins to run on, and includes, the first business day thereafter" (SEC Form 8-K, General Instruction B.1). So it
 * ends where the `count`-th working day ends, and the answer is the last millisecond of that day: neither sooner than what
 * began on the evening before, nor a date later than the day that counts. Backwards it is the mirror image: the working
 * day before counts as day one, and the answer is its first instant.
 */
export function addWorkingDays(
  calendar: Calendar,
  ms: number,
  count: number,
  sign: 1 | -1,
): number {
  if (count === 0) return ms
  const { zone } = calendar
  const wall = wallAt(zone, ms)
  const day = Math.floor(wall / DAY_MS)
  const target = nthWorkingDay(calendar, day, sign * count)
  const lastMs = instantAt(zone, (target + 1) * DAY_MS) - 1
  // At most the last millisecond: where clocks skip the end of the day, that is the date of the next.
  if (isWorked(calendar, day))
    return Math.min(instantAt(zone, wall + (target - day) * DAY_MS), lastMs)
  return sign === 1 ? lastMs : instantAt(zone, target * DAY_MS)
}

export function isWorked(calendar: Calendar, day: number): boolean {
  const { before } = workingYear(calendar, yearMonthDay(day).year)
  return before(day + 1) > before(day)
}

/** The `count`-th working day after a day, or before it if negative. */
export function nthWorkingDay(calendar: Calendar, day: number, count: number): number {
  const { year } = yearMonthDay(day)
  const { before } = workingYear(calendar, year)
  let index = count > 0 ? before(day + 1) + count - 1 : before(day) + count
  for (let there = year; ; there += Math.sign(count)) {
    assert(Math.abs(there - year) <= YEARS_SEARCHED_MAX, 'a calendar has working days')
    const { days } = workingYear(calendar, there)
    const found = days[index]
    if (found !== undefined) return found
    index += count > 0 ? -days.length : workingYear(calendar, there - 1).days.length
  }
}

/**
 * `ms` moved by worked time. Forward it is the first instant by which that much has been worked since `ms`, so that eight
 * hours from 09:00 end at 17:00 and not when work begins again; backwards, the last since which that much has been worked.
 * What begins outside the hours so begins with the next opening.
 */
export function addWorkingMs(calendar: Calendar, ms: number, worked: number, sign: 1 | -1): number {
  if (worked === 0) return ms
  const year = yearMonthDay(Math.floor(wallAt(calendar.zone, ms) / DAY_MS)).year
  let wanted = workedBefore(calendar, year, ms) + sign * worked
  for (let there = year; ; there += sign) {
    assert(Math.abs(there - year) <= YEARS_SEARCHED_MAX, 'a calendar has working hours')
    const { shifts } = workingYear(calendar, there)
    if (sign === 1 && wanted <= shifts.total) return reached(shifts, wanted)
    if (sign === -1 && wanted >= 0) return left(shifts, wanted)
    wanted += sign === 1 ? -shifts.total : workingYear(calendar, there - 1).shifts.total
  }
}

function workedBefore(calendar: Calendar, year: number, ms: number): number {
  const { opens, closes, worked } = workingYear(calendar, year).shifts
  const index = lastUpTo(opens, ms)
  const open = opens[index]
  if (open === undefined) return 0
  return (worked[index] ?? 0) + Math.min(ms, closes[index] ?? ms) - open
}

/** The first instant before which this much, which is more than nothing, has been worked in the year. */
function reached({ opens, worked }: Shifts, wanted: number): number {
  const index = lastUpTo(worked, wanted)
  // Reached exactly at a closing, and not only at the opening after it.
  const shift = worked[index] === wanted ? index - 1 : index
  return (opens[shift] ?? 0) + wanted - (worked[shift] ?? 0)
}

/** The last instant before which no more than this, which is less than all, has been worked in the year. */
function left({ opens, worked }: Shifts, wanted: number): number {
  const index = lastUpTo(worked, wanted)
  return (opens[index] ?? 0) + wanted - (worked[index] ?? 0)
}
