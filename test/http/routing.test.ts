// The routing book as people keep it: checked whole, in versions, tried on what has been, and seen at the signals.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { at, list, startApi } from './api.ts'
import type { Answer, Fields } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const machine = await api.client(['signal:write', 'signal:read'])
const yaml = { 'content-type': 'application/yaml' }

const BOOK = `
# What wakes nobody.
rules:
  - {id: noise, when: {field: labels.alertname, is: Noise}, do: drop}
  - {id: money, when: {field: labels.service, is: payments}, type: breach, severity: bad}
`
const send = (path: string, text: string) => api.operator('POST', path, { text, headers: yaml })

async function fire(labels: Fields): Promise<void> {
  const sent = await machine('POST', '/in/alertmanager/api/v2/alerts', { body: [{ labels }] })
  equal(sent.status, 200, sent.text)
}

/** The signal, once something has become of it. */
async function routed(name: string, outcome: string): Promise<Fields> {
  for (;;) {
    const found = list(await ana('GET', '/api/signals?state=all'), 'groups').find(
      group => at(group, 'labels', 'alertname') === name,
    )
    // A list reads groups first and then what became of them: the incident may be of a moment later.
    const isWhole = found?.['incident'] !== null || !['opened', 'joined'].includes(outcome)
    if (found !== undefined && isWhole && at(found, 'route', 'outcome') === outcome) return found
    await setImmediate()
  }
}

const pointed = ({ body }: Answer) => [
  at(body, 'errors', 0, 'line'),
  at(body, 'errors', 0, 'column'),
]

test('T1 the book counts as a whole or not at all, in versions that say who', async () => {
  const none = await ana('GET', '/api/routing')
  deepEqual([none.body['version'], none.body['source']], [0, ''])
  const wrong = await send('/api/routing', 'rules:\n  - {id: a, do: close}')
  deepEqual(
    [wrong.status, wrong.body['code'], ...pointed(wrong)],
    [422, 'routing-has-mistakes', 2, 17],
  )
  equal((await ana('GET', '/api/routing')).body['version'], 0)
  const checked = await send('/api/routing/check', 'rules:\n  - {id: a, do: close}')
  match(String(at(checked.body, 'mistakes', 0, 'mend')), /open, hold, drop/)
  const saved = await send('/api/routing?since=0', BOOK)
  deepEqual([saved.status, saved.body], [201, { version: 1, rules: 2 }])
  const late = await send('/api/routing?since=0', BOOK)
  deepEqual([late.status, late.body['code']], [409, 'routing-changed'])
  deepEqual((await ana('GET', '/api/routing')).body['rules'], ['noise', 'money'])
  equal(list(await ana('GET', '/api/routing/versions'), 'versions').length, 1)
  equal((await ana('GET', '/api/routing/versions/1')).text, BOOK)
  equal((await ana('GET', '/api/routing/versions/9')).status, 404)
  const responder = await ana('POST', '/api/routing', { text: BOOK, headers: yaml })
  equal(responder.status, 403)
})

test('a signal tells which rule decided, and its incident what that proposes', async () => {
  await fire({ alertname: 'Noise', host: 'a' })
  await fire({ alertname: 'Card', service: 'payments' })
  const noise = await routed('Noise', 'dropped')
  deepEqual([at(noise, 'route', 'rules'), noise['incident']], [['noise'], null])
  const card = await routed('Card', 'opened')
  deepEqual([at(card, 'route', 'severity'), at(card, 'route', 'type')], ['bad', 'breach'])
  const incident = (await ana('GET', `/api/incidents/${String(card['incident'])}`)).body
  deepEqual(at(incident, 'proposed_by_rule'), { rule: 'money', severity: 'bad', type: 'breach' })
})

test('a changed book is tried on what has been, beside what did happen', async () => {
  const trial = (await send('/api/routing/try?days=2', 'rules: [{id: all, do: hold}]')).body
  deepEqual(
    [
      at(trial, 'looked_at'),
      at(trial, 'did', 'opened'),
      at(trial, 'did', 'dropped'),
      at(trial, 'would', 'held'),
    ],
    [2, 1, 1, 2],
  )
  equal(at(trial, 'signals', 0, 'differs'), true)
  deepEqual(at(trial, 'rules'), [{ id: 'all', signals: 2 }])
  equal((await ana('GET', '/api/routing')).body['version'], 1)
})

test('a pasted payload tells which rule decides, and why', async () => {
  const payload = { labels: { alertname: 'X', service: 'payments', severity: 'critical' } }
  const told = (await ana('POST', '/api/routing/explain', { body: { payload } })).body
  deepEqual([told['rules'], told['does'], told['severity']], [['money'], 'open', 'bad'])
  deepEqual(
    [at(told, 'asked', 0, 'id'), at(told, 'asked', 0, 'holds'), at(told, 'asked', 0, 'why', 'saw')],
    ['noise', false, ['"X"']],
  )
  const changed = {
    payload,
    source: 'rules: [{id: mine, when: {field: payload.labels.service, like: "pay*"}, do: hold}]',
  }
  equal((await ana('POST', '/api/routing/explain', { body: changed })).body['does'], 'hold')
})

test('maintenance is begun and ended for one signal, and Alertmanager’s clients see it', async () => {
  const card = await routed('Card', 'opened')
  const begun = await ana('POST', '/api/routing/maintenance', {
    body: { title: 'New terminals', signal: card['key'], minutes: 60 },
  })
  equal(begun.status, 201, begun.text)
  const now = (await ana('GET', '/api/routing')).body
  match(String(now['source']), /^# What wakes nobody\.$/m)
  deepEqual(
    [
      at(now, 'maintenance', 0, 'title'),
      at(now, 'maintenance', 0, 'on'),
      at(now, 'maintenance', 0, 'by'),
    ],
    ['New terminals', true, 'ana'],
  )
  const other = await ana('POST', '/api/routing/maintenance', {
    body: { title: 'Racks', field: 'labels.rack', value: 'r*', minutes: 5 },
  })
  equal(other.status, 201, other.text)
  await fire({ alertname: 'Fan', rack: 'r7' })
  const fan = await routed('Fan', 'quiet')
  equal(at(fan, 'route', 'quiet', 'title'), 'Racks')
  for (;;) {
    const [alert] = JSON.parse(
      (await machine('GET', '/in/alertmanager/api/v2/alerts?filter=alertname=Fan')).text,
    ) as readonly Fields[]
    if (at(alert, 'status', 'state') === 'suppressed') {
      equal((at(alert, 'status', 'mutedBy') as readonly string[]).length, 1)
      break
    }
    await setImmediate()
  }
  const id = String(at((await ana('GET', '/api/routing')).body, 'maintenance', 1, 'id'))
  equal((await ana('POST', `/api/routing/maintenance/${id}/end`, { body: {} })).status, 201)
  const fired = await routed('Fan', 'joined').catch(() => undefined)
  ok(fired !== undefined)
  equal((await ana('POST', '/api/routing/maintenance/none/end', { body: {} })).status, 404)
})
