import { isWorkingDay } from '#/core/calendar/calendar.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, dateOf, weekdayOf } from '#/core/date.ts'
import type { Step } from '#/core/obligation/reckon.ts'
import { calendarNamed } from '#/core/obligation/span.ts'
import type { Plan, PlanCalendar } from '#/core/plan/plan.ts'
import { isWorkingSpan, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** A day that was not counted, or to which no limit may be moved. */
export type DayOff = { readonly date: string; readonly why: 'weekend' | 'holiday' | 'closed' }

/** Beyond so many days nobody reads them one by one. */
const DAYS_OFF_MAX = 200

/** The days off that working days were counted around, and those that a limit was moved over. In order, each once. */
export function daysOffBetween(
  plan: Plan,
  how: readonly Step[],
  calendar: string | undefined,
): readonly DayOff[] {
  const found = how.flatMap(step => {
    if (step.step === 'limit' && isWorkingSpan(step.span))
      return daysOff(calendarNamed(plan, step.calendar), step.from, step.at)
    if (step.step === 'roll') return daysOff(calendarNamed(plan, calendar), step.from, step.at)
    return []
  })
  const byDate = new Map(found.map(day => [day.date, day]))
  return [...byDate.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

function daysOff(calendar: PlanCalendar, from: Instant, to: Instant): readonly DayOff[] {
  const first = dayOf(calendar, from)
  const last = dayOf(calendar, to)
  const length = Math.max(0, Math.min(last - first + 1, DAYS_OFF_MAX))
  return Array.from({ length }, (_, index) => first + index)
    .filter(day => !isWorkingDay(calendar, dateOf(day)))
    .map(day => ({ date: dateOf(day), why: whyOff(calendar, day) }))
}

function dayOf({ zone }: PlanCalendar, at: Instant): number {
  return Math.floor(wallAt(zone, toMs(at)) / DAY_MS)
}

/** A holiday on a weekend is a weekend: it would be off anyway. */
function whyOff(calendar: PlanCalendar, day: number): DayOff['why'] {
  const weekday = WEEKDAYS[weekdayOf(day)]
  if (weekday !== undefined && !calendar.days.includes(weekday)) return 'weekend'
  return calendar.closed.includes(dateOf(day)) ? 'closed' : 'holiday'
}

/** `No working days: 2026-11-26 (holiday), 2026-11-28 (weekend).` Empty when there are none. */
export function daysOffInWords(days: readonly DayOff[]): string {
  if (days.length === 0) return ''
  return `No working days: ${days.map(({ date, why }) => `${date} (${why})`).join(', ')}.`
}
