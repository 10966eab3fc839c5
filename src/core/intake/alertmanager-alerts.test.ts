import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALERT_LIMITS, RESOLVE_TIMEOUT_MS } from '#/core/intake/alert.ts'
import type { ReadAlerts } from '#/core/intake/alertmanager-alerts.ts'
import { readAlerts } from '#/core/intake/alertmanager-alerts.ts'
import { readWebhook, WEBHOOK_TIMEOUT_MS } from '#/core/intake/alertmanager-webhook.ts'

const NOW = Date.parse('2026-03-01T02:00:00Z')

function read(body: unknown): ReadAlerts {
  const answer = readAlerts(body, NOW)
  ok('alerts' in answer)
  return answer
}

function one(given: Record<string, unknown>) {
  const { alerts, refused } = read([{ labels: { alertname: 'a' }, ...given }])
  deepEqual(refused, [])
  const [alert] = alerts
  ok(alert !== undefined)
  return alert
}

const ZERO = '0001-01-01T00:00:00Z'
const AT = (ms: number) => new Date(NOW + ms).toISOString()

const TIMES: readonly (readonly [
  what: string,
  given: Record<string, unknown>,
  starts: number,
  ends: number,
  timeout: boolean,
])[] = [
  ['nothing said', {}, 0, RESOLVE_TIMEOUT_MS, true],
  [
    'the zero time is nothing said',
    { startsAt: ZERO, endsAt: '0001-01-01T00:00:00.000Z' },
    0,
    RESOLVE_TIMEOUT_MS,
    true,
  ],
  ['null is nothing said', { startsAt: null, endsAt: null }, 0, RESOLVE_TIMEOUT_MS, true],
  ['only an end: it began then', { endsAt: AT(-5) }, -5, -5, false],
  ['only a start', { startsAt: AT(-60_000) }, -60_000, RESOLVE_TIMEOUT_MS, true],
  ['both', { startsAt: AT(-60_000), endsAt: AT(240_000) }, -60_000, 240_000, false],
  [
    'a start ahead has its time-out from then',
    { startsAt: AT(600_000) },
    600_000,
    600_000 + RESOLVE_TIMEOUT_MS,
    true,
  ],
]

for (const [what, given, starts, ends, timeout] of TIMES)
  test(`when an alert fires, ${what}`, () => {
    const { startsAtMs, endsAtMs, timeout: reckoned } = one(given)
    deepEqual([startsAtMs - NOW, endsAtMs - NOW, reckoned], [starts, ends, timeout])
  })

const REFUSED: readonly (readonly [given: unknown, reason: string])[] = [
  [{}, 'labels must be an object of strings'],
  ['text', 'an alert must be a JSON object'],
  [null, 'an alert must be a JSON object'],
  [{ labels: [] }, 'labels must be an object of strings'],
  [{ labels: {} }, 'at least one label with a value is required'],
  [{ labels: { a: '' } }, 'at least one label with a value is required'],
  [{ labels: { '': 'a' } }, 'a label name is empty'],
  [{ labels: { a: 1 } }, 'label "a" is not a string'],
  [
    { labels: { a: 'x'.repeat(ALERT_LIMITS.labelValueChars + 1) } },
    'label "a" is longer than 16384 characters',
  ],
  [
    { labels: { ['x'.repeat(ALERT_LIMITS.labelNameChars + 1)]: 'a' } },
    'a label name is longer than 1024 characters',
  ],
  [
    { labels: Object.fromEntries(Array.from({ length: 129 }, (_, n) => [`l${n}`, 'v'])) },
    'more than 128 labels',
  ],
  [{ labels: { a: 'b' }, startsAt: 'soon' }, 'startsAt is not an RFC 3339 time'],
  [{ labels: { a: 'b' }, endsAt: 7 }, 'endsAt is not an RFC 3339 time'],
  [{ labels: { a: 'b' }, startsAt: AT(1), endsAt: AT(0) }, 'start time must be before end time'],
  [{ labels: { a: 'b' }, annotations: 'text' }, 'annotations must be an object of strings'],
]

test('an alert that cannot be taken is named with its place and reason, and the others are taken', () => {
  const good = { labels: { alertname: 'good' } }
  for (const [given, reason] of REFUSED) {
    const { alerts, refused } = read([good, given, good])
    deepEqual(refused, [{ index: 1, reason }])
    equal(alerts.length, 2)
  }
})

test('annotations never cost an alert: what is too long is cut, what is no text is written out', () => {
  const { annotations } = one({
    annotations: { summary: 'x'.repeat(70_000), count: 7, deep: { a: 1 } },
  })
  const kept = JSON.parse(annotations) as Record<string, string>
  ok(kept['summary']?.endsWith('(cut by Tocsin at 65536 characters)'))
  deepEqual([kept['count'], kept['deep']], ['7', '{"a":1}'])
})

test('hostile text is kept as it is', () => {
  const hostile = '<script>alert(1)</script>\u0000\uD800 @channel =cmd()'
  const alert = one({ labels: { alertname: hostile }, annotations: { summary: hostile } })
  equal(JSON.parse(alert.text).alertname, hostile)
  equal(JSON.parse(alert.annotations).summary, hostile)
})

test('what a sender says beside the known fields is kept apart', () => {
  equal(one({ fingerprint: 'x', status: {}, generatorURL: 'http://p' }).rest, undefined)
  equal(one({ generatorURL: 7, team: 'a' }).rest, '{"generatorURL":7,"team":"a"}')
})

test('nesting without end is cut and not followed', () => {
  const deep = JSON.parse(`{"1":${'['.repeat(20_000)}${']'.repeat(20_000)}}`) as Record<
    string,
    unknown
  >
  ok(one(deep).rest?.includes('nested too deep'))
  ok(one({ annotations: { note: deep } }).annotations.includes('nested too deep'))
})

test('no JSON at all makes the readers throw', () => {
  const names = fc.constantFrom(
    'labels',
    'annotations',
    'startsAt',
    'endsAt',
    'generatorURL',
    'status',
    'alerts',
    'version',
    '__proto__',
  )
  const texts = fc.constantFrom('4', ZERO, AT(0), 'resolved', '', '\u0000')
  const value = fc.letrec(tie => ({
    any: fc.oneof(
      { depthSize: 'small' },
      texts,
      fc.jsonValue(),
      fc.array(tie('any')),
      fc.dictionary(names, tie('any')),
    ),
  })).any
  fc.assert(
    fc.property(value, body => {
      const parsed: unknown = JSON.parse(JSON.stringify(body))
      for (const reader of [readAlerts, readWebhook])
        for (const given of [parsed, [parsed], { version: '4', alerts: [parsed] }])
          reader(given, NOW)
    }),
    { numRuns: 2_000 },
  )
})

test('a body that is no list is told so', () => {
  deepEqual(readAlerts({}, NOW), { malformed: 'the body must be a JSON array of alerts' })
  deepEqual(readWebhook([], NOW), { malformed: 'the body must be a JSON object' })
  deepEqual(readWebhook({ version: '3' }, NOW), {
    malformed: 'only version "4" of the webhook is known',
  })
  deepEqual(readWebhook({ version: '4' }, NOW), { malformed: 'alerts must be a JSON array' })
})

test('a webhook says when an alert is over, so it is not over by itself in five minutes', () => {
  const alert = {
    status: 'firing',
    labels: { alertname: 'a' },
    startsAt: AT(-9),
    endsAt: ZERO,
    fingerprint: 'x',
  }
  const over = { ...alert, status: 'resolved', labels: { alertname: 'b' } }
  const answer = readWebhook(
    { version: '4', groupKey: '{}:{}', truncatedAlerts: 2, alerts: [alert, over] },
    NOW,
  )
  ok('alerts' in answer)
  deepEqual(
    answer.alerts.map(({ endsAtMs, rest }) => [endsAtMs - NOW, rest]),
    [
      [WEBHOOK_TIMEOUT_MS, '{"along":{"groupKey":"{}:{}","truncatedAlerts":2}}'],
      [0, '{"along":{"groupKey":"{}:{}","truncatedAlerts":2}}'],
    ],
  )
})
