import type { Incident } from '#/core/incident/incident.ts'
import type { Setting } from '#/core/setting.ts'
import { load } from '#/app/execute.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import { readIncidentHead, readIncidentNumbered } from '#/store/incidents.ts'
import type { IncidentHead } from '#/store/incidents.ts'

export type Live = {
  readonly head: IncidentHead
  readonly incident: Incident
  readonly setting: Setting
}

/** An incident as it is now, by its id or by the number that people say. Undefined when there is none. */
export async function readLive(
  shell: Shell,
  idOrNumber: string,
  db: Db = shell.pool,
): Promise<Live | undefined> {
  const head = await findHead(db, idOrNumber)
  return head === undefined ? undefined : { head, ...(await load(shell, db, head)) }
}

/** Numbers that PostgreSQL holds; longer ones are nobody's. */
const NUMBER = /^[1-9]\d{0,14}$/

export async function findHead(db: Db, idOrNumber: string): Promise<IncidentHead | undefined> {
  const bare = idOrNumber.replace(/^#/, '')
  return NUMBER.test(bare)
    ? readIncidentNumbered(db, Number(bare))
    : readIncidentHead(db, idOrNumber)
}
