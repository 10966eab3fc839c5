// The routing book, each version as it was saved. The newest counts.
import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export type StoredBook = {
  readonly version: number
  readonly source: string
  readonly at: Instant
  readonly by: string
}

/** Keeps a new version and gives its number. For who has locked the book. */
export async function saveRoutingBook(
  tx: Transaction,
  { source, at, by }: Omit<StoredBook, 'version'>,
): Promise<number> {
  const [saved] = await rows<{ version: number }>(tx, SAVE_ROUTING_BOOK, [source, at, by])
  assert(saved !== undefined, 'an insert gives its row')
  return saved.version
}

export const SAVE_ROUTING_BOOK = statement(
  'save_routing_book',
  `
  insert into routing_book (source, at, by)
  values ($1, $2, $3)
  returning version`,
)

/** The newest, or the one with that number. */
export async function readRoutingBook(
  db: Db,
  version: number | undefined,
): Promise<StoredBook | undefined> {
  const [stored] = await rows<StoredBook>(db, READ_ROUTING_BOOK, [version])
  return stored
}

export const READ_ROUTING_BOOK = statement(
  'read_routing_book',
  `
  select version, source, at, by
    from routing_book
   where $1::int4 is null or version = $1
   order by version desc
   limit 1`,
)

/** The number of the newest; 0 where nobody has written one. */
export async function readRoutingVersion(db: Db): Promise<number> {
  const [newest] = await rows<{ version: number }>(db, READ_ROUTING_VERSION)
  return newest?.version ?? 0
}

export const READ_ROUTING_VERSION = statement(
  'read_routing_version',
  'select coalesce(max(version), 0) as version from routing_book',
)

/** The newest first; `before`: only those that came before this one. */
export async function listRoutingBooks(
  db: Db,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly Omit<StoredBook, 'source'>[]> {
  return rows(db, LIST_ROUTING_BOOKS, [before, limit])
}

export const LIST_ROUTING_BOOKS = statement(
  'list_routing_books',
  `
  select version, at, by
    from routing_book
   where $1::int4 is null or version < $1
   order by version desc
   limit $2`,
)
