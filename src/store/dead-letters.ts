// Messages that were given up. They stay until an operator sends them again.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { NOTICE_CHANNEL } from '#/store/notice.ts'
import type { Claim, DueMessage } from '#/store/outbox.ts'

export type DeadLetter = Omit<DueMessage, 'lastError'> & {
  readonly reason: string
  readonly at: Instant
}

/** Gives a message up, with the reason. Gives whether it was still this worker's; put the receipt into the log if so. */
export async function bury(
  tx: Transaction,
  { id, attempt }: Claim,
  { reason, at }: { reason: string; at: Instant },
): Promise<boolean> {
  const buried = await rows<{ id: number }>(tx, BURY, [id, attempt, reason, at])
  return buried.length > 0
}

export const BURY = statement(
  'bury',
  `
  with gone as (
    delete from outbox
     where id = $1
       and attempt = $2
    returning id, incident_id, version, message, recipient, channel, idempotency_key, attempt, created_at
  )
  insert into dead_letter
         (id, incident_id, version, message, recipient, channel, idempotency_key, attempt, created_at, reason, at)
  select id, incident_id, version, message, recipient, channel, idempotency_key, attempt, created_at, $3, $4
    from gone
  returning id`,
)

/** Newest first. */
export async function listDeadLetters(db: Db, limit: number): Promise<readonly DeadLetter[]> {
  return rows<DeadLetter>(db, LIST_DEAD_LETTERS, [limit])
}

export const LIST_DEAD_LETTERS = statement(
  'list_dead_letters',
  `
  select id, incident_id as "incidentId", version, message, recipient, channel, idempotency_key as "idempotencyKey",
         attempt, created_at as "createdAt", reason, at
    from dead_letter
   order by at desc, id
   limit $1`,
)

/**
 * Puts a message back into the outbox, to be tried from the beginning under the key it had: a receiver that got it after all
 * still knows the twin. Gives whether there was one.
 */
export async function redrive(tx: Transaction, id: number, dueAt: Instant): Promise<boolean> {
  const redriven = await rows<{ id: number }>(tx, REDRIVE, [id, dueAt, NOTICE_CHANNEL])
  return redriven.length > 0
}

export const REDRIVE = statement(
  'redrive',
  `
  with risen as (
    delete from dead_letter
     where id = $1
    returning id, incident_id, version, message, recipient, channel, idempotency_key, created_at, reason
  ), queued as (
    insert into outbox
           (id, incident_id, version, message, recipient, channel, idempotency_key, due_at, attempt, created_at, last_error)
    overriding system value
    select id, incident_id, version, message, recipient, channel, idempotency_key, $2, 0, created_at, reason
      from risen
    returning id
  )
  select id, pg_notify($3, 'outbox')::text as said
    from queued`,
)
