import { spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync } from 'node:fs'
import { openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { under, type Account, type User } from '#/store/postgres/account.ts'
import { POSTGRES_MAJOR, type Binaries } from '#/store/postgres/binaries.ts'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

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
  const draft = `${cluster}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (user !== undefined) chownSync(draft, user.uid, user.gid)
  return draft
}

/**
 * Makes a cluster in the draft and then gives it its name, so that a cluster that has its name is whole:
 * whoever is killed on the way begins anew next time.
 */
export function createCluster(
  binaries: Binaries,
  account: Account,
  draft: string,
  cluster: string,
): void {
  const { file, args, options } = under(account, [binaries.initdb, `--pgdata=${draft}`, ...INITDB])
  const { status, stderr, error } = spawnSync(file, args, { ...options, encoding: 'utf8' })
  if (status !== 0) {
    const said = error?.message ?? stderr.trim()
    throw new PostgresUnavailable('did-not-start', `PostgreSQL could not be set up: ${said}`)
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
