import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { authenticate } from '#/http/authenticate.ts'
import { cookieOptions } from '#/http/cookies.ts'
import type { Needs } from '#/http/needs.ts'
import { problem, problemDocument, refusalProblem } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import type { LineSource, Reply, Route } from '#/http/route.ts'
import { openConnection } from '#/http/sse.ts'
import type { LiveConnection } from '#/http/sse.ts'
import { STATUS } from '#/http/status.ts'

export const PROBLEM_CONTENT = 'application/problem+json; charset=utf-8'
const RETRY_AFTER_S = '2'

/** Answers with problem details; the body is always this document, whatever went wrong. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  what: Problem,
): FastifyReply {
  const status = STATUS[what.code]
  if (status === 503) reply.header('retry-after', RETRY_AFTER_S)
  return reply
    .code(status)
    .headers(what.headers ?? {})
    .type(PROBLEM_CONTENT)
    .send(JSON.stringify(problemDocument(what, request.id)))
}

/** The problem in a reply, if it is one. */
export function problemIn(reply: Reply<unknown>): Problem | undefined {
  if ('problem' in reply) return reply.problem
  return 'refused' in reply ? refusalProblem(reply.refused) : undefined
}

/** Answers with what a route's handler gave, in the form that the route gives. */
export function send(
  needs: Needs,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  given: Reply<unknown>,
): FastifyReply {
  const failed = problemIn(given)
  if (failed !== undefined || !('answer' in given))
    return sendProblem(request, reply, failed ?? problem('our-mistake'))
  for (const set of given.cookies ?? [])
    reply.setCookie(set.name, set.value, cookieOptions(needs.shell.publicUrl, set))
  if (route.gives.kind === 'live')
    return begin(needs, route, request, reply, given.answer as (to: LiveConnection) => void)
  if (route.gives.kind === 'redirect') reply.header('location', String(given.answer))
  // Whoever has it already is told so: calendars come again every hour.
  const tag = given.headers?.['etag']
  if (tag !== undefined && request.headers['if-none-match']?.includes(tag) === true)
    return reply
      .code(304)
      .headers(given.headers ?? {})
      .send()
  return reply
    .code(route.gives.status)
    .type(contentType(route))
    .headers(given.headers ?? {})
    .send(bodyOf(route, given.answer))
}

export function contentType({ gives }: Pick<Route, 'gives'>): string {
  return gives.kind === 'bytes' ? gives.content : `${gives.content}; charset=utf-8`
}

function bodyOf({ gives }: Route, answer: unknown): unknown {
  switch (gives.kind) {
    case 'json':
      return JSON.stringify(answer)
    case 'lines':
      return streamOf(answer as LineSource)
    default:
      return answer
  }
}

/** A failure on the way cuts the answer off: its end is missing, and whoever verifies it sees that. */
function streamOf(source: LineSource): PassThrough {
  const out = new PassThrough()
  const write = async (line: string): Promise<void> => {
    if (out.destroyed) throw new Error('The reader is gone.')
    if (out.write(`${line}\n`)) return
    await roomIn(out)
  }
  source(write).then(
    () => out.end(),
    (error: Error) => out.destroy(error),
  )
  return out
}

function roomIn(out: PassThrough): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      out.off('drain', go).off('close', go)
      resolve()
    }
    out.on('drain', go).on('close', go)
  })
}

/** From here on the response is the stream's; Fastify does not touch it any more. */
function begin(
  needs: Needs,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  serve: (to: LiveConnection) => void,
): FastifyReply {
  if (!needs.live.hasRoom()) return sendProblem(request, reply, problem('too-many-streams'))
  reply.hijack()
  const stillAllowed = async () =>
    route.asks === 'open' || 'caller' in (await authenticate(needs, request, route.asks))
  serve(openConnection(reply.raw, stillAllowed))
  return reply
}
