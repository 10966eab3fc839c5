// What happened to accounts, in order, each record hashed over the one before. Nothing is ever updated or deleted.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export type StoredAccountEvent = {
  /** Counts from 1, without a gap. */
  readonly number: number
  readonly at: Instant
  /** Whom it is about; null for one who is not known. */
  readonly person: string | null
  /** The text that was hashed. */
  readonly record: string
  readonly hash: string
}

/** The last record, held so that the next one is written by this transaction alone. */
export async function lastAccountEvent(
  tx: Transaction,
): Promise<Pick<StoredAccountEvent, 'number' | 'hash'> | undefined> {
  await rows(tx, LOCK_ACCOUNT_EVENTS)
  const [last] = await rows<Pick<StoredAccountEvent, 'number' | 'hash'>>(tx, LAST_ACCOUNT_EVENT)
  return last
}

// Any number that nothing else locks; released when the transaction ends.
export const LOCK_ACCOUNT_EVENTS = statement(
  'lock_account_events',
  'select pg_advisory_xact_lock(4872)::text as locked',
)

export const LAST_ACCOUNT_EVENT = statement(
  'last_account_event',
  'select number, hash from account_event order by number desc limit 1',
)

export async function appendAccountEvent(
  tx: Transaction,
  { number, at, person, record, hash }: StoredAccountEvent,
): Promise<void> {
  await rows(tx, APPEND_ACCOUNT_EVENT, [number, at, person, record, hash])
}

export const APPEND_ACCOUNT_EVENT = statement(
  'append_account_event',
  'insert into account_event (number, at, person, record, hash) values ($1, $2, $3, $4, $5)',
)

/** Newest first, from before `before`; about one person, or about everyone. */
export async function listAccountEvents(
  db: Db,
  { before, person, limit }: { before: number; person: string | undefined; limit: number },
): Promise<readonly StoredAccountEvent[]> {
  return rows<StoredAccountEvent>(db, LIST_ACCOUNT_EVENTS, [before, person ?? null, limit])
}

export const LIST_ACCOUNT_EVENTS = statement(
  'list_account_events',
  `
  select number, at, person, record, hash
    from account_event
   where number < $1
     and ($2::text is null or person = $2)
   order by number desc
   limit $3`,
)
