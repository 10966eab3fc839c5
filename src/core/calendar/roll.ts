import { assert } from '#/core/assert.ts'
import type { Calendar, TimeOfDay } from '#/core/calendar/calendar.ts'
import type { Instant } from '#/core/time.ts'

/** Where an instant on a day that is not worked is moved to, and at what time of that day. */
export type Roll = {
  readonly to: 'next-working-day' | 'previous-working-day'
  readonly at?: TimeOfDay
}

export function roll(at: Instant, _rule: Roll, _calendar: Calendar): Instant {
  assert(false, 'the roll is built')
  return at
}
