// A server with the doors of this folder and nothing else, on a real port, over a real database.
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Ingest, IngestNeeds } from '#/app/ingest/ingest.ts'
import { createIngest } from '#/app/ingest/ingest.ts'
import type { GroupChange } from '#/core/intake/group.ts'
import { registerAlertmanager } from '#/http/alertmanager.ts'
import type { Pool } from '#/store/db.ts'

export type IntakeServer = {
  readonly ingest: Ingest
  readonly app: FastifyInstance
  /** With the base path, without a slash at the end. */
  readonly url: string
  /** What the keeper of the incidents was told, call by call. */
  readonly calls: (readonly GroupChange[])[]
  readonly errors: unknown[]
  readonly stop: () => Promise<void>
}

export const BASE = '/in/alertmanager'

/** An intake whose keeper of the incidents only writes down what it is told. */
export async function startIngest(
  pool: Pool,
  needs: Partial<IngestNeeds> = {},
): Promise<Omit<IntakeServer, 'app' | 'url'>> {
  const calls: (readonly GroupChange[])[] = []
  const errors: unknown[] = []
  const ingest = await createIngest({
    pool,
    alone: false,
    nowMs: () => Date.now(),
    elapsedMs: () => performance.now(),
    newUuid: () => randomUUID(),
    groupBy: () => ['alertname', 'cluster', 'service'],
    sources: () => ({ known: new Set(['security-monitoring']), machine: 'system-monitoring' }),
    onGroups: async changes => {
      calls.push(changes)
    },
    report: error => errors.push(error),
    ...needs,
  })
  return { ingest, calls, errors, stop: () => ingest.stop() }
}

export async function startServer(
  pool: Pool,
  needs: Partial<IngestNeeds> = {},
): Promise<IntakeServer> {
  const started = await startIngest(pool, needs)
  const app = fastify()
  registerAlertmanager(app, {
    base: BASE,
    ingest: started.ingest,
    authorize: () => async () => {},
    nowMs: needs.nowMs ?? (() => Date.now()),
    quiet: () => new Map(),
    hiddenGroups: async () => new Set(),
    report: error => started.errors.push(error),
    version: '0.0.0-test',
  })
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}${BASE}`
  return {
    ...started,
    app,
    url,
    stop: async () => {
      await app.close()
      await started.stop()
    },
  }
}
