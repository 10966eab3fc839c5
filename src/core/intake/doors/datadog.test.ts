import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readDatadog } from '#/core/intake/doors/datadog.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

function reportOf(body: unknown): Report {
  const given = readDatadog({ headers: {}, body, nowMs: 0 })
  ok('reports' in given, JSON.stringify(given))
  const [report] = given.reports
  ok(report !== undefined)
  return report
}

const ASKED = {
  id: '$ID',
  title: '[Triggered on {host:web-1}] CPU is high',
  alert_id: '77',
  alert_scope: 'host:web-1',
  alert_transition: 'Triggered',
  alert_type: 'error',
  hostname: 'web-1',
  tags: 'service:shop,env:prod',
  priority: 'P1',
  link: 'https://app.datadoghq.com/monitors/77',
  last_updated: '1740000000000',
}

test('one scope of a monitor is one thing, from its alert to its recovery', () => {
  const begun = reportOf(ASKED)
  deepEqual(
    [begun.key, begun.state, begun.urgency, begun.systems],
    ['77/host:web-1', 'firing', 'p1', ['shop', 'web-1']],
  )
  const ended = reportOf({
    ...ASKED,
    title: '[Recovered on {host:web-1}] CPU is high',
    alert_transition: 'Recovered',
    alert_type: 'success',
  })
  deepEqual([ended.key, ended.state], [begun.key, 'resolved'])
  equal(ended.title, begun.title)
})

test('the body that Datadog proposes has nothing but a title to go by', () => {
  const standard = (title: string) => ({
    id: String(title.length),
    title,
    event_type: 'query_alert_monitor',
    body: 'text',
    org: { id: '1', name: 'acme' },
  })
  const begun = reportOf(standard('[Triggered] Queue is long'))
  const ended = reportOf(standard('[Recovered] Queue is long'))
  deepEqual([begun.key, begun.state], ['Queue is long', 'firing'])
  deepEqual([ended.key, ended.state], ['Queue is long', 'resolved'])
})

test('no data, a warning and a word nobody knows are no end', () => {
  for (const alert_transition of ['No Data', 'Re-No Data', 'Warn', 'Renotify', 'Whatever'])
    equal(reportOf({ ...ASKED, alert_transition }).state, 'firing', alert_transition)
  equal(reportOf({ title: 'CPU', alert_type: 'success' }).state, 'firing')
})

test('variables that were never filled in say nothing', () => {
  const { key, systems } = reportOf({ title: 'x', alert_id: '$ALERT_ID', hostname: '$HOSTNAME' })
  deepEqual([key, systems], ['x', undefined])
})

test('without anything to name it by it is refused', () => {
  for (const body of [{}, [], null, { title: '' }])
    ok('malformed' in readDatadog({ headers: {}, body, nowMs: 0 }))
})
