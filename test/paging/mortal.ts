// A pool whose node dies or freezes at one of its commits: what a killed process and a stopped one look like to the database.
import type { Pool } from '#/store/db.ts'

/** `point` counts from 1. Before: nothing of it is there. After: it is there, and the node never hears of it. */
export type Fate = {
  readonly point: number
  readonly when: 'before' | 'after'
  /** Frozen, it goes on where it stood once it is thawed; killed, it never does. */
  readonly freezes: boolean
}

export type Mortal = {
  readonly pool: Pool
  /** Resolves when its fate has come. */
  readonly struck: Promise<void>
  readonly isStruck: () => boolean
  readonly thaw: () => void
}

type Query = (...asked: readonly unknown[]) => Promise<unknown>
type Client = { query: Query; release: (broken?: boolean) => void; on: Query; off: Query }

const CHANGES = /^\s*(insert|update|delete|with)\b/i

export function mortal(pool: Pool, fate: Fate | undefined): Mortal {
  const struck = Promise.withResolvers<void>()
  const thawed = Promise.withResolvers<void>()
  let passed = 0
  let isStruck = false
  let isThawed = false

  /** Hangs as a dead process does: nobody waits for it, and it does nothing more. */
  const hang = async () => {
    if (isStruck && !isThawed) await thawed.promise
  }
  async function strike(): Promise<void> {
    isStruck = true
    struck.resolve()
    await hang()
  }
  async function commit(work: () => Promise<unknown>, cut: () => void): Promise<unknown> {
    const isFatal = ++passed === fate?.point
    if (isFatal && fate?.when === 'before') {
      cut()
      await strike()
      return work()
    }
    const answer = await work()
    if (isFatal) {
      // Of a process that died the server keeps no connection.
      if (!fate?.freezes) cut()
      await strike()
    }
    return answer
  }

  async function query(...asked: readonly unknown[]): Promise<unknown> {
    await hang()
    const work = () => (pool.query as unknown as Query)(...asked)
    return CHANGES.test(textOf(asked[0])) ? commit(work, () => {}) : work()
  }

  async function connect(): Promise<Client> {
    await hang()
    const client = (await pool.connect()) as unknown as Client
    let isCut = false
    const release = (broken?: boolean) => {
      if (!isCut) client.release(broken)
    }
    // The server ends the session of a process that died or slept inside a transaction, and undoes it.
    const cut = () => {
      client.release(true)
      isCut = true
    }
    const ask: Query = async (...asked) => {
      await hang()
      if (isCut) throw new Error('The connection was ended by the server.')
      return client.query(...asked)
    }
    return {
      query: (...asked) =>
        textOf(asked[0]) === 'commit' ? commit(() => ask(...asked), cut) : ask(...asked),
      release,
      on: client.on.bind(client),
      off: client.off.bind(client),
    }
  }

  return {
    pool: { query, connect } as unknown as Pool,
    struck: struck.promise,
    isStruck: () => isStruck,
    thaw: () => {
      isThawed = true
      thawed.resolve()
    },
  }
}

function textOf(asked: unknown): string {
  return typeof asked === 'string' ? asked : String((asked as { readonly text?: unknown }).text)
}
