// What an operator can mend is told in a sentence, with an exit code, and nothing is left running.
import { equal, match, ok } from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { freshDatabase } from '../kit/database.ts'
import { newDataDirectory, removeDirectory, startProgram } from '../kit/program.ts'
import { endOfStart, urlOf } from './starts.ts'

const { pool, connection } = await freshDatabase()
const DATABASE_URL = urlOf(connection)
const directory = newDataDirectory()
after(() => removeDirectory(directory))

/** The program ends with 2, and says this and no more: no stack, no secret. */
async function refuses(environment: Readonly<Record<string, string>>, ...sentences: RegExp[]) {
  const { code, said } = await endOfStart({ TOCSIN_DATA: directory, ...environment })
  equal(code, 2, said)
  for (const sentence of sentences) match(said, sentence)
  ok(!/^\s+at /m.test(said), `no stack: ${said}`)
  ok(!said.includes('hunter2'), 'no password')
  equal(said.trim().split('\n').length, 1 + sentences.length, said)
}

test('settings that are not right are told all at once, each with what it should be', () =>
  refuses(
    { PORT: 'http', TOCSIN_URL: 'tocsin.example', DATABASE_URL: 'mysql://root:hunter2@db/x' },
    /PORT: Write a number from 0 to 65535\./,
    /TOCSIN_URL: Write an address as https:/,
    /DATABASE_URL: Write an address as postgres:/,
  ))

test('a channel that is set up wrongly is told', () =>
  refuses(
    { TOCSIN_SMTP_URL: 'http://mail', TOCSIN_WEBHOOK_SECRET: 'hunter2' },
    /TOCSIN_SMTP_URL: /,
    /TOCSIN_WEBHOOK_SECRET: /,
  ))

test('a database that nobody answers for is told', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  await refuses(
    { DATABASE_URL: `postgres://root:hunter2@127.0.0.1:${port}/tocsin` },
    /Nothing answers for the database tocsin at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\. Start it/,
  )
})

test('a host that is not known is told', () =>
  refuses(
    { DATABASE_URL: 'postgres://root:hunter2@database.invalid/tocsin' },
    /No machine is called "database\.invalid"/,
  ))

test('a database that is not there, and a user who is not, are told', async () => {
  await refuses(
    { DATABASE_URL: urlOf(connection, { database: 'nowhere' }) },
    /There is no database nowhere/,
  )
  await refuses(
    { DATABASE_URL: urlOf(connection, { user: 'nobody-here' }) },
    /does not let the user "nobody-here" in/,
  )
})

test('a database that a later program has written to is told, and left as it was', async () => {
  await pool.query(`insert into migration values (9999, 'later', 'x')`)
  await refuses({ DATABASE_URL }, /The database is newer than this program/)
  await pool.query('delete from migration where number = 9999')
})

test('a port that is in use is told, and the database is let go', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await refuses(
    { DATABASE_URL, PORT: String(port), TOCSIN_LOG_LEVEL: 'silent' },
    new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use by another program\\. Stop that one`),
  )
  server.close()
  const { rows } = await pool.query(
    `select from pg_stat_activity where datname = current_database() and application_name like 'tocsin%' and pid <> pg_backend_pid()`,
  )
  equal(rows.length, 0, 'no connection is left')
})

test('an address that is not this machine’s is told', () =>
  refuses(
    { DATABASE_URL, HOST: '192.0.2.1', TOCSIN_LOG_LEVEL: 'silent' },
    /192\.0\.2\.1" is not an address/,
  ))

test('a data directory that cannot be made is told, with the embedded database and without', async () => {
  const file = join(directory, 'a-file')
  writeFileSync(file, '')
  const TOCSIN_DATA = join(file, 'data')
  await refuses({ TOCSIN_DATA }, /data directory .*a-file\/data cannot be made or written/)
  await pool.query('delete from token')
  await refuses(
    { TOCSIN_DATA, DATABASE_URL, TOCSIN_LOG_LEVEL: 'silent' },
    /data directory .*a-file\/data cannot be made or written/,
  )
})

test('a second start on one data directory says who holds it; the first goes on', async () => {
  const first = await startProgram({})
  try {
    await refuses(
      { TOCSIN_DATA: first.dataDirectory },
      new RegExp(`is in use by process ${first.pid}\\. Stop that program, or set TOCSIN_DATA`),
    )
    equal((await fetch(new URL('/readyz', first.address))).status, 200)
  } finally {
    equal(await first.stop(), 0)
    removeDirectory(first.dataDirectory)
  }
})
