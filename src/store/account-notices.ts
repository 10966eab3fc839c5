// Mails about accounts that are still to go out. What they say is read from the record when they go.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

/** Tells these people what a record says. */
export async function queueNotices(
  tx: Transaction,
  { event, recipients, dueAt }: { event: number; recipients: readonly string[]; dueAt: Instant },
): Promise<void> {
  await rows(tx, QUEUE_NOTICES, [event, recipients, dueAt])
}

export const QUEUE_NOTICES = statement(
  'queue_notices',
  `
  insert into account_notice (event, recipient, due_at, attempt)
  select $1, recipient, $3, 0 from unnest($2::text[]) as told (recipient)`,
)

export type DueNotice = {
  readonly id: number
  readonly recipient: string
  /** Counts from 1. */
  readonly attempt: number
  /** What it is to tell. */
  readonly record: string
}

/** Takes what is due, for this worker alone, until `claimedUntil`: whoever dies keeps nothing, and it goes out again. */
export async function claimNotices(
  db: Db,
  { now, claimedUntil, limit }: { now: Instant; claimedUntil: Instant; limit: number },
): Promise<readonly DueNotice[]> {
  return rows<DueNotice>(db, CLAIM_NOTICES, [now, claimedUntil, limit])
}

export const CLAIM_NOTICES = statement(
  'claim_notices',
  `
  with due as (
    select id
      from account_notice
     where due_at <= $1
     order by due_at, id
     limit $3
       for update skip locked
  )
  update account_notice
     set due_at = $2, attempt = attempt + 1
    from due, account_event
   where account_notice.id = due.id
     and account_event.number = account_notice.event
  returning account_notice.id, recipient, attempt, account_event.record`,
)

/** It has gone out, or it never will. */
export async function forgetNotice(db: Db, id: number): Promise<void> {
  await changed(db, FORGET_NOTICE, [id])
}

export const FORGET_NOTICE = statement('forget_notice', 'delete from account_notice where id = $1')

export async function postponeNotice(db: Db, id: number, dueAt: Instant): Promise<void> {
  await changed(db, POSTPONE_NOTICE, [id, dueAt])
}

export const POSTPONE_NOTICE = statement(
  'postpone_notice',
  'update account_notice set due_at = $2 where id = $1',
)
