// Which incidents want to be looked at because time has passed. The instant itself is written with each append.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'
import type { IncidentHead } from '#/store/incidents.ts'

/** What deciding a wake and appending it needs of an incident. */
export type DueWake = Pick<IncidentHead, 'id' | 'version' | 'head' | 'planHash' | 'wakeAt'>

/**
 * Takes up to `limit` incidents whose instant has come, the longest waiting first, and locks them until the transaction
 * ends; other nodes get others. The effect is in the database too, so there is no lease: whoever dies has done nothing.
 */
export async function claimDueWakes(
  tx: Transaction,
  { now, limit }: { now: Instant; limit: number },
): Promise<readonly DueWake[]> {
  return rows<DueWake>(tx, CLAIM_DUE_WAKES, [now, limit])
}

// `(select $1)`: as in append.ts, so that it is not planned anew at each look.
export const CLAIM_DUE_WAKES = statement(
  'claim_due_wakes',
  `
  select id, version, head, plan_hash as "planHash", wake_at as "wakeAt"
    from incident
   where wake_at <= (select $1::timestamptz)
   order by wake_at
   limit (select $2::int8)
     for no key update skip locked`,
)

/** The next instant at which any incident wants to be woken; in the past if one is due. Undefined when none does. */
export async function nextWakeAt(db: Db): Promise<Instant | undefined> {
  const [next] = await rows<{ wakeAt: Instant | null }>(db, NEXT_WAKE_AT)
  return next?.wakeAt ?? undefined
}

export const NEXT_WAKE_AT = statement(
  'next_wake_at',
  'select min(wake_at) as "wakeAt" from incident',
)

/** Puts a wake off, for an incident that could not be handled just now; so that it does not stand in the way of the others. */
export async function deferWake(db: Db, incidentId: string, wakeAt: Instant): Promise<boolean> {
  return (await changed(db, DEFER_WAKE, [incidentId, wakeAt])) > 0
}

export const DEFER_WAKE = statement(
  'defer_wake',
  `
  update incident
     set wake_at = $2
   where id = $1`,
)
