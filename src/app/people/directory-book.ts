// The directory as people edit it: as it is written, its versions, and changes that are refused when somebody else was faster.
import { directoryChanges } from '#/core/directory-diff.ts'
import type { DirectoryChange } from '#/core/directory-diff.ts'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import { plainOf } from '#/core/directory-plain.ts'
import type { DirectoryEdit, PlainDirectory } from '#/core/directory-plain.ts'
import { assert } from '#/core/assert.ts'
import { editDirectory } from '#/core/plan/edit-directory.ts'
import { readDirectory as readText } from '#/core/plan/read-directory.ts'
import type { Instant } from '#/core/time.ts'
import { importDirectory } from '#/app/people/directory.ts'
import { shellWithin, whole } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import {
  listDirectories,
  lockDirectories,
  readDirectory,
  readDirectoryVersion,
} from '#/store/directories.ts'
import type { StoredDirectory } from '#/store/directories.ts'

type Store = Pick<Shell, 'pool'>
export type Book = { readonly version: number; readonly directory: PlainDirectory }

/** As it is written now; version 0 when nobody has written one. */
export async function readBookNow({ pool }: Store): Promise<Book> {
  const stored = await readDirectory(pool)
  return { version: stored?.version ?? 0, directory: plainFrom(stored) }
}

function plainFrom(stored: StoredDirectory | undefined): PlainDirectory {
  if (stored === undefined) return plainOf(EMPTY_DIRECTORY)
  const read = readText(stored.source)
  assert('directory' in read, `version ${stored.version} of the directory was checked`)
  return plainOf(read.directory)
}

/** The text of the newest version, or of that one. */
export async function readSource(
  { pool }: Store,
  version: number | undefined,
): Promise<StoredDirectory | undefined> {
  return version === undefined ? readDirectory(pool) : readDirectoryVersion(pool, version)
}

export type VersionLine = Omit<StoredDirectory, 'source'>

export async function listVersions(
  { pool }: Store,
  asked: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly VersionLine[]> {
  return listDirectories(pool, asked)
}

export type VersionInFull = {
  readonly version: number
  readonly at: Instant
  readonly by: string
  readonly since: number
  readonly changes: readonly DirectoryChange[]
}

/** What a version changed since the one before it, or since another. Undefined: there is no such version. */
export async function readVersion(
  { pool }: Store,
  version: number,
  from: number | undefined,
): Promise<VersionInFull | undefined> {
  const stored = await readDirectoryVersion(pool, version)
  if (stored === undefined) return undefined
  // Numbers may be left out: a version that was undone took its number along.
  const [last] = await listDirectories(pool, { before: version, limit: 1 })
  const since = from ?? last?.version ?? 0
  const before = await readDirectoryVersion(pool, since)
  const changes = directoryChanges(plainFrom(before), plainFrom(stored))
  return { version, at: stored.at, by: stored.by, since, changes }
}

export type Saved =
  | Awaited<ReturnType<typeof importDirectory>>
  /** Somebody made this version meanwhile. */
  | { readonly changedTo: number }

/** Makes a new version of the one that `since` names, or of whatever there is. */
export async function saveBook(
  shell: Shell,
  within: Within | undefined,
  { since, by }: { readonly since: number | undefined; readonly by: string },
  sourceOf: (source: string) => string,
): Promise<Saved> {
  const save = async (tx: Within): Promise<Saved> => {
    await lockDirectories(tx)
    const stored = await readDirectory(tx)
    const version = stored?.version ?? 0
    if (since !== undefined && since !== version) return { changedTo: version }
    return importDirectory(shellWithin(shell, tx), sourceOf(stored?.source ?? ''), by)
  }
  if (within !== undefined) return save(within)
  const made = await whole(shell, async tx => {
    const saved = await save(tx)
    return { keep: 'directory' in saved, saved }
  })
  assert('done' in made, 'nothing that the engine refuses is asked for')
  return made.done.saved
}

export const withEdits =
  (edits: readonly DirectoryEdit[]) =>
  (source: string): string =>
    editDirectory(source, edits)
