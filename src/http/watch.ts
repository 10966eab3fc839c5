// Notes each request in the program's log and in the figures: the pattern of its address, never the address itself, which
// may hold a secret or what somebody searches for.
import type { FastifyInstance } from 'fastify'
import { Counter, Histogram, register as figures } from 'prom-client'
import type { Shell } from '#/app/shell.ts'

const requests = new Counter({
  name: 'tocsin_http_requests_total',
  help: 'Requests answered, by route and status.',
  labelNames: ['method', 'route', 'status'],
})

const seconds = new Histogram({
  name: 'tocsin_http_request_seconds',
  help: 'How long answers took.',
  labelNames: ['method', 'route'],
  buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
})

export function keepWatch(app: FastifyInstance, { log }: Pick<Shell, 'log'>): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const { method } = request
    const { statusCode: status, elapsedTime } = reply
    requests.inc({ method, route, status })
    seconds.observe({ method, route }, elapsedTime / 1000)
    const { caller } = request
    const who =
      caller === undefined
        ? {}
        : { token: caller.token.id, ...(caller.acting && { as: caller.person }) }
    log.info(
      { request: request.id, method, route, status, ms: Math.round(elapsedTime), ...who },
      'answered',
    )
  })
}

/** All figures of this process, as Prometheus reads them. */
export async function readFigures(): Promise<string> {
  return figures.metrics()
}
