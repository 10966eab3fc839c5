// What must hold whatever happens around a door: a restart, a database that is away, an incident that is restricted or over.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import fastify from 'fastify'
import { alertOf } from '#/core/intake/doors/alert.ts'
import { readAnything } from '#/core/intake/doors/guess.ts'
import { NotTaken } from '#/app/ingest/queue.ts'
import type { DoorNeeds } from '#/http/doors/serve.ts'
import { registerDoors } from '#/http/doors/register.ts'
import { list, startApi } from '../http/api.ts'
import { told } from '../intake/alerts.ts'
import { clockAt } from '../intake/clock.ts'
import { startIngest } from '../intake/server.ts'
import { freshDatabase } from '../kit/database.ts'
import { doorOf, settled } from './kit.ts'

const { pool } = await freshDatabase()
let nowMs = Date.parse('2026-03-01T02:00:00Z')
const api = await startApi({ nowMs: () => nowMs })
const [ana, bo] = [await api.responder('ana'), await api.responder('bo')]
const DAY_MS = 24 * 3_600_000

test('an event fires over restarts and for months, until its sender ends it', async () => {
  const clock = clockAt()
  const alert = (state: 'firing' | 'resolved') => {
    const report = { key: 'k', state, title: 'Disk full' } as const
    const made = alertOf(report, { name: 'siem', kind: 'webhook' }, clock.nowMs())
    ok(!('malformed' in made))
    return made
  }
  const before = await startIngest(pool, { nowMs: clock.nowMs })
  await before.ingest.accept([alert('firing')])
  await before.ingest.settled()
  deepEqual(told(before.calls), ['fired Disk full 1/1'])
  await before.stop()
  clock.pass(90 * DAY_MS)
  const afterwards = await startIngest(pool, { nowMs: clock.nowMs })
  clock.pass(DAY_MS)
  await afterwards.ingest.beat()
  await afterwards.ingest.settled()
  deepEqual(told(afterwards.calls), [])
  const [found] = [...afterwards.ingest.find([])]
  deepEqual(found?.seen, { alertname: 'Disk full', dedup_key: 'k', door: 'siem' })
  await afterwards.ingest.accept([alert('resolved')])
  await afterwards.ingest.settled()
  deepEqual(told(afterwards.calls), ['resolved Disk full 1/0'])
  await afterwards.stop()
})

/** A door with a database that answers so, and an intake that takes so. */
async function ask(pool: { readonly query: () => Promise<unknown> }, accept: () => Promise<void>) {
  const app = fastify()
  const open = {
    door: { id: 'd', name: 'siem', kind: 'webhook', enabled: true, perMinute: 10, bytesMax: 9_999 },
    read: readAnything,
    secret: undefined,
    opens: () => true,
  }
  const needs = {
    shell: { pool, now: () => '2026-03-01T02:00:00.000Z', newId: () => 'id', incidents: {} },
    ingest: { accept, knows: () => undefined, find: () => [] },
    doors: { byName: async () => open, byKey: async () => open },
    tallies: { note: () => {} },
    buckets: { wait: () => undefined },
    onBeat: async () => {},
    report: () => {},
  }
  registerDoors(app, needs as unknown as DoorNeeds & { report: () => void })
  const answered = await app.inject({
    method: 'POST',
    url: '/in/webhook/siem?key=k',
    headers: { 'content-type': 'application/json' },
    payload: '{"title": "x", "id": 1}',
  })
  await app.close()
  return [answered.statusCode, answered.headers['retry-after']]
}

test('while the database is away, or more waits than is taken, the sender is told to come again', async () => {
  const away = async () =>
    Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
  const there = async () => ({ rows: [{ id: 1 }], rowCount: 1 })
  deepEqual(await ask({ query: away }, async () => {}), [503, '5'])
  const full = async () => Promise.reject(new NotTaken('more than 300000 alerts wait'))
  deepEqual(await ask({ query: there }, full), [503, '5'])
  deepEqual(await ask({ query: there }, async () => {}), [202, undefined])
})

test('what was posted is as restricted as the incident that it became', async () => {
  const door = await doorOf(api, 'webhook')
  equal((await door.post({ title: 'Insider', id: 'i-1' })).status, 202)
  const group = (await settled(api.operator)).find(one => one['title'] === 'Insider')
  const incident = String(group?.['incident'])
  const restricted = await ana('POST', `/api/incidents/${incident}/restrict`, {
    body: { to: ['ana'] },
  })
  equal(restricted.status, 200, restricted.text)
  const signal = `/api/signals/${String(group?.['key'])}`
  const [alert] = list(await ana('GET', signal), 'alerts')
  const path = `${signal}/alerts/${String(alert?.['id'])}/payloads`
  equal(list(await ana('GET', path), 'payloads').length, 1)
  equal((await bo('GET', path)).status, 404)
  const asBo = { headers: { 'tocsin-as': 'bo' } }
  const recent = await api.operator('GET', `/api/doors/${door.name}/payloads`, asBo)
  deepEqual(list(recent, 'payloads'), [])
})

test('what events left firing ends with its incident', async () => {
  const door = await doorOf(api, 'webhook')
  equal((await door.post({ title: 'Left over', id: 'l-1' })).status, 202)
  const shown = async () =>
    (await settled(api.operator)).find(one => one['title'] === 'Left over') ?? {}
  const first = await shown()
  equal(first['firing'], 1)
  const reason = { body: { reason: 'a test' } }
  const over = await ana('POST', `/api/incidents/${String(first['incident'])}/declassify`, reason)
  equal(over.status, 200, over.text)
  nowMs += 10 * 60_000
  while ((await shown())['firing'] !== 0) await setImmediate()
})
