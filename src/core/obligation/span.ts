import { assert } from '#/core/assert.ts'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan, PlanCalendar } from '#/core/plan/plan.ts'
import { isWorkingSpan, plus } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'

/** `at` moved on by a span of the plan, or back, counted on the calendar of this id or on what the plan has for such spans. */
export function moved(
  plan: Plan,
  at: Instant,
  span: Span,
  {
    calendar,
    back = false,
  }: { readonly calendar?: string | undefined; readonly back?: boolean } = {},
): Instant {
  return plus(at, span, countedOn(plan, span, calendar), back ? -1 : 1)
}

/** What a span is counted on: a calendar, or the clocks of the plan's zone. */
export function countedOn(plan: Plan, span: Span, calendar?: string): Calendar | string {
  const id = calendarFor(plan, span, calendar)
  return id === undefined ? plan.zone : calendarNamed(plan, id)
}

/** The calendar on which a span is counted: the one named, or the plan's first for working days and hours. */
export function calendarFor(plan: Plan, span: Span, calendar?: string): string | undefined {
  if (span.unit === 'elapsed') return undefined
  return calendar ?? (isWorkingSpan(span) ? plan.calendars[0]?.id : undefined)
}

/** A calendar of the plan; without an id its first. The compiler has seen to it that there is one. */
export function calendarNamed(plan: Plan, id: string | undefined): PlanCalendar {
  const found = id === undefined ? plan.calendars[0] : lookup(plan).calendars.get(id)
  assert(found !== undefined, `the calendar ${id ?? 'that comes first'} is in plan ${plan.id}`)
  return found
}
