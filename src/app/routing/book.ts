// The routing book as people edit it: its text, its versions, and changes that are refused when somebody else was faster.
import type { Mistake } from '#/core/plan/mistake.ts'
import type { Book } from '#/core/routing/book.ts'
import { addMaintenance, endMaintenance } from '#/core/routing/edit.ts'
import type { NewMaintenance } from '#/core/routing/edit.ts'
import { readBook } from '#/core/routing/read.ts'
import { transaction } from '#/store/db.ts'
import type { Transaction } from '#/store/db.ts'
import { lockRouting } from '#/store/incidents.ts'
import { listRoutingBooks, readRoutingBook, saveRoutingBook } from '#/store/routing-books.ts'
import type { StoredBook } from '#/store/routing-books.ts'
import { hastenSignalRoutes } from '#/store/signal-routes.ts'
import type { Shell } from '#/app/shell.ts'

type Store = Pick<Shell, 'pool'>

/** The newest, or the one of that number; undefined where there is none. */
export async function readStoredBook(
  { pool }: Store,
  version?: number,
): Promise<StoredBook | undefined> {
  return readRoutingBook(pool, version)
}

export async function listStoredBooks(
  { pool }: Store,
  asked: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly Omit<StoredBook, 'source'>[]> {
  return listRoutingBooks(pool, asked)
}

export type SavedBook =
  | { readonly version: number; readonly book: Book }
  | { readonly mistakes: readonly Mistake[] }
  /** Somebody made this version meanwhile. */
  | { readonly changedTo: number }

/**
 * Makes a new version of the one that `since` names, or of whatever there is. It counts from now on: what is quiet is looked at
 * again by it.
 */
export async function saveBook(
  shell: Pick<Shell, 'pool' | 'now'>,
  within: Transaction | undefined,
  { since, by }: { readonly since: number | undefined; readonly by: string },
  sourceOf: (source: string) => string,
): Promise<SavedBook> {
  const save = async (tx: Transaction): Promise<SavedBook> => {
    await lockRouting(tx)
    const stored = await readRoutingBook(tx, undefined)
    const newest = stored?.version ?? 0
    if (since !== undefined && since !== newest) return { changedTo: newest }
    const source = sourceOf(stored?.source ?? '')
    const read = readBook(source)
    if ('mistakes' in read) return read
    const version = await saveRoutingBook(tx, { source, at: shell.now(), by })
    await hastenSignalRoutes(tx, shell.now(), undefined)
    return { version, book: read.book }
  }
  return within === undefined ? transaction(shell.pool, save) : save(within)
}

export const withMaintenance =
  (window: NewMaintenance) =>
  (source: string): string =>
    addMaintenance(source, window)

export const withoutMaintenance =
  (id: string, at: string) =>
  (source: string): string =>
    endMaintenance(source, id, at)
