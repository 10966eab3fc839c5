// The doors for senders below /in: one for each kind, and at the top those paths that clients cannot be told to leave out.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DOOR_KINDS } from '#/core/intake/doors/kinds.ts'
import type { DoorKind } from '#/core/intake/doors/kinds.ts'
import { DOOR_LIMITS } from '#/app/doors/doors.ts'
import { isAway } from '#/http/failure.ts'
import type { Answer, Asked, Said } from '#/http/doors/answer.ts'
import { plainAnswer } from '#/http/doors/answer.ts'
import { answerCloudEvents } from '#/http/doors/cloudevents.ts'
import { answerGoalert } from '#/http/doors/goalert.ts'
import { answerOpsgenie } from '#/http/doors/opsgenie.ts'
import { answerPagerDuty } from '#/http/doors/pagerduty.ts'
import type { DoorNeeds } from '#/http/doors/serve.ts'
import { serve } from '#/http/doors/serve.ts'

/** How a kind answers where its clients expect a form of their own; undefined: as all others do. */
const ANSWERS: Readonly<Record<string, (said: Said, asked: Asked) => Answer | undefined>> = {
  pagerduty: answerPagerDuty,
  opsgenie: answerOpsgenie,
  goalert: answerGoalert,
  cloudevents: answerCloudEvents,
}

/** Clients that take a host and no path: PagerDuty's, and some of Opsgenie's. */
const AT_THE_TOP: Readonly<Record<string, readonly string[]>> = {
  pagerduty: ['/v2/enqueue', '/v2/change/enqueue'],
  opsgenie: ['/v2/alerts', '/v2/alerts/*', '/v2/heartbeats/*'],
}

const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+ *(;|$)/
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

export function registerDoors(
  app: FastifyInstance,
  needs: DoorNeeds & { readonly report: (error: FastifyError) => void },
): void {
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, ready) =>
      ready(null, body),
    )
    // A type that is none would be refused before anyone has looked at the key; the body is read by what it is in any case.
    scope.addHook('onRequest', async ({ headers }) => {
      if (!TYPE.test(headers['content-type'] ?? '')) headers['content-type'] = 'text/plain'
    })
    for (const kind of DOOR_KINDS.filter(({ comes }) => comes === undefined)) {
      const base = `/in/${kind.kind}`
      for (const url of [base, `${base}/*`]) add(scope, needs, { kind, url, base })
      for (const url of AT_THE_TOP[kind.kind] ?? []) add(scope, needs, { kind, url, base: '' })
    }
    done()
  })
}

type Place = { readonly kind: DoorKind; readonly url: string; readonly base: string }

function add(
  scope: FastifyInstance,
  needs: DoorNeeds & { readonly report: (error: FastifyError) => void },
  { kind, url, base }: Place,
): void {
  const answer = (said: Said, asked: Asked, reply: FastifyReply) =>
    send(reply, ANSWERS[kind.kind]?.(said, asked) ?? plainAnswer(said))
  scope.route({
    method: METHODS,
    url,
    bodyLimit: DOOR_LIMITS.bytes.max,
    handler: async (request, reply) => {
      const asked = askedOf(request, base)
      const served = await serve(needs, kind, asked, rawOf(request.body))
      return 'status' in served ? send(reply, served) : answer(served, asked, reply)
    },
    errorHandler: (error, request, reply) => {
      const said = saidOf(error)
      if (said.is === 'away') needs.report(error)
      void answer(said, askedOf(request, base), reply)
    },
  })
}

function saidOf(error: FastifyError): Said {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { is: 'too-large', bytesMax: DOOR_LIMITS.bytes.max }
  const status = error.statusCode ?? 500
  if (status < 500) return { is: 'malformed', why: error.message }
  if (isAway(error)) return { is: 'away' }
  throw error
}

function askedOf({ method, url, headers, query, id }: FastifyRequest, base: string): Asked {
  const path = (url.split('?')[0] ?? '').slice(base.length)
  return {
    method,
    path: path.replaceAll(/^\/+|\/+$/g, ''),
    query: Object.fromEntries(
      Object.entries(query as Readonly<Record<string, string | readonly string[]>>).map(
        ([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')],
      ),
    ),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : value,
      ]),
    ),
    request: id,
  }
}

function rawOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array()
}

function send(reply: FastifyReply, { status, headers = {}, body }: Answer): FastifyReply {
  reply.code(status).headers(headers)
  if (body === undefined) return reply.send()
  if (typeof body === 'string') return reply.type('text/plain; charset=utf-8').send(body)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}
