// What people are told about turns: the instant at which rotas are looked at next, and the notices that are still to go out.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export type Beat = { readonly toldUntil: Instant; readonly wakeAt: Instant; readonly mark: string }

/** For this node alone until the transaction ends; undefined while another has it, or before the first. */
export async function takeBeat(tx: Transaction): Promise<Beat | undefined> {
  const [beat] = await rows<Beat>(tx, TAKE_BEAT)
  return beat
}

export const TAKE_BEAT = statement(
  'take_beat',
  `
  select told_until as "toldUntil", wake_at as "wakeAt", mark
    from rota_beat
   where id = 1
     for update skip locked`,
)

/** Without a lock, to see whether there is anything to do. */
export async function readBeat(db: Db): Promise<Beat | undefined> {
  const [beat] = await rows<Beat>(db, READ_BEAT)
  return beat
}

export const READ_BEAT = statement(
  'read_beat',
  'select told_until as "toldUntil", wake_at as "wakeAt", mark from rota_beat where id = 1',
)

/** The first: what was before is not told of. */
export async function beginBeat(db: Db, at: Instant): Promise<void> {
  await changed(db, BEGIN_BEAT, [at])
}

export const BEGIN_BEAT = statement(
  'begin_beat',
  `
  insert into rota_beat (id, told_until, wake_at, mark)
  values (1, $1, $1, '')
  on conflict do nothing`,
)

export async function keepBeat(tx: Transaction, beat: Beat): Promise<void> {
  await changed(tx, KEEP_BEAT, [beat.toldUntil, beat.wakeAt, beat.mark])
}

export const KEEP_BEAT = statement(
  'keep_beat',
  'update rota_beat set told_until = $1, wake_at = $2, mark = $3 where id = 1',
)

export type NewRotaNotice = {
  /** The same for the same thing: it is told once to each. */
  readonly about: string
  readonly recipient: string
  readonly subject: string
  readonly text: string
}

export async function queueRotaNotice(
  db: Db,
  { about, recipient, subject, text }: NewRotaNotice,
  at: Instant,
): Promise<void> {
  await changed(db, QUEUE_ROTA_NOTICE, [about, recipient, subject, text, at])
}

export const QUEUE_ROTA_NOTICE = statement(
  'queue_rota_notice',
  `
  insert into rota_notice (about, recipient, subject, text, created_at, due_at, attempt)
  values ($1, $2, $3, $4, $5, $5, 0)
  on conflict do nothing`,
)

export type DueRotaNotice = NewRotaNotice & {
  readonly id: number
  readonly createdAt: Instant
  /** Counts from 1. */
  readonly attempt: number
}

/** Takes what is due, for this worker alone, until `claimedUntil`: whoever dies keeps nothing, and it goes out again. */
export async function claimRotaNotices(
  db: Db,
  { now, claimedUntil, limit }: { now: Instant; claimedUntil: Instant; limit: number },
): Promise<readonly DueRotaNotice[]> {
  return rows<DueRotaNotice>(db, CLAIM_ROTA_NOTICES, [now, claimedUntil, limit])
}

export const CLAIM_ROTA_NOTICES = statement(
  'claim_rota_notices',
  `
  with due as (
    select id
      from rota_notice
     where due_at <= $1
     order by due_at, id
     limit $3
       for update skip locked
  )
  update rota_notice
     set due_at = $2, attempt = attempt + 1
    from due
   where rota_notice.id = due.id
  returning rota_notice.id, about, recipient, subject, text, created_at as "createdAt", attempt`,
)

/** Null: it has gone out, or it never will. */
export async function postponeRotaNotice(db: Db, id: number, dueAt: Instant | null): Promise<void> {
  await changed(db, POSTPONE_ROTA_NOTICE, [id, dueAt])
}

export const POSTPONE_ROTA_NOTICE = statement(
  'postpone_rota_notice',
  'update rota_notice set due_at = $2 where id = $1',
)

/** Those that went out before; what they were about is over. */
export async function forgetRotaNotices(db: Db, before: Instant): Promise<void> {
  await changed(db, FORGET_ROTA_NOTICES, [before])
}

export const FORGET_ROTA_NOTICES = statement(
  'forget_rota_notices',
  'delete from rota_notice where due_at is null and created_at < $1',
)

/** Those who do not want to be told that their turn begins. */
export async function listUntold(db: Db): Promise<readonly string[]> {
  const found = await rows<{ person: string }>(db, LIST_UNTOLD)
  return found.map(({ person }) => person)
}

export const LIST_UNTOLD = statement(
  'list_untold',
  'select person from hand_over_wish where not told',
)

export async function keepHandOverWish(
  db: Db,
  person: string,
  told: boolean,
  at: Instant,
): Promise<void> {
  await changed(db, KEEP_HAND_OVER_WISH, [person, told, at])
}

export const KEEP_HAND_OVER_WISH = statement(
  'keep_hand_over_wish',
  `
  insert into hand_over_wish (person, told, changed_at)
  values ($1, $2, $3)
  on conflict (person) do update set told = $2, changed_at = $3`,
)
