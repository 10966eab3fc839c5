import { chownSync, closeSync, existsSync, fsyncSync, mkdtempSync } from 'node:fs'
import { openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Account, User } from '#/store/postgres/account.ts'
import { POSTGRES_MAJOR, type Binaries } from '#/store/postgres/binaries.ts'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'
import { startWatched } from '#/store/postgres/watched.ts'

/** The database user that owns everything in an embedded cluster. */
export const OWNER = 'tocsin'

/** Whether a whole cluster lies there. Throws `PostgresUnavailable` (`other-version`) for another PostgreSQL's. */
export function hasCluster(cluster: string): boolean {
  if (!existsSync(cluster)) return false
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version === POSTGRES_MAJOR) return true
  throw new PostgresUnavailable(
    'other-version',
    `${cluster} was written by PostgreSQL ${version}; this is ${POSTGRES_MAJOR}. ` +
      'Make a backup with the release that wrote it, and restore it into an empty directory.',
  )
}

/** Makes an empty directory for a new cluster, owned by the user that will run it, and gives its path. */
export function prepareDraft(cluster: string, user: User | undefined): string {
  const draft = mkdtempSync(draftPrefix(cluster))
  if (user !== undefined) chownSync(draft, user.uid, user.gid)
  return draft
}

/**
 * Removes the drafts of starts that were killed on the way.
 * The initdb of the last of them may still be ending and write there, so no draft gets a name that another had.
 */
export function removeDrafts(cluster: string): void {
  for (const name of readdirSync(dirname(cluster))) {
    const path = join(dirname(cluster), name)
    if (path.startsWith(draftPrefix(cluster))) rmSync(path, { recursive: true, ...UNDER_WAY })
  }
}

// A directory that has just been emptied is not empty while somebody writes in it.
const UNDER_WAY = { force: true, maxRetries: 50, retryDelay: 20 }

const draftPrefix = (cluster: string) => `${cluster}.new-`

/**
 * Makes a cluster in the draft and then gives it its name, so that a cluster that has its name is whole:
 * whoever is killed on the way begins anew next time.
 */
export async function createCluster(
  binaries: Binaries,
  account: Account,
  { draft, cluster }: { draft: string; cluster: string },
): Promise<void> {
  const command = [binaries.initdb, `--pgdata=${draft}`, ...INITDB]
  const initdb = startWatched(account, command, () => {})
  if ((await initdb.ended) !== 0) {
    const message = `PostgreSQL could not be set up: ${initdb.said()}`
    throw new PostgresUnavailable('did-not-start', message)
  }
  renameSync(draft, cluster)
  syncDirectory(dirname(cluster))
}

const INITDB = [
  `--username=${OWNER}`,
  '--encoding=UTF8',
  // The same order of strings on every machine, whatever locales it has.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  // Who may connect is decided by the socket's directory, which is open to its owner only.
  '--auth=trust',
  '--data-checksums',
  '--no-instructions',
]

function syncDirectory(path: string): void {
  const descriptor = openSync(path, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
