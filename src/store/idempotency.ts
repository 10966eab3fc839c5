// What was answered to requests that carried an Idempotency-Key, so that a repeated one gets the same answer and does nothing.
import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

/** Keys are each client's own. */
export type RequestKey = { readonly tokenId: string; readonly key: string }

export type Answered = {
  /** Of the request that was answered: another request under the same key is a mistake of the client. */
  readonly fingerprint: string
  readonly status: number
  readonly body: string
}

/**
 * Takes a key for this transaction, or gives what was answered under it before. While another transaction holds the key this
 * waits for its end, so of two equal requests at once one acts and the other repeats its answer. Call `keepAnswer` before
 * the end of the transaction; if that is rolled back, the key is free again.
 */
export async function takeKey(
  tx: Transaction,
  { tokenId, key }: RequestKey,
  fingerprint: string,
  at: Instant,
): Promise<Answered | undefined> {
  if ((await changed(tx, TAKE_KEY, [tokenId, key, fingerprint, at])) > 0) return undefined
  const [answered] = await rows<Answered>(tx, READ_ANSWER, [tokenId, key])
  assert(answered !== undefined, 'a key that is taken was answered in the same transaction')
  return answered
}

export const TAKE_KEY = statement(
  'take_key',
  `
  insert into idempotency (token_id, key, fingerprint, at)
  values ($1, $2, $3, $4)
      on conflict (token_id, key) do nothing`,
)

export const READ_ANSWER = statement(
  'read_answer',
  `
  select fingerprint, status, body
    from idempotency
   where token_id = $1
     and key = $2
     and status is not null`,
)

/** Keeps what is answered under a key that this transaction took. */
export async function keepAnswer(
  tx: Transaction,
  { tokenId, key }: RequestKey,
  { status, body }: Omit<Answered, 'fingerprint'>,
): Promise<void> {
  const kept = await changed(tx, KEEP_ANSWER, [tokenId, key, status, body])
  assert(kept === 1, 'an answer is kept under a key that was taken')
}

export const KEEP_ANSWER = statement(
  'keep_answer',
  `
  update idempotency
     set status = $3, body = $4
   where token_id = $1
     and key = $2`,
)

/** Forgets keys from before an instant: after that a repetition counts as a new request. Gives how many. */
export async function forgetAnswers(db: Db, before: Instant): Promise<number> {
  return changed(db, FORGET_ANSWERS, [before])
}

export const FORGET_ANSWERS = statement('forget_answers', 'delete from idempotency where at < $1')
