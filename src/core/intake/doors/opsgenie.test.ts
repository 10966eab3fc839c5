import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readOpsgenie } from '#/core/intake/doors/opsgenie.ts'

const NOW = Date.parse('2026-03-01T02:00:00Z')
const read = (body: unknown, path = 'v2/alerts', method = 'POST') =>
  readOpsgenie({ headers: {}, body, nowMs: NOW, path, method })

test('an alert is known by its alias; without a priority it is P3', () => {
  const said = read({
    message: 'Disk full',
    alias: 'disk/db-1',
    description: 'No room',
    entity: 'db-1',
    tags: ['shop', 7],
    details: { service: 'shop', host: 'db-1' },
  })
  ok('reports' in said)
  deepEqual(said.reports, [
    {
      key: 'disk/db-1',
      state: 'firing',
      title: 'Disk full',
      description: 'No room',
      urgency: 'p3',
      systems: ['db-1', 'shop'],
      labels: { service: 'shop', host: 'db-1', tags: 'shop,7', entity: 'db-1' },
    },
  ])
})

test('without an alias the door gives it a key', () => {
  const said = read({ message: 'x' })
  ok('reports' in said)
  deepEqual(said.reports[0]?.key, '')
})

test('it is closed, acknowledged or changed by its alias, slashes and all', () => {
  const end = { reports: [{ key: 'disk/db-1', state: 'resolved', title: '' }] }
  deepEqual(read({}, 'v2/alerts/disk%2Fdb-1/close'), end)
  deepEqual(read('', 'v2/alerts/disk%2Fdb-1', 'DELETE'), end)
  deepEqual(read({}, 'v2/alerts/a/acknowledge'), {
    reports: [{ key: 'a', state: 'acknowledged', title: '' }],
  })
  for (const action of ['notes', 'snooze', 'tags', 'priority'])
    ok('ignored' in read({}, `v2/alerts/a/${action}`), action)
})

test('a ping is a sign of life', () => {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH'])
    deepEqual(read('', 'v2/heartbeats/nightly%20backup/ping', method), { beat: 'nightly backup' })
  ok('ignored' in read({ name: 'x' }, 'v2/heartbeats'))
})

test('what says nothing is refused', () => {
  for (const body of ['', [], {}, { message: ' ' }]) ok('malformed' in read(body))
  ok('malformed' in read({}, 'v2/schedules'))
})
