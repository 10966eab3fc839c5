// The directory file, each version as it was imported. The newest counts.
import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type StoredDirectory = {
  readonly version: number
  /** The YAML as it was imported. */
  readonly source: string
  readonly at: Instant
  readonly by: string
}

/** Keeps a new version and gives its number. */
export async function saveDirectory(
  db: Db,
  { source, at, by }: Omit<StoredDirectory, 'version'>,
): Promise<number> {
  const [saved] = await rows<{ version: number }>(db, SAVE_DIRECTORY, [source, at, by])
  assert(saved !== undefined, 'an insert gives its row')
  return saved.version
}

export const SAVE_DIRECTORY = statement(
  'save_directory',
  `
  insert into directory (source, at, by)
  values ($1, $2, $3)
  returning version`,
)

/** The newest, or undefined when none was ever imported. */
export async function readDirectory(db: Db): Promise<StoredDirectory | undefined> {
  const [newest] = await rows<StoredDirectory>(db, READ_DIRECTORY)
  return newest
}

export const READ_DIRECTORY = statement(
  'read_directory',
  `
  select version, source, at, by
    from directory
   order by version desc
   limit 1`,
)

/** The number of the newest version; 0 when none was ever imported. */
export async function readDirectoryVersion(db: Db): Promise<number> {
  const [newest] = await rows<{ version: number }>(db, READ_DIRECTORY_VERSION)
  return newest?.version ?? 0
}

export const READ_DIRECTORY_VERSION = statement(
  'read_directory_version',
  'select version from directory order by version desc limit 1',
)
