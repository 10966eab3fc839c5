import { deepEqual, equal, rejects } from 'node:assert/strict'
import { test } from 'node:test'
import { migrate, MigrationError } from '#/store/migrate.ts'
import type { Migration } from '#/store/migrate.ts'
import type { Pool } from '#/store/db.ts'
import { freshDatabase } from '../kit/database.ts'

const FIRST: Migration = {
  number: 1,
  name: 'first',
  sql: 'create table one (a text); create table two ()',
}
const SECOND: Migration = { number: 2, name: 'second', sql: 'insert into one values ($$x$$)' }
const BROKEN: Migration = {
  number: 3,
  name: 'broken',
  sql: 'create table three (); select nonsense',
}

async function emptyDatabase(): Promise<Pool> {
  const { pool } = await freshDatabase()
  await pool.query('drop schema public cascade; create schema public')
  return pool
}

const appliedTo = async (pool: Pool) =>
  (await pool.query<{ number: number }>('select number from migration order by number')).rows.map(
    ({ number }) => number,
  )

test('each migration is applied once, in order, however many nodes start at once', async () => {
  const pool = await emptyDatabase()
  await migrate(pool, [FIRST])
  await Promise.all([migrate(pool, [FIRST, SECOND]), migrate(pool, [FIRST, SECOND])])
  await migrate(pool, [FIRST, SECOND])
  deepEqual(await appliedTo(pool), [1, 2])
  equal((await pool.query('select from one')).rowCount, 1)
})

test('on an empty database several nodes may start at once too', async () => {
  const pool = await emptyDatabase()
  await Promise.all([migrate(pool, [FIRST]), migrate(pool, [FIRST]), migrate(pool, [FIRST])])
  deepEqual(await appliedTo(pool), [1])
})

test('a migration that fails leaves nothing behind, and the ones before it stay', async () => {
  const pool = await emptyDatabase()
  await rejects(migrate(pool, [FIRST, SECOND, BROKEN]), /nonsense/)
  deepEqual(await appliedTo(pool), [1, 2])
  const { rows } = await pool.query("select to_regclass('three') as three")
  equal(rows[0].three, null)
})

test('a database that is newer than the program is refused, with what to do', async () => {
  const pool = await emptyDatabase()
  await migrate(pool, [FIRST, SECOND])
  const refused = migrate(pool, [FIRST])
  await rejects(refused, MigrationError)
  await rejects(
    refused,
    /has migration 2 \(second\), and the program knows up to 1\. Start the version/,
  )
})

test('a database that was made with other files is refused', async () => {
  const pool = await emptyDatabase()
  await migrate(pool, [FIRST, SECOND])
  await rejects(migrate(pool, [{ ...FIRST, sql: 'select 1' }, SECOND]), /Migration 1 \(first\)/)
  const between = [{ ...FIRST, number: 0 }, FIRST, SECOND]
  await rejects(migrate(pool, between), /Migration 1 \(first\)/)
  const without = [SECOND]
  await rejects(migrate(pool, without), /Migration 1 \(first\)/)
})

test('the migrations of this program are numbered and take an empty database to its schema', async () => {
  const pool = await emptyDatabase()
  await migrate(pool)
  await migrate(pool)
  equal((await appliedTo(pool)).length > 0, true)
})
