import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play, ruleOf } from './play.ts'

const plan = bundledPlan('creditnexus')

const FIELDS = [
  'incident-id',
  'severity',
  'type',
  'detection-time',
  'reported-by',
  'affected-systems',
  'impact-users',
  'impact-data',
  'timeline',
  'resolution',
  'lessons',
]

test('C6.1 the ten fields are kept, impact in users and in data, and each is required', () => {
  const fields = plan.fields.filter(field => field.cite.includes('C6.1'))
  assert.deepEqual(
    fields.map(({ id, required }) => [id, required]),
    FIELDS.map(id => [id, true]),
  )
})

const RESOLVED = `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 2m, as: commander, do: classify, severity: P2, type: outage}
  - {at: 30m, as: commander, do: waive, gate: recovery-validated, reason: The provider has validated it}
  - {at: 1h, as: commander, do: resolve, text: Restarted}`

test('C6.1 closing waits for each field that is empty, and names it', () => {
  const played = play(`${RESOLVED}\n  - {at: 2h, as: commander, do: close}\nuntil: 3h\n`, {
    refusals: true,
  })
  const [refused] = played.refused
  const open = refused?.detail.open
  assert.equal(refused?.code, 'gate-not-met')
  assert.ok(Array.isArray(open))
  assert.deepEqual(
    open.filter(it => it.startsWith('field:')),
    ['affected-systems', 'impact-users', 'impact-data', 'lessons'].map(id => `field:${id}`),
  )
  assert.equal(played.incident.status, 'resolved')
})

for (const [clause, obligation, tracker] of [
  ['C6.2', 'file-issue', 'github'],
  ['C6.3', 'file-copy', 'internal-documentation'],
] as const)
  test(`${clause} the log is kept in ${tracker}, in the incident template, and linked`, () => {
    const { act, by, cite } = ruleOf(plan, obligation)
    assert.deepEqual([cite, by], [[clause], 'security-lead'])
    assert.deepEqual(act, { do: 'file', tracker, template: 'incident-record' })
    const open = play(`${RESOLVED}\nuntil: 2h\n`)
    assert.equal(open.obligation(obligation).standing, 'open')
    const filed = play(`${RESOLVED}
  - {at: 2h, as: security-lead, do: complete, obligation: ${obligation}, url: "https://log.example/17"}
until: 3h
`)
    const met = filed.events('obligation-met').find(it => it.obligation === obligation)
    assert.deepEqual([met?.by, met?.url], ['security-team', 'https://log.example/17'])
  })

test('C6.2 the template of the incident shows every one of the ten fields', () => {
  const template = plan.templates.find(it => it.id === 'incident-record')
  const shown = `${template?.subject}\n${template?.body}`
  for (const placeholder of [
    '{{id}}',
    '{{severity}}',
    '{{type}}',
    '{{detected}}',
    '{{field:reported-by}}',
    '{{systems}}',
    '{{field:impact-users}}',
    '{{field:impact-data}}',
    '{{field:timeline}}',
    '{{field:resolution}}',
    '{{field:lessons}}',
  ])
    assert.ok(shown.includes(placeholder), placeholder)
})
