import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { addMonths, DAY_MS, dateOf, parseDate } from '#/core/date.ts'
import { assert } from '#/core/assert.ts'
import type { Every, PeriodSpan } from '#/core/metrics/overview.ts'
import { fromMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** The first day and the last, which counts too, as dates. */
export type Days = { readonly from: string; readonly to: string }

/** A longer trend by weeks is one that nobody can read. */
const WEEKLY_DAYS_MAX = 120
/** More than any installation is old. */
const DAYS_MAX = 3660

/** The year up to today by the clocks of `zone`, unless other days are asked for; the first is never after the last. */
export function daysAsked(
  now: Instant,
  zone: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): Days {
  const today = Math.floor(wallAt(zone, toMs(now)) / DAY_MS)
  const last = to === undefined ? today : dayOf(to)
  const first = from === undefined ? addMonths(last, -12) + 1 : dayOf(from)
  return { from: dateOf(Math.max(Math.min(first, last), last - DAYS_MAX)), to: dateOf(last) }
}

export function spanOf({ from, to }: Days, zone: string): PeriodSpan {
  return { from: startOfDay(dayOf(from), zone), to: startOfDay(dayOf(to) + 1, zone) }
}

export function everyFor({ from, to }: Days): Every {
  return dayOf(to) - dayOf(from) > WEEKLY_DAYS_MAX ? 'month' : 'week'
}

const startOfDay = (day: number, zone: string) => fromMs(instantAt(zone, day * DAY_MS))

function dayOf(date: string): number {
  const day = parseDate(date)
  assert(day !== undefined, 'a date was checked where it came in')
  return day
}
