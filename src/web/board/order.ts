// The order in which open incidents are worked on: the worst first, by their plans.
import type { ListedIncident } from '../api/operations.ts'

/** What nobody has classified may be anything: it stands next to the worst. */
const UNCLASSIFIED = 0.5

type Key = readonly (number | string)[]

function keyOf(incident: ListedIncident): Key {
  const { exercise, status, rank, promises, number } = incident
  return [
    exercise ? 1 : 0,
    status === 'resolved' ? 1 : 0,
    rank ?? UNCLASSIFIED,
    // Of equals that which is late for longest, then what is due first, then the newest.
    promises.late?.due ?? '~',
    promises.next?.due ?? '~',
    -number,
  ]
}

export function worstFirst(incidents: Iterable<ListedIncident>): readonly ListedIncident[] {
  return [...incidents]
    .map(incident => ({ incident, key: keyOf(incident) }))
    .toSorted((one, other) => compared(one.key, other.key))
    .map(({ incident }) => incident)
}

function compared(one: Key, other: Key): number {
  for (const [place, value] of one.entries()) {
    const against = other[place] ?? 0
    if (value !== against) return value < against ? -1 : 1
  }
  return 0
}

/** Those that nobody has given a severity, the oldest first: they have waited longest. */
export function unclassified(incidents: Iterable<ListedIncident>): readonly ListedIncident[] {
  return [...incidents]
    .filter(({ severity, status }) => severity === null && status === 'open')
    .toSorted(
      (one, other) => Number(one.exercise) - Number(other.exercise) || one.number - other.number,
    )
}
