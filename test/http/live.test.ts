import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, startApi } from './api.ts'
import { openStream } from './stream.ts'
import type { Stream } from './stream.ts'

const api = await startApi()
const ana = await api.responder('ana')
const secret = await api.secretOf(['incident:read'], 'bo')

async function declare(title: string): Promise<string> {
  const { body } = await ana('POST', '/api/incidents', { body: { title } })
  return `/api/incidents/${String(body['id'])}`
}
const note = (path: string, text: string) => ana('POST', `${path}/note`, { body: { text } })

/** Versions in the order in which they came, up to the note of this text. */
async function versionsUntil(stream: Stream, text: string): Promise<readonly number[]> {
  const seen: number[] = []
  await stream.next(event => {
    if (event.id !== undefined) seen.push(Number(event.id))
    return at(event, 'data', 'text') === text
  })
  return seen
}

test('a stream begins with the whole log and goes on as it happens, each event once and in order', async () => {
  const path = await declare('Smoke')
  await note(path, 'before')
  const stream = await openStream(api, `${path}/live`, secret)
  await versionsUntil(stream, 'before')
  await Promise.all(Array.from({ length: 30 }, (_, index) => note(path, `note ${index}`)))
  await note(path, 'last')
  const all = await openStream(api, `${path}/live`, secret)
  const again = await versionsUntil(all, 'last')
  await stream.next(event => at(event, 'data', 'text') === 'last')
  deepEqual(
    again,
    Array.from({ length: again.length }, (_, index) => index + 1),
  )
  const ids = [...stream.text().matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
  deepEqual(ids, again)
  stream.leave()
  all.leave()
})

test('a client that comes back says how far it got, in the address or as Last-Event-ID', async () => {
  const path = await declare('Smoke')
  const { version } = (await note(path, 'old')).body
  const got = Number(version)
  await note(path, 'new')
  for (const [query, headers] of [
    [`?after=${got}`, {}],
    ['?after=0', { 'last-event-id': String(got) }],
  ] as const) {
    const stream = await openStream(api, `${path}/live${query}`, secret, headers)
    equal((await versionsUntil(stream, 'new'))[0], got + 1)
    stream.leave()
  }
})

test('what many watch at once comes to each of them', async () => {
  const path = await declare('Crowd')
  const streams = await Promise.all(
    Array.from({ length: 40 }, () => openStream(api, `${path}/live`, secret)),
  )
  await note(path, 'to everyone')
  const seen = await Promise.all(streams.map(stream => versionsUntil(stream, 'to everyone')))
  for (const versions of seen) deepEqual(versions, seen[0])
  for (const stream of streams) stream.leave()
})

test('texts cannot break out of their event', async () => {
  const path = await declare('Hostile')
  const text = 'one\n\nid: 99\nevent: gone\r\rdata: {"x":1}\u2028end'
  const stream = await openStream(api, `${path}/live`, secret)
  await note(path, text)
  const event = await stream.next(it => at(it, 'data', 'type') === 'noted')
  equal(at(event, 'data', 'text'), text)
  ok(!/^event: gone/m.test(stream.text()))
  stream.leave()
})

test('a stream of nothing that exists is a problem like any other', async () => {
  equal((await openStream(api, '/api/incidents/none/live', secret)).status, 404)
})

test('the board begins with the open incidents and tells of every change', async () => {
  const path = await declare('On the board')
  const stream = await openStream(api, '/api/live', secret)
  await stream.next(event => at(event, 'data', 'title') === 'On the board')
  await stream.next(event => event.name === 'ready')
  const asked = { body: { severity: 'bad', type: 'outage' } }
  const { version } = (await ana('POST', `${path}/classify`, asked)).body
  const change = await stream.next(event => at(event, 'data', 'severity') === 'bad')
  ok(Number(at(change, 'data', 'version')) >= Number(version))
  const [first] = list(await ana('GET', '/api/incidents?severity=bad'), 'incidents')
  // Receipts go on record by themselves, so the versions may differ.
  deepEqual({ ...(change.data as object), version: 0 }, { ...first, version: 0 })
  stream.leave()
})

test('stopping ends every stream cleanly', async () => {
  const other = await openStream(api, '/api/live', secret)
  await other.next(event => event.name === 'ready')
  await api.stop()
  await other.ended
})
