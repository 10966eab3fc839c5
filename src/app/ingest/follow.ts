// Keeps this node's memory of alerts true while other nodes write. Each commit tells which alerts it wrote (LISTEN/NOTIFY), and
// the others read those again. How far memory may be trusted hangs on that connection: it is asked for an answer every
// second, and once it owes one for TRUST_MS, memory answers no repeat until everything has been read anew.
import type { AlertRow } from '#/store/alerts.ts'
import { FIRST_IDENTITY, readAlertRows, readUnresolved } from '#/store/alerts.ts'
import type { AlertNotice, Listening } from '#/store/alert-notices.ts'
import { listenToAlerts } from '#/store/alert-notices.ts'
import type { Pool } from '#/store/db.ts'

/** For how long after its last sign of life the connection is believed to have missed nothing. */
export const TRUST_MS = 3_000
/** Alerts read in one query. */
const ROWS_PER_READ_MAX = 5_000

export type Follower = {
  /** Listens, and reads everything that is not resolved. Rejects when the database cannot be reached. */
  readonly start: () => Promise<void>
  /** Whether memory has seen, but for what is on its way, all that others have committed. */
  readonly trusted: () => boolean
  /** Asks the connection for a sign of life, and makes it anew where it is lost. Once a second. */
  readonly check: () => Promise<void>
  /** Reads these again. */
  readonly reread: (identities: readonly string[]) => Promise<void>
  readonly stop: () => void
}

export type FollowerNeeds = {
  readonly pool: Pool
  readonly node: string
  readonly alone: boolean
  /** Elapsed milliseconds from any beginning; a clock that can be set back would stretch the trust. */
  readonly elapsedMs: () => number
  /** The number of this node's last commit; an alert that it has written since must be read once more. */
  readonly lastCommit: () => number
  /** Takes rows that were read while `commit` was the last; gives the identities that changed under the reader's hands. */
  readonly take: (rows: readonly AlertRow[], commit: number) => readonly string[]
  /** The alerts that memory takes to be unresolved. */
  readonly unresolved: () => Iterable<string>
  readonly onSilences: () => Promise<void>
  readonly report: (error: unknown, doing: string) => void
}

export function createFollower(needs: FollowerNeeds): Follower {
  return needs.alone ? followNobody(needs) : followOthers(needs)
}

/** Nobody else writes, so what is read at the start stays true. */
function followNobody(needs: FollowerNeeds): Follower {
  const reader = createReader(needs, error => needs.report(error, 'reading alerts'))
  return {
    async start() {
      await needs.onSilences()
      await reader.readAll()
    },
    trusted: () => true,
    check: async () => {},
    reread: identities => reader.read(identities),
    stop: () => {},
  }
}

function followOthers(needs: FollowerNeeds): Follower {
  const { pool, node, elapsedMs, onSilences, report } = needs
  const reader = createReader(needs, lose)
  let listening: Listening | undefined
  let lastSignMs = -Infinity
  let stopped = false

  function onNotice({ silences, identities }: AlertNotice): void {
    if (silences) onSilences().catch((error: unknown) => report(error, 'reading silences'))
    void reader.read(identities)
  }

  function lose(error: unknown): void {
    if (stopped) return
    report(error, 'following the alerts of other nodes')
    lastSignMs = -Infinity
    listening?.stop()
    listening = undefined
  }

  async function start(): Promise<void> {
    const from = elapsedMs()
    // Listening comes first: what is committed while everything is read is heard, and read again.
    listening = await listenToAlerts(pool, node, onNotice, lose)
    await onSilences()
    await reader.readAll()
    lastSignMs = from
  }

  async function ask(): Promise<void> {
    if (listening === undefined) return start()
    const asked = elapsedMs()
    await listening.check()
    // Notices travel on this connection, before the answer; what they name is known once it has been read again.
    await reader.idle()
    if (listening !== undefined) lastSignMs = asked
  }

  return {
    start,
    trusted: () => elapsedMs() - lastSignMs < TRUST_MS,
    check: async () => {
      if (!stopped) await ask().catch(lose)
    },
    reread: identities => reader.read(identities),
    stop() {
      stopped = true
      listening?.stop()
    },
  }
}

type Reader = {
  /** Resolves when what was heard so far has been read. */
  readonly idle: () => Promise<void>
  readonly read: (identities: readonly string[]) => Promise<void>
  readonly readAll: () => Promise<void>
}

function createReader(
  { pool, lastCommit, take, unresolved }: FollowerNeeds,
  lose: (error: unknown) => void,
): Reader {
  const heard = new Set<string>()
  let reading: Promise<void> | undefined

  async function readHeard(): Promise<void> {
    try {
      while (heard.size > 0) await readSome([...heard].slice(0, ROWS_PER_READ_MAX))
    } catch (error) {
      // They stay in `heard`; until everything is read anew, memory answers nothing.
      lose(error)
    } finally {
      reading = undefined
    }
  }

  async function readSome(identities: readonly string[]): Promise<void> {
    const commit = lastCommit()
    // Before the reading and not after it: what is heard meanwhile is newer than what is read.
    for (const identity of identities) heard.delete(identity)
    try {
      for (const identity of take(await readAlertRows(pool, identities), commit))
        heard.add(identity)
    } catch (error) {
      for (const identity of identities) heard.add(identity)
      throw error
    }
  }

  async function read(identities: Iterable<string>): Promise<void> {
    for (const identity of identities) heard.add(identity)
    if (heard.size > 0) await (reading ??= readHeard())
  }

  return {
    idle: () => reading ?? Promise.resolve(),
    read,
    async readAll() {
      const seen = new Set<string>()
      let page: readonly AlertRow[]
      let after = FIRST_IDENTITY
      do {
        const commit = lastCommit()
        page = await readUnresolved(pool, { after, limit: ROWS_PER_READ_MAX })
        for (const { identity } of page) seen.add(identity)
        for (const identity of take(page, commit)) heard.add(identity)
        after = page.at(-1)?.identity ?? after
      } while (page.length === ROWS_PER_READ_MAX)
      // What is not among them was ended by another node while this one could not hear.
      await read([...unresolved()].filter(identity => !seen.has(identity)))
    },
  }
}
