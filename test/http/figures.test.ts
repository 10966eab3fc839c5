// Figures over many incidents: what counts, for whom, and which incidents are behind a number.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { at, list, startApi } from './api.ts'
import type { Answer, Client } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.responder('bo')

async function declare(title: string, more: object = {}): Promise<string> {
  const { body, status, text } = await ana('POST', '/api/incidents', { body: { title, ...more } })
  equal(status, 201, text)
  return String(body['id'])
}

const smoke = await declare('Smoke', { source: 'monitoring' })
await ana('POST', `/api/incidents/${smoke}/acknowledge`)
await ana('POST', `/api/incidents/${smoke}/classify`, { body: { severity: 'bad', type: 'outage' } })
const noise = await declare('Noise')
await declare('Practice', { exercise: true })
const quiet = await declare('Quiet investigation', { source: 'person' })
await ana('POST', `/api/incidents/${quiet}/classify`, {
  body: { severity: 'mild', type: 'breach' },
})
equal(
  (await ana('POST', `/api/incidents/${quiet}/restrict`, { body: { to: ['ana'] } })).status,
  200,
)

const ids = (answer: Answer) => list(answer, 'incidents').map(({ id }) => id)
const overview = async (client: Client, query = '') => {
  const answer = await client('GET', `/api/figures${query}`)
  equal(answer.status, 200, answer.text)
  return answer
}

test('practice never counts, and what is restricted only for those who may see it', async () => {
  equal((await overview(ana)).body['incidents'], 3)
  equal((await overview(api.operator)).body['incidents'], 3)
  const seen = await overview(bo)
  equal(seen.body['incidents'], 2)
  deepEqual(at(seen.body, 'plans'), [{ id: 'house', incidents: 2 }])
  // Neither a choice nor a word betrays it.
  deepEqual(at(seen.body, 'occurs', 'severity'), ['bad', 'unclassified'])
  deepEqual(at(seen.body, 'occurs', 'type'), ['outage', 'unclassified'])
  deepEqual(ids(await bo('GET', '/api/figures/incidents')), [noise, smoke])
  deepEqual(ids(await bo('GET', '/api/figures/incidents?severity=mild')), [])
})

test('C12.3 a measure tells its states apart, and which incidents are behind each', async () => {
  const measure = at((await overview(ana)).body, 'measures', 0)
  deepEqual(
    [at(measure, 'id'), at(measure, 'states', 'recorded'), at(measure, 'states', 'pending')],
    ['mtta', 2, 1],
  )
  const path = '/api/figures/incidents?measure=mtta'
  deepEqual(ids(await ana('GET', `${path}&state=pending`)), [noise])
  deepEqual(ids(await ana('GET', `${path}&state=recorded`)), [quiet, smoke])
})

test('C12.5 filters hold for every figure', async () => {
  const { body } = await overview(ana, '?severity=bad')
  equal(body['incidents'], 1)
  deepEqual(at(body, 'frequency', 'source', 0, 'value'), 'monitoring')
  // What the filters offer does not shrink with what is filtered.
  deepEqual(at(body, 'occurs', 'severity'), ['bad', 'mild', 'unclassified'])
})

test('days before the first incident have none; a plan that is not kept is said to be unknown', async () => {
  equal((await overview(ana, '?from=2020-01-01&to=2020-12-31')).body['incidents'], 0)
  const unknown = await ana('GET', '/api/figures?plan=nothing')
  deepEqual([unknown.status, unknown.body['code']], [404, 'plan-unknown'])
  equal((await ana('GET', '/api/figures?from=yesterday')).status, 400)
})

test('what is recorded later is counted at once', async () => {
  const before = at((await overview(ana)).body, 'measures', 0, 'states', 'pending')
  await ana('POST', `/api/incidents/${noise}/acknowledge`)
  const after = at((await overview(ana)).body, 'measures', 0, 'states', 'pending')
  deepEqual([before, after], [1, 0])
  ok(!(await overview(bo)).text.includes('Quiet'))
})
