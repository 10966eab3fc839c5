// Tocsin's intake as a process of its own, for the benches: real PostgreSQL with durable settings, real HTTP, a token to check.
// Arguments: data directory. Prints its port as one line of JSON.
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import { createIngest } from '#/app/ingest/ingest.ts'
import { registerAlertmanager } from '#/http/alertmanager.ts'
import { openPool } from '#/store/db.ts'
import { migrate } from '#/store/migrate.ts'
import { startPostgres } from '#/store/postgres/start.ts'

const [directory = ''] = process.argv.slice(2)
const postgres = await startPostgres({ dataDirectory: directory })
const pool = openPool({ ...postgres.connection, max: 8 }, error => console.error(error))
await migrate(pool)

let told = 0
const ingest = await createIngest({
  pool,
  alone: true,
  nowMs: () => Date.now(),
  elapsedMs: () => performance.now(),
  newUuid: () => randomUUID(),
  groupBy: () => ['alertname', 'cluster', 'service'],
  sources: () => ({ known: new Set(), machine: 'system-monitoring' }),
  onGroups: async changes => {
    told += changes.length
  },
  report: error => console.error(error),
})

const app = fastify()
registerAlertmanager(app, {
  quiet: () => new Map(),
  hiddenGroups: async () => new Set(),
  report: error => console.error(error),
  base: '/in/alertmanager',
  ingest,
  authorize: () => async (request, reply) => {
    if (request.headers.authorization !== 'Bearer bench') await reply.code(401).send()
  },
  nowMs: () => Date.now(),
  version: 'bench',
})
app.get('/memory', () => ({ ...process.memoryUsage(), told, ...ingest.counts() }))
const url = await app.listen({ host: '127.0.0.1', port: 0 })
console.log(JSON.stringify({ port: Number(new URL(url).port), pid: process.pid }))

process.on('SIGTERM', () => {
  void app
    .close()
    .then(() => ingest.stop())
    .then(() => pool.end())
    .then(() => postgres.stop())
    .then(() => process.exit(0))
})
