// How much one sender may ask in a minute, kept in memory: a restart forgets it, and no more has to be remembered.

export type Pace = {
  /** Counts one more of `who`; false where it is over the limit. */
  readonly allows: (who: string) => boolean
}

/** Those that are watched at a time; beyond it the oldest are let go of. */
const WATCHED_MAX = 10_000

export function createPace(nowMs: () => number, perMs: number, max: number): Pace {
  const spans = new Map<string, { beganMs: number; count: number }>()
  return {
    allows(who) {
      const now = nowMs()
      const span = spans.get(who)
      if (span !== undefined && now - span.beganMs < perMs && now >= span.beganMs) {
        span.count += 1
        return span.count <= max
      }
      spans.delete(who)
      spans.set(who, { beganMs: now, count: 1 })
      if (spans.size > WATCHED_MAX) for (const oldest of spans.keys()) return spans.delete(oldest)
      return max > 0
    },
  }
}
