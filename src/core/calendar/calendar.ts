import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** `17:00` on the clocks of a zone. `24:00` is the end of a day, which is the beginning of the next. */
export type TimeOfDay = string

/** When an organisation, a market or an authority works. */
export type Calendar = {
  /** An IANA zone: whose clocks it goes by. */
  readonly zone: string
  /** Days of the week that are worked. */
  readonly days: readonly Weekday[]
  /** Worked hours of a working day, half-open; without them it is worked all day. */
  readonly hours?: { readonly from: TimeOfDay; readonly to: TimeOfDay }
  /** Places whose public holidays are not worked, as `date-holidays` names them: `DE`, `DE-BY`, `US-NY`. */
  readonly holidays: readonly string[]
  /** Dates (`2026-12-24`) that are not worked besides. */
  readonly closed: readonly string[]
  /** Dates that are worked although they are a weekend, a holiday or closed. */
  readonly open: readonly string[]
}

/** The plain calendar of a zone: every day is worked, all day. */
export function everyDay(zone: string): Calendar {
  return { zone, days: WEEKDAYS, holidays: [], closed: [], open: [] }
}

/** Whether a date (`2026-12-24`) is worked. */
export function isWorkingDay(_calendar: Calendar, _date: string): boolean {
  return unbuilt()
}

/** Whether it is worked at an instant: within the hours of a working day. */
export function isWorking(_calendar: Calendar, _at: Instant): boolean {
  return unbuilt()
}

/** The next instant after `at` at which `isWorking` changes. */
export function nextBoundary(_calendar: Calendar, _at: Instant): Instant | undefined {
  return unbuilt()
}

function unbuilt(): never {
  assert(false, 'the calendar is built')
  throw new Error()
}
