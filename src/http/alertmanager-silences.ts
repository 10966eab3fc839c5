// Silences, in the forms of Alertmanager's API v2.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Silence } from '#/core/intake/silence.ts'
import { matchersText, readSilence, SILENCES_MAX, silenceState } from '#/core/intake/silence.ts'
import type { AlertmanagerNeeds, Query } from '#/http/alertmanager-answer.ts'
import {
  filterOf,
  isoText,
  json,
  refuse,
  SILENCE_BODY_BYTES_MAX,
} from '#/http/alertmanager-answer.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const UNKNOWN = 'silence not found'

export function addSilenceRoutes(scope: FastifyInstance, needs: AlertmanagerNeeds): void {
  const { ingest, authorize, nowMs } = needs
  const write = { preHandler: authorize('signal:write'), bodyLimit: SILENCE_BODY_BYTES_MAX }
  const read = { preHandler: authorize('signal:read') }

  scope.get('/api/v2/silences', read, (request, reply) => {
    const query = request.query as Query
    const matchers = filterOf(query)
    if ('malformed' in matchers) return refuse(reply, 400, matchers.malformed)
    const now = nowMs()
    const wanted = ingest
      .silences(matchers)
      .filter(silence => query[silenceState(silence, now)] !== 'false')
    return json(reply, `[${wanted.map(silence => silenceJson(silence, now)).join(',')}]`)
  })

  scope.post('/api/v2/silences', write, (request, reply) => put(needs, request.body, reply))

  scope.get<{ Params: { id: string } }>('/api/v2/silence/:id', read, ({ params }, reply) => {
    if (!UUID.test(params.id)) return refuse(reply, 400, notUuid(params.id))
    const silence = ingest.silence(params.id.toLowerCase())
    if (silence === undefined) return refuse(reply, 404, UNKNOWN)
    return json(reply, silenceJson(silence, nowMs()))
  })

  scope.delete<{ Params: { id: string } }>(
    '/api/v2/silence/:id',
    write,
    async ({ params }, reply) => {
      if (!UUID.test(params.id)) return refuse(reply, 400, notUuid(params.id))
      const answer = await ingest.expireSilence(params.id.toLowerCase())
      return answer === 'expired' ? reply.send() : refuse(reply, 404, UNKNOWN)
    },
  )
}

async function put(
  { ingest, nowMs }: AlertmanagerNeeds,
  body: unknown,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const read = readSilence(body, nowMs())
  if ('malformed' in read) return refuse(reply, 400, read.malformed)
  const answer = await ingest.putSilence(read.id?.toLowerCase(), read.draft)
  if ('id' in answer) return json(reply, JSON.stringify({ silenceID: answer.id }))
  if (answer.refused === 'silence-unknown') return refuse(reply, 404, UNKNOWN)
  return refuse(reply, 400, `more than ${SILENCES_MAX} silences have not ended`)
}

function notUuid(id: string): string {
  return `silenceID in path must be of type uuid: ${JSON.stringify(id)}`
}

function silenceJson(silence: Silence, nowMs: number): string {
  const { id, matchers, startsAtMs, endsAtMs, updatedAtMs, createdBy, comment } = silence
  return (
    `{"id":"${id}","status":{"state":"${silenceState(silence, nowMs)}"},"updatedAt":"${isoText(updatedAtMs)}",` +
    `"comment":${JSON.stringify(comment)},"createdBy":${JSON.stringify(createdBy)},` +
    `"endsAt":"${isoText(endsAtMs)}","matchers":${matchersText(matchers)},"startsAt":"${isoText(startsAtMs)}"}`
  )
}
