import type { Calendar } from '#/core/calendar/calendar.ts'
import { everyDay } from '#/core/calendar/every-day.ts'
import { isWorked, nthWorkingDay } from '#/core/calendar/working.ts'
import { instantAt, offsetAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, addMonths } from '#/core/date.ts'
import { fromMs, plus, toMs } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'

const HOUR_MS = 3_600_000

/**
 * The strict legal end of a period that begins with an event at `at`, after Regulation (EEC, Euratom) No 1182/71 Art. 3: the
 * first instant at which it is over. Never before the plain target, `plus(at, span, on)`, which is what one works towards.
 *
 * - Hours: the hour of the event is not counted, and the period ends with the expiry of its last hour (Art. 3(1), 3(2)(a)).
 *   Weekends and holidays count, and it does not roll (Art. 3(3), 3(4)).
 * - Days, weeks, months, years: the day of the event is not counted, and the period ends with the expiry of the last hour of
 *   its last day, which is the same date as that of the event, or the last of a month that has no such date
 *   (Art. 3(2)(b), (c)). If that day is not worked in `on`, it ends with the next working day (Art. 3(4)). Whoever is not
 *   to have that, since a law leaves it open, gives the plain calendar of the zone: `everyDay(zone)`, or the zone alone.
 * - Working days: with the expiry of the last of them (Art. 3(3)).
 *
 * The Regulation knows no minutes and no working hours: for those it is the plain target. Art. 3(5), by which two days or
 * more hold at least two working days, is not applied: readings of it differ.
 */
export function legalEnd(at: Instant, span: Span, on: Calendar | string): Instant {
  const calendar = typeof on === 'string' ? everyDay(on) : on
  const { zone } = calendar
  const ms = toMs(at)
  const day = Math.floor(wallAt(zone, ms) / DAY_MS)
  switch (span.unit) {
    case 'elapsed':
      return span.ms % HOUR_MS === 0 ? fromMs(nextHour(zone, ms) + span.ms) : plus(at, span, on)
    case 'working-hours':
      return plus(at, span, on)
    case 'days':
      return endOfWorkingDay(calendar, day + span.count)
    case 'months':
      return endOfWorkingDay(calendar, addMonths(day, span.count))
    case 'working-days':
      return endOfDay(calendar, span.count === 0 ? day : nthWorkingDay(calendar, day, span.count))
  }
}

/** The next full hour on the clocks that go at `ms`, which are not on the hour everywhere when they are in UTC. */
function nextHour(zone: string, ms: number): number {
  const wall = ms + offsetAt(zone, ms)
  return ms + HOUR_MS - (wall - Math.floor(wall / HOUR_MS) * HOUR_MS)
}

function endOfWorkingDay(calendar: Calendar, day: number): Instant {
  return endOfDay(calendar, isWorked(calendar, day) ? day : nthWorkingDay(calendar, day, 1))
}

function endOfDay({ zone }: Calendar, day: number): Instant {
  return fromMs(instantAt(zone, (day + 1) * DAY_MS))
}
