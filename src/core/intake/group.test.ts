import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { groupOf, nextCountWorthTelling, signalOf, systemsOf } from '#/core/intake/group.ts'
import { labelSet } from '#/core/intake/labels.ts'

const SOURCES = { known: new Set(['security-monitoring']), machine: 'system-monitoring' }
const STARTS_AT_MS = Date.parse('2026-03-01T02:00:00Z')

function signal(
  labels: Record<string, string>,
  annotations: Record<string, string> = {},
  generatorUrl = '',
) {
  const first = {
    labels,
    annotations: JSON.stringify(annotations),
    generatorUrl,
    startsAtMs: STARTS_AT_MS,
  }
  return signalOf({ key: 'k', first, systems: systemsOf(labels), count: 3 }, SOURCES)
}

const BY = ['alertname', 'cluster', 'service']

test('alerts are one group when they agree on the labels that the plan names', () => {
  const a = labelSet({ alertname: 'HostDown', instance: 'a', cluster: 'eu' })
  const b = labelSet({ alertname: 'HostDown', instance: 'b', cluster: 'eu' })
  equal(groupOf(a, BY).text, '{"alertname":"HostDown","cluster":"eu"}')
  equal(groupOf(a, BY).text, groupOf(b, BY).text)
})

test('an alert with none of those labels is a group of its own, so that its page is not swallowed by a stranger', () => {
  const a = labelSet({ check: 'a' })
  const b = labelSet({ check: 'b' })
  equal(groupOf(a, BY).text, a.text)
  equal(groupOf(b, BY).text, b.text)
  equal(groupOf(a, []).text, a.text)
})

const SYSTEMS: readonly (readonly [labels: Record<string, string>, systems: readonly string[]])[] =
  [
    [{ instance: 'db-1:9187', job: 'postgres' }, ['db-1']],
    [{ service: 'checkout', instance: 'web-1:8080' }, ['checkout', 'web-1']],
    [{ host: 'db-1', instance: '10.0.0.1:9100' }, ['db-1']],
    [{ job: 'node' }, ['node']],
    [{ alertname: 'x' }, []],
  ]

for (const [labels, systems] of SYSTEMS)
  test(`an alert with ${JSON.stringify(labels)} speaks of ${systems.join(' and ') || 'no system'}`, () => {
    deepEqual(systemsOf(labels), systems)
  })

test('T1.1 a signal says what the alert says: title, description, systems, urgency, link', () => {
  deepEqual(
    signal(
      { alertname: 'PostgresqlDown', instance: 'db-1:9187', severity: 'CRITICAL' },
      { summary: 'Postgresql down', description: 'It is down' },
      'http://prometheus/graph',
    ),
    {
      key: 'k',
      source: 'system-monitoring',
      title: 'Postgresql down',
      description: 'It is down',
      systems: ['db-1'],
      urgency: 'critical',
      labels: { alertname: 'PostgresqlDown', instance: 'db-1:9187', severity: 'CRITICAL' },
      startsAt: '2026-03-01T02:00:00.000Z',
      url: 'http://prometheus/graph',
      count: 3,
    },
  )
})

test('C3.1 an alert may name a source of the plan, and no other', () => {
  equal(signal({ alertname: 'a', source: 'security-monitoring' }).source, 'security-monitoring')
  equal(signal({ alertname: 'a', source: 'the-ceo' }).source, 'system-monitoring')
})

test('a signal has a title even if the alert has no text and no name', () => {
  equal(signal({ alertname: 'HostDown' }).title, 'HostDown')
  equal(signal({ check: 'disk' }).title, '{"check":"disk"}')
})

test('a heartbeat that stopped is not told in the words that say all is well', () => {
  equal(
    signal({ alertname: 'Watchdog' }, { summary: 'This alert always fires.' }).title,
    'Heartbeat stopped: Watchdog',
  )
})

test('a link that is no web address is not passed on', () => {
  equal(signal({ alertname: 'a' }, {}, 'javascript:alert(1)').url, undefined)
})

test('what PostgreSQL cannot hold as text does not reach a log, and nothing grows without end', () => {
  const hostile = signal({ alertname: 'a\u0000b\uD800' }, { description: 'x'.repeat(20_000) })
  equal(hostile.title, 'a\uFFFDb\uFFFD')
  equal(hostile.labels['alertname'], 'a\uFFFDb\uFFFD')
  equal(hostile.description.length, 10_000)
})

test('a group is told of again at each power of ten', () => {
  deepEqual(
    [0, 1, 9, 10, 99, 100, 12_345].map(nextCountWorthTelling),
    [10, 10, 10, 100, 100, 1_000, 100_000],
  )
})
