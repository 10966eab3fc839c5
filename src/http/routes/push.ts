// Being notified in one's own browsers.
import { z } from 'zod'
import { SUBSCRIPTIONS_MAX } from '#/app/paging/push.ts'
import type { ShownSubscription } from '#/app/paging/push.ts'
import type { Caller } from '#/http/authenticate.ts'
import { assert } from '#/core/assert.ts'
import { problem } from '#/http/problem.ts'
import { givesJson, json, route } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { idText, instantOrNull, instantShape } from '#/http/shapes.ts'

const AGENT_CHARACTERS_MAX = 300
const ENDPOINT_CHARACTERS_MAX = 1_000
/** An uncompressed point of P-256, and sixteen octets, in base64url (RFC 8291 3). */
const P256DH = /^[\w-]{87}$/
const AUTH = /^[\w-]{22}$/

const PUSH = z
  .object({
    key: z.string().describe('The `applicationServerKey` with which a browser subscribes.'),
    browsers: z.array(
      z.object({
        id: z.string(),
        agent: z.string().describe('What the browser said it is.'),
        since: instantShape,
        reached: instantOrNull.describe('When something last reached it.'),
      }),
    ),
  })
  .meta({ id: 'Push' })

const subscription = z.strictObject({
  endpoint: z
    .url({ protocol: /^https$/ })
    .max(ENDPOINT_CHARACTERS_MAX)
    .describe('Where the browser is reached, as it says.'),
  keys: z.strictObject({ p256dh: z.string().regex(P256DH), auth: z.string().regex(AUTH) }),
})

export const pushRoutes: readonly Route[] = [
  route('session', {
    method: 'GET',
    path: '/api/account/push',
    name: 'get-push',
    summary: 'The browsers in which one is notified of pages.',
    gives: givesJson('The browsers, the newest first.', PUSH),
    async handle({ needs: { push }, caller }) {
      const browsers = await push.list(personOf(caller))
      return { answer: { key: push.publicKey, browsers: browsers.map(shown) } }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/push',
    name: 'subscribe-push',
    summary: `Be notified of pages in this browser; in at most ${SUBSCRIPTIONS_MAX}.`,
    takes: json(subscription),
    gives: givesJson('It will be.', z.object({ id: z.string() }).meta({ id: 'Subscribed' }), 201),
    async handle({ needs: { push }, caller, body: { endpoint, keys }, within: db, visitor }) {
      const agent = visitor.agent.slice(0, AGENT_CHARACTERS_MAX)
      const given = { endpoint, ...keys }
      return { answer: { id: await push.subscribe(personOf(caller), given, { agent, db }) } }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/push/{id}/forget',
    name: 'unsubscribe-push',
    summary: 'Be notified in this browser no more.',
    params: z.strictObject({ id: idText }),
    gives: givesJson('It is not.', z.object({}).meta({ id: 'Unsubscribed' })),
    async handle({ needs: { push }, caller, params: { id } }) {
      const known = await push.unsubscribe(personOf(caller), id)
      return known ? { answer: {} } : { problem: problem('browser-unknown', { browser: id }) }
    },
  }),
  route('session', {
    method: 'POST',
    path: '/api/account/push/trial',
    name: 'try-push',
    summary: 'Send a notification that means nothing to one’s own browsers.',
    takes: json(
      z.strictObject({ subject: z.string().min(1).max(200), text: z.string().min(1).max(400) }),
    ),
    gives: givesJson(
      'What became of it.',
      z.object({ reached: z.boolean().describe('A browser’s service took it.') }).meta({
        id: 'PushTrial',
      }),
    ),
    async handle({ needs: { push }, caller, body }) {
      return { answer: { reached: await push.trial(personOf(caller), body) } }
    },
  }),
]

function personOf({ person }: Caller): string {
  assert(person !== undefined, 'whoever is signed in is somebody')
  return person
}

function shown({ id, agent, createdAt, reachedAt }: ShownSubscription) {
  return { id, agent, since: createdAt, reached: reachedAt }
}
