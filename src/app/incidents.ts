import { fold } from '#/core/incident/evolve.ts'
import { evolve } from '#/core/incident/evolve.ts'
import { draftOf } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Db } from '#/store/db.ts'
import { readEvents } from '#/store/log.ts'

/**
 * Incidents in memory, each as of some version: what a decision starts from. Being behind is no harm, since an append
 * names the version that it was decided on, and is refused when the log has grown.
 */
export type IncidentShelf = {
  /** As of `version` at least; the log is read from where memory ends, and remembered. */
  readonly at: (db: Db, id: string, version: number) => Promise<Incident>
  /** The same inside a transaction that has written, and may be undone: memory does not learn of it. */
  readonly inside: (tx: Db, id: string, version: number) => Promise<Incident>
  /** What was appended on top of `decidedOn`, so that the next decision need not read it. */
  readonly appended: (decidedOn: Incident, events: readonly IncidentEvent[]) => void
}

/** At some ten kilobytes each, a hundred megabytes at most. The one longest unused goes first. */
const INCIDENTS_KEPT_MAX = 10_000

export function createIncidentShelf(): IncidentShelf {
  const kept = new Map<string, Incident>()
  const keep = (incident: Incident): void => {
    kept.delete(incident.id)
    kept.set(incident.id, incident)
    for (const oldest of kept.keys()) {
      if (kept.size <= INCIDENTS_KEPT_MAX) break
      kept.delete(oldest)
    }
  }
  return {
    async at(db, id, version) {
      const known = kept.get(id)
      if (known !== undefined && known.version >= version) return known
      const incident = await catchUp(db, id, known)
      keep(incident)
      return incident
    },
    async inside(tx, id, version) {
      const known = kept.get(id)
      return known?.version === version ? known : catchUp(tx, id, known)
    },
    appended(decidedOn, events) {
      const incident = draftOf(decidedOn)
      for (const event of events) evolve(incident, event)
      keep(incident)
    },
  }
}

async function catchUp(db: Db, id: string, known: Incident | undefined): Promise<Incident> {
  const tail = await readEvents(db, id, known?.version ?? 0)
  // A redaction took a text out of an event that memory may have folded already: so fold anew.
  const redacted = tail.some(({ event }) => event.type === 'redacted')
  if (known === undefined || redacted) {
    const all = known === undefined ? tail : await readEvents(db, id)
    return fold(
      id,
      all.map(({ event }) => event),
    )
  }
  const incident = draftOf(known)
  for (const { event } of tail) evolve(incident, event)
  return incident
}
