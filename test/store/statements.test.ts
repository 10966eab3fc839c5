// Prepares every statement of the store and writes down what PostgreSQL says that it takes and gives, so that the row type
// beside it cannot drift unseen.
import { equal } from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import type { Statement } from '#/store/db.ts'
import { golden } from '../golden/golden.ts'
import { freshDatabase } from '../kit/database.ts'

const { pool } = await freshDatabase()
const STORE = new URL('../../src/store/', import.meta.url)

type Exported = { readonly file: string; readonly constant: string; readonly statement: Statement }

const exported: Exported[] = []
for (const file of readdirSync(STORE)
  .filter(name => /(?<!\.test)\.ts$/.test(name))
  .sort()) {
  const module = (await import(new URL(file, STORE).href)) as Record<string, unknown>
  for (const [constant, statement] of Object.entries(module))
    if (isStatement(statement)) exported.push({ file, constant, statement })
}

function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'name' in value && 'text' in value
}

test('each statement is prepared under the name of its constant, which no other has', () => {
  for (const { constant, statement } of exported) equal(statement.name, constant.toLowerCase())
  equal(new Set(exported.map(({ constant }) => constant)).size, exported.length)
})

test('PostgreSQL takes every statement, with the types that were written down', async t => {
  const { rows: server } = await pool.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  if ((server[0]?.version ?? 0) < TELLS_RESULT_TYPES)
    return t.skip('PostgreSQL tells what a statement gives from version 16 on')
  golden(new URL('../golden/statements.txt', import.meta.url), await described())
})

const TELLS_RESULT_TYPES = 160_000

async function described(): Promise<string> {
  const client = await pool.connect()
  try {
    const lines: string[] = []
    for (const { file, statement } of exported) {
      await client.query(`prepare ${statement.name} as ${statement.text}`)
      const { rows } = await client.query<{ takes: string; gives: string | null }>(
        `select parameter_types::text as takes, result_types::text as gives
           from pg_prepared_statements where name = $1`,
        [statement.name],
      )
      lines.push(`${file} ${statement.name} ${rows[0]?.takes} -> ${rows[0]?.gives ?? 'nothing'}\n`)
    }
    return lines.join('')
  } finally {
    client.release(true)
  }
}
