// Which groups this node has claimed and still has to tell of.
import type { ClaimedGroup } from '#/store/alerts.ts'

export type Owed = {
  /** Whether there is something to tell, or to look for. */
  readonly isAny: () => boolean
  /** What is to be looked for in the database, if there is anything, by `claim`; again after that failed. */
  readonly look: (claim: () => Promise<readonly ClaimedGroup[]>) => Promise<readonly ClaimedGroup[]>
  /**
   * What is told next: the heaviest alone, so that nobody waits for what is lighter, in the order in which it came; now and then
   * whatever came first. Until `told` or `failed` it counts as being told.
   */
  readonly next: (limit: number) => readonly ClaimedGroup[]
  readonly told: (bundle: readonly ClaimedGroup[]) => void
  readonly failed: (bundle: readonly ClaimedGroup[]) => void
  /** Adds what a statement claimed that began at `since`; without one, after all that is known. */
  readonly add: (groups: readonly ClaimedGroup[], since?: Since) => void
  /** A statement begins that may claim groups. */
  readonly begin: () => Since
  readonly end: (since: Since) => void
}

/** The groups that were told of while a statement was under way: what it saw of them may be older than that. */
export type Since = Set<string>

/** Every so many bundles, what came first goes first: a storm of heavy ones must not keep the others for ever. */
const BUNDLES_PER_TURN = 8

/** `weigh`: the smaller, the heavier. */
export function createOwed(weigh: (group: ClaimedGroup) => number): Owed {
  const waiting = new Map<string, { readonly group: ClaimedGroup; readonly weight: number }>()
  let bundles = 0
  const telling = new Set<string>()
  const underWay = new Set<Since>()
  let lookAgain = false
  return {
    isAny: () => waiting.size > 0 || lookAgain,
    async look(claim) {
      if (!lookAgain) return []
      lookAgain = false
      try {
        return await claim()
      } catch (error) {
        lookAgain = true
        throw error
      }
    },
    next(limit) {
      const all = [...waiting.values()]
      const heaviest = all.reduce((least, { weight }) => Math.min(least, weight), Infinity)
      bundles += 1
      const anybody = bundles % BUNDLES_PER_TURN === 0
      const bundle = all
        .filter(({ weight }) => anybody || weight === heaviest)
        .slice(0, limit)
        .map(({ group }) => group)
      for (const { key } of bundle) {
        waiting.delete(key)
        telling.add(key)
      }
      return bundle
    },
    told(bundle) {
      for (const since of underWay) for (const { key } of bundle) since.add(key)
      telling.clear()
    },
    failed(bundle) {
      // What cannot be told by itself stands in nobody's way.
      const isAlone = bundle.length === 1
      for (const group of bundle)
        if (telling.has(group.key) && !waiting.has(group.key))
          waiting.set(group.key, { group, weight: isAlone ? Infinity : weigh(group) })
      telling.clear()
    },
    add(groups, since) {
      for (const group of groups) {
        // It may be that this is told already, or that it came after. The database knows.
        if (telling.has(group.key) || since?.has(group.key) === true) lookAgain = true
        else waiting.set(group.key, { group, weight: weigh(group) })
      }
    },
    begin() {
      const since: Since = new Set()
      underWay.add(since)
      return since
    },
    end: since => underWay.delete(since),
  }
}
