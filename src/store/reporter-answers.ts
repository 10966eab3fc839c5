// Answers by mail to people outside who reported something. Each goes out once, however often the report comes.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type NewAnswer = {
  /** Of the report: a second one of the same key is none. */
  readonly key: string
  readonly door: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly at: Instant
  /** Answers to one recipient, and to all, since then may be so many. */
  readonly since: Instant
  readonly mostToOne: number
  readonly mostToAll: number
}

/** False where it was answered before, or too much was answered of late. */
export async function queueAnswer(db: Db, answer: NewAnswer): Promise<boolean> {
  const { key, door, recipient, subject, body, at, since, mostToOne, mostToAll } = answer
  const values = [key, door, recipient, subject, body, at, since, mostToOne, mostToAll]
  return (await changed(db, QUEUE_REPORTER_ANSWER, values)) > 0
}

export const QUEUE_REPORTER_ANSWER = statement(
  'queue_reporter_answer',
  `
  insert into reporter_answer (key, door, recipient, subject, body, created_at, due_at, attempt)
  select $1, $2, $3, $4, $5, $6, $6, 0
   where (select count(*) from reporter_answer where recipient = $3 and created_at > $7) < $8::integer
     and (select count(*) from reporter_answer where created_at > $7) < $9::integer
      on conflict (key) do nothing`,
)

export type DueAnswer = {
  readonly id: number
  readonly key: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly createdAt: Instant
  /** Counts from 1. */
  readonly attempt: number
}

/** Takes what is due, for this worker alone, until `claimedUntil`: whoever dies keeps nothing, and it goes out again. */
export async function claimAnswers(
  db: Db,
  { now, claimedUntil, limit }: { now: Instant; claimedUntil: Instant; limit: number },
): Promise<readonly DueAnswer[]> {
  return rows<DueAnswer>(db, CLAIM_REPORTER_ANSWERS, [now, claimedUntil, limit])
}

export const CLAIM_REPORTER_ANSWERS = statement(
  'claim_reporter_answers',
  `
  with due as (
    select id
      from reporter_answer
     where due_at <= $1
     order by due_at, id
     limit $3
       for update skip locked
  )
  update reporter_answer
     set due_at = $2, attempt = attempt + 1
    from due
   where reporter_answer.id = due.id
  returning reporter_answer.id, key, recipient, subject, body, created_at as "createdAt", attempt`,
)

/** Null: it has gone out, or never will. */
export async function postponeAnswer(db: Db, id: number, dueAt: Instant | null): Promise<void> {
  await changed(db, POSTPONE_REPORTER_ANSWER, [id, dueAt])
}

export const POSTPONE_REPORTER_ANSWER = statement(
  'postpone_reporter_answer',
  'update reporter_answer set due_at = $2 where id = $1',
)

/** Addresses of strangers are not kept for longer than it takes to know a repetition. */
export async function forgetAnswers(db: Db, before: Instant): Promise<void> {
  await changed(db, FORGET_REPORTER_ANSWERS, [before])
}

export const FORGET_REPORTER_ANSWERS = statement(
  'forget_reporter_answers',
  'delete from reporter_answer where due_at is null and created_at < $1',
)
