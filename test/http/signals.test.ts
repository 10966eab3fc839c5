// Groups of alerts as people look at them: which incident each belongs to and why, and what can be done about one without.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { at, list, startApi } from './api.ts'
import type { Client, Fields } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.responder('bo')
const machine = await api.client(['signal:write'])

/** Sends alerts as Alertmanager's clients do, and waits until they have found their incidents. */
async function send(...alerts: readonly Fields[]): Promise<void> {
  const sent = await machine('POST', '/in/alertmanager/api/v2/alerts', { body: alerts })
  equal(sent.status, 200, sent.text)
  await settled()
}

/** Until every group that fires has found its incident. */
async function settled(): Promise<void> {
  for (;;) {
    const found = list(await api.operator('GET', '/api/signals'), 'groups')
    if (found.length > 0 && found.every(group => group['incident'] !== null)) return
    await setImmediate()
  }
}

const alert = (labels: Fields, more: Fields = {}) => ({
  labels,
  annotations: { summary: `${String(labels['alertname'])} is wrong` },
  ...more,
})

const groups = async (client: Client, query = '') =>
  list(await client('GET', `/api/signals${query}`), 'groups')
const titled = (found: readonly Fields[], title: RegExp) =>
  found.find(group => title.test(String(group['title'])))

test('C3.1 a group tells its incident, and that it opened it', async () => {
  await send(
    alert({ alertname: 'DiskFull', service: 'db', host: 'db-1' }),
    alert({ alertname: 'DiskFull', service: 'db', host: 'db-2' }),
  )
  const group = titled(await groups(ana), /DiskFull/)
  deepEqual([group?.['firing'], at(group, 'belongs', 'goes_on')], [2, true])
  const full = (await ana('GET', `/api/signals/${String(group?.['key'])}`)).body
  deepEqual(
    [at(full, 'why', 'how'), at(full, 'why', 'by'), at(full, 'why', 'within')],
    ['opened', 'tocsin', '5m'],
  )
  deepEqual(at(full, 'group_by'), ['alertname', 'cluster', 'service'])
  equal(list({ body: full } as never, 'alerts').length, 2)
  equal(at(full, 'alerts', 0, 'annotations', 'summary'), 'DiskFull is wrong')
})

test('what comes while nobody has classified joins, and says so', async () => {
  await send(alert({ alertname: 'Slow', service: 'web', severity: 'warning' }))
  const group = titled(await groups(ana), /Slow/)
  const full = (await ana('GET', `/api/signals/${String(group?.['key'])}`)).body
  equal(at(full, 'why', 'how'), 'joined')
})

test('groups are found by text and by label', async () => {
  equal((await groups(ana, '?text=db-1')).length, 1)
  equal((await groups(ana, `?labels=${encodeURIComponent('severity="warning"')}`)).length, 1)
  equal(
    (await groups(ana, `?labels=${encodeURIComponent('service=~"d.*",severity="warning"')}`))
      .length,
    0,
  )
  equal((await groups(ana, '?limit=1')).length, 1)
  const wrong = await ana('GET', '/api/signals?labels=critical')
  deepEqual([wrong.status, wrong.body['code']], [422, 'matcher-malformed'])
})

test('a group whose incident has ended can be declared anew or attached, once', async () => {
  const group = titled(await groups(ana), /DiskFull/)
  const key = String(group?.['key'])
  const first = String(group?.['incident'])
  const early = await ana('POST', `/api/signals/${key}/declare`, { body: {} })
  deepEqual([early.status, early.body['code']], [409, 'signal-belongs'])
  await ana('POST', `/api/incidents/${first}/declassify`, { body: { reason: 'Nothing' } })
  const declared = await ana('POST', `/api/signals/${key}/declare`, { body: { title: 'Disks' } })
  equal(declared.status, 201, declared.text)
  const second = String(declared.body['id'])
  const full = (await ana('GET', `/api/signals/${key}`)).body
  deepEqual(
    [at(full, 'why', 'how'), at(full, 'why', 'by'), at(full, 'belongs', 'id')],
    ['declared', 'ana', second],
  )
  await ana('POST', `/api/incidents/${second}/declassify`, { body: { reason: 'Nothing' } })
  const { body } = await bo('POST', '/api/incidents', { body: { title: 'Third' } })
  const attached = await bo('POST', `/api/signals/${key}/attach`, {
    body: { incident: body['id'] },
  })
  equal(attached.status, 200, attached.text)
  const seen = (await ana('GET', `/api/signals/${key}`)).body
  deepEqual([at(seen, 'why', 'how'), at(seen, 'why', 'by')], ['attached', 'bo'])
})

test('groups of a restricted incident stay hidden, in lists, counts and by their key', async () => {
  await send(alert({ alertname: 'Insider', service: 'hr' }))
  const group = titled(await groups(ana), /Insider/)
  const key = String(group?.['key'])
  const id = String(group?.['incident'])
  equal((await ana('POST', `/api/incidents/${id}/restrict`, { body: { to: ['ana'] } })).status, 200)
  ok(titled(await groups(ana), /Insider/))
  equal(titled(await groups(bo, '?state=all'), /Insider/), undefined)
  const { body: other } = await bo('POST', '/api/incidents', { body: { title: 'Other' } })
  for (const answer of [
    await bo('GET', `/api/signals/${key}`),
    await bo('POST', `/api/signals/${key}/declare`, { body: {} }),
    await bo('POST', `/api/signals/${key}/attach`, { body: { incident: other['id'] } }),
  ])
    deepEqual([answer.status, answer.body['code']], [404, 'signal-unknown'])
  const matchers = [{ name: 'service', value: 'hr' }]
  const ends = new Date(Date.now() + 3_600_000).toISOString()
  await ana('POST', '/api/silences', { body: { matchers, ends, comment: 'Known' } })
  equal(at(list(await ana('GET', '/api/silences'), 'silences')[0], 'covers'), 1)
  equal(at(list(await bo('GET', '/api/silences'), 'silences')[0], 'covers'), 0)
})

test('a silence is made, seen on what it covers, changed and ended', async () => {
  const ends = new Date(Date.now() + 7_200_000).toISOString()
  const matchers = [{ name: 'alertname', value: 'Slow' }]
  const made = await ana('POST', '/api/silences', { body: { matchers, ends, comment: 'Release' } })
  equal(made.status, 201, made.text)
  const id = String(made.body['id'])
  const [group] = await groups(ana, '?state=all&text=Slow')
  const full = (await ana('GET', `/api/signals/${String(group?.['key'])}`)).body
  deepEqual([at(full, 'alerts', 0, 'silences'), at(full, 'alerts', 0, 'state')], [[id], 'silenced'])
  const listed = list(await bo('GET', '/api/silences'), 'silences').find(it => it['id'] === id)
  deepEqual([listed?.['state'], listed?.['by'], listed?.['comment']], ['active', 'ana', 'Release'])
  equal((await bo('POST', `/api/silences/${id}/expire`)).status, 200)
  const over = list(await bo('GET', '/api/silences'), 'silences').find(it => it['id'] === id)
  equal(over?.['state'], 'expired')
})

for (const [body, reason] of [
  [{ matchers: [{ name: 'a', value: '', is_regex: false }] }, /empty/],
  [{ matchers: [{ name: 'a', value: '(', is_regex: true }] }, /regular expression/],
  [{ ends: '2020-01-01T00:00:00Z' }, /before it begins/],
] as const)
  test(`a silence is refused when ${String(reason)}`, async () => {
    const ends = new Date(Date.now() + 7_200_000).toISOString()
    const wish = { matchers: [{ name: 'a', value: 'b' }], ends, comment: 'x', ...body }
    const refused = await ana('POST', '/api/silences', { body: wish })
    deepEqual([refused.status, refused.body['code']], [422, 'silence-invalid'])
    match(String(refused.body['detail']), reason)
  })

test('what is restricted takes in no signals of others: nobody else would see them', async () => {
  await send(alert({ alertname: 'Fresh', service: 'x' }))
  ok(titled(await groups(bo), /Fresh/))
})

test('C3.1 what a person reports goes the way of every other signal', async () => {
  const body = { title: 'Customers cannot pay', service: 'pay' }
  const reported = await bo('POST', '/api/signals', { body })
  equal(reported.status, 202, reported.text)
  await settled()
  const full = (await bo('GET', `/api/signals/${String(reported.body['key'])}`)).body
  deepEqual([full['title'], full['source']], ['Customers cannot pay', 'person'])
  deepEqual(at(full, 'alerts', 0, 'labels', 'reporter'), 'bo')
  ok(full['belongs'])
})

test('what is not there is unknown', async () => {
  for (const key of ['x', '0'.repeat(32)])
    equal((await ana('GET', `/api/signals/${key}`)).body['code'], 'signal-unknown')
  equal((await ana('POST', '/api/silences/none/expire')).body['code'], 'silence-unknown')
})
