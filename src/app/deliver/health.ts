// Which channels work at the moment, as far as this node has seen.

/** Failures in a row after which a channel counts as not working. */
export const CHANNEL_FAILURES_MAX = 5
/** Messages at once by which a channel that does not work is tried out. */
export const PROBES_MAX = 2

export type Health = {
  /**
   * Whether a message may go out over a channel now. One that does not work takes only a few at a time: a mail server
   * that hangs would otherwise take every place that another channel's page could go out from, time-out after time-out.
   */
  enter(peer: string): boolean
  /** Of a message that was let in. `works` undefined: it shows nothing either way. Gives what has changed. */
  leave(peer: string, works: boolean | undefined): 'died' | 'revived' | undefined
  isDown(peer: string): boolean
}

type Seen = { failures: number; inside: number }

export function createHealth(): Health {
  // Holds those only that have failed or are in use, so it is as small as the trouble is.
  const seen = new Map<string, Seen>()
  const isDown = (peer: string) => (seen.get(peer)?.failures ?? 0) >= CHANNEL_FAILURES_MAX
  return {
    isDown,
    enter(peer) {
      const its = seen.get(peer) ?? { failures: 0, inside: 0 }
      if (isDown(peer) && its.inside >= PROBES_MAX) return false
      its.inside++
      seen.set(peer, its)
      return true
    },
    leave(peer, works) {
      const its = seen.get(peer)
      if (its === undefined) return undefined
      const { failures } = its
      its.inside--
      if (works !== undefined) its.failures = works ? 0 : failures + 1
      if (its.inside === 0 && its.failures === 0) seen.delete(peer)
      if (works === true && failures >= CHANNEL_FAILURES_MAX) return 'revived'
      return its.failures === CHANNEL_FAILURES_MAX && works === false ? 'died' : undefined
    },
  }
}
