import assert from 'node:assert/strict'
import { test } from 'node:test'

import { proposeSeverity } from '#/core/plan/propose.ts'
import type { Answer, Plan, Severity } from '#/core/plan/plan.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { own, undeclared } from '#/core/incident/incident.ts'
import { instant } from '#/core/time.ts'
import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

test('C1.1 a critical incident wants a response within 15 minutes of the detection', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: after 4m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Files renamed}}
  - {at: 6m, as: commander, do: classify, severity: P0, type: data-breach}
`)
  const response = played.obligation('respond-critical')
  assert.deepEqual(
    [response.from, response.due, response.met_at, response.standing],
    ['2026-03-02T10:00:00.000Z', '2026-03-02T10:15:00.000Z', '2026-03-02T10:04:00.000Z', 'met'],
  )
  assert.deepEqual(response.cites, ['C1.1'])
})

test('C1.1 a response after 20 minutes is late for ever', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: never}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Files renamed}}
  - {at: 20m, as: commander, do: classify, severity: P0, type: data-breach}
`)
  assert.equal(played.obligation('respond-critical').standing, 'met-late')
})

test('C1.1 an incident that is raised to critical in hour three has 15 minutes from there', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: after 4m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Odd queries}}
  - {at: 10m, as: commander, do: classify, severity: P2, type: unauthorized-access}
  - {at: 3h, as: commander, do: classify, severity: P0, reason: It is worse}
`)
  const response = played.obligation('respond-critical')
  assert.deepEqual([response.due, response.standing], ['2026-03-02T13:15:00.000Z', 'met'])
  assert.deepEqual(
    played.events('obligation-missed').filter(event => event.obligation === 'respond-critical'),
    [],
  )
})

for (const [clause, severity, obligation, due] of [
  ['C1.2', 'P1', 'respond-high', '2026-03-02T11:00:00.000Z'],
  ['C1.3', 'P2', 'respond-medium', '2026-03-02T14:00:00.000Z'],
  ['C1.4', 'P3', 'respond-low', '2026-03-03T10:00:00.000Z'],
] as const)
  for (const [answered, standing] of [
    ['after 4m', 'met'],
    ['never', 'met-late'],
  ] as const)
    clockTest(clause, { severity, obligation, due, answered, standing })

type ClockCase = {
  readonly severity: string
  readonly obligation: string
  readonly due: string
  readonly answered: string
  readonly standing: string
}

function clockTest(clause: string, { severity, obligation, due, answered, standing }: ClockCase) {
  test(`${clause} the response to ${severity} is due at ${due}, and ${standing} when pages are answered ${answered}`, () => {
    const played = play(`
plan: creditnexus
starts: 2026-03-02T10:00:00Z
people: {answer_pages: ${answered}}
steps:
  - {at: 0m, signal: {source: automated-scan, title: A finding}}
  - {at: 25h, as: commander, do: classify, severity: ${severity}, type: vulnerability}
`)
    const response = played.obligation(obligation)
    assert.deepEqual([response.due, response.standing, response.cites], [due, standing, [clause]])
  })
}

test('C1.1 the definition and its four examples are shown, and so are those of C1.2, C1.3 and C1.4', () => {
  const shown = plan.severities.map(({ id, means, examples }) => [
    id,
    means !== '',
    examples.length,
  ])
  assert.deepEqual(shown, [
    ['P0', true, 4],
    ['P1', true, 4],
    ['P2', true, 3],
    ['P3', true, 3],
  ])
})

/** Every question of triage with its mildest answer. */
const CALM: Readonly<Record<string, Answer>> = {
  intrusion: 'none',
  'data-loss': 'none',
  ransomware: 'no',
  credentials: 'no',
  service: 'working',
  vulnerability: 'none',
  configuration: 'sound',
}

function proposed(answers: Readonly<Record<string, Answer>>): Severity | undefined {
  const incident = undeclared('INC-1')
  for (const [fact, answer] of Object.entries(answers))
    own(incident, 'answers').set(fact, { answer, at: instant('2026-03-02T10:00:00Z'), by: 'cto' })
  return proposeSeverity(plan, viewOf(plan, incident, instant('2026-03-02T10:00:00Z')))?.severity
}

const EXAMPLES: readonly (readonly [
  clause: string,
  example: string,
  severity: string,
  answers: Readonly<Record<string, Answer>>,
])[] = [
  ['C1.1', 'someone inside the production database', 'P0', { intrusion: 'confirmed' }],
  ['C1.1', 'a breach with confirmed loss of data', 'P0', { 'data-loss': 'confirmed' }],
  ['C1.1', 'the whole application down', 'P0', { service: 'all-down' }],
  ['C1.1', 'ransomware', 'P0', { ransomware: 'yes' }],
  ['C1.2', 'unauthorized access suspected', 'P1', { intrusion: 'suspected' }],
  ['C1.2', 'features that matter down', 'P1', { service: 'important-feature-down' }],
  ['C1.2', 'a critical vulnerability in production', 'P1', { vulnerability: 'critical' }],
  ['C1.2', 'credentials compromised', 'P1', { credentials: 'yes' }],
  ['C1.3', 'a security setting wrong', 'P2', { configuration: 'security-misconfigured' }],
  ['C1.3', 'a small feature down', 'P2', { service: 'small-feature-down' }],
  ['C1.3', 'a medium vulnerability in a dependency', 'P2', { vulnerability: 'medium' }],
  ['C1.4', 'a low vulnerability', 'P3', { vulnerability: 'low' }],
  ['C1.4', 'a small issue in a configuration', 'P3', { configuration: 'small-issue' }],
  ['C1.4', 'a finding for information', 'P3', { vulnerability: 'informational' }],
]
for (const [clause, example, severity, answers] of EXAMPLES)
  test(`${clause} ${example} is proposed as ${severity}, with the clause as its reason`, () => {
    const found = proposed({ ...CALM, ...answers })
    assert.deepEqual([found?.id, found?.cite], [severity, [clause]])
  })

test('C1.4 silence never makes it low: while a question is open, only a worse level can be proposed', () => {
  for (const fact of Object.keys(CALM)) {
    const { [fact]: _, ...others } = CALM
    assert.equal(proposed(others), undefined, `without an answer to ${fact}`)
  }
})

test('C1.1 every combination of answers proposes a level', () => {
  let combinations = 0
  for (const answers of everyCombination(plan)) {
    assert.notEqual(proposed(answers), undefined, JSON.stringify(answers))
    combinations++
  }
  assert.equal(combinations, 3 * 3 * 2 * 2 * 4 * 6 * 3)
})

function everyCombination({ facts }: Plan): readonly Readonly<Record<string, Answer>>[] {
  return Object.keys(CALM).reduce<readonly Readonly<Record<string, Answer>>[]>(
    (found, id) => {
      const fact = facts.find(it => it.id === id)
      const answers = fact?.kind === 'choice' ? fact.choices : ['yes', 'no']
      return found.flatMap(before => answers.map(answer => ({ ...before, [id]: answer })))
    },
    [{}],
  )
}
