import { createHash } from 'node:crypto'
import { chownSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { User } from '#/store/postgres/account.ts'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

/**
 * Where the server of this cluster listens: the same place at each start, short because the address of a socket may
 * have 107 bytes, and apart for each of the users who start it, since neither may remove the other's.
 */
export function socketDirectory(cluster: string): string {
  const name = createHash('sha256').update(`${process.getuid?.()}:${cluster}`).digest('hex')
  const parent = tmpdir().length <= PARENT_CHARACTERS_MAX ? tmpdir() : '/tmp'
  return join(parent, `tocsin-${name.slice(0, 16)}`)
}

const PARENT_CHARACTERS_MAX = 60

/** Makes the directory anew, open to the server's user alone: whoever can enter it can read everything. */
export function openSocketDirectory(directory: string, user: User | undefined): void {
  try {
    // A left-over lock file in it would name the pid of a dead server, or by now of somebody else.
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { mode: 0o700 })
    if (user !== undefined) chownSync(directory, user.uid, user.gid)
  } catch (cause) {
    const message = `Cannot make ${directory} anew, where PostgreSQL listens. Remove it.`
    throw new PostgresUnavailable('did-not-start', message, { cause })
  }
}
