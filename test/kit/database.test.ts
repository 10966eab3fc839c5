import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from './database.ts'

const here = await freshDatabase()
const there = await freshDatabase()

test('a fresh database has the schema of the program', async () => {
  const { rows } = await here.pool.query("select to_regclass('migration')::text as name")
  deepEqual(rows, [{ name: 'migration' }])
})

test('two fresh databases share nothing', async () => {
  await here.pool.query('create table only_here ()')
  const { rows } = await there.pool.query("select to_regclass('only_here') as name")
  equal(rows[0].name, null)
  const names = [here, there].map(({ pool }) => pool.query('select current_database() as name'))
  const [first, second] = await Promise.all(names)
  notEqual(first?.rows[0].name, second?.rows[0].name)
})
