import type { Calendar } from '#/core/calendar/calendar.ts'

/** In the order in which they are counted: Monday is the first, as in ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** No more than there are zones: a plan with another one does not compile. */
const PLAIN = new Map<string, Calendar>()

/** The plain calendar of a zone: every day is worked, all day. The same one each time, so that what it keeps is kept. */
export function everyDay(zone: string): Calendar {
  const known = PLAIN.get(zone)
  if (known !== undefined) return known
  const plain: Calendar = { zone, days: WEEKDAYS, holidays: [], closed: [], open: [] }
  PLAIN.set(zone, plain)
  return plain
}
