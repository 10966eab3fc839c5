// One program at a time uses a data directory.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

/** Held until it is released or this process ends, however it ends. */
export type DirectoryLock = { readonly release: () => void }

/**
 * Takes the data directory for this process, and makes it if it is missing.
 * Throws `PostgresUnavailable`: `directory-in-use` with the process that holds it, or `out-of-reach`.
 *
 * A file with a pid in it goes stale when its writer is killed, and two programs that find it stale
 * race to replace it. A lock of the kernel does neither. Node offers none but through SQLite, which
 * is part of it: a transaction that is open on an empty database holds one, and no row is ever written.
 */
export function lockDirectory(dataDirectory: string): DirectoryLock {
  const holderFile = join(dataDirectory, 'program.pid')
  const database = openIn(dataDirectory)
  try {
    database.exec('begin exclusive')
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    throw new PostgresUnavailable('directory-in-use', inUse(dataDirectory, holderFile))
  }
  writeFileSync(holderFile, `${process.pid}\n`)
  return { release: () => database.close() }
}

function openIn(dataDirectory: string): DatabaseSync {
  try {
    // The account that PostgreSQL runs under when we are root must pass through, but need not look.
    mkdirSync(dataDirectory, { recursive: true, mode: 0o711 })
    return new DatabaseSync(join(dataDirectory, 'program.lock'))
  } catch (cause) {
    const message = `The data directory ${dataDirectory} cannot be made or written. Mend that, or set TOCSIN_DATA to another.`
    throw new PostgresUnavailable('out-of-reach', message, { cause })
  }
}

const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function inUse(dataDirectory: string, holderFile: string): string {
  return (
    `The data directory ${dataDirectory} is in use by ${holderIn(holderFile)}. ` +
    'Stop that program, or set TOCSIN_DATA to another directory.'
  )
}

// Between taking the lock and writing its pid the holder is nameless for a moment.
function holderIn(holderFile: string): string {
  try {
    return `process ${readFileSync(holderFile, 'utf8').trim()}`
  } catch {
    return 'another process'
  }
}
