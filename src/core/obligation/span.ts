import { assert } from '#/core/assert.ts'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { isWorkingSpan, plus } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'

/**
 * What a span of the plan is counted on: the calendar that is named; without one the plan's first for working days and
 * hours, and otherwise the clocks of its zone.
 */
export function countedOn(plan: Plan, span: Span, calendar?: string): Calendar | string {
  if (calendar === undefined && !isWorkingSpan(span)) return plan.zone
  const on = calendar === undefined ? plan.calendars[0] : lookup(plan).calendars.get(calendar)
  assert(on !== undefined, `the calendar ${calendar ?? 'of working spans'} is in plan ${plan.id}`)
  return on
}

/** `at` moved on by a span of the plan, or back. */
export function moved(
  plan: Plan,
  at: Instant,
  span: Span,
  { calendar, back = false }: { readonly calendar?: string | undefined; readonly back?: boolean } = {},
): Instant {
  return plus(at, span, countedOn(plan, span, calendar), back ? -1 : 1)
}
