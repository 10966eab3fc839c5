// Goal: nothing that a client can send makes the server fail (5xx), hang, or lose what it acknowledged.
// Method: requests made of the right words in wrong places, and of anything at all, against a real server and database.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { freshDatabase } from '../kit/database.ts'
import { miscounted } from './alerts.ts'
import { startServer } from './server.ts'

const { pool } = await freshDatabase()
const server = await startServer(pool)

const NOW = Date.now()
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\uD800',
    '__proto__',
    'constructor',
    "'; drop table alert;--",
    '<img src=x>',
    '${x}',
    'x'.repeat(20_000),
  ),
)
const name = fc.oneof(
  text,
  fc.constantFrom('alertname', 'severity', 'instance', 'source', 'service'),
)
const time = fc.oneof(
  text,
  fc.constantFrom(
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '1969-12-31T23:59:60-23:59',
  ),
  fc.integer({ min: -1e9, max: 1e9 }).map(ms => new Date(NOW + ms).toISOString()),
)
const anything = fc.jsonValue() as fc.Arbitrary<unknown>
const loosely = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: anything })
const object = (model: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<unknown>

const alert = loosely(
  object({
    labels: loosely(fc.dictionary(name, loosely(text), { maxKeys: 6 })),
    annotations: loosely(fc.dictionary(name, loosely(text), { maxKeys: 4 })),
    startsAt: loosely(time),
    endsAt: loosely(time),
    generatorURL: loosely(text),
    status: loosely(fc.constantFrom('firing', 'resolved')),
  }),
)
const matcher = loosely(
  object({
    name: loosely(name),
    value: loosely(fc.oneof(text, fc.constantFrom('.*', '(a+)+$', '[', '(?=x)', 'a|b'))),
    isRegex: loosely(fc.boolean()),
    isEqual: loosely(fc.boolean()),
  }),
)
const silence = loosely(
  object({
    id: loosely(text),
    matchers: loosely(fc.array(matcher, { maxLength: 3 })),
    startsAt: loosely(time),
    endsAt: loosely(time),
    createdBy: loosely(text),
    comment: loosely(text),
  }),
)
const webhook = loosely(
  object({
    version: loosely(fc.constant('4')),
    groupKey: loosely(text),
    alerts: loosely(fc.array(alert, { maxLength: 4 })),
  }),
)

async function send(method: string, path: string, body?: string): Promise<number> {
  const answer = await fetch(server.url + path, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
    signal: AbortSignal.timeout(10_000),
  })
  const answered = await answer.text()
  ok(
    answer.status < 500,
    `${method} ${path} ${body?.slice(0, 2_000)} was answered with ${answer.status} ${answered}`,
  )
  if (answer.status >= 400 && answer.status !== 431) equal(typeof JSON.parse(answered), 'string')
  return answer.status
}

const RUNS = { numRuns: 400, endOnFailure: true }

test('whatever is posted as alerts is taken or refused with a reason', async () => {
  const body = loosely(fc.array(alert, { maxLength: 6 }))
  await fc.assert(
    fc.asyncProperty(
      body,
      async posted => void (await send('POST', '/api/v2/alerts', JSON.stringify(posted))),
    ),
    RUNS,
  )
})

test('whatever is posted to the webhook is taken or refused with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      webhook,
      async posted => void (await send('POST', '', JSON.stringify(posted))),
    ),
    RUNS,
  )
})

test('whatever is posted as a silence is taken or refused with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      silence,
      async posted => void (await send('POST', '/api/v2/silences', JSON.stringify(posted))),
    ),
    RUNS,
  )
})

test('text that is no JSON is refused with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async posted => {
      await send('POST', '/api/v2/alerts', posted)
    }),
    { numRuns: 100 },
  )
})

test('whatever is asked for is found or refused with a reason', async () => {
  const key = fc.constantFrom(
    'filter',
    'receiver',
    'active',
    'silenced',
    'expired',
    'receiver_matchers',
  )
  const value = fc.oneof(
    text.map(some => some.slice(0, 500)),
    fc.constantFrom('a=~"(a+)+$"', 'alertname=~".*"', 'x!=""', 'true'),
  )
  const query = fc.array(fc.tuple(key, value), { maxLength: 4 })
  const path = fc.constantFrom(
    '/api/v2/alerts',
    '/api/v2/alerts/groups',
    '/api/v2/silences',
    '/api/v2/silence/x',
    '/api/v2/status',
  )
  await fc.assert(
    fc.asyncProperty(path, query, async (asked, pairs) => {
      const search = pairs.map(([k, v]) => `${k}=${encodeURIComponent(v.toWellFormed())}`).join('&')
      await send('GET', `${asked}?${search}`)
    }),
    RUNS,
  )
})

test('after all of it the counts are right and nothing was reported', async () => {
  await server.ingest.settled()
  await server.ingest.beat()
  await server.ingest.settled()
  deepEqual(await miscounted(pool), [])
  deepEqual(server.errors, [])
  const { rows } = await pool.query('select count(*)::int as alerts from alert')
  ok((rows[0] as { alerts: number }).alerts > 100)
})

// A test and not a hook: hooks run in the order in which they were made, and the database would wait for the server's connections.
test('it ends when it is asked to', async () => {
  await server.stop()
})
