import { assert } from '#/core/assert.ts'
import type { TimeOfDay } from '#/core/calendar/calendar.ts'

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/
const MINUTE_MS = 60_000

/** Whether it is `00:00` to `23:59`, or `24:00`, the end of a day. */
export function isTimeOfDay(text: string): text is TimeOfDay {
  return text === '24:00' || TIME_OF_DAY.test(text)
}

/** Milliseconds from the beginning of a day, on its clocks. */
export function msOfDay(time: TimeOfDay): number {
  assert(isTimeOfDay(time), `"${time}" is a time of day`)
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS
}
