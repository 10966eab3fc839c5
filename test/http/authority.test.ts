// Who may do what, over the API: what is asked for, approved, decided, assessed, and split in two.
import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { importPlan } from '#/app/plans/plans.ts'
import { at, list, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const bo = await api.responder('bo')
const cleo = await api.responder('cleo')

const PLAN = `
plan: rights
title: Rights
version: "1"
severities: {bad: {title: Bad, propose: {fact: {down: yes}}}}
classifications: {major: {in-doubt: higher, levels: {major: {title: Major, propose: {fact: {down: yes}}}, minor: {title: Minor}}}}
types: {outage: {title: Outage}}
facts: {down: {ask: Is it down?, by: lead}, bad-day: {ask: Is it a bad day?, is: {fact: {down: yes}}}}
positions: {chief: {title: Chief}, engineer: {title: Engineer}}
groups: {board: {title: Board}}
roles: {lead: {title: Lead, holders: [chief, engineer]}}
decisions: {stop: {title: Stop, approve: {by: [chief, board], least: 2, lasts: 4h}}}
obligations:
  - {id: isolate, title: Isolate, do: task, by: lead, approve: {by: board, break-glass: lead}}
gates: {never: {title: Never, before: ["do:isolate"], when: {type: outage}, until: {fact: {bad-day: yes}}}}
`
const imported = await importPlan(api.shell, PLAN, { by: 'test' })
if ('mistakes' in imported) throw new Error(JSON.stringify(imported.mistakes))

async function declare(body: object = {}): Promise<string> {
  const answer = await ana('POST', '/api/incidents', {
    body: { title: 'Broken', plan: 'rights', ...body },
  })
  equal(answer.status, 201, answer.text)
  return String(answer.body['id'])
}

test('what is asked for, approved and decided shows with whose word it has', async () => {
  const path = `/api/incidents/${await declare()}`
  equal((await ana('POST', `${path}/ask-approval`, { body: { decision: 'stop' } })).status, 200)
  equal((await ana('POST', `${path}/approve`, { body: { decision: 'stop' } })).status, 200)
  const early = await ana('POST', `${path}/take-decision`, { body: { decision: 'stop' } })
  deepEqual(
    [early.status, early.body['code'], at(early.body, 'about', 'roles')],
    [409, 'approval-missing', ['board']],
  )
  equal((await cleo('POST', `${path}/approve`, { body: { decision: 'stop' } })).status, 200)
  equal((await ana('POST', `${path}/take-decision`, { body: { decision: 'stop' } })).status, 200)
  const shown = (await bo('GET', path)).body
  deepEqual(
    [at(shown, 'decisions', 0, 'decision'), at(shown, 'decisions', 0, 'by')],
    ['stop', 'ana'],
  )
  deepEqual(
    [at(shown, 'approvals', 0, 'decision'), at(shown, 'approvals', 0, 'asked', 'of')],
    ['stop', ['chief', 'board']],
  )
  deepEqual(
    [at(shown, 'approvals', 0, 'given', 0, 'by'), at(shown, 'approvals', 0, 'given', 1, 'by')],
    ['ana', 'cleo'],
  )
})

test('who may not approve is told whose word is wanted', async () => {
  const path = `/api/incidents/${await declare()}`
  const answer = await bo('POST', `${path}/approve`, { body: { decision: 'stop' } })
  deepEqual(
    [answer.status, answer.body['code'], at(answer.body, 'about', 'roles')],
    [403, 'approval-not-yours', ['chief', 'board']],
  )
})

test('a classification is proposed with its reason, and assessed', async () => {
  const path = `/api/incidents/${await declare()}`
  const doubted = (await ana('GET', `${path}/proposal`)).body
  deepEqual(
    [
      at(doubted, 'classifications', 0, 'proposed', 'level'),
      at(doubted, 'classifications', 0, 'proposed', 'in_doubt'),
      at(doubted, 'classifications', 0, 'level'),
    ],
    ['major', true, null],
  )
  await ana('POST', `${path}/answer`, { body: { fact: 'down', value: true } })
  equal(
    at((await ana('GET', `${path}/proposal`)).body, 'classifications', 0, 'proposed', 'in_doubt'),
    false,
  )
  const body = { classification: 'major', level: 'major' }
  equal((await ana('POST', `${path}/assess`, { body })).status, 200)
  equal(at((await ana('GET', path)).body, 'assessments', 0, 'level'), 'major')
})

test('a gate tells its steps, what it waits for, and that nobody may waive it', async () => {
  const path = `/api/incidents/${await declare()}`
  const [gate] = list(await ana('GET', `${path}/gates`), 'gates')
  deepEqual(
    [gate?.['before'], gate?.['waivable_by'], gate?.['open']],
    [['do:isolate'], null, ['until', 'fact:down']],
  )
})

test('a split shows on both sides, and what few may see of the whole no more may see of the part', async () => {
  const whole = await declare()
  await ana('POST', `/api/incidents/${whole}/restrict`, { body: { to: ['ana'], label: 'TLP:RED' } })
  const part = await declare({ 'from-incident': whole })
  equal((await ana('GET', `/api/incidents/${part}`)).body['split_from'], whole)
  deepEqual((await ana('GET', `/api/incidents/${whole}`)).body['split_off'], [part])
  equal((await bo('GET', `/api/incidents/${part}`)).status, 404)
  equal((await ana('GET', `/api/incidents/${part}`)).body['label'], 'TLP:RED')
})
