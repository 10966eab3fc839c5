import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory, Person } from '#/core/directory.ts'
import { assert } from '#/core/assert.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'
import type { DirectoryMistake } from '#/core/plan/read-directory.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import {
  readDirectory as readStored,
  readDirectoryMark,
  saveDirectory,
} from '#/store/directories.ts'
import { peopleWithPush } from '#/store/push.ts'
import { endSessionsOfOthers } from '#/store/sessions.ts'

/** The newest directory, read again only when there is a newer one. */
export type DirectoryShelf = { readonly current: (db: Db) => Promise<Directory> }

export function createDirectoryShelf(): DirectoryShelf {
  let kept: { readonly mark: string; readonly directory: Directory } = {
    mark: '',
    directory: EMPTY_DIRECTORY,
  }
  return {
    async current(db) {
      const mark = await readDirectoryMark(db)
      if (mark === kept.mark) return kept.directory
      const stored = await readStored(db)
      if (stored === undefined) return EMPTY_DIRECTORY
      const read = readDirectory(stored.source)
      assert(
        'directory' in read,
        `version ${stored.version} of the directory was checked when it was imported`,
      )
      const directory = withPush(read.directory, await peopleWithPush(db))
      kept = { mark, directory }
      return directory
    },
  }
}

function withPush(directory: Directory, reached: ReadonlySet<string>): Directory {
  if (reached.size === 0) return directory
  const people = [...directory.people].map(([id, person]) => {
    const entry: [string, Person] = [id, reached.has(id) ? { ...person, push: true } : person]
    return entry
  })
  return { ...directory, people: new Map(people) }
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
