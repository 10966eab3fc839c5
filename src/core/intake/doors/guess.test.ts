import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readAnything } from '#/core/intake/doors/guess.ts'
import type { Report } from '#/core/intake/doors/reading.ts'

const read = (body: unknown) => readAnything({ headers: {}, body, nowMs: 0 })

function reportOf(body: unknown): Report {
  const given = read(body)
  ok('reports' in given, JSON.stringify(given))
  const [report] = given.reports
  ok(report !== undefined)
  return report
}

test('T1.1 a payload of nobody we know is told of by its common fields', () => {
  const report = reportOf({
    Alert: { id: 'A-7', Title: 'Disk full', Severity: 'HIGH', started_at: '2026-03-01 02:00:00' },
    host: { name: 'db-1', ip: '10.0.0.1' },
    link: 'https://monitor.example/A-7',
    message: '98 % of /var',
    status: 'open',
  })
  deepEqual(
    { ...report, labels: undefined },
    {
      key: 'A-7',
      state: 'firing',
      title: 'Disk full',
      description: '98 % of /var',
      urgency: 'high',
      systems: ['db-1'],
      url: 'https://monitor.example/A-7',
      startsAtMs: Date.parse('2026-03-01T02:00:00Z'),
      labels: undefined,
    },
  )
})

test('an end is recognised, by the same key', () => {
  const ends: readonly object[] = [
    { alert_id: 'x', title: 'Disk', status: 'resolved' },
    { alert_id: 'x', title: 'Disk', state: 'OK' },
    { alert_id: 'x', title: 'Disk', event: 'alert.closed' },
    { alert_id: 'x', title: 'Disk', event_action: 'resolve' },
    { alert_id: 'x', title: 'Disk', severity: 'critical', status: 'Recovered' },
    { alert_id: 'x', title: 'Disk', alert_type: 'error', status: 'closed' },
    { alert_id: 'x', title: '[RESOLVED] Disk' },
    { alert_id: 'x', title: 'Disk', resolved: true },
    { type: 'incident.resolved', data: { incident: { alert_id: 'x', title: 'Disk' } } },
  ]
  for (const body of ends) {
    const { key, state } = reportOf(body)
    deepEqual([key, state], ['x', 'resolved'], JSON.stringify(body))
  }
})

test('nothing is over that its sender has not said to be over', () => {
  const goesOn: readonly object[] = [
    { title: 'Disk' },
    { title: 'Disk', status: 'ok', action: 'trigger' },
    { title: 'Disk', status: 'not resolved' },
    { title: 'Disk', status: 'unresolved' },
    { title: 'Disk', resolved: false },
    { title: 'Disk', resolved_at: null },
    { title: 'Disk', severity: 'ok' },
    { title: 'Disk', status: 200 },
    { title: 'Case closed without a key' },
    { title: '[FIRING:1] Disk', status: 'resolved' },
    { title: 'Login', event: 'connection closed' },
    { title: 'Login', action: 'clear_audit_log' },
    { title: 'Disk', labels: { state: 'resolved' }, status: 'firing' },
  ]
  for (const body of goesOn) equal(reportOf(body).state, 'firing', JSON.stringify(body))
})

test('lists of things are told of one by one', () => {
  const given = read({
    alerts: [
      { id: 1, title: 'a' },
      { id: 2, title: 'b', status: 'resolved' },
    ],
  })
  ok('reports' in given)
  deepEqual(
    given.reports.map(({ key, state }) => [key, state]),
    [
      ['1', 'firing'],
      ['2', 'resolved'],
    ],
  )
  const listed = read([{ title: 'a' }, { title: 'b' }])
  ok('reports' in listed && listed.reports.length === 2)
  ok('malformed' in read(Array.from({ length: 1_001 }, (_, id) => ({ id, title: 'x' }))))
})

test('a text is a report, as a line of a script sends it', () => {
  const begun = reportOf('Backup of db-1 failed\nexit code 3')
  deepEqual(
    [begun.title, begun.description],
    ['Backup of db-1 failed', 'Backup of db-1 failed\nexit code 3'],
  )
  deepEqual(
    [reportOf('PROBLEM: Backup').key, reportOf('RESOLVED: Backup').key],
    ['Backup', 'Backup'],
  )
  equal(reportOf('RESOLVED: Backup').state, 'resolved')
})

test('a known sender at the wrong address is known all the same', () => {
  equal(reportOf({ entity_id: 'v', message_type: 'RECOVERY' }).state, 'resolved')
  equal(reportOf({ text: '[FIRING:1] Disk' }).key, 'Disk')
  const alert = { status: 'resolved', labels: { alertname: 'x' }, fingerprint: 'f' }
  deepEqual(
    [reportOf({ alerts: [alert] }).key, reportOf({ alerts: [alert] }).state],
    ['f', 'resolved'],
  )
})

test('a form that only looks like a known one is read like any other', () => {
  deepEqual([reportOf({ incident: { incident_id: '', state: 'x' }, title: 'T' }).title], ['T'])
})

test('names that every object has are only names', () => {
  const hostile = JSON.parse(
    '{"__proto__":{"title":"x","status":"resolved"},"constructor":1}',
  ) as object
  const { state, key } = reportOf(hostile)
  equal(state, 'firing')
  ok(key !== '')
})

test('whatever comes is told of, ignored or refused, and never over without a word that says so', () => {
  const word = fc.constantFrom('title', 'status', 'state', 'id', 'alert', 'event', 'alerts', 'host')
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double())
  const { payload } = fc.letrec(tie => ({
    payload: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('payload'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(word, fc.string()), tie('payload'), { maxKeys: 6 }),
    ),
  }))
  const ends =
    /resol|recover|clear|clos|solv|remed|fixed|ok|up|normal|health|inactive|green|good|pass|ended|compl|succ|online|operat|archiv|true/i
  fc.assert(
    fc.property(payload, body => {
      const given = read(body)
      if (!('reports' in given)) return true
      const text = JSON.stringify(body)
      return given.reports.every(
        ({ key, title, state }) =>
          key !== '' && title !== '' && (state !== 'resolved' || ends.test(text)),
      )
    }),
    { numRuns: 500 },
  )
})

test('a long or deep payload takes no time', () => {
  let deep: unknown = { title: 'x' }
  for (let depth = 0; depth < 5_000; depth += 1) deep = { alert: deep }
  ok('reports' in read(deep))
  ok('reports' in read({ title: '['.repeat(400_000) }))
  ok('reports' in read(`${' '.repeat(400_000)}x${'*'.repeat(400_000)}`))
})
