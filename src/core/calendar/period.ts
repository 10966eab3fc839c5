import type { TimeOfDay } from '#/core/calendar/calendar.ts'
import { msOfDay } from '#/core/calendar/time-of-day.ts'
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, firstOfMonth, weekdayOf, yearMonthDay } from '#/core/date.ts'
import { fromMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Period = (typeof PERIODS)[number]

/**
 * The end of the calendar period in which `at` lies by the clocks of `zone`: the first instant of the next, since every
 * interval here is half-open. Weeks begin on Monday (ISO 8601).
 */
export function endOf(period: Period, at: Instant, zone: string): Instant {
  const day = Math.floor(wallAt(zone, toMs(at)) / DAY_MS)
  return fromMs(instantAt(zone, dayAfter(period, day) * DAY_MS))
}

/** The first instant of that period. */
export function startOf(period: Period, at: Instant, zone: string): Instant {
  const day = Math.floor(wallAt(zone, toMs(at)) / DAY_MS)
  return fromMs(instantAt(zone, firstDayOf(period, day) * DAY_MS))
}

function firstDayOf(period: Period, day: number): number {
  if (period === 'day') return day
  if (period === 'week') return day - weekdayOf(day)
  const { year, month } = yearMonthDay(day)
  const months = MONTHS[period]
  return firstOfMonth(year * 12 + Math.floor((month - 1) / months) * months)
}

function dayAfter(period: Period, day: number): number {
  if (period === 'day') return day + 1
  if (period === 'week') return day - weekdayOf(day) + 7
  const { year, month } = yearMonthDay(day)
  const months = MONTHS[period]
  return firstOfMonth(year * 12 + Math.ceil(month / months) * months)
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const

/** That time of day on the date of `at` in `zone`, before or after it; `24:00` is the first instant of the next date. */
export function atTimeOfDay(at: Instant, time: TimeOfDay, zone: string): Instant {
  const day = Math.floor(wallAt(zone, toMs(at)) / DAY_MS)
  return fromMs(instantAt(zone, day * DAY_MS + msOfDay(time)))
}
