// What Alertmanager's clients ask for before anything else.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { AlertmanagerNeeds } from '#/http/alertmanager-answer.ts'
import { isoText, json, RECEIVER } from '#/http/alertmanager-answer.ts'

/** The release whose API this is. Clients choose by it how they read what they get, so it is not Tocsin's own. */
const API_VERSION = '0.25.0'

/** amtool reads it as the configuration. What really becomes of alerts stands in the plan. */
const CONFIG = `route:\n  receiver: ${RECEIVER}\nreceivers:\n- name: ${RECEIVER}\n`

export function addStatusRoutes(scope: FastifyInstance, needs: AlertmanagerNeeds): void {
  const { authorize, nowMs, version } = needs
  const read = { preHandler: authorize('signal:read') }
  const startedAt = isoText(nowMs())
  scope.get('/api/v2/receivers', read, (_request, reply) =>
    json(reply, JSON.stringify([{ name: RECEIVER }])),
  )
  scope.get('/api/v2/status', read, (_request, reply) =>
    json(reply, statusJson(version, startedAt)),
  )
  // Whoever only wants to know whether it lives need not be anyone.
  scope.get('/-/healthy', (_request, reply) => ok(reply))
  scope.get('/-/ready', (_request, reply) => ok(reply))
  // Nothing is configured here that could be read again.
  scope.post('/-/reload', { preHandler: authorize('signal:write') }, (_request, reply) =>
    reply.send(),
  )
}

function ok(reply: FastifyReply): FastifyReply {
  return reply.type('text/plain; charset=utf-8').send('OK')
}

function statusJson(version: string, startedAt: string): string {
  return JSON.stringify({
    cluster: { name: 'tocsin', peers: [], status: 'disabled' },
    config: { original: CONFIG },
    uptime: startedAt,
    versionInfo: {
      branch: 'tocsin',
      buildDate: '',
      buildUser: '',
      goVersion: '',
      revision: `tocsin ${version}`,
      version: API_VERSION,
    },
  })
}
