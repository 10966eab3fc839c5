// Each sender is answered in the form that its own clients expect.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, startApi } from '../http/api.ts'
import type { Fields } from '../http/api.ts'
import { doorOf, send, settled } from './kit.ts'

const api = await startApi()
const titled = async (title: string): Promise<Fields | undefined> =>
  (await settled(api.operator)).find(one => one['title'] === title)

test('Opsgenie: what was asked is looked up by its request, and an alert is closed by its alias', async () => {
  const door = await doorOf(api, 'opsgenie')
  const genie = { authorization: `GenieKey ${door.key}` }
  const ask = (path: string, body: unknown = {}, method = 'POST', headers = genie) =>
    send(api.address, `/in/opsgenie/v2/alerts${path}`, body, headers, method)
  const made = await ask('', { message: 'Disk full', alias: 'disk/db-1', priority: 'P1' })
  equal(made.status, 202, made.text)
  equal(made.body['result'], 'Request will be processed')
  const request = String(made.body['requestId'])
  match(request, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  const looked = await ask(`/requests/${request}`, undefined, 'GET')
  deepEqual(
    [at(looked.body, 'data', 'alias'), at(looked.body, 'data', 'isSuccess')],
    ['disk/db-1', true],
  )
  const shown = await ask('/disk%2Fdb-1?identifierType=alias', undefined, 'GET')
  deepEqual(shown.body, {
    data: { id: 'disk/db-1', alias: 'disk/db-1', message: 'Disk full', status: 'open' },
  })
  const group = await titled('Disk full')
  deepEqual([group?.['firing'], group?.['urgency']], [1, 'p1'])
  equal((await ask('/disk%2Fdb-1/notes', { note: 'seen' })).status, 202)
  equal((await ask('/disk%2Fdb-1/close?identifierType=alias', { user: 'x' })).status, 202)
  equal((await titled('Disk full'))?.['firing'], 0)
  const wrong = await ask('', { alias: 'x' })
  deepEqual([wrong.status, at(wrong.body, 'errors', 'message')], [422, 'message can not be empty'])
  const other = await doorOf(api, 'opsgenie')
  const strangers = { authorization: `GenieKey ${other.key}` }
  equal((await ask(`/requests/${request}`, undefined, 'GET', strangers)).status, 404)
  equal((await ask('/disk%2Fdb-1', undefined, 'GET', strangers)).status, 404)
  equal((await ask('', { message: 'x' }, 'POST', { authorization: 'GenieKey no' })).status, 401)
})

test('GoAlert: nothing, or what was made where JSON is asked for', async () => {
  const door = await doorOf(api, 'goalert')
  const path = `/in/goalert/api/v2/generic/incoming?token=${door.key}`
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const plain = await send(api.address, path, 'summary=From+a+form&dedup=f-1', form)
  deepEqual([plain.status, plain.text], [204, ''])
  const asked = await send(
    api.address,
    path,
    { summary: 'From JSON', dedup: 'j-1' },
    { accept: 'application/json' },
  )
  deepEqual([asked.status, asked.body['ServiceID'], asked.body['IsNew']], [200, 'j-1', true])
  equal((await send(api.address, `${path}&summary=In+the+query`, '')).status, 204)
  for (const title of ['From a form', 'From JSON', 'In the query'])
    equal((await titled(title))?.['firing'], 1, title)
  equal((await send(api.address, path, 'action=close&dedup=f-1', form)).status, 204)
  equal((await titled('From a form'))?.['firing'], 0)
  deepEqual(
    [
      (await send(api.address, path, '')).status,
      (await send(api.address, path.slice(0, -1), '')).status,
    ],
    [400, 401],
  )
})

test('CloudEvents: nothing to read, and Gone where nothing may be sent any more', async () => {
  const door = await doorOf(api, 'cloudevents')
  const event = { specversion: '1.0', id: '1', source: '/x', type: 'example.seen' }
  const taken = await door.post(event, { 'content-type': 'application/cloudevents+json' })
  deepEqual([taken.status, taken.text], [202, ''])
  await api.operator('POST', `/api/doors/${door.id}/edit`, { body: { enabled: false } })
  equal((await door.post(event)).status, 410)
})

test('PagerDuty: what is wrong is listed, and a change is taken', async () => {
  const door = await doorOf(api, 'pagerduty')
  const wrong = await door.post({ event_action: 'trigger', payload: { summary: 'x' } })
  equal(wrong.status, 400)
  equal(wrong.body['status'], 'invalid event')
  match(String(at(wrong.body, 'errors', 0)), /'payload.source' is missing/)
  const change = { routing_key: door.key, payload: { summary: 'Deployed', source: 'ci' } }
  const answered = await send(api.address, '/v2/change/enqueue', change)
  deepEqual(
    [answered.status, answered.body],
    [202, { status: 'success', message: 'Change event processed' }],
  )
  ok((await titled('Deployed')) === undefined)
})

test('what no door knows is told so, in words', async () => {
  const door = await doorOf(api, 'webhook')
  equal((await door.post('', {}, '', 'GET')).status, 405)
  const listed = await door.post([{ title: 'One' }, { title: 'Two' }])
  deepEqual([listed.status, at(listed.body, 'keys', 'length')], [202, 2])
  const refused = await door.post('7')
  equal(refused.status, 400)
  match(String(refused.body['reason']), /JSON object/)
})
