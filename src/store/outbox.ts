// Messages that are still to be delivered. What has been delivered is deleted: its history is in the log.
import type { Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import { int4Array, textArray } from '#/store/binary-array.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

/** One message to one recipient over one channel. Its text is that of the event at `version`, read at delivery. */
export type OutgoingMessage = {
  readonly version: number
  /** The message's or page's id in that event. */
  readonly message: string
  readonly recipient: string
  readonly channel: Channel
  /** The receiver tells twins apart by it. Two rows with one key are a bug, and refused. */
  readonly idempotencyKey: string
  readonly dueAt: Instant
}

/** Adds rows to the outbox. `appendMany` does this; nothing else sends. */
export async function enqueue(
  tx: Transaction,
  messages: readonly (OutgoingMessage & { readonly incidentId: string })[],
  now: Instant,
): Promise<void> {
  await rows(tx, ENQUEUE, [
    textArray(messages.map(message => message.incidentId)),
    int4Array(messages.map(message => message.version)),
    textArray(messages.map(message => message.message)),
    textArray(messages.map(message => message.recipient)),
    textArray(messages.map(message => message.channel)),
    textArray(messages.map(message => message.idempotencyKey)),
    textArray(messages.map(message => message.dueAt)),
    now,
  ])
}

export const ENQUEUE = statement(
  'enqueue',
  `
  insert into outbox (incident_id, version, message, recipient, channel, idempotency_key, due_at, attempt, created_at)
  select incident_id, version, message, recipient, channel, idempotency_key, due_at::timestamptz, 0, $8::timestamptz
    from unnest($1::text[], $2::int4[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      as next (incident_id, version, message, recipient, channel, idempotency_key, due_at)`,
)

export type DueMessage = {
  readonly id: number
  readonly incidentId: string
  readonly version: number
  readonly message: string
  readonly recipient: string
  readonly channel: Channel
  readonly idempotencyKey: string
  /** Counts from 1; with the id it names this claim. */
  readonly attempt: number
  readonly createdAt: Instant
  readonly lastError: string | null
}

/**
 * Takes up to `limit` messages that are due, for this worker alone, until `claimedUntil`.
 * A worker that dies keeps nothing: its claim lapses and another worker sends again. So a
 * message can go out twice and never zero times; the receiver tells twins apart by its key.
 */
export async function claimDue(
  db: Db,
  { now, claimedUntil, limit }: { now: Instant; claimedUntil: Instant; limit: number },
): Promise<readonly DueMessage[]> {
  return rows<DueMessage>(db, CLAIM_DUE, [now, claimedUntil, limit])
}

// By ctid, since a join on the id costs half as much again. A row that moves between the two scans waits for the next poll.
// The commit is waited for: a claim that a crash of PostgreSQL forgot would be a message that a living program sends twice.
export const CLAIM_DUE = statement(
  'claim_due',
  `
  update outbox
     set due_at = $2, attempt = attempt + 1
   where ctid = any(array(
           select ctid
             from outbox
            where due_at <= $1
            order by due_at
            limit $3
              for update skip locked))
  returning id, incident_id as "incidentId", version, message, recipient, channel,
            idempotency_key as "idempotencyKey", attempt, created_at as "createdAt", last_error as "lastError"`,
)

/**
 * Makes all messages due as of `dueAt` that are claimed, or wait for their next attempt. For a node that is alone: whoever
 * claimed them is dead. Gives how many.
 */
export async function releaseMessages(
  db: Db,
  { now, dueAt }: { now: Instant; dueAt: Instant },
): Promise<number> {
  return changed(db, RELEASE_MESSAGES, [now, dueAt])
}

export const RELEASE_MESSAGES = statement(
  'release_messages',
  `
  update outbox
     set due_at = $2
   where due_at > $1`,
)

/** When the next message is due or the next claim lapses; undefined when the outbox is empty. */
export async function nextDueAt(db: Db): Promise<Instant | undefined> {
  const [next] = await rows<{ dueAt: Instant | null }>(db, NEXT_DUE_AT)
  return next?.dueAt ?? undefined
}

export const NEXT_DUE_AT = statement('next_due_at', 'select min(due_at) as "dueAt" from outbox')

/** One claim: a worker that slept through its lease names an attempt that is over, and changes nothing. */
export type Claim = { readonly id: number; readonly attempt: number }

/** Forgets messages whose outcome is known; put the receipts into the log in the same transaction. Gives the ids still claimed. */
export async function settle(
  tx: Transaction,
  claims: readonly Claim[],
): Promise<readonly number[]> {
  const settled = await rows<{ id: number }>(tx, SETTLE, [
    textArray(claims.map(claim => String(claim.id))),
    int4Array(claims.map(claim => claim.attempt)),
  ])
  return settled.map(({ id }) => id)
}

export const SETTLE = statement(
  'settle',
  `
  delete from outbox
   using unnest($1::text[], $2::int4[]) as claim (id, attempt)
   where outbox.id = claim.id::int8
     and outbox.attempt = claim.attempt
  returning outbox.id`,
)

/** Puts a message back until `dueAt`, with what went wrong. Gives whether it was still this worker's. */
export async function retry(
  db: Db,
  { id, attempt }: Claim,
  { dueAt, error }: { dueAt: Instant; error: string },
): Promise<boolean> {
  return (await changed(db, RETRY, [id, attempt, dueAt, error])) > 0
}

export const RETRY = statement(
  'retry',
  `
  update outbox
     set due_at = $3, last_error = $4
   where id = $1
     and attempt = $2`,
)
