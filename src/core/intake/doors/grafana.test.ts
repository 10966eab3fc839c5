import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readGrafana } from '#/core/intake/doors/grafana.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

const read = (body: unknown) => readGrafana({ headers: {}, body, nowMs: 0 })

function reportsOf(body: unknown): readonly Report[] {
  const given = read(body)
  ok('reports' in given, JSON.stringify(given))
  return given.reports
}

const ALERT = {
  status: 'firing',
  labels: { alertname: 'Latency', instance: 'web-1:80', severity: 'critical', team: 'shop' },
  annotations: { summary: 'Slow for 5 minutes', description: 'p99 is 4 s' },
  startsAt: '2026-03-01T02:00:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'https://grafana.example/alerting/grafana/x/view',
  fingerprint: 'c4edaaf9f9f839b0',
  valueString: "[ var='A' value=4 ]",
}

test('T1.1 an alert of unified alerting is a report, and its end has the same key', () => {
  const [begun] = reportsOf({ status: 'firing', alerts: [ALERT] })
  deepEqual(begun, {
    key: 'c4edaaf9f9f839b0',
    state: 'firing',
    title: 'Latency: Slow for 5 minutes',
    description: "p99 is 4 s\n\n[ var='A' value=4 ]",
    urgency: 'critical',
    systems: ['web-1'],
    url: 'https://grafana.example/alerting/grafana/x/view',
    startsAtMs: Date.parse('2026-03-01T02:00:00Z'),
    labels: ALERT.labels,
  })
  const [ended] = reportsOf({ status: 'resolved', alerts: [{ ...ALERT, status: 'resolved' }] })
  equal(ended?.key, begun?.key)
  equal(ended?.state, 'resolved')
})

test('of a group that is partly over, each alert says it for itself', () => {
  const both = reportsOf({
    status: 'firing',
    alerts: [ALERT, { ...ALERT, fingerprint: 'b', status: 'resolved' }],
  })
  deepEqual(
    both.map(({ state }) => state),
    ['firing', 'resolved'],
  )
})

test('without a fingerprint the labels are the key, in whatever order', () => {
  const { fingerprint: _gone, ...alert } = ALERT
  const turned = { ...alert, labels: Object.fromEntries(Object.entries(alert.labels).toReversed()) }
  equal(reportsOf({ alerts: [alert] })[0]?.key, reportsOf({ alerts: [turned] })[0]?.key)
})

test('the test of a contact point arrives, marked as one', () => {
  const labels = { alertname: 'TestAlert', instance: 'Grafana' }
  const [report] = reportsOf({ alerts: [{ ...ALERT, labels }] })
  equal(report?.labels?.['test'], 'true')
})

test('an alert that always fires wakes nobody', () => {
  const watchdog = { ...ALERT, labels: { alertname: 'Watchdog' } }
  ok('ignored' in read({ alerts: [watchdog] }))
  equal(reportsOf({ alerts: [watchdog, ALERT] }).length, 1)
})

test('the alerting before it: ok ends, no_data does not', () => {
  const rule = { ruleId: 7, ruleName: 'CPU', orgId: 1, state: 'alerting', message: 'high' }
  const begun = reportsOf({ ...rule, evalMatches: [{ metric: 'cpu', value: 99 }] })[0]
  deepEqual([begun?.key, begun?.state, begun?.description], ['1/7', 'firing', 'high\ncpu: 99'])
  equal(reportsOf({ ...rule, state: 'ok' })[0]?.state, 'resolved')
  equal(reportsOf({ ...rule, state: 'no_data' })[0]?.state, 'firing')
  ok('ignored' in read({ ...rule, state: 'pending' }))
})

test('what is none of both is refused with what is missing', () => {
  for (const body of [{}, [], null, 'x', { alerts: [] }, { alerts: [7] }, { alerts: 'x' }])
    ok('malformed' in read(body), JSON.stringify(body))
})
