// Reads what messages are made from: the events that hold their text, and the incidents around them.
import type { Origin } from '#/app/deliver/message.ts'
import type { Db } from '#/store/db.ts'
import { readIncidentHead } from '#/store/incidents.ts'
import type { IncidentHead } from '#/store/incidents.ts'
import { readEventsAt } from '#/store/log.ts'
import type { LoggedEvent } from '#/store/log.ts'
import type { DueMessage } from '#/store/outbox.ts'

const FIRST_VERSION = 1

/** The origin of each row, by the row's id. Read at delivery, so that a redaction reaches what has not gone out yet. */
export async function readOrigins(
  db: Db,
  due: readonly DueMessage[],
): Promise<ReadonlyMap<number, Origin>> {
  const incidentIds = [...new Set(due.map(row => row.incidentId))]
  const places = [
    ...incidentIds.map(incidentId => ({ incidentId, version: FIRST_VERSION })),
    ...due.map(({ incidentId, version }) => ({ incidentId, version })),
  ]
  const events = new Map<string, LoggedEvent>()
  for (const logged of await readEventsAt(db, places)) events.set(placeOf(logged), logged)
  const heads = new Map<string, IncidentHead>()
  for (const id of incidentIds) {
    const head = await readIncidentHead(db, id)
    if (head !== undefined) heads.set(id, head)
  }
  const origins = new Map<number, Origin>()
  for (const row of due) {
    const event = events.get(placeOf(row))
    const first = events.get(placeOf({ incidentId: row.incidentId, version: FIRST_VERSION }))
    const head = heads.get(row.incidentId)
    if (event !== undefined && first !== undefined && head !== undefined)
      origins.set(row.id, { incident: incidentOf(head, first), event: event.event })
  }
  return origins
}

function placeOf({ incidentId, version }: { incidentId: string; version: number }): string {
  return `${version} ${incidentId}`
}

function incidentOf(head: IncidentHead, { event: first }: LoggedEvent): Origin['incident'] {
  const { summary } = head
  const severity =
    typeof summary === 'object' && summary !== null && 'severity' in summary
      ? summary.severity
      : undefined
  return {
    id: head.id,
    number: head.number,
    title: first.type === 'declared' ? first.title : '',
    ...(typeof severity === 'string' ? { severity } : {}),
    // A log that does not begin as it should is not taken for practice: then someone is told too much, not too little.
    exercise: first.type === 'declared' && first.exercise,
    restricted: head.restricted,
  }
}
