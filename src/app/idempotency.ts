// Requests that may be sent twice and act once: with an Idempotency-Key, the effect and the answer are one transaction.
import type { Refusal } from '#/core/refusal.ts'
import { plusMs, toMs } from '#/core/time.ts'
import { Undeclared } from '#/app/declare.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { forgetAnswers, keepAnswer, takeKey } from '#/store/idempotency.ts'
import type { RequestKey } from '#/store/idempotency.ts'
import { forgetSessions } from '#/store/sessions.ts'

/** The transaction that a request runs in. Effects of the request are written with it, so that they stand or fall together. */
export type Within = Transaction

/** What a request did, and what is answered to it; `keep` false undoes everything that it did. */
export type Done = { readonly keep: boolean; readonly status: number; readonly body: string }

export type Once<D> =
  | { readonly done: D }
  | { readonly replayed: { readonly status: number; readonly body: string } }
  /** The key was used for another request. */
  | { readonly reused: true }
  | { readonly refused: Refusal }

/** PostgreSQL's codes for "two transactions stood in each other's way; try again": a deadlock, a failed serialisation. */
const TRY_AGAIN: ReadonlySet<unknown> = new Set(['40P01', '40001'])
const TRIES_MAX = 5

/**
 * Acts once for a key. The same request again gets the answer that was kept, however often and however fast it comes: of
 * two at once the second waits for the first. Only what is kept takes the key: a refusal has changed nothing, so
 * the same request may be tried again when the world has changed.
 */
export async function once<D extends Done>(
  shell: Pick<Shell, 'pool' | 'now'>,
  request: RequestKey,
  fingerprint: string,
  act: (tx: Within) => Promise<D>,
): Promise<Once<D>> {
  return inTransaction<Once<D>>(shell, async tx => {
    const answered = await takeKey(tx, request, fingerprint, shell.now())
    if (answered !== undefined)
      return answered.fingerprint === fingerprint ? { replayed: answered } : { reused: true }
    const done = await act(tx)
    if (!done.keep) throw new Undone({ done })
    await keepAnswer(tx, request, { status: done.status, body: done.body })
    return { done }
  })
}

/** Runs what a request does in one transaction. With `keep` false in its answer, everything is undone. */
export async function whole<D extends { readonly keep: boolean }>(
  shell: Pick<Shell, 'pool'>,
  act: (tx: Within) => Promise<D>,
): Promise<{ readonly done: D } | { readonly refused: Refusal }> {
  return inTransaction<{ readonly done: D } | { readonly refused: Refusal }>(shell, async tx => {
    const done = await act(tx)
    if (!done.keep) throw new Undone({ done })
    return { done }
  })
}

/** For so long a repetition is recognised. After that it counts as a new request. */
export const ANSWERS_KEPT_MS = 86_400_000
const FORGET_EVERY_MS = 3_600_000

/** Longer than any session lasts. */
const SESSIONS_KEPT_MS = 90 * 86_400_000

/** Forgets answers and sessions once they are old, so that their tables do not grow for ever. Of several nodes, any may do it. */
export function startForgetting(shell: Pick<Shell, 'pool' | 'now' | 'log'>): Loop {
  let nextMs = 0
  return startLoop(shell.now, async () => {
    const nowMs = toMs(shell.now())
    if (nowMs < nextMs) return nextMs - nowMs
    nextMs = nowMs + FORGET_EVERY_MS
    try {
      await forgetAnswers(shell.pool, plusMs(shell.now(), -ANSWERS_KEPT_MS))
      await forgetSessions(shell.pool, plusMs(shell.now(), -SESSIONS_KEPT_MS))
    } catch (error) {
      shell.log.warn(
        { err: error },
        'old answers and sessions could not be forgotten; trying again later',
      )
    }
    return FORGET_EVERY_MS
  })
}

/** Carries an answer out of a transaction that is to be undone. */
class Undone extends Error {
  readonly answer: object
  constructor(answer: object) {
    super('the request was answered, and nothing that it did is kept')
    this.answer = answer
  }
}

async function inTransaction<T extends object>(
  shell: Pick<Shell, 'pool'>,
  work: (tx: Within) => Promise<T>,
): Promise<T | { readonly refused: Refusal }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(shell.pool, work)
    } catch (error) {
      if (error instanceof Undone) return error.answer as T
      if (error instanceof Undeclared) return { refused: error.refusal }
      if (attempt >= TRIES_MAX || !TRY_AGAIN.has((error as { code?: unknown }).code)) throw error
    }
  }
}

/**
 * The shell with its statements inside a transaction, for what takes a shell and writes one row. What opens a transaction
 * of its own must not be handed it.
 */
export function shellWithin<S extends Pick<Shell, 'pool'>>(shell: S, tx: Within | undefined): S {
  return tx === undefined ? shell : { ...shell, pool: tx as unknown as Shell['pool'] }
}
