import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from '#/store/postgres/account.ts'
import { isAlive, readPostmaster } from '#/store/postgres/postmaster.ts'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'
import { startWatched, type Watched } from '#/store/postgres/watched.ts'

export type Launch = {
  readonly account: Account
  readonly postgres: string
  readonly cluster: string
  /** `name=value` settings, given on the command line so that no file has to be edited. */
  readonly settings: readonly string[]
  /** Is given each line that PostgreSQL logs. */
  readonly log: (line: string) => void
}

/**
 * Starts PostgreSQL and gives it when it takes connections.
 * Throws `PostgresUnavailable` (`did-not-start`) with what PostgreSQL said.
 */
export async function launch({
  account,
  postgres,
  cluster,
  settings,
  log,
}: Launch): Promise<Watched> {
  const command = [postgres, '-D', cluster, ...settings.flatMap(setting => ['-c', setting])]
  for (let attempt = 1; ; attempt++) {
    const started = startWatched(account, command, log)
    if (await isReady(started, cluster)) return started
    if (attempt === ATTEMPTS_MAX || !PASSING.test(started.said())) {
      const message = `PostgreSQL did not start: ${started.said()}`
      throw new PostgresUnavailable('did-not-start', message)
    }
    await sleep(RETRY_MILLISECONDS)
  }
}

// After kill -9 of the postmaster its children need a moment to notice. Nothing else is worth a second try.
const PASSING = /shared memory block .* is still in use/
const ATTEMPTS_MAX = 200
const RETRY_MILLISECONDS = 50
const READY_POLL_MILLISECONDS = 5

async function isReady(started: Watched, cluster: string): Promise<boolean> {
  while (!started.hasEnded()) {
    const postmaster = readPostmaster(cluster)
    if (postmaster?.isReady === true && isAlive(postmaster.pid)) return true
    await sleep(READY_POLL_MILLISECONDS)
  }
  return false
}
