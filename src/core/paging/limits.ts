// How many messages may reach one person over one channel, so that a bad night does not bury the page that counts. The
// numbers are those that on-call engineers have lived with elsewhere; a first page is never held back by any of them.
import type { Channel } from '#/core/plan/plan.ts'
import { plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** At most so many within so many milliseconds. */
export type Limit = { readonly count: number; readonly withinMs: number }

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const HOUR = 60 * MINUTE

const RINGING: readonly Limit[] = [
  { count: 1, withinMs: MINUTE },
  { count: 3, withinMs: QUARTER },
  { count: 7, withinMs: HOUR },
  { count: 15, withinMs: 3 * HOUR },
]
const TEXTED: readonly Limit[] = [
  { count: 1, withinMs: MINUTE },
  { count: 5, withinMs: QUARTER },
  { count: 11, withinMs: HOUR },
  { count: 21, withinMs: 3 * HOUR },
]
const WRITTEN: readonly Limit[] = [{ count: 20, withinMs: MINUTE }]

/** Channels that are not named have no limit: machines read them. */
export const LIMITS: Readonly<Partial<Record<Channel, readonly Limit[]>>> = {
  voice: RINGING,
  sms: TEXTED,
  push: WRITTEN,
  email: WRITTEN,
  slack: WRITTEN,
  teams: WRITTEN,
  ntfy: WRITTEN,
  discord: WRITTEN,
  mattermost: WRITTEN,
}

/** Longer ago than this nothing counts any more. */
export const LIMITS_REACH_MS = 3 * HOUR

/** How many more may go now, and when the next may where none does. `sentAt`: what has gone already, in any order. */
export function roomFor(
  limits: readonly Limit[],
  sentAt: readonly Instant[],
  now: Instant,
): { readonly count: number; readonly from: Instant } {
  const newestFirst = sentAt.toSorted((one, other) => toMs(other) - toMs(one))
  let count = Infinity
  let from = now
  for (const limit of limits) {
    const since = plusMs(now, -limit.withinMs)
    const within = newestFirst.filter(at => at > since).length
    count = Math.min(count, Math.max(0, limit.count - within))
    const last = newestFirst[limit.count - 1]
    const free = last === undefined ? now : plusMs(last, limit.withinMs)
    if (within >= limit.count && free > from) from = free
  }
  return { count, from }
}
