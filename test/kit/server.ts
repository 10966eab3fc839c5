// One PostgreSQL for a run of tests, with a migrated database in it to copy from.
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openPool } from '#/store/db.ts'
import { migrate } from '#/store/migrate.ts'
import { startPostgres } from '#/store/postgres/start.ts'

/** A server that tests may make databases in. It can be written as JSON: test files get it from their runner. */
export type TestServer = { readonly connection: pg.PoolConfig; readonly template: string }

/** What the runner passes the server to its test files in. */
export const SERVER_VARIABLE = 'TOCSIN_TEST_SERVER'

/** What the runner passes the directory of the built web page in. */
export const WEB_VARIABLE = 'TOCSIN_TEST_WEB'

/** A PostgreSQL of one's own to run the suite on, as a URL of a database whose user may create others. */
export const EXTERNAL_VARIABLE = 'TOCSIN_TEST_DATABASE_URL'

export type OwnServer = { readonly server: TestServer; readonly stop: () => Promise<void> }

/** Starts a PostgreSQL that forgets everything when it is killed, or takes the external one. */
export async function startServer(): Promise<OwnServer> {
  const external = process.env[EXTERNAL_VARIABLE]
  return external === undefined ? embedded() : overExternal({ connectionString: external })
}

/** Runs one statement on the server, outside of any test's database. */
export async function administer(connection: pg.PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function embedded(): Promise<OwnServer> {
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-test-'))
  // The user that PostgreSQL runs under when we are root must pass.
  chmodSync(directory, 0o711)
  const postgres = await startPostgres({ dataDirectory: directory, settings: FORGETFUL })
  const stop = async () => {
    await postgres.stop()
    rmSync(directory, { recursive: true })
  }
  return { server: await withTemplate(postgres.connection), stop }
}

async function overExternal(connection: pg.PoolConfig): Promise<OwnServer> {
  const server = await withTemplate(connection)
  return { server, stop: () => administer(connection, `drop database ${server.template}`) }
}

// Waiting for the disk makes these tests no truer, and three times as slow. Those that kill PostgreSQL start their own.
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
}

async function withTemplate(connection: pg.PoolConfig): Promise<TestServer> {
  const template = `tocsin_template_${randomUUID().slice(0, 8)}`
  await administer(connection, `create database ${template}`)
  const pool = openPool(connectionTo(connection, template), error => {
    throw error
  })
  await migrate(pool)
  await pool.end()
  return { connection, template }
}

/** The same server and user, another database. */
export function connectionTo(connection: pg.PoolConfig, database: string): pg.PoolConfig {
  if (connection.connectionString === undefined) return { ...connection, database }
  const url = new URL(connection.connectionString)
  url.pathname = `/${database}`
  return { ...connection, connectionString: url.href }
}
