import { assert } from '#/core/assert.ts'
import { whole } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'

/**
 * Runs what a request does in one transaction: the one that its Idempotency-Key has opened, which whoever opened it undoes
 * after a refusal, or one of its own.
 */
export async function inOne<T extends object>(
  shell: Pick<Shell, 'pool'>,
  within: Within | undefined,
  work: (tx: Within) => Promise<T | SignInRefusal>,
): Promise<T | SignInRefusal> {
  if (within !== undefined) return work(within)
  const done = await whole(shell, async tx => {
    const result = await work(tx)
    return { keep: !('no' in result), result }
  })
  assert('done' in done, 'only commands are refused by the engine')
  return done.done.result
}
