import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { report } from '#/core/exercise/report.ts'
import { standIns } from '#/core/exercise/stand-ins.ts'
import { at } from '../../../test/kit/given.ts'
import { HOME, HOUSE } from '../../../test/kit/house.ts'
import { play } from '../../../test/kit/play.ts'
import { plan } from '../../../test/kit/setting.ts'

const ALARM =
  '- {at: 0m, signal: {source: monitoring, title: Broken, systems: [web], severity: warning}}'

test('without a directory everyone is played by a stand-in, and two are on call', () => {
  const { people, positions, contacts } = standIns(HOUSE)
  deepEqual([...people.keys()], ['chief', 'engineer', 'owner', 'board', 'on-call-1', 'on-call-2'])
  deepEqual(positions.get('on-call'), ['on-call-1', 'on-call-2'])
  deepEqual(contacts.get('customers'), ['customers@outside.example'])
})

test('whoever is paged answers after the time that the script gives', () => {
  const played = play(HOUSE, `people: {answer_pages: after 2m}\nsteps:\n  ${ALARM}\nuntil: 30m\n`)
  deepEqual(
    played.eventsOf('page-acknowledged').map(event => [event.at, event.person]),
    [[at('09:02'), 'chief']],
  )
  equal(played.obligation('page-lead').standing, 'met')
})

test('whoever never answers is passed over, and silence climbs', () => {
  const played = play(
    HOUSE,
    `people: {answer_pages: never, engineer: after 1m}\nsteps:\n  ${ALARM}\nuntil: 30m\n`,
  )
  deepEqual(
    played.eventsOf('page-acknowledged').map(event => [event.at, event.person]),
    [[at('09:06'), 'engineer']],
  )
  const silent = play(HOUSE, `people: {answer_pages: never}\nsteps:\n  ${ALARM}\nuntil: 2h\n`)
  ok(silent.eventsOf('escalated').some(event => event.cause === 'silence'))
})

test('of what happens at one instant, people come before the clock: who acts in time is in time', () => {
  const played = play(
    HOUSE,
    `
    people: {answer_pages: never}
    steps:
      ${ALARM}
      - {at: 29m, as: lead, do: note, text: I look}
      - {at: 30m, as: lead, do: complete, obligation: look}
    until: 2h
    `.replace(/^ {4}/gm, ''),
  )
  equal(played.eventsOf('obligation-warned').length, 1)
  equal(played.obligation('look').standing, 'met')
})

test('a step names roles and positions for people, and whoever holds the role acts', () => {
  const played = play(
    HOUSE,
    `
    people: {answer_pages: never}
    steps:
      ${ALARM}
      - {at: 1m, as: engineer, do: assign, role: lead, person: engineer}
      - {at: 2m, as: lead, do: classify, severity: bad, type: outage}
      - {at: 3m, as: lead, do: call-in, person: owner}
    until: 10m
    `.replace(/^ {4}/gm, ''),
    { directory: HOME.directory },
  )
  deepEqual(
    played.eventsOf('classified').map(event => event.by),
    ['bo'],
  )
  deepEqual(
    played.eventsOf('person-called-in').map(event => event.person),
    ['odo'],
  )
})

test('a step that the plan refuses is told, and the time goes on all the same', () => {
  const played = play(
    HOUSE,
    `
    people: {answer_pages: never}
    steps:
      ${ALARM}
      - {at: 5m, as: owner, do: resolve, text: I say so}
      - {at: 6m, as: lead, do: complete, obligation: nothing}
      - {at: 7m, as: lead, do: escalate, level: high}
    until: 10m
    `.replace(/^ {4}/gm, ''),
    { refusals: true },
  )
  deepEqual(
    played.refused.map(({ at: when, do: what, code }) => [when, what, code]),
    [
      [at('09:05'), 'resolve', 'not-yours'],
      [at('09:06'), 'complete', 'obligation-unknown'],
      [at('09:07'), 'escalate', 'command-invalid'],
    ],
  )
  deepEqual(
    played.sentTo('engineer').map(sent => sent.at),
    [at('09:05')],
  )
})

test('further signals join, and a signal that is over says so', () => {
  const played = play(
    HOUSE,
    `
    people: {answer_pages: after 1m}
    steps:
      - {at: 0m, signal: {source: monitoring, title: Broken, key: s1}}
      - {at: 1m, signal: {source: monitoring, title: More, key: s2}}
      - {at: 2m, signal: {source: monitoring, title: More, key: s2, resolved: true}}
    until: 10m
    `.replace(/^ {4}/gm, ''),
  )
  deepEqual(
    [...played.incident.signals].map(([id, { resolved }]) => [id, resolved]),
    [
      ['s1', false],
      ['s2', true],
    ],
  )
})

test('a play without any signal or declaration comes to nothing, and says which steps had no incident', () => {
  const played = play(
    HOUSE,
    'steps:\n  - {at: 1m, as: lead, do: note, text: Hello}\nuntil: 10m\n',
    { refusals: true },
  )
  deepEqual([played.events.length, played.refused.map(it => it.code)], [0, ['incident-unknown']])
})

test('the report is plain JSON, and says of each message over which channel it went', () => {
  const played = play(HOUSE, `steps:\n  ${ALARM}\nuntil: 2h\n`)
  const shown = report(played)
  deepEqual(
    JSON.parse(JSON.stringify(shown.log)),
    JSON.parse(
      JSON.stringify(played.events.map((event, index) => ({ version: index + 1, ...event }))),
    ),
  )
  ok(shown.sent.every(sent => sent.channel === 'email'))
  deepEqual(
    shown.measures.map(({ id, state, ms, onTarget }) => ({ id, state, ms, onTarget })),
    [{ id: 'mtta', state: 'recorded', ms: 240_000, onTarget: undefined }],
  )
})

test('a plan in which everyone is silent for days still comes to its end', () => {
  const played = play(
    plan(
      'positions: {chief: {title: Chief}}\nroles: {lead: {title: Lead, holders: [chief]}}\nobligations: [{id: call, title: Call, do: page, to: lead, text: Hello}]',
    ),
    `people: {answer_pages: never}\nsteps:\n  ${ALARM}\nuntil: 7d\n`,
  )
  ok(played.events.length > 100)
})
