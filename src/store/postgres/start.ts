// PostgreSQL inside: set up on the first start, ended with this process, healed on the next start.
import { realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { chooseUser, reachingAccount, type Account } from '#/store/postgres/account.ts'
import { locateBinaries, type Binaries } from '#/store/postgres/binaries.ts'
import {
  createCluster,
  hasCluster,
  OWNER,
  prepareDraft,
  removeDrafts,
} from '#/store/postgres/cluster.ts'
import { lockDirectory } from '#/store/postgres/lock.ts'
import { clearAway } from '#/store/postgres/postmaster.ts'
import { openSocketDirectory, socketDirectory } from '#/store/postgres/socket.ts'
import { launch, type Launch } from '#/store/postgres/supervise.ts'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'
import type { Watched } from '#/store/postgres/watched.ts'

/** How to reach a running PostgreSQL; what `pg.Pool` and `pg.Client` take. */
export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

export type Postgres = {
  readonly connection: Connection
  /** Settles when PostgreSQL has ended: with nothing after `stop`, else with why it could not be kept running. */
  readonly ended: Promise<PostgresUnavailable | undefined>
  /** Ends PostgreSQL and gives the data directory free. What is committed stays. */
  readonly stop: () => Promise<void>
}

export type StartOptions = {
  /** Is made if it is missing. The database lies in `postgres/` in it. */
  readonly dataDirectory: string
  /** Is given what PostgreSQL logs, line by line. */
  readonly log?: (line: string) => void
  /** Settings of PostgreSQL that replace ours, such as `{ fsync: 'off' }` in tests that kill nothing. */
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * Starts the PostgreSQL of a data directory, and takes the directory for this process.
 * If PostgreSQL alone is killed it is started again; connections must be made anew, as after any failover.
 * Throws `PostgresUnavailable`, whose message tells the operator what to do.
 */
export async function startPostgres(options: StartOptions): Promise<Postgres> {
  const lock = lockDirectory(options.dataDirectory)
  try {
    const launching = await prepare(options)
    const kept = keepRunning(launching, await relaunch(launching))
    const connection = { host: launching.sockets, port: PORT, user: OWNER, database: DATABASE }
    await createDatabase(connection).catch(async (cause: unknown) => {
      await kept.stop()
      throw cause
    })
    return { connection, ended: kept.ended, stop: () => kept.stop().finally(lock.release) }
  } catch (error) {
    lock.release()
    throw error
  }
}

// It only names the socket: nothing listens on a network.
const PORT = 5432
const DATABASE = 'tocsin'

/**
 * The first three are what "durable before the answer" stands on, spelled out so that nobody's default changes them.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '80',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // This build knows only pglz, which takes 100 µs of processor a page: half of what a wake among a million costs.
  wal_compression: 'off',
  log_checkpoints: 'off',
  // Not in this build; the planner should not count on it.
  jit: 'off',
}

type Prepared = Launch & { readonly sockets: string }

async function prepare({
  dataDirectory,
  settings,
  log = () => {},
}: StartOptions): Promise<Prepared> {
  const binaries = locateBinaries()
  const cluster = join(realpathSync(dataDirectory), 'postgres')
  const account = await accountFor(binaries, cluster)
  const sockets = socketDirectory(cluster)
  const all = { ...SETTINGS, ...settings, unix_socket_directories: sockets }
  return {
    account,
    postgres: binaries.postgres,
    cluster,
    sockets,
    settings: Object.entries(all).map(([name, value]) => `${name}=${value}`),
    log,
  }
}

async function accountFor(binaries: Binaries, cluster: string): Promise<Account> {
  const user = chooseUser(cluster)
  removeDrafts(cluster)
  if (hasCluster(cluster)) {
    return reachingAccount(user, { program: binaries.postgres, directory: cluster })
  }
  const draft = prepareDraft(cluster, user)
  const account = reachingAccount(user, { program: binaries.initdb, directory: draft })
  await createCluster(binaries, account, { draft, cluster })
  return account
}

async function relaunch(launching: Prepared): Promise<Watched> {
  await clearAway(launching.cluster)
  openSocketDirectory(launching.sockets, launching.account.user)
  return launch(launching)
}

function keepRunning(launching: Prepared, first: Watched) {
  let running = first
  let isStopping = false
  const keep = async (): Promise<PostgresUnavailable | undefined> => {
    await running.ended
    while (!isStopping) {
      launching.log('PostgreSQL ended unasked; it is started again')
      try {
        running = await relaunch(launching)
      } catch (error) {
        if (error instanceof PostgresUnavailable) return error
        throw error
      }
      if (isStopping) running.end()
      await running.ended
    }
    return undefined
  }
  const ended = keep()
  const stop = async () => {
    isStopping = true
    running.end()
    await ended
    rmSync(launching.sockets, { recursive: true, force: true })
  }
  return { ended, stop }
}

// A start that was killed before this came so far finds the database missing and makes it then.
async function createDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}
