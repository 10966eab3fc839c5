// One row for each incident: where its log ends, when it wants to be woken, what lists show.
import { GENESIS } from '#/core/evidence/chain.ts'
import type { Json } from '#/core/evidence/canonical.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** What lists and loops need of an incident without reading its log. `summary` must hold no free text. */
export type Standing = {
  /** When time alone next changes something; undefined when nothing is left to wait for. */
  readonly wakeAt: Instant | undefined
  readonly open: boolean
  readonly restricted: boolean
  readonly summary: Json
}

export type NewIncident = {
  readonly id: string
  readonly planId: string
  /** Of a plan that is kept (`plans.ts`). */
  readonly planHash: string
}

/** Begins an empty log at version 0. Gives its number, or undefined when there is a log of that id already. */
export async function newIncident(
  db: Db,
  { id, planId, planHash }: NewIncident,
): Promise<number | undefined> {
  const [begun] = await rows<{ number: number }>(db, BEGIN_LOG, [id, GENESIS, planId, planHash])
  return begun?.number
}

export const BEGIN_LOG = statement(
  'begin_log',
  `
  insert into incident (id, version, head, plan_id, plan_hash, open, restricted, summary)
  values ($1, 0, $2, $3, $4, true, false, '{}')
      on conflict (id) do nothing
  returning number`,
)

export type IncidentHead = {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly head: string
  readonly planId: string
  readonly planHash: string
  readonly wakeAt: Instant | null
  readonly open: boolean
  readonly restricted: boolean
  readonly summary: Json
}

export async function readIncidentHead(db: Db, id: string): Promise<IncidentHead | undefined> {
  const [head] = await rows<IncidentHead>(db, READ_HEAD, [id])
  return head
}

export const READ_HEAD = statement(
  'read_head',
  `
  select id, number, version, head, plan_id as "planId", plan_hash as "planHash", wake_at as "wakeAt",
         open, restricted, summary
    from incident
   where id = $1`,
)
