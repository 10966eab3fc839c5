import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

function incident(severity: string, type: string, more = '', until = '2h', answers = 'after 1m') {
  return play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: ${answers}}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
  - {at: 2m, as: commander, do: classify, severity: ${severity}, type: ${type}}
${more}
until: ${until}
`)
}

test('C7.1 the ladder has four levels: commander, executives, board, outside advisers', () => {
  assert.deepEqual(
    plan.levels.map(({ level, members, cite }) => [level, members, cite]),
    [
      [1, ['commander'], ['C7.1']],
      [2, ['ceo', 'cto'], ['C7.1']],
      [3, ['board'], ['C7.1']],
      [4, ['legal', 'public-relations', 'regulatory-affairs'], ['C7.1']],
    ],
  )
})

test('C7.1 silence climbs the ladder: the log shows who was asked, for how long, and who answered', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: never, ceo: after 2m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
until: 1h
`)
  const [silent] = played.events('page-ended')
  assert.deepEqual(
    [silent?.at, silent?.page, silent?.cause],
    ['2026-03-02T03:12:00.000Z', 'page-commander/commander', 'unanswered'],
  )
  assert.deepEqual(
    played.events('escalated').map(({ at, level, cause, people }) => [at, level, cause, people]),
    [['2026-03-02T03:12:00.000Z', 2, 'silence', ['ceo', 'cto']]],
  )
  const answered = played.events('page-acknowledged')
  assert.deepEqual(
    answered.map(({ at, person }) => [at, person]),
    [['2026-03-02T03:14:00.000Z', 'ceo']],
  )
})

test('C7.1 the board is reached by silence in a critical incident, and by no other', () => {
  const levels = (severity: string) => [
    ...incident(severity, 'outage', '', '3h', 'never').incident.levels.keys(),
  ]
  assert.deepEqual(levels('P0').includes(3), true)
  assert.deepEqual(levels('P1').includes(3), false)
})

test('C7.1 silence never reaches the outside: that takes a fact', () => {
  assert.equal(incident('P0', 'outage', '', '3h', 'never').incident.levels.has(4), false)
})

test('C7.2 a critical incident reaches the executives in the same instant', () => {
  const played = incident('P0', 'outage')
  assert.deepEqual(
    played.events('escalated').map(({ at, level, cause }) => [at, level, cause]),
    [['2026-03-02T03:02:00.000Z', 2, 'escalate-critical']],
  )
  assert.deepEqual(played.reachedFor('C7.2', 'page'), ['ceo', 'cto'])
  assert.equal(incident('P1', 'outage', '', '30m').incident.levels.has(2), false)
})

test('C7.3 a data breach reaches the executives by itself when the hour ends', () => {
  const played = incident('P2', 'data-breach')
  const [escalated] = played.events('escalated')
  assert.deepEqual(
    [escalated?.at, escalated?.level, escalated?.cause],
    ['2026-03-02T04:02:00.000Z', 2, 'escalate-breach'],
  )
  assert.equal(played.obligation('escalate-breach').standing, 'met')
})

test('C7.3 within the hour the commander may decide it earlier', () => {
  const played = incident(
    'P2',
    'data-breach',
    '  - {at: 20m, as: commander, do: escalate, level: 2, reason: Many customers}',
  )
  assert.deepEqual(
    played.events('escalated').map(({ at, cause, reason }) => [at, cause, reason]),
    [['2026-03-02T03:20:00.000Z', 'cto', 'Many customers']],
  )
  const met = played.obligation('escalate-breach')
  assert.deepEqual([met.met_at, met.standing], ['2026-03-02T03:20:00.000Z', 'met'])
})

test('C7.3 that the lawyers are told (level 4) does not stand for telling the executives', () => {
  const played = incident(
    'P2',
    'data-breach',
    '  - {at: 20m, as: security-lead, do: answer, fact: personal-data, value: yes}',
  )
  assert.equal(played.incident.levels.get(4)?.at, '2026-03-02T03:20:00.000Z')
  assert.equal(played.incident.levels.get(2)?.at, '2026-03-02T04:02:00.000Z')
})

for (const fact of ['personal-data', 'other-regulation'])
  test(`C7.4 level 4 is reached as soon as a regulation applies: ${fact}`, () => {
    const answered = (value: string) =>
      incident(
        'P2',
        'data-breach',
        `  - {at: 9m, as: commander, do: answer, fact: ${fact}, value: ${value}}`,
        '30m',
      )
    const yes = answered('yes')
    assert.deepEqual(
      yes.events('escalated').map(({ at, level, cause }) => [at, level, cause]),
      [['2026-03-02T03:09:00.000Z', 4, 'escalate-regulatory']],
    )
    assert.deepEqual(yes.reachedFor('C7.4', 'page'), [
      'legal',
      'public-relations',
      'regulatory-affairs',
    ])
    assert.equal(answered('no').incident.levels.has(4), false)
  })

test('C7.5 level 4 is reached as soon as the need for public disclosure is recorded', () => {
  const played = incident(
    'P1',
    'outage',
    '  - {at: 9m, as: commander, do: answer, fact: public-disclosure, value: yes}',
    '30m',
  )
  assert.deepEqual(
    played.events('escalated').map(({ at, level, cause }) => [at, level, cause]),
    [['2026-03-02T03:09:00.000Z', 4, 'escalate-disclosure']],
  )
})
