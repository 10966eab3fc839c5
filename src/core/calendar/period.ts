import { assert } from '#/core/assert.ts'
import type { TimeOfDay } from '#/core/calendar/calendar.ts'
import type { Instant } from '#/core/time.ts'

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** The first instant of the period after the one in which `at` lies, by the clocks of `zone`. */
export function endOf(_period: Period, at: Instant, _zone: string): Instant {
  assert(false, 'the periods are built')
  return at
}

/** That time of day on the date on which `at` lies in `zone`. */
export function atTimeOfDay(at: Instant, _time: TimeOfDay, _zone: string): Instant {
  assert(false, 'the periods are built')
  return at
}
