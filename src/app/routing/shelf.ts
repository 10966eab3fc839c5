// The routing book in memory, compiled once for each version, and what is quiet by it.
import { EMPTY_BOOK, isEmpty } from '#/core/routing/book.ts'
import type { Book } from '#/core/routing/book.ts'
import type { Quiet } from '#/core/routing/quiet.ts'
import { readBook } from '#/core/routing/read.ts'
import type { Db } from '#/store/db.ts'
import { readRoutingBook, readRoutingVersion } from '#/store/routing-books.ts'
import { quietSignals } from '#/store/signal-routes.ts'

/** Why a group that fires tells nobody. */
export type QuietCause = Omit<Quiet, 'againMs'>

export type RoutingShelf = {
  /** The newest book. One that this version of the program cannot read is none, and `broken`. */
  readonly current: (db: Db) => Promise<KnownBook>
  /** Why groups that fire tell nobody, by their keys; a second old at most. */
  readonly quiet: () => ReadonlyMap<string, QuietCause>
  /** Notes what the book says and could not be followed, for the operators. */
  readonly noteFault: (fault: Fault) => void
  /** What was noted since it was last asked, each once. */
  readonly takeFaults: () => readonly Fault[]
  /** Reads what is quiet from the database. */
  readonly look: (db: Db) => Promise<void>
}

/** What could not be followed, and so was not: the signal went on as if it had not been written. */
export type Fault = {
  readonly what:
    | 'plan-unknown'
    | 'on-call-unknown'
    | 'on-call-nobody'
    | 'rule-failed'
    | 'book-broken'
  readonly name: string
}

export type KnownBook = {
  readonly version: number
  readonly book: Book
  readonly broken: boolean
}

/** Shown in lists of alerts; what is beyond is still quiet, and its own page says why. */
const QUIET_SHOWN_MAX = 5_000

export function createRoutingShelf(): RoutingShelf {
  let known: KnownBook = { version: 0, book: EMPTY_BOOK, broken: false }
  let quiet: ReadonlyMap<string, QuietCause> = new Map()
  const faults = new Map<string, Fault>()

  async function current(db: Db): Promise<KnownBook> {
    const version = await readRoutingVersion(db)
    if (version !== known.version) known = await readKnown(db, version)
    return known
  }

  return {
    current,
    quiet: () => quiet,
    noteFault: fault => void faults.set(`${fault.what} ${fault.name}`, fault),
    takeFaults() {
      const taken = [...faults.values()]
      faults.clear()
      return taken
    },
    async look(db) {
      const { version } = await current(db)
      if (version === 0 && quiet.size === 0) return
      const found = await quietSignals(db, QUIET_SHOWN_MAX)
      quiet = new Map(
        found.flatMap(({ key, decision }) => {
          const cause = 'quiet' in decision ? (decision.quiet as QuietCause) : undefined
          return cause === undefined ? [] : [[key, cause]]
        }),
      )
    },
  }
}

async function readKnown(db: Db, version: number): Promise<KnownBook> {
  const stored = await readRoutingBook(db, version)
  const read = readBook(stored?.source ?? '')
  return 'book' in read
    ? { version, book: read.book, broken: false }
    : { version, book: EMPTY_BOOK, broken: true }
}

/** Whether a signal need not be looked at for it. */
export function saysNothing({ book, broken }: KnownBook): boolean {
  return isEmpty(book) && !broken
}
