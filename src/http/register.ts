// Puts a route of the table into Fastify: who asks is settled before the body is read, then what was asked is checked
// against the route's own schemas, then it is handled, once for each Idempotency-Key.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { authenticate, visitorOf } from '#/http/authenticate.ts'
import type { Caller } from '#/http/authenticate.ts'
import { keyOf, oncePerKey } from '#/http/idempotent.ts'
import type { Needs } from '#/http/needs.ts'
import { problem, wrongs } from '#/http/problem.ts'
import type { Problem, Wrong } from '#/http/problem.ts'
import { JSON_BYTES_MAX } from '#/http/route.ts'
import type { Asked, Route } from '#/http/route.ts'
import { send, sendProblem } from '#/http/send.ts'

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined
  }
}

/** Registers a route. `app` has parsers for the kind of body that the route takes. */
export function register(app: FastifyInstance, needs: Needs, route: Route): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    bodyLimit: bodyLimitOf(route),
    onRequest: async (request, reply) => {
      if (route.asks === 'open') return
      const known = await authenticate(needs, request, route.asks)
      if ('problem' in known) return sendProblem(request, reply, known.problem)
      request.caller = known.caller
    },
    handler: (request, reply) => handle(needs, route, request, reply),
  })
}

function bodyLimitOf({ takes }: Route): number {
  return takes === undefined || takes.kind === 'json' ? JSON_BYTES_MAX : takes.bytesMax
}

async function handle(
  needs: Needs,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const read = readAsked(needs, route, request)
  if ('problem' in read) return sendProblem(request, reply, read.problem)
  const key = keyOf(route, request)
  if (typeof key === 'object') return sendProblem(request, reply, key.problem)
  if (key !== undefined) return oncePerKey(needs, route, read, key, request, reply)
  const given = await route.handle(read.asked)
  read.finish()
  return send(needs, route, request, reply, given)
}

/** Where a route takes no query, or no body, any is a mistake of whoever asks. */
const NOTHING = z.strictObject({})
/** A command that needs to say nothing more may leave its body away. */
const NO_BODY = {}
// A body that was forgotten must not count as an empty file: an empty directory would be everyone gone.
const TEXT = z.string('Send the text in the body.').regex(/\S/, 'Send the text in the body.')
const BYTES = z.custom(value => value instanceof Uint8Array, 'Send the bytes in the body.')

/** `finish` does what waited for what was asked to be done. */
type Readable = { readonly asked: Asked<unknown, unknown, unknown>; readonly finish: () => void }

/** What was asked, checked; or everything that is wrong with it, in path, query and body at once. */
function readAsked(
  needs: Needs,
  route: Route,
  request: FastifyRequest,
): Readable | { readonly problem: Problem } {
  const errors: Wrong[] = []
  const waiting: (() => void)[] = []
  const read = (place: Wrong['in'], schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return value
    const parsed = schema.safeParse(value)
    if (!parsed.success) {
      errors.push(...wrongs(place, parsed.error.issues))
      return undefined
    }
    errors.push(...notKept(place, parsed.data))
    return parsed.data
  }
  const asked = {
    needs,
    // A route with a scope has a caller by now; one without declares that it takes none.
    caller: request.caller as Caller,
    params: read('path', route.params, request.params),
    query: read('query', route.query ?? NOTHING, request.query),
    body: read(
      'body',
      bodySchema(route.takes),
      request.body === undefined ? NO_BODY : request.body,
    ),
    within: undefined,
    request: request.id,
    lastEventId: lastEventId(request),
    visitor: {
      ...visitorOf(request),
      cookies: request.cookies,
      languages: request.headers['accept-language'],
      origin: originOf(request),
    },
    afterwards: (work: () => void) => void waiting.push(work),
  }
  const finish = () => {
    for (const work of waiting) work()
  }
  if (errors.length === 0) return { asked, finish }
  return { problem: { ...problem('request-invalid'), errors } }
}

function bodySchema(takes: Route['takes']): z.ZodType {
  switch (takes?.kind) {
    case undefined:
      return NOTHING
    case 'json':
      return takes.schema
    case 'text':
      return TEXT
    case 'bytes':
      return BYTES
  }
}

/** PostgreSQL keeps no U+0000 in a text. What has passed its schema is not nested deeply, so this ends. */
function notKept(place: Wrong['in'], value: unknown, path = '#'): readonly Wrong[] {
  if (typeof value === 'string' && value.includes('\0'))
    return [{ in: place, pointer: path, detail: 'A text cannot hold U+0000.' }]
  if (typeof value !== 'object' || value === null) return []
  if (value instanceof Uint8Array) return []
  return Object.entries(value).flatMap(([name, member]) => [
    ...(name.includes('\0') ? notKept(place, name, path) : []),
    ...notKept(place, member, `${path}/${name}`),
  ])
}

/** A page that is only looked at does not say its origin; then it is taken from the address that it asked for. */
function originOf({ headers, host }: FastifyRequest): string | undefined {
  return headers.origin ?? (host === undefined ? undefined : `http://${host}`)
}

function lastEventId({ headers }: FastifyRequest): number | undefined {
  const said = headers['last-event-id']
  return typeof said === 'string' && /^\d{1,9}$/.test(said) ? Number(said) : undefined
}
