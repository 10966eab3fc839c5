// Job queues that one would use instead, tuned as far as their manuals go. They are installed beside the repository, not in it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import type { Connection } from '#/store/postgres/start.ts'

const PACKAGES = ['graphile-worker@0.18.0', 'pg-boss@12.35.0', 'pg@8.23.1']
const QUEUE = 'bench'

/** One job queue on a database of its own. */
export type Peer = {
  readonly name: 'graphile-worker' | 'pg-boss'
  /** Adds jobs that become due at these times (milliseconds since 1970). */
  readonly add: (dueMs: readonly number[]) => Promise<void>
  /** Works until `count` jobs are done and on record as done; `onJob` is told when each was due. */
  readonly work: (count: number, onJob: (dueMs: number) => void) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Installs the peers into the directory for temporary files. Gives where, or a sentence saying why not. */
export function installPeers(): { readonly directory: string } | { readonly why: string } {
  const directory = join(tmpdir(), 'tocsin-bench-peers')
  if (existsSync(join(directory, 'node_modules', 'pg-boss', 'package.json'))) return { directory }
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'package.json'), '{"private": true}')
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', ...PACKAGES]
  const { status, error } = spawnSync('npm', args, { cwd: directory, encoding: 'utf8' })
  if (status === 0) return { directory }
  const because = error?.message ?? `npm ended with ${status}`
  return { why: `The peers could not be installed (${because}), so they are left out.` }
}

type GraphileWorker = {
  readonly makeWorkerUtils: (options: object) => Promise<{
    readonly migrate: () => Promise<void>
    readonly addJobs: (jobs: readonly object[]) => Promise<unknown>
    readonly release: () => Promise<void>
  }>
  readonly run: (options: object) => Promise<{ readonly stop: () => Promise<void> }>
}

const ADDED_AT_ONCE = 5_000

/** With 24 jobs at once from a local queue of 500, completions in batches, polling every 100 ms. */
export async function openGraphile(directory: string, connection: Connection): Promise<Peer> {
  const { makeWorkerUtils, run } = (await load(directory, 'graphile-worker')) as GraphileWorker
  const pgPool = openPeerPool(connection)
  const logger = { error() {}, warn() {}, info() {}, debug() {}, scope: () => logger }
  const utils = await makeWorkerUtils({ pgPool, logger })
  await utils.migrate()
  return {
    name: 'graphile-worker',
    async add(dueMs) {
      for (const some of inParts(dueMs))
        await utils.addJobs(
          some.map(due => ({ identifier: QUEUE, payload: { due }, runAt: new Date(due) })),
        )
    },
    async work(count, onJob) {
      const done = counter(count)
      const runner = await run({
        pgPool,
        logger,
        noHandleSignals: true,
        preset: {
          worker: {
            concurrentJobs: 24,
            pollInterval: 100,
            localQueue: { size: 500 },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
        taskList: {
          [QUEUE]: ({ due }: { readonly due: number }) => {
            onJob(due)
            done.count()
          },
        },
      })
      await done.reached
      await untilNone(pgPool, 'select from graphile_worker._private_jobs limit 1')
      await runner.stop()
    },
    async stop() {
      await utils.release()
      await pgPool.end()
    },
  }
}

type Job = { readonly data: { readonly due: number } }
type PgBoss = {
  readonly PgBoss: new (options: object) => {
    readonly start: () => Promise<unknown>
    readonly createQueue: (name: string) => Promise<void>
    readonly insert: (name: string, jobs: readonly object[]) => Promise<unknown>
    readonly work: (
      name: string,
      options: object,
      handle: (jobs: readonly Job[]) => Promise<void>,
    ) => Promise<string>
    readonly offWork: (name: string) => Promise<void>
    readonly stop: (options: object) => Promise<void>
    readonly on: (event: 'error', listener: (error: unknown) => void) => void
  }
}

/** In batches of 1,000 by two workers, at once again while batches are full, else every half second, which is its least. */
export async function openBoss(directory: string, connection: Connection): Promise<Peer> {
  const { PgBoss } = (await load(directory, 'pg-boss')) as PgBoss
  const boss = new PgBoss({ ...connection, max: 10, supervise: false, schedule: false })
  boss.on('error', error => console.error(error))
  await boss.start()
  await boss.createQueue(QUEUE)
  const pgPool = openPeerPool(connection)
  return {
    name: 'pg-boss',
    async add(dueMs) {
      for (const some of inParts(dueMs))
        await boss.insert(
          QUEUE,
          some.map(due => ({ data: { due }, startAfter: new Date(due) })),
        )
    },
    async work(count, onJob) {
      const done = counter(count)
      const options = {
        batchSize: 1_000,
        localConcurrency: 2,
        pollingIntervalSeconds: 0.5,
        burstWhenBatchFull: true,
      }
      await boss.work(QUEUE, options, async jobs => {
        for (const { data } of jobs) {
          onJob(data.due)
          done.count()
        }
      })
      await done.reached
      await untilNone(pgPool, `select from pgboss.job where state < 'completed' limit 1`)
      await boss.offWork(QUEUE)
    },
    async stop() {
      await boss.stop({ graceful: false })
      await pgPool.end()
    },
  }
}

/** From where they were installed, which is not where this file is. */
async function load(directory: string, name: string): Promise<unknown> {
  const entry = createRequire(join(directory, 'package.json')).resolve(name)
  return import(pathToFileURL(entry).href)
}

function inParts(dueMs: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(dueMs.length / ADDED_AT_ONCE) }, (_, part) =>
    dueMs.slice(part * ADDED_AT_ONCE, (part + 1) * ADDED_AT_ONCE),
  )
}

function counter(count: number) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = count
  return {
    reached: promise,
    count() {
      left--
      if (left === 0) resolve()
    },
  }
}

function openPeerPool(connection: Connection): pg.Pool {
  const pool = new pg.Pool({ ...connection, max: 10 })
  // A connection that breaks while nobody uses it, as when PostgreSQL ends first, harms nothing here.
  pool.on('error', () => {})
  return pool
}

async function untilNone(pool: pg.Pool, query: string): Promise<void> {
  while ((await pool.query(query)).rowCount !== 0) await new Promise(next => setTimeout(next, 2))
}
