// Who guesses passwords and codes is slowed down, without giving them the means to lock somebody out.
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Wrong guesses are forgotten after this. */
export const GUESS_WINDOW_MS = 15 * 60_000
/** For one account from one address: somebody who mistypes never gets here. */
export const GUESSES_HERE_MAX = 10
/** From one address for all accounts: an office behind one address signs in within this. */
export const GUESSES_ADDRESS_MAX = 50
/** For one account from everywhere. Higher, since strangers could otherwise keep its owner out. */
export const GUESSES_ACCOUNT_MAX = 100
/** Whoever guesses from many addresses must not fill memory: beyond it the oldest are forgotten. */
const KEYS_MAX = 50_000

export type Guesses = {
  /**
   * Counts a guess before it is looked at, so that many at once gain nothing. Gives whole seconds to wait where none is
   * allowed, and whether it was the last that is.
   */
  readonly take: (
    login: string,
    address: string,
  ) => { readonly waitSeconds: number } | { readonly isLast: boolean }
  /** It was right, and does not count; nor does what was wrong before from here. */
  readonly right: (login: string, address: string) => void
}

type Count = { readonly since: Instant; guesses: number }

/** In memory, so each node counts for itself: what an attacker gains by that is the number of nodes. */
export function createGuesses(now: () => Instant): Guesses {
  const counts = new Map<string, Count>()

  function countOf(key: string): Count {
    const count = counts.get(key)
    if (count !== undefined && msBetween(count.since, now()) < GUESS_WINDOW_MS) return count
    const fresh = { since: now(), guesses: 0 }
    // Anew at the end, so that the first are the oldest.
    counts.delete(key)
    counts.set(key, fresh)
    for (const oldest of counts.keys()) {
      if (counts.size <= KEYS_MAX) break
      counts.delete(oldest)
    }
    return fresh
  }

  return {
    take(login, address) {
      const limits = limitsOf(login, address).map(({ key, most }) => ({
        most,
        count: countOf(key),
      }))
      const waits = limits
        .filter(({ count, most }) => count.guesses >= most)
        .map(({ count }) => GUESS_WINDOW_MS - msBetween(count.since, now()))
      if (waits.length > 0) return { waitSeconds: Math.ceil(Math.max(...waits) / 1_000) }
      for (const { count } of limits) count.guesses += 1
      return { isLast: limits.some(({ count, most }) => count.guesses === most) }
    },
    right(login, address) {
      for (const { key, isOwn } of limitsOf(login, address))
        if (isOwn) counts.delete(key)
        else countOf(key).guesses = Math.max(0, countOf(key).guesses - 1)
    },
  }
}

function limitsOf(login: string, address: string) {
  return [
    { key: `here ${address} ${login}`, most: GUESSES_HERE_MAX, isOwn: true },
    { key: `account ${login}`, most: GUESSES_ACCOUNT_MAX, isOwn: false },
    { key: `address ${address}`, most: GUESSES_ADDRESS_MAX, isOwn: false },
  ]
}
