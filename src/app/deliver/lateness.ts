import { msBetween } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { nextDueAt } from '#/store/outbox.ts'

/** For how many milliseconds the oldest message that is due has been waiting: 0 when none is. */
export async function outboxLateMs(shell: Pick<Shell, 'pool' | 'now'>): Promise<number> {
  const dueAt = await nextDueAt(shell.pool)
  return dueAt === undefined ? 0 : Math.max(0, msBetween(dueAt, shell.now()))
}
