// Turns that are counted from another instant than the one at which a layer begins.
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, dateOf, parseDate, twoDigits } from '#/core/date.ts'
import type { Hours, Layer, Turn } from '#/core/oncall/rota.ts'
import { toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const UNIT_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS } as const

/** A length of turns; undefined where it is no whole number of hours. Whole days are those of the wall clock. */
export function turnOf(seconds: number): Turn | undefined {
  const ms = seconds * 1000
  for (const unit of ['week', 'day', 'hour'] as const)
    if (ms > 0 && ms % UNIT_MS[unit] === 0) return { every: ms / UNIT_MS[unit], unit }
  return undefined
}

/** `2026-03-02T09:00`, as a layer says when it begins; seconds are cut off. */
export function wallText(wall: number): string {
  const minutes = Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS)
  const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
  return `${dateOf(Math.floor(wall / DAY_MS))}T${time}`
}

export const wallTextAt = (zone: string, at: Instant): string => wallText(wallAt(zone, toMs(at)))

export type Counted = {
  readonly title: string
  readonly people: readonly string[]
  readonly turn: Turn
  /** From which turns are counted. */
  readonly counted: Instant
  /** Before which nobody has one. */
  readonly begins: Instant
  readonly ends?: Instant | undefined
  readonly hours?: readonly Hours[] | undefined
}

/**
 * As layers. One, where it has begun by now: what was before need not be told. Else a layer for what is left of the turn in whose
 * middle it begins, and one that goes on from there.
 */
export function layersOf(counted: Counted, zone: string, at: Instant): readonly Layer[] {
  const { begins } = counted
  if (begins <= at || begins <= counted.counted)
    return [layerOf(counted, counted.people, wallAt(zone, toMs(counted.counted)), zone)]
  const { passed, next } = turnsBefore(counted, zone)
  const shift = (by: number) => [
    ...counted.people.slice(by % counted.people.length),
    ...counted.people.slice(0, by % counted.people.length),
  ]
  const start = wallAt(zone, toMs(begins))
  const main = layerOf(counted, shift(passed), next, zone)
  if (next === start) return [main]
  const first = shift(passed - 1 + counted.people.length).slice(0, 1)
  const part = { ...layerOf(counted, first, start, zone), until: wallText(next) }
  return [part, main]
}

/** How many turns are over by the first that begins no earlier than the layer does, and when that is, on the wall. */
function turnsBefore({ turn, counted, begins }: Counted, zone: string) {
  const length = turn.every * UNIT_MS[turn.unit]
  if (turn.unit === 'hour') {
    const passed = Math.ceil((toMs(begins) - toMs(counted)) / length)
    return { passed, next: wallAt(zone, toMs(counted) + passed * length) }
  }
  const from = wallAt(zone, toMs(counted))
  const passed = Math.ceil((wallAt(zone, toMs(begins)) - from) / length)
  return { passed, next: from + passed * length }
}

function layerOf(
  { title, turn, ends, hours }: Counted,
  people: readonly string[],
  starts: number,
  zone: string,
): Layer {
  return {
    title,
    people,
    turn,
    starts: wallText(starts),
    ...(ends !== undefined && { until: wallTextAt(zone, ends) }),
    ...(hours !== undefined && { hours }),
  }
}

/** What a clock of the zone shows, as `2026-03-02T09:00:00` tells it, as an instant. */
export function wallInstant(zone: string, text: string): number | undefined {
  const [, date, hours, minutes, seconds = '00'] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?$/.exec(text) ?? []
  const day = date === undefined ? undefined : parseDate(date)
  if (day === undefined) return undefined
  const inDay = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1000
  return instantAt(zone, day * DAY_MS + inDay)
}
