import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { besideOf, merge, seenLabels, stateOf, UNTIL_RESOLVED_MS } from '#/core/intake/alert.ts'
import type { Alert } from '#/core/intake/alert.ts'
import { alertOf } from '#/core/intake/doors/alert.ts'
import type { Report } from '#/core/intake/doors/reading.ts'
import { groupOf, signalOf, systemsOfAlert } from '#/core/intake/group.ts'

const NOW = Date.parse('2026-03-01T02:00:00Z')
const DOOR = { name: 'siem', kind: 'webhook' }
const REPORT: Report = {
  key: 'k-1',
  state: 'firing',
  title: 'Bulk export',
  description: 'Many rows',
  urgency: 'high',
  systems: ['customer-db'],
  url: 'https://siem.example/1',
  labels: { rule: '4412', door: 'another', dedup_key: 'another' },
}

function alert(report: Partial<Report> = {}, nowMs = NOW): Alert {
  const made = alertOf({ ...REPORT, ...report }, DOOR, nowMs)
  ok(!('malformed' in made))
  return made
}

test('only the door and the sender’s key say which alert it is', () => {
  const one = alert()
  equal(one.text, '{"dedup_key":"k-1","door":"siem"}')
  const other = alert({ title: 'Other', urgency: 'low', labels: {}, systems: [] })
  equal(other.text, one.text)
})

test('what a report says beside its key is found, grouped and told of; it cannot pose as another door or key', () => {
  const one = alert()
  deepEqual(seenLabels(one), {
    alertname: 'Bulk export',
    severity: 'high',
    service: 'customer-db',
    rule: '4412',
    door: 'siem',
    dedup_key: 'k-1',
  })
  equal(besideOf(one)?.kind, 'webhook')
  equal(
    groupOf(one, ['alertname', 'service']).text,
    '{"alertname":"Bulk export","service":"customer-db"}',
  )
  const sources = { known: new Set(['siem']), machine: 'machine' }
  const signal = signalOf({ key: 'g', first: one, systems: systemsOfAlert(one), count: 1 }, sources)
  deepEqual(
    [signal.title, signal.description, signal.urgency, signal.systems, signal.url],
    ['Bulk export', 'Many rows', 'high', ['customer-db'], 'https://siem.example/1'],
  )
  deepEqual([signal.door, signal.kind], ['siem', 'webhook'])
})

test('it fires until its sender resolves it, however long that takes, and fires anew after that', () => {
  const fired = alert()
  equal(fired.endsAtMs, UNTIL_RESOLVED_MS)
  const years = NOW + 5 * 365 * 24 * 3_600_000
  equal(stateOf(fired, { nowMs: years, heartbeat: false, silenced: false }), 'firing')
  const ended = merge(fired, alert({ state: 'resolved' }, years), years)
  equal(stateOf(ended, { nowMs: years, heartbeat: false, silenced: false }), 'resolved')
  equal(ended.startsAtMs, NOW)
  const again = merge(ended, alert({}, years + 1), years + 1)
  equal(stateOf(again, { nowMs: years + 1, heartbeat: false, silenced: false }), 'firing')
})

test('resolved in the very millisecond in which it fired it is over', () => {
  const ended = merge(alert(), alert({ state: 'resolved' }), NOW)
  equal(stateOf(ended, { nowMs: NOW, heartbeat: false, silenced: false }), 'resolved')
})

test('a start that lies ahead, or is none, is now', () => {
  const ahead = Date.parse('2090-01-01T00:00:00Z')
  for (const startsAtMs of [ahead, -1, Number.NaN, Infinity, 1.5])
    equal(alert({ startsAtMs }).startsAtMs, NOW)
  equal(alert({ startsAtMs: NOW - 5 }).startsAtMs, NOW - 5)
})

test('a report without a key, or with an endless one, is none', () => {
  ok('malformed' in alertOf({ ...REPORT, key: '' }, DOOR, NOW))
  ok('malformed' in alertOf({ ...REPORT, key: 'x'.repeat(20_000) }, DOOR, NOW))
})
