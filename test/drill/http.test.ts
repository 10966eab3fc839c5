// A drill on a real server: what whoever watches it sees, and what they may do in it.
import { equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { importPlan } from '#/app/plans/plans.ts'
import { at, list, startApi } from '../http/api.ts'
import type { Answer } from '../http/api.ts'
import { openStream } from '../http/stream.ts'
import { SCENARIOS } from './kit.ts'

const api = await startApi({ scenarios: SCENARIOS })
const source = readFileSync(new URL('../../plans/creditnexus.yaml', import.meta.url), 'utf8')
ok('hash' in (await importPlan(api.shell, source, { by: 'tocsin' })))
const ana = await api.responder('ana')
const secret = await api.secretOf(['incident:read'])

async function start(scenario: string) {
  const begun = await ana('POST', '/api/drills', { body: { scenario } })
  equal(begun.status, 201, begun.text)
  return { id: String(begun.body['id']), incident: String(at(begun.body, 'incident', 'id')) }
}

const pace = (id: string, body: object) => ana('POST', `/api/drills/${id}/pace`, { body })

test('what is offered says what it is and how long it takes', async () => {
  const listed = await ana('GET', '/api/scenarios')
  // Those of plans that are not kept here are left out.
  ok(list(listed, 'scenarios').every(it => at(it, 'plan', 'id') === 'creditnexus'))
  const [first] = list(listed, 'scenarios')
  equal(first?.['id'], 'data-breach-to-close')
  ok(Number(first?.['lasts_ms']) > 3 * 86_400_000)
  ok(Number(first?.['watched_ms']) < 130_000)
})

test('a drill is seen event by event with its own time, in the room and on the board, and can be ended', async () => {
  const board = await openStream(api, '/api/live', secret)
  await board.next(({ name }) => name === 'ready')
  const { id, incident } = await start('small-outage')
  const room = await openStream(api, `/api/incidents/${incident}/live`, secret)
  const line = await board.next(({ data }) => at(data, 'drill') === id)
  equal(at(line.data, 'exercise'), true)
  equal((await pace(id, { speed: 16 })).status, 200)
  await room.next(({ name, data }) => name === 'clock' && Number(at(data, 'factor')) > 100)
  await room.next(({ data }) => at(data, 'type') === 'page-acknowledged')
  const shown = await ana('GET', `/api/incidents/${incident}`)
  equal(shown.body['drill'], id)
  ok(String(at(shown.body, 'clock', 'at')) < '2026-03')
  const agenda = await ana('GET', `/api/incidents/${incident}/obligations`)
  ok(String(agenda.body['at']) < '2026-03')
  const stopped = await ana('POST', `/api/drills/${id}/stop`)
  equal(stopped.body['state'], 'stopped')
  await board.next(({ data }) => at(data, 'drill') === id && at(data, 'open') === false)
  equal((await ana('POST', `/api/drills/${id}/stop`)).body['code'], 'drill-ended')
  equal((await pace('drill-none', { step: true })).body['code'], 'drill-unknown')
  const over = await ana('POST', `/api/incidents/${incident}/note`, { body: { text: 'Late' } })
  equal(over.body['code'], 'drill-over')
  room.leave()
  board.leave()
})

test('whoever takes part gives commands as one of the cast: as whom it is asked of, or as whom they say', async () => {
  const { id, incident } = await start('data-breach-to-close')
  await pace(id, { state: 'paused' })
  const give = (command: string, body: object, as = '') =>
    ana('POST', `/api/incidents/${incident}/${command}${as}`, { body })
  const by = (answer: Answer, type: string) =>
    list(answer, 'events').find(event => event['type'] === type)?.['by']
  const noted = await give('note', { text: 'We look at it' })
  equal(by(noted, 'noted'), 'cto', noted.text)
  const answered = await give('answer', { fact: 'personal-data', value: 'yes' })
  equal(by(answered, 'answered'), 'security-team', answered.text)
  const said = await give('note', { text: 'As I am asked' }, '?as=technical-lead')
  equal(by(said, 'noted'), 'senior-developer', said.text)
  const taken = await give('assign', { role: 'security-lead', person: 'ana' })
  equal(by(taken, 'role-assigned'), 'security-team', taken.text)
  equal((await give('note', { text: 'Who?' }, '?as=nobody')).body['code'], 'person-unknown')
  const { body } = await ana('GET', `/api/drills/${id}`)
  equal(body['state'], 'paused')
  ok(list(await ana('GET', `/api/drills/${id}/cast`), 'people').length > 5)
  await ana('POST', `/api/drills/${id}/stop`)
})

test('in an incident that is none of a drill nobody speaks for another', async () => {
  const declared = await ana('POST', '/api/incidents', {
    body: { title: 'Real', source: 'person' },
  })
  const path = `/api/incidents/${String(declared.body['id'])}/note`
  const said = await ana('POST', `${path}?as=bo`, { body: { text: 'As bo' } })
  equal(said.body['code'], 'acting-not-allowed')
  equal((await ana('GET', `/api/incidents/${String(declared.body['id'])}`)).body['clock'], null)
})

test('observers watch and do not steer', async () => {
  const observer = await api.client(['incident:read'])
  equal((await observer('GET', '/api/scenarios')).status, 200)
  equal((await observer('POST', '/api/drills', { body: { scenario: 'small-outage' } })).status, 403)
})
