// Goal: nothing that a sender can post makes a door fail (5xx), crash or hang. Written over the table of kinds, so that the next kind
// is tried too. Method: bodies made of the words of all formats in wrong places, and of anything at all.
import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { alertOf } from '#/core/intake/doors/alert.ts'
import { DOOR_KINDS } from '#/core/intake/doors/kinds.ts'
import type { DoorHeaders } from '#/core/intake/doors/reading.ts'
import { signalOf, systemsOfAlert } from '#/core/intake/group.ts'
import { startApi } from '../http/api.ts'
import { doorOf } from './kit.ts'
import type { TestDoor } from './kit.ts'

const NOW = Date.parse('2026-03-01T02:00:00Z')
const SOURCES = { known: new Set<string>(), machine: 'machine' }

/** Names that the formats have, so that what is made gets past the first look. */
const NAMES =
  'event_action payload summary source severity dedup_key routing_key message alias priority details tags specversion id type data subject time title status alerts labels annotations startsAt endsAt state action alert repository sender Type Message TopicArn SubscribeURL AlarmName NewStateValue detail-type detail event issue error level url name description key host service metric tags text attachments blocks version commonLabels groupKey custom_details timestamp links href client_url entity __proto__ constructor length toString'.split(
    ' ',
  )
const VALUES =
  'trigger resolve acknowledge critical firing resolved ok alerting created closed_by_user 1.0 P1 Notification SubscriptionConfirmation ALARM OK 4 2026-03-01T02:00:00Z 9999-12-31T23:59:59Z -1 1e400'.split(
    ' ',
  )

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '\u0000',
      '\uD800',
      '<img src=x onerror=alert(1)>',
      '{{item.x}}',
      '[FIRING:1] x',
      '{"a":',
      '{"Type":"Notification","Message":"{}"}',
      'x'.repeat(20_000),
    ),
  },
)
const { body: anything } = fc.letrec<{ body: unknown; object: unknown }>(tie => ({
  object: fc.dictionary(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: text }),
    tie('body'),
    { maxKeys: 8 },
  ),
  body: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.oneof(fc.double(), fc.boolean(), fc.constant(null), fc.integer()),
    tie('object'),
    fc.array(tie('body'), { maxLength: 4 }),
    tie('object'),
  ),
}))
const HEADERS = [
  'content-type',
  'x-github-event',
  'x-amz-sns-message-type',
  'sentry-hook-resource',
  'ce-specversion',
  'ce-id',
  'ce-type',
  'ce-source',
  'user-agent',
]
const headers = fc.dictionary(fc.constantFrom(...HEADERS), text, { maxKeys: 4 })
const path = fc.constantFrom(
  '',
  'v2/enqueue',
  'v2/change/enqueue',
  'v2/alerts',
  'v2/alerts/%2F/close',
  'v2/alerts/x/acknowledge',
  'v2/alerts/%E0%A4%A/close',
  'v2/heartbeats/x/ping',
  'v2/alerts/requests/0',
)

for (const { kind, read } of DOOR_KINDS)
  test(`${kind}: whatever is posted is read as reports, ignored, or refused with a reason`, () => {
    fc.assert(
      fc.property(headers, anything, path, (given, body, at) => {
        const said = read({ headers: given as DoorHeaders, body, nowMs: NOW, path: at })
        if (!('reports' in said)) return
        for (const report of said.reports) {
          const made = alertOf({ ...report, key: report.key || 'given' }, { name: 'n', kind }, NOW)
          if ('malformed' in made) continue
          const systems = systemsOfAlert(made)
          const signal = signalOf({ key: 'k', first: made, systems, count: 1 }, SOURCES)
          ok(signal.title.isWellFormed() && !signal.title.includes('\0'))
          equal(typeof made.startsAtMs, 'number')
        }
      }),
      { numRuns: 300 },
    )
  })

test('no request at any door is answered with a 5xx', async () => {
  const api = await startApi()
  const doors: TestDoor[] = []
  const kindOf = new Map<TestDoor, string>()
  for (const { kind, comes } of DOOR_KINDS) {
    if (comes !== undefined) continue
    const door = await doorOf(api, kind)
    kindOf.set(door, kind)
    doors.push(door)
  }
  const raw = fc.oneof(
    { weight: 3, arbitrary: anything.map(value => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '[', '['.repeat(50_000), 'payload=%7B%7D&payload=', 'a=b'),
    },
  )
  const type = fc.constantFrom(
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'multipart/form-data; boundary=x',
    'nonsense',
  )
  const method = fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'OPTIONS')
  const value = fc.stringMatching(/^[ -~]{0,30}$/)
  const safe = fc.dictionary(fc.constantFrom(...HEADERS.slice(1)), value, { maxKeys: 4 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...doors),
      fc.tuple(method, path, type, safe, fc.boolean()),
      raw,
      async (door, [how, at, content, more, mayEnter], body) => {
        const response = await fetch(
          new URL(`/in/${kindOf.get(door) ?? ''}/${door.name}/${at}`, api.address),
          {
            method: how,
            headers: {
              ...more,
              'content-type': content,
              ...(mayEnter && { authorization: `Bearer ${door.key}` }),
            },
            ...(how !== 'GET' && { body: body.toWellFormed() }),
          },
        )
        await response.text()
        ok(response.status < 500, `${how} ${door.name}/${at} ${content}: ${response.status}`)
        // An address that cannot be read is refused before any door is found.
        if (!mayEnter && how === 'POST') equal(response.status, at.includes('%E0') ? 400 : 401)
      },
    ),
    { numRuns: 600 },
  )
})
