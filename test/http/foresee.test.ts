// What would come of a command is told before it is given, and nothing of it happens.
import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { importPlan } from '#/app/plans/plans.ts'
import { at, startApi } from './api.ts'

const api = await startApi()
const ana = await api.responder('ana')
const cleo = await api.responder('cleo')

const PLAN = `
plan: words
title: Words
version: "1"
severities: {bad: {title: Bad}, mild: {title: Mild}}
types: {outage: {title: Outage}}
positions: {chief: {title: Chief}, engineer: {title: Engineer}}
groups: {board: {title: Board}}
roles: {lead: {title: Lead, holders: [chief, engineer]}}
audiences: {clients: {title: Clients, outside: true, members: [customers]}, all: {title: All, members: [everyone]}}
templates:
  letter: {title: Letter, subject: "About {{title}}", body: Dear client, parts: {what: {title: What, draft: "{{title}}"}, next: What next}}
obligations:
  - {id: tell, title: Tell clients, do: notice, to: clients, template: letter, by: lead, approve: {by: [chief, board], least: 2}}
  - {id: look, title: Look at it, do: task, by: lead, when: {severity: bad}, from: classified, within: 1h}
gates: {looked: {title: Looked at, before: resolve, needs: [look], waivable-by: lead}}
`
const imported = await importPlan(api.shell, PLAN, { by: 'test' })
if ('mistakes' in imported) throw new Error(JSON.stringify(imported.mistakes))

async function declare(): Promise<string> {
  const body = { title: 'Broken', plan: 'words' }
  const answer = await ana('POST', '/api/incidents', { body })
  equal(answer.status, 201, answer.text)
  return `/api/incidents/${String(answer.body['id'])}`
}

async function foresee(path: string, command: string, body: object) {
  const answer = await ana('POST', `${path}/foresee`, { body: { do: command, body } })
  equal(answer.status, 200, answer.text)
  return answer.body
}

test('what a classification starts is shown, and nothing has happened', async () => {
  const path = await declare()
  const before = (await ana('GET', path)).body['version']
  const seen = await foresee(path, 'classify', { severity: 'bad', type: 'outage' })
  equal(seen['refused'], null)
  const started = (at(seen, 'changes') as readonly unknown[]).find(
    it => at(it, 'obligation') === 'look',
  )
  deepEqual([at(started, 'was'), at(started, 'standing')], ['armed', 'open'])
  equal((await ana('GET', path)).body['version'], before)
})

test('why something is refused is told before it is tried', async () => {
  const path = await declare()
  await ana('POST', `${path}/classify`, { body: { severity: 'bad', type: 'outage' } })
  const seen = await foresee(path, 'classify', { severity: 'mild' })
  equal(at(seen, 'refused', 'code'), 'reason-needed')
  const shut = await foresee(path, 'resolve', { text: 'Over' })
  deepEqual(
    [at(shut, 'refused', 'code'), at(shut, 'refused', 'about', 'open', 0)],
    ['gate-not-met', 'look'],
  )
})

test('a letter being written shows its parts, what is missing, whose word it lacks, and what never goes out', async () => {
  const path = await declare()
  const parts = { what: 'It broke' }
  const seen = await foresee(path, 'send-notice', { obligation: 'tell', parts })
  deepEqual(at(seen, 'writing', 'missing'), ['next'])
  deepEqual(at(seen, 'writing', 'parts', 0, 'draft'), 'Broken')
  match(String(at(seen, 'writing', 'text')), /Dear client[^]*It broke/)
  deepEqual(at(seen, 'approvals', 0, 'wanted'), ['chief', 'board'])
})

test('C4.7 two approve the very words: whoever is asked reads them on record, and other words want other approvals', async () => {
  const path = await declare()
  const parts = { what: 'It broke', next: 'We mend it' }
  const body = { obligation: 'tell', parts }
  equal((await ana('POST', `${path}/ask-approval`, { body })).status, 200)
  const asked = at((await cleo('GET', path)).body, 'approvals', 0, 'asked', 'parts')
  deepEqual(asked, parts)
  await ana('POST', `${path}/approve`, { body })
  equal((await cleo('POST', `${path}/approve`, { body: { ...body, parts: asked } })).status, 200)
  const ready = await foresee(path, 'send-notice', body)
  deepEqual([at(ready, 'approvals', 0, 'enough'), ready['refused'] === null], [true, true])
  const changed = { obligation: 'tell', parts: { ...parts, next: 'We hope' } }
  const other = await foresee(path, 'send-notice', changed)
  deepEqual(
    [at(other, 'refused', 'code'), at(other, 'approvals', 0, 'enough')],
    ['approval-missing', false],
  )
})

test('who would see it no more is named before it is restricted', async () => {
  const path = await declare()
  const seen = await foresee(path, 'restrict', { to: ['ana'] })
  const losing = at(seen, 'loses_sight') as readonly unknown[]
  deepEqual([losing.includes('cleo'), losing.includes('ana')], [true, false])
})
