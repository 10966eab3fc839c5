// Messages that were given up: an operator sees why, and sends them again.
import { whole } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { listDeadLetters, redrive } from '#/store/dead-letters.ts'
import type { DeadLetter } from '#/store/dead-letters.ts'

export type GivenUp = DeadLetter

/** Newest first. They hold no text: it is read from the log when they are sent. */
export async function listGivenUp(
  shell: Pick<Shell, 'pool'>,
  limit: number,
): Promise<readonly GivenUp[]> {
  return listDeadLetters(shell.pool, limit)
}

/** Puts a message back into the outbox, due now. Gives false when there is none of that number. */
export async function sendAgain(
  shell: Pick<Shell, 'pool' | 'now'>,
  id: number,
  within: Within | undefined,
): Promise<boolean> {
  if (within !== undefined) return redrive(within, id, shell.now())
  const made = await whole(shell, async tx => ({
    keep: true,
    found: await redrive(tx, id, shell.now()),
  }))
  return 'done' in made && made.done.found
}
