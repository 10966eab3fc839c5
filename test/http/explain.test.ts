// Why something is due when it is, as callers of the API see it.
import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')

async function declare(title: string): Promise<string> {
  const { body } = await ana('POST', '/api/incidents', { body: { title } })
  return `/api/incidents/${String(body['number'])}`
}

test('a promise is explained with its start on record and the counting', async () => {
  const path = await declare('Slow')
  const found = await ana('GET', `${path}/obligations/look`)
  equal(found.status, 200, found.text)
  equal(at(found.body, 'obligation', 'id'), 'look')
  deepEqual(at(found.body, 'obligation', 'owners'), ['ana'])
  const explanation = found.body['explanation']
  match(String(at(explanation, 'how', 0)), /^It counts from detection: /)
  match(String(at(explanation, 'how', 1)), /^The limit is 1 hour from /)
  equal(at(explanation, 'starts', 0, 'type'), 'declared')
  deepEqual(at(explanation, 'moved'), [])
})

test('a corrected start shows what was on record before, who corrected it and why, and the limit that was', async () => {
  const path = await declare('Found late')
  const before = await ana('GET', `${path}/obligations/look`)
  const due = at(before.body, 'obligation', 'due')
  const detected = String(at(before.body, 'obligation', 'from'))
  const earlier = new Date(Date.parse(detected) - 600_000).toISOString()
  const corrected = await ana('POST', `${path}/correct-moment`, {
    body: { moment: 'detected', when: earlier, reason: 'The log shows it' },
  })
  equal(corrected.status, 200, corrected.text)

  const found = await ana('GET', `${path}/obligations/look`)
  const { explanation, obligation } = found.body
  deepEqual(
    [at(explanation, 'starts', 1, 'when'), at(explanation, 'starts', 1, 'was')],
    [earlier, detected],
  )
  deepEqual(
    [at(explanation, 'starts', 1, 'by'), at(explanation, 'starts', 1, 'reason')],
    ['ana', 'The log shows it'],
  )
  deepEqual(at(explanation, 'moved', 0, 'was'), due)
  deepEqual(at(explanation, 'moved', 0, 'due'), at(obligation, 'due'))
  const agenda = list(await ana('GET', `${path}/obligations`), 'obligations')
  equal(agenda.find(it => it['id'] === 'look')?.['was'], due)
})

test('a promise that there is not is refused by its name', async () => {
  const path = await declare('Nothing')
  const refused = await ana('GET', `${path}/obligations/constructor`)
  deepEqual([refused.status, refused.body['code']], [404, 'obligation-unknown'])
})
