import type { Calendar, TimeOfDay } from '#/core/calendar/calendar.ts'
import { msOfDay } from '#/core/calendar/time-of-day.ts'
import { isWorked, nthWorkingDay } from '#/core/calendar/working.ts'
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS } from '#/core/date.ts'
import { fromMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** To which day an instant on a day that is not worked is moved, and to what time of it. Without `at`, its own. */
export type Roll = {
  readonly to: 'next-working-day' | 'previous-working-day'
  readonly at?: TimeOfDay
}

/**
 * An instant that falls on a day that is not worked, moved to one that is; any other as it is. DORA reports that fall on a
 * weekend or a bank holiday may be submitted "by noon of the next working day" (Delegated Regulation (EU) 2025/301
 * Art. 5(4)): `{ to: 'next-working-day', at: '12:00' }`.
 *
 * The first instant of a date falls on that date. What ends with a day, and so is the first instant of the next, is rolled
 * before it is moved to the end of its day.
 */
export function roll(at: Instant, rule: Roll, calendar: Calendar): Instant {
  const wall = wallAt(calendar.zone, toMs(at))
  const day = Math.floor(wall / DAY_MS)
  if (isWorked(calendar, day)) return at
  const worked = nthWorkingDay(calendar, day, rule.to === 'next-working-day' ? 1 : -1)
  const time = rule.at === undefined ? wall - day * DAY_MS : msOfDay(rule.at)
  return fromMs(instantAt(calendar.zone, worked * DAY_MS + time))
}
