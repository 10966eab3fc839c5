import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')

test('an incident is declared, worked on and closed through its gate', async () => {
  const declared = await ana('POST', '/api/incidents', {
    body: { title: 'Smoke', systems: ['db'] },
  })
  equal(declared.status, 201, declared.text)
  const { id, number } = declared.body
  equal(declared.headers.get('location'), `/api/incidents/${String(id)}`)
  const path = `/api/incidents/${String(number)}`
  equal(at(await ana('GET', '/api/incidents?open=true'), 'body', 'incidents', 0, 'title'), 'Smoke')

  const worse = { severity: 'bad', type: 'outage' }
  const classified = await ana('POST', `${path}/classify`, { body: worse })
  ok(list(classified, 'events').some(event => event['type'] === 'classified'))
  const agenda = await ana('GET', `${path}/obligations?standing=open,due-soon`)
  const look = list(agenda, 'obligations').find(it => it['id'] === 'look')
  deepEqual([look?.['standing'], look?.['owners']], ['open', ['ana']])

  await ana('POST', `${path}/resolve`, { body: { text: 'Put out' } })
  const refused = await ana('POST', `${path}/close`)
  deepEqual([refused.status, refused.body['code']], [409, 'gate-not-met'])
  deepEqual(at(refused.body, 'about', 'open'), ['look'])
  match(String(refused.body['detail']), /Finish what is open, or waive the gate/)
  deepEqual(at(await ana('GET', `${path}/gates`), 'body', 'gates', 0, 'open'), ['look'])

  equal((await ana('POST', `${path}/complete`, { body: { obligation: 'look' } })).status, 200)
  equal((await ana('POST', `${path}/close`)).status, 200)
  equal((await ana('GET', path)).body['status'], 'closed')
  deepEqual(list(await ana('GET', '/api/incidents?open=true'), 'incidents'), [])
  equal(at(await ana('GET', `${path}/figures`), 'body', 'figures', 0, 'state'), 'recorded')
})

test('lists come in pages, newest first, and tell where to go on', async () => {
  for (const title of ['one', 'two', 'three'])
    await ana('POST', '/api/incidents', { body: { title } })
  const first = await ana('GET', '/api/incidents?limit=2')
  deepEqual(titles(first), ['three', 'two'])
  const next = await ana('GET', `/api/incidents?limit=1&before=${String(first.body['next'])}`)
  deepEqual(titles(next), ['one'])
  const bad = await ana('GET', '/api/incidents?severity=bad')
  deepEqual(titles(bad), ['Smoke'])
})

test('a log comes in pages, in order', async () => {
  const { body } = await ana('POST', '/api/incidents', { body: { title: 'Long' } })
  const path = `/api/incidents/${String(body['id'])}/events`
  const whole = list(await ana('GET', path), 'events')
  const first = await ana('GET', `${path}?limit=1`)
  equal(first.body['next'], 1)
  const rest = await ana('GET', `${path}?after=1`)
  equal(rest.body['next'], null)
  // Receipts go on record by themselves meanwhile.
  const pages = [...list(first, 'events'), ...list(rest, 'events')]
  deepEqual(pages.slice(0, whole.length), whole)
})

test('a log is read from its end, too, without a gap', async () => {
  const { body } = await ana('POST', '/api/incidents', { body: { title: 'From behind' } })
  const path = `/api/incidents/${String(body['id'])}/events`
  for (const text of ['one', 'two', 'three'])
    await ana('POST', `/api/incidents/${String(body['id'])}/note`, { body: { text } })
  const places = (given: Awaited<ReturnType<typeof ana>>) =>
    list(given, 'events').map(it => Number(it['version']))
  const whole = places(await ana('GET', `${path}?limit=1000`))
  const last = whole.at(-1) ?? 0
  deepEqual(places(await ana('GET', `${path}?before=${last + 1}&limit=2`)), [last - 1, last])
  deepEqual(places(await ana('GET', `${path}?before=3&limit=10`)), [1, 2])
  deepEqual(places(await ana('GET', `${path}?before=1`)), [])
  equal(places(await ana('GET', `${path}?before=2147483647&limit=1`)).length, 1)
})

test('what went out is listed with what became of it', async () => {
  const { body } = await ana('POST', '/api/incidents', { body: { title: 'Page' } })
  const path = `/api/incidents/${String(body['id'])}/sent`
  const sent = list(await ana('GET', path), 'sent')
  deepEqual([sent[0]?.['act'], sent[0]?.['to'], sent[0]?.['channel']], ['page', 'ana', 'email'])
})

test('merging ends one incident and is on record in the other, named by its number', async () => {
  const from = (await ana('POST', '/api/incidents', { body: { title: 'Copy' } })).body
  const into = (await ana('POST', '/api/incidents', { body: { title: 'Original' } })).body
  const merged = await ana('POST', `/api/incidents/${String(from['id'])}/merge`, {
    body: { into: String(into['number']), reason: 'The same' },
  })
  equal(merged.status, 200, merged.text)
  const events = await ana('GET', `/api/incidents/${String(into['id'])}/events`)
  ok(list(events, 'events').some(it => it['type'] === 'absorbed' && it['incident'] === from['id']))
  const unknown = await ana('POST', `/api/incidents/${String(into['id'])}/merge`, {
    body: { into: 'nowhere', reason: 'x' },
  })
  deepEqual([unknown.status, unknown.body['code']], [404, 'incident-unknown'])
})

function titles(answer: Parameters<typeof list>[0]): readonly unknown[] {
  return list(answer, 'incidents').map(incident => incident['title'])
}
