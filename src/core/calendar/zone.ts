import { DAY_MS } from '#/core/date.ts'

/**
 * The clock on the wall of a zone, as milliseconds since 1970 read off it as if it stood in UTC, and back. Counting days on
 * real clocks goes wrong twice a year: a time that is skipped never comes, and in the hour that comes twice what happens an
 * hour later would be due an hour earlier. So this clock is never set back. Where the others are, it waits until they have
 * caught up; where the others jump forward, it does too. Hence
 *
 * - a later instant never reads earlier, and is never due earlier;
 * - a time that comes twice is meant when it first comes; one that is skipped, when the clocks are put forward.
 *
 * Law says nothing of either hour. `Temporal` with `disambiguation: 'compatible'` agrees except within these hours: it
 * takes a skipped 02:30 for 03:30, which is later than 03:00 of the same day.
 */
export function wallAt(zone: string, ms: number): number {
  const stretch = stretchOf(zone, ms)
  const index = partOf(stretch, ms)
  return Math.max(ms + (stretch.offset[index] ?? 0), stretch.floor[index] ?? 0)
}

/** How far real clocks in a zone are ahead of UTC, in milliseconds. */
export function offsetAt(zone: string, ms: number): number {
  const stretch = stretchOf(zone, ms)
  return stretch.offset[partOf(stretch, ms)] ?? 0
}

/** The first instant at which the clock of `wallAt` shows this or later. */
export function instantAt(zone: string, wall: number): number {
  // No zone is a day ahead, so that it shows nothing of this before.
  for (let ms = wall - DAY_MS; ;) {
    const { from, offset, floor, until } = stretchOf(zone, ms)
    for (let index = 0; index < from.length; index++) {
      const start = from[index] ?? 0
      const shown = Math.max(start + (offset[index] ?? 0), floor[index] ?? 0)
      if (wall <= shown) return start
      const there = wall - (offset[index] ?? 0)
      if (there < (from[index + 1] ?? until)) return there
    }
    ms = until
  }
}

/** A stretch of time, cut where the clocks of the zone change. Parallel lists, since they are read at every command. */
type Stretch = {
  /** Where each part begins; the first is the beginning of the stretch. */
  readonly from: readonly number[]
  /** How far the zone is ahead of UTC in each. */
  readonly offset: readonly number[]
  /** The latest that its clock has shown before each. */
  readonly floor: readonly number[]
  readonly until: number
}

/** A power of two, so that there is little to divide: about 400 days. */
const STRETCH_MS = 2 ** 35
/** Stretches kept of one zone: beyond these a log full of absurd years would only fill the memory. */
const STRETCHES_MAX = 1000

const ZONES = new Map<string, Map<number, Stretch>>()

function stretchOf(zone: string, ms: number): Stretch {
  const number = Math.floor(ms / STRETCH_MS)
  return ZONES.get(zone)?.get(number) ?? keep(zone, number)
}

/** Its last part that has begun. */
function partOf({ from }: Stretch, ms: number): number {
  let index = from.length - 1
  while (index > 0 && (from[index] ?? 0) > ms) index--
  return index
}

function keep(zone: string, number: number): Stretch {
  const stretch = cut(zone, number * STRETCH_MS)
  const kept = ZONES.get(zone) ?? new Map<number, Stretch>()
  if (kept.size >= STRETCHES_MAX) kept.clear()
  ZONES.set(zone, kept.set(number, stretch))
  return stretch
}

function cut(zone: string, start: number): Stretch {
  const until = start + STRETCH_MS
  let at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone)
  // Asked from a hair later, since a change on the very beginning counts as one before.
  const before = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const from = [start]
  const offset = [offsetOf(at)]
  const floor = [before === null ? -Infinity : shownBefore(before)]
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= until) return { from, offset, floor, until }
    from.push(next.epochMilliseconds)
    offset.push(offsetOf(next))
    floor.push(Math.max(floor.at(-1) ?? -Infinity, shownBefore(next)))
    at = next
  }
}

/** What a clock shows when the change comes, before it is changed. */
function shownBefore(change: Temporal.ZonedDateTime): number {
  return change.epochMilliseconds + offsetOf(change.subtract({ nanoseconds: 1 }))
}

function offsetOf(at: Temporal.ZonedDateTime): number {
  return at.offsetNanoseconds / 1_000_000
}
