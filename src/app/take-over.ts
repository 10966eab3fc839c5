import { plusMs } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { PAGES_FIRST_MS } from '#/app/standing.ts'
import { releaseGroups } from '#/store/alert-groups.ts'
import { releaseMessages } from '#/store/outbox.ts'

/**
 * What a program that was killed had claimed would wait until the claims lapse: a page for a minute, a new group of alerts for
 * half of one. The only program on its database need not wait, since nobody is left who could hold a claim.
 */
export async function takeOver({
  pool,
  now,
  log,
}: Pick<Shell, 'pool' | 'now' | 'log'>): Promise<void> {
  // They were first in line when they were claimed, so they go before all others again.
  const dueAt = plusMs(now(), -PAGES_FIRST_MS)
  const messages = await releaseMessages(pool, { now: now(), dueAt })
  const groups = await releaseGroups(pool)
  if (messages + groups > 0)
    log.info({ messages, groups }, 'taken over from the program that ran before')
}
