// A PostgreSQL of the bench's own, with the settings of production, and the system's shell on it.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import type { Instant } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { openPool } from '#/store/db.ts'
import type { Pool } from '#/store/db.ts'
import { migrate } from '#/store/migrate.ts'
import { startPostgres } from '#/store/postgres/start.ts'
import type { Connection } from '#/store/postgres/start.ts'
import { shellOn as testShellOn } from '../test/kit/shell.ts'
import { newDirectory } from './targets.ts'

export type Cluster = {
  readonly connection: Connection
  /** The process that all of PostgreSQL hangs on. */
  readonly postmaster: number
  /** A new, empty database. */
  readonly create: (name: string) => Promise<Connection>
  readonly stop: () => Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const directory = newDirectory()
  const { connection, stop } = await startPostgres({ dataDirectory: directory })
  const [pid] = readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return {
    connection,
    postmaster: Number(pid),
    async create(name) {
      const client = new pg.Client(connection)
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return { ...connection, database: name }
    },
    async stop() {
      await stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

const CONNECTIONS_MAX = 20

/** A migrated database and a pool as the system opens it. */
export async function openStore(connection: Connection): Promise<Pool> {
  const pool = openPool({ ...connection, max: CONNECTIONS_MAX }, error => {
    throw error
  })
  await migrate(pool)
  return pool
}

/** What the system's parts are handed, as `system.ts` makes it; the time is the bench's. */
export function shellOn(pool: Pool, now: () => Instant): Shell {
  return testShellOn(pool, now, pino({ level: 'warn' }))
}
