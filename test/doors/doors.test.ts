// Doors of senders over the whole system: what is answered, what it becomes, and what is shown of it.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, startApi } from '../http/api.ts'
import type { Fields } from '../http/api.ts'
import { doorOf, send, settled } from './kit.ts'

let nowMs = Date.parse('2026-03-01T02:00:00Z')
const api = await startApi({ nowMs: () => nowMs })
const ana = await api.responder('ana')

const trigger = (summary: string, more: Fields = {}) => ({
  event_action: 'trigger',
  payload: { summary, source: 'db-1', severity: 'critical', custom_details: { rows: 412 } },
  ...more,
})

async function groupTitled(title: string): Promise<Fields> {
  const group = (await settled(api.operator)).find(one => one['title'] === title)
  ok(group !== undefined, `a group called ${title}`)
  return group
}

test('T1.1 a PagerDuty event opens an incident; its end ends it; after that it opens another', async () => {
  const door = await doorOf(api, 'pagerduty')
  match(door.key, /^[0-9a-f]{32}$/)
  const event = trigger('Bulk export', { routing_key: door.key, dedup_key: 'k-1' })
  const answered = await send(api.address, '/in/pagerduty/v2/enqueue', event)
  deepEqual(
    [answered.status, answered.body],
    [202, { status: 'success', message: 'Event processed', dedup_key: 'k-1' }],
  )
  const group = await groupTitled('Bulk export')
  deepEqual([group['firing'], group['round'], group['urgency']], [1, 1, 'critical'])
  // Nobody repeats it, and it fires for as long as it takes.
  nowMs += 40 * 24 * 3_600_000
  const again = await send(api.address, '/v2/enqueue', event)
  equal(again.status, 202)
  equal((await groupTitled('Bulk export'))['round'], 1)
  const end = { routing_key: door.key, event_action: 'resolve', dedup_key: 'k-1' }
  equal((await send(api.address, '/v2/enqueue', end)).status, 202)
  const ended = await groupTitled('Bulk export')
  deepEqual([ended['firing'], ended['title']], [0, 'Bulk export'])
  equal((await send(api.address, '/v2/enqueue', event)).status, 202)
  const anew = await groupTitled('Bulk export')
  deepEqual([anew['firing'], anew['round']], [1, 2])
})

test('an acknowledgement begins and ends nothing, nor does the end of what nobody knows', async () => {
  const door = await doorOf(api, 'pagerduty')
  const before = await settled(api.operator)
  for (const event_action of ['acknowledge', 'resolve']) {
    const answered = await door.post({ event_action, dedup_key: 'nobody-knows' })
    deepEqual([answered.status, answered.body['dedup_key']], [202, 'nobody-knows'])
  }
  equal((await settled(api.operator)).length, before.length)
})

test('an event without a key of its own gets one, with which it can be ended', async () => {
  const door = await doorOf(api, 'pagerduty')
  const first = await door.post(trigger('Keyless'))
  const second = await door.post(trigger('Keyless'))
  notEqual(first.body['dedup_key'], second.body['dedup_key'])
  equal((await groupTitled('Keyless'))['firing'], 2)
  for (const { body } of [first, second])
    await door.post({ event_action: 'resolve', dedup_key: body['dedup_key'] })
  equal((await groupTitled('Keyless'))['firing'], 0)
})

test('what fires again after its incident was resolved is news, though nobody said that it had ended', async () => {
  const door = await doorOf(api, 'webhook')
  const report = { title: 'Disk broken', id: 'disk-7' }
  equal((await door.post(report)).status, 202)
  const first = await groupTitled('Disk broken')
  equal((await door.post(report)).status, 202)
  equal((await groupTitled('Disk broken'))['incident'], first['incident'])
  const incident = String(first['incident'])
  const reason = { body: { reason: 'a test' } }
  equal((await ana('POST', `/api/incidents/${incident}/declassify`, reason)).status, 200)
  equal((await door.post(report)).status, 202)
  let anew = await groupTitled('Disk broken')
  while (anew['incident'] === incident) anew = await groupTitled('Disk broken')
  deepEqual([anew['firing'], anew['round']], [1, 2])
})

test('a wrong key is refused without a hint, and so is the key of another door', async () => {
  const [one, other] = [await doorOf(api, 'webhook'), await doorOf(api, 'webhook')]
  const ask = async (path: string, headers: Readonly<Record<string, string>>) => {
    const { status, text } = await send(api.address, path, { title: 'x' }, headers)
    return [status, text]
  }
  const refused = await ask('/in/webhook/no-such-door', { 'x-api-key': one.key })
  equal(refused[0], 202)
  const strangers = [
    await ask('/in/webhook/no-such-door', {}),
    await ask(`/in/webhook/${one.name}`, {}),
    await ask(`/in/webhook/${one.name}`, { 'x-api-key': 'wrong' }),
    await ask(`/in/webhook/${one.name}`, { 'x-api-key': other.key }),
    await ask('/in/webhook', { 'x-api-key': `${one.key}x` }),
    await ask('/in/cloudevents', { 'x-api-key': one.key }),
  ]
  for (const answer of strangers) deepEqual(answer, strangers[0])
  equal(strangers[0]?.[0], 401)
  const forms: readonly Readonly<Record<string, string>>[] = [
    { authorization: `Bearer ${one.key}` },
    { authorization: `GenieKey ${one.key}` },
    { authorization: `Basic ${Buffer.from(`x:${one.key}`).toString('base64')}` },
    { authorization: `Basic ${Buffer.from(`${one.key}:`).toString('base64')}` },
  ]
  for (const headers of forms) equal((await ask('/in/webhook', headers))[0], 202)
  equal((await ask(`/in/webhook?key=${one.key}`, {}))[0], 202)
})

test('what was posted is kept without the key that is in it', async () => {
  const door = await doorOf(api, 'pagerduty')
  const event = trigger('Key in the body', { routing_key: door.key, dedup_key: 'masked' })
  equal((await send(api.address, '/v2/enqueue', event, { 'x-note': door.key })).status, 202)
  const wrong = { ...event, event_action: 'nonsense' }
  equal((await send(api.address, '/v2/enqueue', wrong)).status, 400)
  const { text, body } = await api.operator('GET', `/api/doors/${door.name}/payloads`)
  ok(!text.includes(door.key))
  const kept = list({ body } as never, 'payloads')
  deepEqual(
    kept.map(one => one['body']),
    [wrong, event].map(one => JSON.stringify({ ...one, routing_key: '*'.repeat(32) })),
  )
  const { rows } = await api.shell.pool.query<{ found: number }>(
    `select count(*)::int as found from door_payload where body like $1 or headers::text like $2`,
    [Buffer.from(`%${door.key}%`), `%${door.key}%`],
  )
  equal(rows[0]?.found, 0)
})

test('a key that is written into what is posted shows in no signal', async () => {
  const door = await doorOf(api, 'webhook')
  const body = { title: 'Token among the fields', token: door.key, note: `see ${door.key}` }
  equal((await send(api.address, '/in/webhook', body)).status, 202)
  const group = (await settled(api.operator)).find(({ title }) => title === body.title)
  const signal = await api.operator('GET', `/api/signals/${String(group?.['key'])}`)
  ok(signal.text.includes(body.title) && signal.text.includes('*'.repeat(door.key.length)))
  ok(!signal.text.includes(door.key))
  const { rows } = await api.shell.pool.query<{ all: string }>(
    `select json_agg(a)::text as all from alert a`,
  )
  ok(!rows[0]?.all.includes(door.key))
})

test('a key is kept as a hash alone, and a secret sealed', async () => {
  const door = await doorOf(api, 'webhook')
  const { rows } = await api.shell.pool.query<{ all: string }>(
    `select (select json_agg(d)::text from door d) || (select json_agg(k)::text from door_key k) as all`,
  )
  ok(rows[0]?.all.includes(door.id))
  ok(!rows[0]?.all.includes(door.key))
})

test('with a new key the one before opens for a while, and then no more', async () => {
  const door = await doorOf(api, 'webhook')
  const rotated = await api.operator('POST', `/api/doors/${door.name}/rotate`, {
    body: { hours: 2 },
  })
  equal(rotated.status, 201, rotated.text)
  const fresh = { 'x-api-key': String(rotated.body['key']) }
  const path = `/in/webhook/${door.name}`
  equal((await door.post({ title: 'x' })).status, 202)
  equal((await send(api.address, path, { title: 'x' }, fresh)).status, 202)
  nowMs += 2 * 3_600_000
  equal((await door.post({ title: 'x' })).status, 401)
  equal((await send(api.address, path, { title: 'x' }, fresh)).status, 202)
  await api.operator('POST', `/api/doors/${door.id}/edit`, { body: { enabled: false } })
  equal((await send(api.address, path, { title: 'x' }, fresh)).status, 403)
  await api.operator('POST', `/api/doors/${door.id}/delete`, { body: {} })
  equal((await send(api.address, path, { title: 'x' }, fresh)).status, 401)
})

test('more than a door takes is told when to come again, and too long a body how long it may be', async () => {
  const door = await doorOf(api, 'webhook', { per_minute: 3, bytes_max: 1_024 })
  const long = await door.post({ title: 'x'.repeat(2_000) })
  deepEqual([long.status, /1024 bytes/.test(long.text)], [413, true])
  equal((await door.post({ title: 'x' })).status, 202)
  equal((await door.post({ title: 'x' })).status, 202)
  const held = await door.post({ title: 'x' })
  deepEqual([held.status, held.headers.get('retry-after')], [429, '20'])
  nowMs += 20_000
  equal((await door.post({ title: 'x' })).status, 202)
})

test('what was posted is shown with its signal as it came, and with its door; its key is not', async () => {
  const door = await doorOf(api, 'pagerduty')
  const body = `{"event_action":"trigger","dedup_key":"as-it-came",  "unknown": {"<b>": 1},
    "payload":{"summary":"As it came","source":"db-1","severity":"info"}}`
  equal((await door.post(body, { authorization: `Bearer ${door.key}` })).status, 202)
  const { key } = await groupTitled('As it came')
  const full = await ana('GET', `/api/signals/${String(key)}`)
  const [alert] = list(full, 'alerts')
  deepEqual(
    [alert?.['ends'], at(alert, 'beside', 'kind'), at(alert, 'labels', 'door')],
    [null, 'pagerduty', door.name],
  )
  const path = `/api/signals/${String(key)}/alerts/${String(alert?.['id'])}/payloads`
  const [payload] = list(await ana('GET', path), 'payloads')
  equal(payload?.['body'], body)
  ok(!JSON.stringify(payload?.['headers']).includes(door.key))
  await door.post('{"event_action": "nonsense"}')
  await door.post('not JSON')
  const kept = list(await api.operator('GET', `/api/doors/${door.name}/payloads`), 'payloads')
  deepEqual(
    kept.map(one => [one['outcome'], one['body']]),
    [
      ['refused', 'not JSON'],
      ['refused', '{"event_action": "nonsense"}'],
      ['taken', body],
    ],
  )
  const doors = list(await ana('GET', '/api/doors'), 'doors')
  const shown = doors.find(one => one['name'] === door.name)
  deepEqual(
    [shown?.['taken'], shown?.['refused'], at(shown, 'last_refused', 'cause')],
    [1, 2, 'the body is not JSON'],
  )
})
