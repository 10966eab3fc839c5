import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import { assert } from '#/core/assert.ts'
import { directoryAt } from '#/core/oncall/directory-at.ts'
import type { DirectoryAt } from '#/core/oncall/directory-at.ts'
import type { Override } from '#/core/oncall/rota.ts'
import { readDirectory, readKeptDirectory } from '#/core/plan/read-directory.ts'
import type { DirectoryMistake } from '#/core/plan/read-directory.ts'
import type { Instant } from '#/core/time.ts'
import { createContactVault } from '#/app/people/contact-vault.ts'
import type { ContactVault } from '#/app/people/contact-vault.ts'
import { readOwnWords, withOwnWords } from '#/app/people/own-contacts.ts'
import type { Proofs } from '#/app/people/own-contacts.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import {
  readDirectory as readStored,
  readDirectoryMark,
  saveDirectory,
} from '#/store/directories.ts'
import { listOverrides } from '#/store/oncall.ts'
import { endSessionsOfOthers } from '#/store/sessions.ts'

export type DirectoryShelf = {
  /**
   * The newest directory as it is now: whoever has the turn of a rota holds the positions that it fills. The same object for as
   * long as nothing of it changes.
   */
  readonly current: (db: Db) => Promise<Directory>
  /** As it is written, with rotas among the holders of positions, and the overrides that are not over. */
  readonly book: (db: Db) => Promise<DirectoryBook>
}

export type DirectoryBook = {
  readonly directory: Directory
  readonly overrides: readonly Override[]
  /** Which addresses people confirmed. */
  readonly proofs: Proofs
}

type Kept = DirectoryBook & { readonly mark: string }

/** `secret`: of the installation, by which people's own addresses are opened. */
export function createDirectoryShelf(now: () => Instant, secret: string): DirectoryShelf {
  const vault = createContactVault(secret)
  let kept: Kept = { mark: '', directory: EMPTY_DIRECTORY, overrides: [], proofs: new Map() }
  let today: (DirectoryAt & { readonly of: Kept; readonly from: Instant }) | undefined

  async function book(db: Db): Promise<Kept> {
    const mark = await readDirectoryMark(db)
    if (mark !== kept.mark) kept = { mark, ...(await readBook(db, now(), vault)) }
    return kept
  }

  return {
    book,
    async current(db) {
      const of = await book(db)
      const at = now()
      const holds =
        today?.of === of && today.from <= at && (today.until === undefined || at < today.until)
      if (today === undefined || !holds)
        today = { ...directoryAt(of.directory, of.overrides, at), of, from: at }
      return today.directory
    },
  }
}

async function readBook(db: Db, now: Instant, vault: ContactVault): Promise<DirectoryBook> {
  const overrides = await listOverrides(db, now)
  const stored = await readStored(db)
  if (stored === undefined) return { directory: EMPTY_DIRECTORY, overrides, proofs: new Map() }
  const directory = readKeptDirectory(stored.source)
  assert(
    directory !== undefined,
    `version ${stored.version} of the directory was checked when it was imported`,
  )
  return { ...withOwnWords(directory, await readOwnWords(db), vault), overrides }
}

/** Checks a directory file and keeps it as a new version, on record with who imported it. The file before it stays readable. */
export async function importDirectory(
  shell: Pick<Shell, 'pool' | 'now'>,
  source: string,
  by: string,
): Promise<
  | { readonly version: number; readonly directory: Directory }
  | { readonly mistakes: readonly DirectoryMistake[] }
> {
  const read = readDirectory(source)
  if ('mistakes' in read) return read
  const version = await saveDirectory(shell.pool, { source, at: shell.now(), by })
  // Whoever has left is signed out; should they come back, they sign in anew.
  await endSessionsOfOthers(shell.pool, [...read.directory.people.keys()], shell.now())
  return { version, directory: read.directory }
}
