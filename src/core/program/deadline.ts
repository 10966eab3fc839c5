import { endOf } from '#/core/calendar/period.ts'
import { countedOn, moved } from '#/core/obligation/span.ts'
import type { Plan, ProgramEntry } from '#/core/plan/plan.ts'
import { fromMs, plusMs, toMs } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'

/**
 * By when something of the program is due that is due so long after an instant: at the end of a day, since nobody reviews a
 * plan by 10:23. What ends at midnight ends with the day before.
 */
export function deadline(plan: Plan, entry: ProgramEntry, from: Instant, span: Span): Instant {
  const at = moved(plan, from, span, { calendar: entry.calendar })
  return endOf('day', plusMs(at, -1), zoneOf(plan, entry, span))
}

function zoneOf(plan: Plan, { calendar }: ProgramEntry, span: Span): string {
  const on = countedOn(plan, span, calendar)
  return typeof on === 'string' ? on : on.zone
}

/** So many times as long. `text` stays that of the one. */
export function times(span: Span, count: number): Span {
  return 'ms' in span ? { ...span, ms: span.ms * count } : { ...span, count: span.count * count }
}

/** When a quarter of the time is left: from then on it is due soon. */
export function warnsAt(from: Instant, due: Instant): Instant {
  return fromMs(toMs(due) - Math.floor((toMs(due) - toMs(from)) / 4))
}
