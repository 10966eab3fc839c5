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
  /** A new, migrated database and a pool as the system opens it; it is closed with the cluster. */
  readonly open: (name: string) => Promise<{ readonly connection: Connection; readonly pool: Pool }>
  readonly stop: () => Promise<void>
}

const CONNECTIONS_MAX = 20

export async function startCluster(): Promise<Cluster> {
  const directory = newDirectory()
  const { connection, stop } = await startPostgres({ dataDirectory: directory })
  const [pid] = readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const pools: Pool[] = []
  const create = async (name: string): Promise<Connection> => {
    const client = new pg.Client(connection)
    await client.connect()
    await client.query(`create database ${name}`)
    await client.end()
    return { ...connection, database: name }
  }
  return {
    connection,
    postmaster: Number(pid),
    create,
    async open(name) {
      const its = await create(name)
      const pool = openPool({ ...its, max: CONNECTIONS_MAX }, error => {
        throw error
      })
      pools.push(pool)
      await migrate(pool)
      return { connection: its, pool }
    },
    async stop() {
      for (const pool of pools) await pool.end()
      await stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** What the system's parts are handed, as `system.ts` makes it; the time is the bench's. */
export function shellOn(pool: Pool, now: () => Instant): Shell {
  return testShellOn(pool, now, pino({ level: 'warn' }))
}
