import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '#/core/intake/doors/reading.ts'
import { readSentry } from '#/core/intake/doors/sentry.ts'

const read = (resource: string | undefined, body: unknown) =>
  readSentry({ headers: { 'sentry-hook-resource': resource }, body, nowMs: 0 })

function reportOf(resource: string | undefined, body: unknown): Report {
  const given = read(resource, body)
  ok('reports' in given, JSON.stringify(given))
  const [report] = given.reports
  ok(report !== undefined)
  return report
}

const event = {
  event_id: 'e1',
  issue_id: '1170820242',
  title: 'ReferenceError: heck is not defined',
  level: 'error',
  environment: 'production',
  url: 'https://sentry.io/api/0/projects/acme/front-end/events/e1/',
  web_url: 'https://sentry.io/organizations/acme/issues/1170820242/events/e1/',
  timestamp: 1_709_991_285.873,
}

test('an issue alert begins what its issue ends', () => {
  const begun = reportOf('event_alert', {
    action: 'triggered',
    data: { event, triggered_rule: 'Very important' },
  })
  deepEqual(
    [begun.key, begun.state, begun.urgency, begun.systems, begun.labels?.['rule']],
    ['issue/1170820242', 'firing', 'error', ['front-end'], 'Very important'],
  )
  const issue = { id: '1170820242', title: event.title, project: { slug: 'front-end' } }
  const states = [
    ['created', 'firing'],
    ['unresolved', 'firing'],
    ['assigned', 'acknowledged'],
    ['resolved', 'resolved'],
    ['archived', 'resolved'],
  ] as const
  for (const [action, state] of states) {
    const report = reportOf('issue', { action, data: { issue } })
    deepEqual([report.key, report.state], [begun.key, state], action)
  }
})

test('a metric alert goes from warning to critical to resolved as one thing', () => {
  const body = (action: string) => ({
    action,
    data: {
      metric_alert: {
        id: '4',
        projects: ['shop'],
        date_started: '2026-03-01T02:00:00Z',
        alert_rule: { name: 'Too many errors' },
      },
      description_title: 'Critical: Too many errors',
      description_text: '1000 events in the last 10 minutes',
      web_url: 'https://sentry.io/alerts/4/',
    },
  })
  const all = ['warning', 'critical', 'resolved'].map(it => reportOf('metric_alert', body(it)))
  deepEqual(
    all.map(({ key, state, urgency }) => [key, state, urgency]),
    [
      ['metric/4', 'firing', 'warning'],
      ['metric/4', 'firing', 'critical'],
      ['metric/4', 'resolved', undefined],
    ],
  )
})

test('the older plugin is read without a header', () => {
  const plugin = { id: '9', project_slug: 'front-end', level: 'error', message: 'Boom', event: {} }
  deepEqual(
    [reportOf(undefined, plugin).key, reportOf(undefined, plugin).title],
    ['issue/9', 'Boom'],
  )
})

test('installations and comments are no trouble, and nonsense is refused', () => {
  ok('ignored' in read('installation', { action: 'created' }))
  ok('ignored' in read('comment', {}))
  ok('malformed' in read('metric_alert', { action: 'critical' }))
  ok('malformed' in read('issue', { action: 'created' }))
  ok('malformed' in read(undefined, {}))
  ok('malformed' in read('issue', 7))
})
