import type { Span } from '#/core/time.ts'

const DAY_MS = 86_400_000
/** Days of a month, to compare spans: no two that a plan would write together come close to where this matters. */
const MONTH_DAYS = 30

/** Hours of a working day, to compare spans. */
const WORKING_DAY_HOURS = 8

/** How long a span is, near enough to compare it with another. */
export function lengthMs(span: Span): number {
  if (span.unit === 'elapsed') return span.ms
  if (span.unit === 'working-hours') return (span.ms * 24) / WORKING_DAY_HOURS
  return span.count * DAY_MS * (span.unit === 'months' ? MONTH_DAYS : 1)
}
