// The directory file, each version as it was imported. The newest counts.
import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

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
  with locked as materialized (
    select pg_advisory_xact_lock(4874)
  )
  insert into directory (source, at, by)
  select $1, $2::timestamptz, $3
    from locked
  returning version`,
)

/** Until the transaction ends nobody else makes a new version, so that one is made of what was read. */
export async function lockDirectories(tx: Transaction): Promise<void> {
  await rows(tx, LOCK_DIRECTORIES)
}

export const LOCK_DIRECTORIES = statement('lock_directories', 'select pg_advisory_xact_lock(4874)')

export async function readDirectoryVersion(
  db: Db,
  version: number,
): Promise<StoredDirectory | undefined> {
  const [stored] = await rows<StoredDirectory>(db, READ_DIRECTORY_VERSION, [version])
  return stored
}

export const READ_DIRECTORY_VERSION = statement(
  'read_directory_version',
  `
  select version, source, at, by
    from directory
   where version = $1`,
)

/** The newest first; `before`: only those that came before this one. */
export async function listDirectories(
  db: Db,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly Omit<StoredDirectory, 'source'>[]> {
  return rows(db, LIST_DIRECTORIES, [before, limit])
}

export const LIST_DIRECTORIES = statement(
  'list_directories',
  `
  select version, at, by
    from directory
   where $1::int4 is null or version < $1
   order by version desc
   limit $2`,
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

/**
 * What changes with every new version, with every word on who takes over from whom, with every browser that somebody wants to
 * be notified on or no longer does, and with every word of theirs on how they are reached.
 */
export async function readDirectoryMark(db: Db): Promise<string> {
  const [read] = await rows<{ mark: string }>(db, READ_DIRECTORY_MARK)
  return read?.mark ?? ''
}

// Numbers of rows grow and are never given twice, so that count and highest together tell one set from any later.
export const READ_DIRECTORY_MARK = statement(
  'read_directory_mark',
  `
  select coalesce((select max(version) from directory), 0) || '/' || coalesce((select max(version) from oncall_event), 0)
         || '/' || count(*) || '/' || coalesce(max(number), 0)
         || '/' || (select count(*) || '/' || coalesce(max(number), 0)
                     from own_contact join account using (person)
                    where disabled_at is null)
         || '/' || (select count(*) || '/' || coalesce(max(number), 0) from contact_proof)
         || '/' || (select count(*) || '/' || coalesce(max(number), 0) from own_reach) as mark
    from push_subscription join account using (person)
   where disabled_at is null`,
)
