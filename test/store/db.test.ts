import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { boolArray, int4Array, textArray } from '#/store/binary-array.ts'
import { openPool, transaction } from '#/store/db.ts'
import { freshDatabase } from '../kit/database.ts'

const { pool, connection } = await freshDatabase()
await pool.query('create table kept (word text)')

const kept = async () => (await pool.query<{ word: string }>('select word from kept')).rows.length

test('work that fails leaves nothing, and the connection is as good as new', async () => {
  const failing = transaction(pool, async tx => {
    await tx.query("insert into kept values ('half')")
    await tx.query('select nonsense')
  })
  await rejects(failing, /nonsense/)
  equal(await kept(), 0)
})

test('work that goes on after a statement failed is not taken for committed', async () => {
  const careless = transaction(pool, async tx => {
    await tx.query("insert into kept values ('lost')")
    await tx.query('select nonsense').catch(() => undefined)
    return 'done'
  })
  await rejects(careless, /work whose statements failed throws/)
  equal(await kept(), 0)
})

test('a connection that breaks between two statements fails its work and nothing else', async () => {
  const broken = transaction(pool, async tx => {
    const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    // The backend says goodbye before the next statement is sent, with nobody waiting for an answer.
    while (
      (await pool.query('select from pg_stat_activity where pid = $1', [rows[0]?.pid])).rowCount
    ) {}
    await tx.query("insert into kept values ('lost')")
  })
  await rejects(broken)
  equal(await kept(), 0)
})

test('a snapshot sees one state throughout, and changes nothing', async () => {
  await transaction(
    pool,
    async tx => {
      const before = (await tx.query('select from kept')).rowCount
      await pool.query("insert into kept values ('meanwhile')")
      equal((await tx.query('select from kept')).rowCount, before)
      await rejects(tx.query("insert into kept values ('mine')"), /read-only/)
      throw new Error('enough')
    },
    'snapshot',
  ).catch((error: unknown) => equal(error instanceof Error && error.message, 'enough'))
})

for (const [written, read] of [
  ['2026-03-01T02:00:00.000Z', '2026-03-01T02:00:00.000Z'],
  ['2026-03-01T02:00:00.500Z', '2026-03-01T02:00:00.500Z'],
  ['2026-03-01T02:00:00.050Z', '2026-03-01T02:00:00.050Z'],
  ['2026-03-29T03:30:00+02:00', '2026-03-29T01:30:00.000Z'],
  ['0033-01-01T00:00:00Z', '0033-01-01T00:00:00.000Z'],
] as const)
  test(`the instant ${written} comes back as ${read}, also from a server in another zone`, async () => {
    const elsewhere = openPool(connection, () => undefined)
    await elsewhere.query("set time zone 'Asia/Kolkata'")
    const ask = 'select $1::timestamptz(3) as at'
    const answers = [await pool.query(ask, [written]), await elsewhere.query(ask, [written])]
    await elsewhere.end()
    deepEqual(
      answers.map(({ rows }) => rows[0]?.at as unknown),
      [read, read],
    )
  })

test('a number that JavaScript cannot hold is not read as another', async () => {
  equal((await pool.query('select 9007199254740991::bigint as n')).rows[0]?.n, 9007199254740991)
  await rejects(pool.query('select 9007199254740993::bigint as n'), /JavaScript can hold/)
})

test('arrays arrive in PostgreSQL as they were', async () => {
  const words = ['', 'NULL', '{},"\\', 'ü😀', null, undefined, 'a'.repeat(70_000)]
  const ask = 'select $1::text[] as words, $2::int4[] as numbers, $3::bool[] as flags'
  const numbers = [0, -1, 2147483647]
  const { rows } = await pool.query(ask, [
    textArray(words),
    int4Array(numbers),
    boolArray([true, false]),
  ])
  deepEqual(rows[0], { words: words.map(word => word ?? null), numbers, flags: [true, false] })
  const empty = await pool.query(ask, [textArray([]), int4Array([]), boolArray([])])
  deepEqual(empty.rows[0], { words: [], numbers: [], flags: [] })
})
