import pg from 'pg'
import type { PoolConfig } from 'pg'
import { parseInstant } from '#/core/time.ts'
import { assert } from '#/core/assert.ts'

/** Whatever can be asked: the pool, or one connection of it inside a transaction. */
export type Db = Pick<pg.ClientBase, 'query'>

/** A connection inside a transaction, as `transaction` hands it out. What takes this must not be torn in two. */
export type Transaction = Db & { readonly __transaction: unique symbol }

export type Pool = pg.Pool

/** One SQL statement, prepared once per connection under its name. */
export type Statement = { readonly name: string; readonly text: string }

/** `name` is the exported constant's, in lower case: it is what a DBA sees in pg_prepared_statements. */
export function statement(name: string, text: string): Statement {
  return { name, text }
}

/**
 * A pool whose rows carry instants as our fixed-width strings and 64-bit integers as numbers. `onLost` hears of connections
 * that broke while nobody used them: the pool replaces them by itself, but PostgreSQL has probably been restarted.
 */
export function openPool(config: PoolConfig, onLost: (error: Error) => void): Pool {
  const pool = new pg.Pool({
    application_name: 'tocsin',
    ...config,
    types: { getTypeParser: parserOf } as NonNullable<PoolConfig['types']>,
    // Without these the server writes instants in the zone and the form that its administrator chose.
    // A node that froze inside a transaction must not hold an incident until it wakes.
    options:
      `${config.options ?? ''} -c TimeZone=UTC -c DateStyle=ISO -c idle_in_transaction_session_timeout=10s`.trim(),
  })
  // What breaks while the pool is being closed was about to be closed.
  pool.on('error', error => {
    if (!pool.ending) onLost(error)
  })
  return pool
}

/** Runs a statement. `Row` is what it gives; `test/store/statements.test.ts` compares that with what PostgreSQL says. */
export async function rows<Row extends object>(
  db: Db,
  { name, text }: Statement,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const result = await db.query<Row>({ name, text, values: [...values] })
  return result.rows
}

/** For a statement that changes rows: how many it was. */
export async function changed(
  db: Db,
  { name, text }: Statement,
  values: readonly unknown[] = [],
): Promise<number> {
  const { rowCount } = await db.query({ name, text, values: [...values] })
  return rowCount ?? 0
}

/** `snapshot` sees one state of the database throughout, for exports and verification. */
export type Isolation = 'read committed' | 'snapshot'

const BEGIN: Readonly<Record<Isolation, string>> = {
  'read committed': 'begin',
  // It stands in nobody's way, and who reads an export may be slow.
  snapshot:
    'begin isolation level repeatable read read only; set local idle_in_transaction_session_timeout = 0',
}

/** Commits what `work` did and gives its answer, or undoes it and throws what it threw. */
export async function transaction<T>(
  pool: Pool,
  work: (tx: Transaction) => Promise<T>,
  isolation: Isolation = 'read committed',
): Promise<T> {
  const client = await pool.connect()
  // Such a connection must not return to the pool. Without a listener, one that breaks between two statements ends the program;
  // the next statement on it fails, which is how `work` hears of it.
  let broken = false
  const onBroken = () => {
    broken = true
  }
  client.on('error', onBroken)
  try {
    await client.query(BEGIN[isolation])
    const answer = await work(client as unknown as Transaction)
    const { command } = await client.query('commit')
    // PostgreSQL answers "commit" with a quiet ROLLBACK when a statement failed and `work` went on regardless.
    assert(command === 'COMMIT', 'work whose statements failed throws')
    return answer
  } catch (error) {
    await client.query('rollback').catch(onBroken)
    throw error
  } finally {
    client.off('error', onBroken)
    client.release(broken)
  }
}

const { builtins } = pg.types

const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [builtins.TIMESTAMPTZ, readInstant],
  [builtins.INT8, readInteger],
])

function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : PARSERS.get(oid)
  return own ?? (pg.types.getTypeParser(oid, format) as (value: string) => unknown)
}

/** PostgreSQL writes `2026-03-01 02:00:00.5+00`: a space, and no digits that are noughts. */
function readInstant(text: string): unknown {
  const fast = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/.exec(text)
  if (fast !== null) return `${fast[1]}T${fast[2]}.${(fast[3] ?? '').padEnd(3, '0')}Z`
  const instant = parseInstant(text)
  assert(instant !== undefined, `"${text}" is an instant`)
  return instant
}

function readInteger(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), 'a number from the database is one that JavaScript can hold')
  return value
}
