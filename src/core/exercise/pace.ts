import { msBetween, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * How the time of an incident of its own follows from real time: at the real instant `real` it is `at` there, and each
 * millisecond takes it `factor` of its own further, to `until` at most. It is moved on piece by piece, from one thing that
 * happens to the next, so that it stands still by itself when whoever moves it is gone.
 */
export type Pace = {
  readonly real: Instant
  readonly at: Instant
  readonly factor: number
  readonly until: Instant
  /** The drill has ended: nothing happens in it any more. */
  readonly over?: true
}

/** What time it is there. */
export function timeUnder({ real, at, factor, until }: Pace, now: Instant): Instant {
  const passed = Math.round(Math.max(0, msBetween(real, now)) * factor)
  return passed >= msBetween(at, until) ? until : plusMs(at, passed)
}

/** Time that stands still. */
export function standing(real: Instant, at: Instant): Pace {
  return { real, at, factor: 0, until: at }
}

/** From `at` to `until` in so many real milliseconds. */
export function stretch(real: Instant, at: Instant, until: Instant, realMs: number): Pace {
  return { real, at, factor: msBetween(at, until) / Math.max(1, realMs), until }
}

/** So long a drill takes at its ordinary speed, in real milliseconds: long enough to follow, short enough to stay for. */
export const DRILL_MS = 100_000
const BASE_MS_MIN = 120
const BASE_MS_MAX = 2_500
/** More than this at once nobody reads, however long it stands there. */
const EVENTS_READ_MAX = 14

/** How long to leave people to read what has just happened, in units of `baseMs`. Nothing: no time at all. */
export function weightOf(events: number): number {
  return events === 0 ? 0 : 0.6 + 0.1 * Math.min(events, EVENTS_READ_MAX)
}

/** The unit of reading time with which a drill of these happenings takes as long as a drill should. `counts`: events of each. */
export function baseMs(counts: readonly number[]): number {
  const weight = counts.reduce((sum, count) => sum + weightOf(count), 0)
  return Math.min(Math.max(DRILL_MS / Math.max(weight, 1), BASE_MS_MIN), BASE_MS_MAX)
}
