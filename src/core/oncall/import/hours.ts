// Restrictions of other products as hours of a layer.
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { twoDigits } from '#/core/date.ts'
import type { Hours } from '#/core/oncall/rota.ts'

const DAY_MINUTES = 24 * 60
const WEEK_MINUTES = 7 * DAY_MINUTES

/** Of a day, in minutes since its beginning. */
export function timeOf(minutes: number): string {
  const inDay = ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES
  return `${twoDigits(Math.floor(inDay / 60))}:${twoDigits(inDay % 60)}`
}

/** Every day from a time of day on, for so long. Undefined: it is always. */
export function everyDay(from: number, minutes: number): readonly Hours[] | undefined {
  if (minutes >= DAY_MINUTES) return undefined
  return [{ from: timeOf(from), to: timeOf(from + minutes) }]
}

/** Once a week from a day (Monday is 0) and time on, for so long: cut at each time at which it began, since hours last a day at most. */
export function onceAWeek(
  day: number,
  from: number,
  minutes: number,
): readonly Hours[] | undefined {
  if (minutes >= WEEK_MINUTES) return undefined
  const whole = Math.floor(minutes / DAY_MINUTES)
  const rest = minutes % DAY_MINUTES
  const days = Array.from({ length: whole }, (_, index) => dayOf(day + index))
  return [
    ...(days.length === 0 ? [] : [{ days, from: timeOf(from), to: timeOf(from) }]),
    ...(rest === 0
      ? []
      : [{ days: [dayOf(day + whole)], from: timeOf(from), to: timeOf(from + rest) }]),
  ]
}

const dayOf = (day: number) => WEEKDAYS[day % 7] ?? 'mon'

/** From a day and time of the week up to another, in minutes; a whole week where they are the same. */
export function minutesBetween(
  start: { readonly day: number; readonly minutes: number },
  end: { readonly day: number; readonly minutes: number },
): number {
  const span = (end.day - start.day) * DAY_MINUTES + end.minutes - start.minutes
  return span > 0 ? span : span + WEEK_MINUTES
}

/** Hours of several restrictions; undefined where one of them is always. */
export function together(
  restrictions: readonly (readonly Hours[] | undefined)[],
): readonly Hours[] | undefined {
  if (restrictions.length === 0 || restrictions.includes(undefined)) return undefined
  return restrictions.flatMap(hours => hours ?? [])
}
