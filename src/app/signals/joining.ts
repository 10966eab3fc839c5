import { TOCSIN } from '#/core/incident/event.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Instant } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { readIncidentHead } from '#/store/incidents.ts'
import { readEventsAt } from '#/store/log.ts'
import { readJoinings } from '#/store/signals.ts'

/**
 * Why a group belongs to an incident, from that incident's log. `opened`: nobody had one open that waited to be classified.
 * `joined`: it came while one did, for as long as `within` says. `declared` and `attached`: a person did it.
 */
export type Joining = {
  readonly how: 'opened' | 'joined' | 'declared' | 'attached'
  readonly at: Instant
  readonly by: string
  /** Of the event in the log. */
  readonly version: number
  /** How long after the last signal others still joined, in the words of the plan. */
  readonly within: string
}

export async function joiningOf(
  shell: Shell,
  incidentId: string,
  key: string,
): Promise<Joining | undefined> {
  const head = await readIncidentHead(shell.pool, incidentId)
  if (head === undefined) return undefined
  const plan = await shell.plans.byHash(shell.pool, head.planHash)
  const places = await readJoinings(shell.pool, incidentId)
  const events = await readEventsAt(
    shell.pool,
    places.map(({ version }) => ({ incidentId, version })),
  )
  const found = events
    .toSorted((one, other) => one.version - other.version)
    .find(({ event }) => names(event, key))
  if (found === undefined) return undefined
  const { event, version } = found
  const byItself = event.by === TOCSIN
  const opened = event.type === 'declared'
  const how = byItself ? (opened ? 'opened' : 'joined') : opened ? 'declared' : 'attached'
  return { how, at: event.at, by: event.by, version, within: plan.intake.join.text }
}

function names(event: IncidentEvent, key: string): boolean {
  if (event.type === 'declared') return event.signal?.id === key
  return event.type === 'signals-attached' && event.signals.some(({ id }) => id === key)
}
