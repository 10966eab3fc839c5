// What is answered when something throws: a client's mistake that Fastify noticed, a database that is away, or a bug of ours.
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Shell } from '#/app/shell.ts'
import { problem, problemDocument, titleOf } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import type { ProblemCode } from '#/http/problem-codes.ts'
import { PROBLEM_CONTENT, sendProblem } from '#/http/send.ts'
import { STATUS } from '#/http/status.ts'

const FASTIFY_SAYS: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unsupported',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json-invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json-invalid',
}

/** An address that cannot be read at all is noticed before any route, and any handler of errors, is found. */
export function answerUnreadable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const detail = `This is no address: ${String(request.raw.url).slice(0, ADDRESS_SHOWN_MAX)}`
  const code = error.code === 'FST_ERR_BAD_URL' ? 'request-invalid' : 'our-mistake'
  void sendProblem(request, reply, { ...problem(code), errors: [{ in: 'path', detail }] })
}

const ADDRESS_SHOWN_MAX = 200

/** What the socket says when the database is not there, or is going away. */
const AWAY: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])
/** And what PostgreSQL itself says: lost connections, no room left, an operator who stops it, a disk that fails, a standby. */
const AWAY_CLASSES = /^(08|53|57P|58|25006)/
/** And pg, which has no codes. */
const AWAY_WORDS = /^Connection terminated|timeout exceeded|not queryable/

export function takeFailures(app: FastifyInstance, shell: Pick<Shell, 'log'>): void {
  app.setNotFoundHandler((request, reply) => sendProblem(request, reply, problem('route-unknown')))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const what = problemOf(error, request.routeOptions.bodyLimit)
    if (what.code === 'our-mistake' || what.code === 'not-ready')
      shell.log.error({ err: withoutContent(error), request: request.id }, 'a request failed')
    return sendProblem(request, reply, what)
  })
}

function problemOf(error: FastifyError, bytesMax: number | undefined): Problem {
  const known = FASTIFY_SAYS[error.code]
  if (known === 'body-too-large' && bytesMax !== undefined)
    return problem(known, { 'bytes-max': bytesMax })
  if (known !== undefined) return problem(known)
  if (isAway(error)) return problem('not-ready')
  if (error.code?.startsWith('FST_') && (error.statusCode ?? 500) < 500)
    return { ...problem('request-invalid'), errors: [{ in: 'header', detail: error.message }] }
  return problem('our-mistake')
}

/** Whether the same request will pass once the database is back. */
export function isAway({
  code = '',
  message,
}: Pick<Error, 'message'> & { readonly code?: string }): boolean {
  return AWAY.has(code) || AWAY_CLASSES.test(code) || AWAY_WORDS.test(message)
}

const PARSER_SAYS: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-too-slow',
}

/** Answers what is no request at all, or too long a one: there is nothing yet that Fastify could answer to. */
export function answerNonsense(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const what = problem(PARSER_SAYS[error.code ?? ''] ?? 'request-invalid')
  const body = JSON.stringify(problemDocument(what, 'none'))
  const head = [
    `HTTP/1.1 ${STATUS[what.code]} ${titleOf(what.code)}`,
    `Content-Type: ${PROBLEM_CONTENT}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** PostgreSQL quotes rows in `detail` and `where`; they hold what people wrote, which no log of the program may. */
export function withoutContent({ name, message, stack, code }: FastifyError) {
  return { type: name, message, stack, code }
}
