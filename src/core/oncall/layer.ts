// Whose turn it is in one layer. The wall clock that `core/calendar` keeps never goes back, so that "has it come to 09:00?" has one
// answer at every instant, and turns are counted without looking at each.
import { assert } from '#/core/assert.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { msOfDay } from '#/core/calendar/time-of-day.ts'
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, parseDate, weekdayOf } from '#/core/date.ts'
import type { Hours, Layer, Turn } from '#/core/oncall/rota.ts'

const HOUR_MS = 3_600_000
const UNIT_MS: Readonly<Record<Turn['unit'], number>> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
}

/** The person who is on duty in a layer at an instant, in milliseconds since 1970; undefined when nobody is. */
export function onDuty(layer: Layer, zone: string, ms: number): string | undefined {
  const wall = wallAt(zone, ms)
  if (wall < wallOf(layer.starts)) return undefined
  if (layer.until !== undefined && wall >= wallOf(layer.until)) return undefined
  if (layer.hours !== undefined && !layer.hours.some(hours => isWithin(hours, wall)))
    return undefined
  return layer.people[turnAt(layer, zone, ms) % layer.people.length]
}

/** The first instant after `ms` at which somebody else may be on duty in a layer; undefined when it never changes again. */
export function nextChange(layer: Layer, zone: string, ms: number): number | undefined {
  const wall = wallAt(zone, ms)
  const starts = wallOf(layer.starts)
  if (wall < starts) return instantAt(zone, starts)
  const until = layer.until === undefined ? undefined : wallOf(layer.until)
  if (until !== undefined && wall >= until) return undefined
  const edges = (layer.hours ?? []).flatMap(hours => edgesOf(hours, wall))
  return Math.min(
    turnEnd(layer, zone, ms),
    ...(until === undefined ? [] : [instantAt(zone, until)]),
    ...(edges.length === 0 ? [] : [instantAt(zone, Math.min(...edges))]),
  )
}

/** How many turns were over before the one at an instant. */
function turnAt({ turn, starts }: Layer, zone: string, ms: number): number {
  const length = turn.every * UNIT_MS[turn.unit]
  const since =
    turn.unit === 'hour' ? ms - instantAt(zone, wallOf(starts)) : wallAt(zone, ms) - wallOf(starts)
  return Math.floor(since / length)
}

function turnEnd(layer: Layer, zone: string, ms: number): number {
  const { turn, starts } = layer
  const passed = (turnAt(layer, zone, ms) + 1) * turn.every * UNIT_MS[turn.unit]
  return turn.unit === 'hour'
    ? instantAt(zone, wallOf(starts)) + passed
    : instantAt(zone, wallOf(starts) + passed)
}

function isWithin(hours: Hours, wall: number): boolean {
  const today = Math.floor(wall / DAY_MS)
  return [today - 1, today].some(day => {
    const span = spanOn(hours, day)
    return span !== undefined && wall >= span.from && wall < span.to
  })
}

/** Beginnings and ends still to come, the next among them: within a week every one comes round. */
function edgesOf(hours: Hours, wall: number): readonly number[] {
  const today = Math.floor(wall / DAY_MS)
  const days = Array.from({ length: 9 }, (_, index) => today - 1 + index)
  return days
    .flatMap(day => {
      const span = spanOn(hours, day)
      return span === undefined ? [] : [span.from, span.to]
    })
    .filter(edge => edge > wall)
}

/** On a day, counted from 1970, in wall clock. */
function spanOn({ days, from, to }: Hours, day: number) {
  const weekday = WEEKDAYS[weekdayOf(day)]
  if (days !== undefined && (weekday === undefined || !days.includes(weekday))) return undefined
  const begins = msOfDay(from)
  const ends = msOfDay(to)
  const over = ends <= begins ? DAY_MS : 0
  return { from: day * DAY_MS + begins, to: day * DAY_MS + ends + over }
}

/** What a wall clock shows, as milliseconds since it showed the beginning of 1970. */
export function wallOf(text: string): number {
  const day = parseDate(text.slice(0, 10))
  assert(day !== undefined, `"${text}" begins with a date`)
  return day * DAY_MS + msOfDay(text.slice(11))
}
