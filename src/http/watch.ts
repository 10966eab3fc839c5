// Notes each request in the program's log and in the figures: the pattern of its address, never the address itself, which
// may hold a secret or what somebody searches for.
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Ingest, IngestCounts } from '#/app/ingest/ingest.ts'
import { outboxLateMs } from '#/app/deliver/lateness.ts'
import type { Shell } from '#/app/shell.ts'
import type { Needs } from '#/http/needs.ts'

/** Gives every figure of this process, as Prometheus reads them. Nothing in them tells of an incident. */
export type Figures = { readonly read: () => Promise<string>; readonly contentType: string }

const ALERT_COUNTERS = {
  received: 'Alerts received.',
  answeredFromMemory: 'Alerts that repeated what was known, and cost no write.',
  commits: 'Commits that wrote alerts.',
} as const satisfies Partial<Record<keyof IngestCounts, string>>

const ALERT_GAUGES = {
  waiting: 'Alerts that wait to be written.',
  known: 'Alerts in memory.',
  unresolved: 'Alerts that have not ended.',
} as const satisfies Partial<Record<keyof IngestCounts, string>>

export type Watched = Pick<Needs, 'shell' | 'live' | 'loops'> & { readonly ingest: Ingest }

/** Watches every request of a server, and what else this node is made of. */
export function keepWatch(app: FastifyInstance, watched: Watched): Figures {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  watchRequests(app, registry, watched.shell)
  watchNode(registry, watched)
  watchAlerts(registry, watched.ingest)
  return { read: () => registry.metrics(), contentType: registry.contentType }
}

function watchRequests(
  app: FastifyInstance,
  registry: Registry,
  { log }: Pick<Shell, 'log'>,
): void {
  const requests = new Counter({
    name: 'tocsin_http_requests_total',
    help: 'Requests answered, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'tocsin_http_request_seconds',
    help: 'How long answers took.',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const { method, caller, id } = request
    const { statusCode: status, elapsedTime } = reply
    requests.inc({ method, route, status })
    seconds.observe({ method, route }, elapsedTime / 1000)
    const token = caller?.token.id
    const as = caller?.acting === true ? caller.person : undefined
    const ms = Math.round(elapsedTime)
    const note = WATCHERS.has(route) && status < 400 ? log.debug.bind(log) : log.info.bind(log)
    note({ request: id, method, route, status, ms, token, as }, 'answered')
  })
}

/** Asked every few seconds by machines: that all is well fills no log. */
const WATCHERS: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

function watchNode(registry: Registry, { shell, live, loops }: Watched): void {
  gauge(registry, 'tocsin_live_streams', 'Clients that watch as it happens.', () => live.count())
  const alive = new Gauge({
    name: 'tocsin_loop_alive',
    help: 'Whether a loop of this node goes round.',
    labelNames: ['loop'],
    registers: [registry],
    collect() {
      for (const [loop, { isAlive }] of Object.entries(loops))
        alive.set({ loop }, Number(isAlive()))
    },
  })
  gauge(
    registry,
    'tocsin_outbox_late_seconds',
    'For how long the oldest message that is due has been waiting; -1 while the database is away.',
    // Whoever scrapes must get the other figures when the database is away: then most of all.
    () =>
      outboxLateMs(shell).then(
        ms => ms / 1000,
        () => -1,
      ),
  )
}

function watchAlerts(registry: Registry, ingest: Ingest): void {
  for (const [name, help] of Object.entries(ALERT_GAUGES))
    gauge(
      registry,
      `tocsin_alerts_${name}`,
      help,
      () => ingest.counts()[name as keyof IngestCounts],
    )
  for (const [name, help] of Object.entries(ALERT_COUNTERS)) {
    const counter = new Counter({
      name: `tocsin_alerts_${snakeCase(name)}_total`,
      help,
      registers: [registry],
      collect() {
        counter.reset()
        counter.inc(ingest.counts()[name as keyof IngestCounts])
      },
    })
  }
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

function gauge(
  registry: Registry,
  name: string,
  help: string,
  measure: () => number | Promise<number>,
): void {
  const made = new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      made.set(await measure())
    },
  })
}
