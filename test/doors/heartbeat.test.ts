// Heartbeats over the whole system: how they are set up, beat, and are watched.
import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { list, startApi } from '../http/api.ts'
import { doorOf, send } from './kit.ts'

const NOW_MS = Date.parse('2026-03-01T02:00:00Z')
const api = await startApi({ nowMs: () => NOW_MS })

async function shown(name: string) {
  const all = list(await api.operator('GET', '/api/heartbeats'), 'heartbeats')
  return all.find(one => one['name'] === name)
}

test('whatever can ask for an address can beat, with its key and not without', async () => {
  const door = await doorOf(api, 'heartbeat', { title: 'Nightly backup' })
  equal((await shown(door.name))?.['standing'], 'waiting')
  const path = `/in/heartbeat/${door.name}`
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH']) {
    const asked = (key: string) =>
      fetch(new URL(`${path}?key=${key}`, api.address), { method }).then(({ status }) => status)
    equal(await asked('wrong'), 401, method)
    equal(await asked(door.key), 202, method)
  }
  const [begun] = [await shown(door.name)]
  deepEqual(
    [begun?.['standing'], begun?.['last_beat'], begun?.['due']],
    ['beating', '2026-03-01T02:00:00.000Z', '2026-03-01T03:05:00.000Z'],
  )
  match(String(begun?.['address']), new RegExp(`${path}$`))
})

test('how often it is expected is said over the API, within limits', async () => {
  const door = await doorOf(api, 'heartbeat')
  const say = (body: object) =>
    api.operator('POST', `/api/heartbeats/${door.name}/expect`, { body }).then(it => it.status)
  equal(await say({ every_seconds: 60, grace_seconds: 30 }), 200)
  await door.post('')
  equal((await shown(door.name))?.['due'], '2026-03-01T02:01:30.000Z')
  for (const body of [
    {},
    { every_seconds: 1 },
    { every_seconds: 60, grace_seconds: -1 },
    { every_seconds: 1e12 },
  ])
    equal(await say(body), 400, JSON.stringify(body))
  const unknown = { body: { every_seconds: 60 } }
  equal((await api.operator('POST', '/api/heartbeats/nobody/expect', unknown)).status, 404)
})

test('the ping of Opsgenie’s heartbeats beats those that are set up here', async () => {
  const { name } = await doorOf(api, 'heartbeat')
  const opsgenie = await doorOf(api, 'opsgenie')
  const ping = (heartbeat: string, method: string) =>
    send(
      api.address,
      `/v2/heartbeats/${heartbeat}/ping`,
      '',
      { authorization: `GenieKey ${opsgenie.key}` },
      method,
    )
  for (const method of ['GET', 'POST', 'PUT', 'PATCH']) {
    const answered = await ping(name, method)
    deepEqual(
      [answered.status, answered.body['result']],
      [202, 'PONG - Heartbeat received'],
      method,
    )
  }
  equal((await shown(name))?.['standing'], 'beating')
  equal((await ping('nobody', 'POST')).status, 202)
  equal(await shown('nobody'), undefined)
})
