// Group commit without a window: what arrives while commits are on their way to the disk is the next commit. At sixteen
// connections a window of 2 ms would cut single alerts from 8,600 to 3,300 a second, and an idle server answers at once.
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { Alert } from '#/core/intake/alert.ts'
import type { Ticket, Waiting } from '#/app/ingest/waiting.ts'
import { ALERTS_PER_COMMIT_MAX, createWaitingList } from '#/app/ingest/waiting.ts'

/** Commits on their way at once: while one waits for the disk the next is made ready. A third adds nothing on two cores. */
export const COMMITS_MAX = 2
/** Alerts that may wait; about 15 s of work. Beyond it the sender hears at once that it must try again. */
export const ALERTS_WAITING_MAX = 300_000
/** Tries of one commit while the database is away: a restart of PostgreSQL is over by then. */
export const COMMIT_TRIES_MAX = 6
const FIRST_PAUSE_MS = 50
/** The moment for which a commit waits for those who were just answered. A commit itself takes three times as long. */
export const GATHER_MS_MAX = 0.3

/** Nothing was written that was not answered with success; the sender may send it again. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
}

export type CommitQueue = {
  readonly push: (alert: Alert, ticket: Ticket | undefined) => void
  readonly length: () => number
  /** Whether a report of the alert with this label text waits or is being written. */
  readonly holds: (text: string) => boolean
  /** Resolves when nothing waits any more: for an end, since under load that may be never. */
  readonly drained: () => Promise<void>
}

/**
 * `commit` writes alerts in one transaction, or throws and has written none of them. It is never called for an alert
 * of which an earlier report is still on its way, so reports of one alert are written in the order in which they came.
 */
export function createCommitQueue(
  commit: (waiting: readonly Waiting[]) => Promise<void>,
  elapsedMs: () => number,
  report: (error: unknown, doing: string) => void,
): CommitQueue {
  const list = createWaitingList()
  const lanes = new Set<Promise<void>>()

  function open(): void {
    if (lanes.size === COMMITS_MAX) return
    const lane = run().finally(() => {
      lanes.delete(lane)
      // Reports that had to wait for an earlier one. While another commit is on its way, that takes them along.
      if (list.length() > 0 && lanes.size === 0) open()
    })
    lanes.add(lane)
  }

  async function run(): Promise<void> {
    let senders = 1
    for (;;) {
      await gather(senders)
      const taken = list.take()
      if (taken.length === 0) return
      await writeOrRefuse({ commit, report }, taken)
      list.release(taken)
      senders = new Set(taken.map(({ ticket }) => ticket)).size + list.senders()
    }
  }

  /**
   * Those who were just answered mostly send again at once, and are given a moment to share the next commit. A sender that
   * is alone waits for nobody.
   */
  async function gather(senders: number): Promise<void> {
    const until = elapsedMs() + GATHER_MS_MAX
    const gathered = () => list.senders() >= senders || list.length() >= ALERTS_PER_COMMIT_MAX
    do await turn()
    while (!gathered() && elapsedMs() < until)
  }

  return {
    push(alert, ticket) {
      list.push({ alert, ticket })
      open()
    },
    length: list.length,
    holds: list.holds,
    async drained() {
      while (lanes.size > 0) await Promise.all(lanes)
    },
  }
}

type Writing = {
  readonly commit: (waiting: readonly Waiting[]) => Promise<void>
  readonly report: (error: unknown, doing: string) => void
}

async function writeOrRefuse(writing: Writing, taken: readonly Waiting[]): Promise<void> {
  try {
    await withPatience(() => writing.commit(taken))
    for (const { ticket } of taken) settle(ticket)
  } catch (error) {
    // One row that PostgreSQL will not have must not take the others, of other senders, down with it.
    if (isOfOneRow(error) && taken.length > 1) return writeHalves(writing, taken)
    writing.report(error, 'writing alerts')
    for (const { ticket } of taken)
      ticket?.reject(new NotTaken('the alerts could not be written', { cause: error }))
  }
}

async function writeHalves(writing: Writing, taken: readonly Waiting[]): Promise<void> {
  const middle = Math.ceil(taken.length / 2)
  await writeOrRefuse(writing, taken.slice(0, middle))
  await writeOrRefuse(writing, taken.slice(middle))
}

function settle(ticket: Ticket | undefined): void {
  if (ticket === undefined) return
  ticket.left -= 1
  if (ticket.left === 0) ticket.resolve()
}

/** An upsert may be tried again even if its first answer was lost on the way: it then writes the same once more. */
async function withPatience(work: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      if (tried === COMMIT_TRIES_MAX || !mayPass(error)) throw error
      await sleep(FIRST_PAUSE_MS * 2 ** (tried - 1))
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

/** Deadlock, a lost connection, a server that stops or starts: not the fault of what is written. */
function mayPass(error: unknown): boolean {
  const code = codeOf(error)
  const lost = error instanceof Error && /connection|ended|terminated/i.test(error.message)
  return /^(08|40|53|55|57)/.test(code) || /^E[A-Z]+$/.test(code) || (code === '' && lost)
}

/** Classes 22 and 23 (data, constraint) and 54 (a limit of PostgreSQL's). */
function isOfOneRow(error: unknown): boolean {
  return /^(22|23|54)/.test(codeOf(error))
}
