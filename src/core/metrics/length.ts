import { instant, msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * How a figure stands. Only what is `recorded` is a number that may be counted with others; the rest is counted apart:
 * `pending` can still come, `not-applicable` never will, and `invalid` is what the record says and cannot have been.
 */
export const FIGURE_STATES = ['recorded', 'pending', 'not-applicable', 'invalid'] as const
export type FigureState = (typeof FIGURE_STATES)[number]

/** A length of time, or why there is none. `Why` is a word of whoever measured: those of this file are `LengthReason`. */
export type Length<Why extends string = LengthReason> =
  | { readonly state: 'recorded'; readonly ms: number }
  | { readonly state: 'pending' | 'not-applicable'; readonly reason: Why }
  /** `ms`: what the record comes to, to be shown beside the reason and never to be counted. */
  | { readonly state: 'invalid'; readonly reason: Why; readonly ms: number | undefined }

export type LengthReason =
  | 'not-begun'
  | 'not-ended'
  | 'not-on-record'
  | 'impossible-date'
  | 'in-the-future'
  | 'ends-before-it-begins'

/** Before there were computers to fail: an earlier date is a slip of the pen. */
export const EARLIEST_POSSIBLE = instant('1950-01-01T00:00:00Z')
/** What a clock says that was never set, and a program that has no date. */
export const CLOCK_NEVER_SET = instant('1970-01-01T00:00:00Z')

/** Whether something can have happened then, whatever the time is now. */
export function isPossible(at: Instant): boolean {
  return at >= EARLIEST_POSSIBLE && at !== CLOCK_NEVER_SET
}

/**
 * The time from one moment to another, in milliseconds, as it is known at `now`; undefined stands for a moment that is not
 * on record. `over`: nothing more can come, so that what is missing will stay so. A moment that cannot be right makes the
 * length invalid though the other one is missing.
 */
export function lengthBetween(
  from: Instant | undefined,
  to: Instant | undefined,
  { now, over }: { readonly now: Instant; readonly over: boolean },
): Length {
  const ms = from === undefined || to === undefined ? undefined : msBetween(from, to)
  const fault = faultOf([from, to], now)
  if (fault !== undefined) return { state: 'invalid', reason: fault, ms }
  if (ms === undefined)
    return over
      ? { state: 'not-applicable', reason: 'not-on-record' }
      : { state: 'pending', reason: from === undefined ? 'not-begun' : 'not-ended' }
  // The same instant is a length of nothing, and a length: what is resolved in the minute in which it is told.
  if (ms < 0) return { state: 'invalid', reason: 'ends-before-it-begins', ms }
  return { state: 'recorded', ms }
}

function faultOf(
  moments: readonly (Instant | undefined)[],
  now: Instant,
): LengthReason | undefined {
  const known = moments.filter(at => at !== undefined)
  if (!known.every(isPossible)) return 'impossible-date'
  return known.some(at => at > now) ? 'in-the-future' : undefined
}
