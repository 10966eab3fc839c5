import { evolve } from '#/core/incident/evolve.ts'
import { draftOf, undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { assert } from '#/core/assert.ts'
import type { Db } from '#/store/db.ts'
import { readTails } from '#/store/log.ts'
import type { LoggedEvent } from '#/store/log.ts'

/**
 * Incidents in memory, each as of some version: what a decision starts from. Being behind is no harm, since an append
 * names the version that it was decided on, and is refused when the log has grown.
 */
export type IncidentShelf = {
  /** As of `version` at least; the log is read from where memory ends, and remembered. */
  readonly at: (db: Db, id: string, version: number) => Promise<Incident>
  /** As `at`, for many different ones in the order given: one reading for all of which memory is behind. */
  readonly allAt: (db: Db, wanted: readonly Wanted[]) => Promise<readonly Incident[]>
  /** The same inside a transaction that has written, and may be undone: memory does not learn of it. */
  readonly inside: (tx: Db, id: string, version: number) => Promise<Incident>
  /** How an incident stands after an append, so that the next decision need not read it. Nobody changes it from here on. */
  readonly appended: (incident: Incident) => void
}

type Wanted = { readonly id: string; readonly version: number }

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
  const allAt = async (db: Db, wanted: readonly Wanted[]): Promise<readonly Incident[]> => {
    const known = new Map(wanted.map(({ id }) => [id, kept.get(id)]))
    const behind = wanted.filter(({ id, version }) => (known.get(id)?.version ?? -1) < version)
    for (const incident of await catchUp(
      db,
      behind.map(({ id }) => known.get(id) ?? undeclared(id)),
    )) {
      known.set(incident.id, incident)
      keep(incident)
    }
    return wanted.map(({ id }) => known.get(id) ?? undeclared(id))
  }
  return {
    async at(db, id, version) {
      return first(await allAt(db, [{ id, version }]))
    },
    allAt,
    async inside(tx, id, version) {
      const known = kept.get(id)
      return known?.version === version
        ? known
        : first(await catchUp(tx, [known ?? undeclared(id)]))
    },
    appended: keep,
  }
}

/** These incidents as their logs stand now, as copies: what was given is somebody's memory. */
async function catchUp(db: Db, known: readonly Incident[]): Promise<readonly Incident[]> {
  if (known.length === 0) return []
  const tails = await readTails(
    db,
    known.map(({ id, version }) => ({ incidentId: id, version })),
  )
  const caughtUp = new Map(
    known.map(incident => [incident.id, evolved(incident, tails.get(incident.id))]),
  )
  // A redaction took a text out of an event that memory may have folded already: so fold anew.
  const anew = known.filter(({ id, version }) => version > 0 && isRedaction(tails.get(id)))
  for (const incident of await catchUp(
    db,
    anew.map(({ id }) => undeclared(id)),
  ))
    caughtUp.set(incident.id, incident)
  return [...caughtUp.values()]
}

function evolved(incident: Incident, tail: readonly LoggedEvent[] = []): Incident {
  return tail.reduce((draft, { event }) => evolve(draft, event), draftOf(incident))
}

function isRedaction(tail: readonly LoggedEvent[] = []): boolean {
  return tail.some(({ event }) => event.type === 'redacted')
}

function first(incidents: readonly Incident[]): Incident {
  const [incident] = incidents
  assert(incident !== undefined, 'who asks for an incident is given one')
  return incident
}
