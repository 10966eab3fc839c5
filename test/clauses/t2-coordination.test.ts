import assert from 'node:assert/strict'
import { test } from 'node:test'

import { proposeSeverity } from '#/core/plan/propose.ts'
import { own, undeclared } from '#/core/incident/incident.ts'
import { viewOf } from '#/core/obligation/view.ts'
import type { Answer } from '#/core/plan/plan.ts'
import { instant } from '#/core/time.ts'
import { bundledPlan, play, ruleOf } from './play.ts'

const plan = bundledPlan('tiered')

test('T2.1 whoever is on call is paged to judge it; without an answer the next person is', () => {
  const played = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {on-call-1: never, answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: person, title: Odd tokens}}
  - {at: 9m, as: on-call-2, do: classify, severity: tier-2, type: security}
until: 10m
`)
  const pages = played.events('page-sent').filter(page => page.cites.includes('T2.1'))
  assert.deepEqual(
    pages.map(({ at, person }) => [at, person]),
    [
      ['2026-03-02T03:00:00.000Z', 'on-call-1'],
      ['2026-03-02T03:05:00.000Z', 'on-call-2'],
    ],
  )
  assert.equal(played.obligation('page-on-call').met_at, '2026-03-02T03:06:00.000Z')
  const judged = played.obligation('judge-severity')
  assert.deepEqual([judged.standing, judged.by], ['met', 'on-call'])
})

test('T2.1 when nobody on the rota answers, the technical leadership is woken', () => {
  const played = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: never, technical-leadership: after 2m}
steps:
  - {at: 0m, signal: {source: person, title: Odd tokens}}
until: 2h
`)
  assert.deepEqual(
    played.events('escalated').map(({ at, level, cause, people }) => [at, level, cause, people]),
    [['2026-03-02T03:30:00.000Z', 1, 'silence', ['technical-leadership']]],
  )
  assert.equal(played.events('page-acknowledged')[0]?.person, 'technical-leadership')
})

type Answers = Readonly<Record<string, Answer>>

function proposed(answers: Answers, type?: string) {
  const incident = undeclared('INC-1')
  for (const [fact, answer] of Object.entries(answers))
    own(incident, 'answers').set(fact, {
      answer,
      at: instant('2026-03-02T03:00:00Z'),
      by: 'on-call-1',
    })
  incident.type = type
  return proposeSeverity(plan, viewOf(plan, incident, instant('2026-03-02T03:00:00Z')))?.severity
}

const CALM: Answers = {
  'security-related': 'no',
  vulnerability: 'none',
  outage: 'nothing',
  reach: 'nobody',
}

const CASES: readonly (readonly [clause: string, what: string, tier: string, answers: Answers])[] =
  [
    ['T2.2', 'a global outage', 'tier-1', { outage: 'critical', reach: 'everyone' }],
    [
      'T2.2',
      'a disruption that everyone feels',
      'tier-1',
      { outage: 'not-critical', reach: 'everyone' },
    ],
    ['T2.2', 'a global vulnerability', 'tier-1', { vulnerability: 'global' }],
    ['T2.3', 'any security incident', 'tier-2', { 'security-related': 'yes' }],
    [
      'T2.3',
      'an outage for a large group',
      'tier-2',
      { outage: 'not-critical', reach: 'large-group' },
    ],
    [
      'T2.3',
      'an outage of a critical service',
      'tier-2',
      { outage: 'critical', reach: 'small-group' },
    ],
    [
      'T2.4',
      'an outage of what is not critical',
      'tier-3',
      { outage: 'not-critical', reach: 'nobody' },
    ],
    [
      'T2.4',
      'an outage for a small group',
      'tier-3',
      { outage: 'not-critical', reach: 'small-group' },
    ],
    ['T2.4', 'high latency, even for everyone', 'tier-3', { reach: 'everyone' }],
    ['T2.4', 'an inconvenience', 'tier-3', { reach: 'large-group' }],
  ]
for (const [clause, what, tier, answers] of CASES)
  test(`${clause} ${what} is proposed as ${tier}, with the clause as its reason`, () => {
    const found = proposed({ ...CALM, ...answers })
    assert.deepEqual([found?.id, found?.cite], [tier, [clause]])
  })

test('T2.4 every combination of answers proposes a tier', () => {
  let combinations = 0
  for (const security of ['yes', 'no'])
    for (const vulnerability of ['none', 'limited', 'global'])
      for (const outage of ['nothing', 'not-critical', 'critical'])
        for (const reach of ['nobody', 'small-group', 'large-group', 'everyone']) {
          const answers = { 'security-related': security, vulnerability, outage, reach }
          assert.notEqual(proposed(answers), undefined, JSON.stringify(answers))
          combinations++
        }
  assert.equal(combinations, 72)
})

test('T2.3 a security type is never proposed below tier 2, whatever the answers', () => {
  for (const type of plan.types.filter(it => it.security))
    assert.equal(proposed(CALM, type.id)?.id, 'tier-2', type.id)
})

test('T2.3 a security type cannot be given tier 3', () => {
  const played = play(
    `
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: person, title: Odd tokens}}
  - {at: 2m, as: on-call, do: classify, severity: tier-3, type: security}
  - {at: 3m, as: on-call, do: classify, severity: tier-2, type: security}
until: 1h
`,
    { refusals: true },
  )
  assert.deepEqual(
    played.refused.map(({ code, detail }) => [code, detail.floor, detail.cites]),
    [['below-floor', 'tier-2', ['T2.3']]],
  )
  assert.equal(played.incident.severity, 'tier-2')
})

test('T2.5 declassifying ends the incident with its reason, and an issue of medium priority is filed and linked', () => {
  assert.deepEqual(ruleOf(plan, 'file-declassified').act, {
    do: 'file',
    tracker: 'github',
    priority: 'medium',
  })
  const played = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: automatic-detection, title: One check failed once}}
  - {at: 10m, as: on-call, do: declassify, reason: A planned restart}
  - {at: 20m, as: on-call, do: complete, obligation: file-declassified, url: "https://tracker.example/881"}
until: 1h
`)
  assert.equal(played.incident.status, 'declassified')
  assert.equal(played.events('declassified')[0]?.reason, 'A planned restart')
  const filed = played.events('obligation-met').find(it => it.obligation === 'file-declassified')
  assert.deepEqual([filed?.by, filed?.url], ['on-call-1', 'https://tracker.example/881'])
  assert.equal(played.obligation('judge-severity').standing, 'met')
})

test('T2.5 the issue is owed by whoever is on call until it is filed, though the incident has ended', () => {
  const played = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: automatic-detection, title: One check failed once}}
  - {at: 10m, as: on-call, do: declassify, reason: A planned restart}
until: 1h
`)
  assert.deepEqual(
    played.obligations.filter(it => it.standing === 'open').map(({ id, by }) => [id, by]),
    [['file-declassified', 'on-call']],
  )
})

test('T2.6 classification calls in the responders and opens the investigation', () => {
  const played = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: person, title: Odd tokens}}
  - {at: 4m, as: on-call, do: classify, severity: tier-2, type: security}
until: 1h
`)
  const called = played.events('page-sent').filter(page => page.cites.includes('T2.6'))
  assert.deepEqual(
    called.map(({ at, person }) => [at, person]),
    [
      ['2026-03-02T03:04:00.000Z', 'engineer'],
      ['2026-03-02T03:04:00.000Z', 'second-engineer'],
    ],
  )
  assert.deepEqual(
    played.events('stage-began').map(({ at, by, stage }) => [at, by, stage]),
    [
      ['2026-03-02T03:00:00.000Z', 'tocsin', 'triage'],
      ['2026-03-02T03:04:00.000Z', 'tocsin', 'investigate'],
    ],
  )
  assert.equal(played.obligation('call-in-engineers').standing, 'met')
})
