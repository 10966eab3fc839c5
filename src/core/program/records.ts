import type { Incident } from '#/core/incident/incident.ts'
import type { Instant } from '#/core/time.ts'

/** What the program is reckoned from: everything that was done for it, and what has happened that asks for more. */
export type Records = {
  /** When the plan came into force: the program is owed from then on. */
  readonly since: Instant
  readonly done: readonly Done[]
  /** Occasions of entries that wait for something other than an incident, as people put them on record. */
  readonly occasions: readonly Occurrence[]
  /** Of which some entries want something afterwards. Exercises are none. */
  readonly incidents: readonly Incident[]
}

/** That something of the program was done: a training held, an exercise run, the plan reviewed. */
export type Done = {
  /** Id of the entry. */
  readonly entry: string
  readonly at: Instant
  /** What it covered, in the words of the plan. */
  readonly topics: readonly string[]
  /** Who took part. */
  readonly people: readonly string[]
  /** The incident after which it was owed, where it was for that one alone. */
  readonly incident?: string
}

export type Occurrence = { readonly entry: string; readonly at: Instant; readonly id: string }

/** What was done for an entry from one instant up to another, oldest first. Half-open. */
export function doneFor(
  { done }: Records,
  entry: string,
  from: Instant,
  to: Instant,
): readonly Done[] {
  return done
    .filter(it => it.entry === entry && it.at >= from && it.at < to)
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
}
