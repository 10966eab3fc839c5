import { deepEqual, equal, ok, partialDeepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { standIns } from '#/core/exercise/stand-ins.ts'
import { after, construct, does, playOn, refusedOn } from './construct.ts'

/** The constructs of "People" in the list of what 41 plans of real organisations say. */

const takes = (role: string, person: string, at = '1m') =>
  does(at, person, `assign, role: ${role}, person: ${person}`)
const classify = (severity: string) =>
  does('2m', 'commander', `classify, severity: ${severity}, type: outage`)

test('named roles with duties', () => {
  deepEqual(
    construct('named-roles').roles.map(({ id, duties }) => [id, duties]),
    [
      ['commander', ['Decide', 'Coordinate']],
      ['speaker', ['Speak for us']],
    ],
  )
})

test('backup, deputy, alternate or order of succession; no acknowledgement -> next person', () => {
  const { eventsOf } = playOn(
    'named-roles',
    `people: {answer_pages: never}
steps: [{at: 0m, signal: {source: monitoring, title: It broke}}]
until: 25m`,
  )
  deepEqual(
    eventsOf('page-sent').map(({ at, person }) => [at.slice(11, 16), person]),
    [
      ['09:00', 'chief'],
      ['09:10', 'deputy'],
      ['09:20', 'board'],
    ],
  )
})

test('how long silence lasts may depend on the level', () => {
  const { eventsOf } = playOn(
    'named-roles',
    `people: {answer_pages: never}
steps:
  - {at: 0m, signal: {source: monitoring, title: It broke}}
  - {at: 1m, as: writer, do: classify, severity: P2, type: outage}
until: 45m`,
  )
  deepEqual(
    eventsOf('page-sent').map(({ at, person }) => [at.slice(11, 16), person]),
    [
      ['09:00', 'chief'],
      ['09:30', 'deputy'],
    ],
  )
})

test('who is activated depends on level', () => {
  const woken = (severity: string) => [
    ...new Set(
      after('named-roles', takes('commander', 'chief'), classify(severity) + ' until 3m')
        .eventsOf('page-sent')
        .map(({ party }) => party),
    ),
  ]
  deepEqual(woken('P2'), ['commander'])
  deepEqual(woken('P1'), ['commander', 'speaker'])
  deepEqual(woken('P0'), ['commander', 'speaker', 'board'])
})

/** Everyone of the plan, and the deputy has no training. */
function untrainedDeputy(name: string) {
  const directory = standIns(construct(name))
  const { trained: _none, ...deputy } = directory.people.get('deputy') ?? { id: '', name: '' }
  return { ...directory, people: new Map([...directory.people, ['deputy', deputy]]) }
}

test('training, clearance, rank or tooling prerequisites to hold a role', () => {
  const steps = (more: string) =>
    `people: {answer_pages: never}
steps:
  - {at: 0m, signal: {source: monitoring, title: It broke}}
  - {at: 1m, as: chief, do: assign, role: commander, person: deputy${more}}
until: 30m`
  const directory = untrainedDeputy('prerequisites')
  const refused = playOn('prerequisites', steps(''), { directory, refusals: true })
  deepEqual(
    refused.refused.map(({ code, detail }) => [code, detail['needs']]),
    [['training-missing', ['incident-command']]],
  )
  // Nor is anybody woken for it who may not take it.
  ok(refused.eventsOf('page-sent').every(({ person }) => person === 'chief'))
  const recorded = playOn('prerequisites', steps(', reason: Nobody else is awake'), { directory })
  partialDeepStrictEqual(recorded.eventsOf('role-assigned'), [
    { person: 'deputy', lacks: ['incident-command'], reason: 'Nobody else is awake' },
  ])
})

test('fatigue: maximum time in role, rest, return time', () => {
  const tired = after('fatigue', takes('commander', 'chief', '0m') + ' until 4h')
  partialDeepStrictEqual(tired.obligation('hand-over-commander#1'), {
    title: 'Hand over the role of Commander',
    due: '2026-03-02T12:00:00.000Z',
    standing: 'overdue',
  })
  const relieved = after(
    'fatigue',
    takes('commander', 'chief', '0m'),
    does('2h', 'chief', 'hand-over, role: commander, to: deputy'),
    does('2h', 'deputy', 'accept, role: commander') + ' until 4h',
  )
  equal(relieved.obligation('hand-over-commander#1').standing, 'met')
  equal(relieved.obligation('hand-over-commander#2').due, '2026-03-02T14:00:00.000Z')
  const back = (at: string) =>
    refusedOn(
      'fatigue',
      takes('commander', 'chief', '0m'),
      does('3h', 'chief', 'hand-over, role: commander, to: deputy'),
      does('3h', 'deputy', 'accept, role: commander'),
      does(at, 'deputy', 'hand-over, role: commander, to: chief'),
    )
  deepEqual(back('4h'), ['hand-over: rest-needed'])
  deepEqual(back('659m'), ['hand-over: rest-needed'])
  deepEqual(back('11h'), [])
})

test('whoever held the role for a moment only needs no rest, and two short shifts tire like a long one', () => {
  const short = [
    takes('commander', 'chief', '0m'),
    does('10m', 'chief', 'hand-over, role: commander, to: deputy'),
    does('10m', 'deputy', 'accept, role: commander'),
    does('20m', 'deputy', 'hand-over, role: commander, to: chief'),
    does('20m', 'chief', 'accept, role: commander'),
  ]
  deepEqual(refusedOn('fatigue', ...short), [])
  const twice = [
    ...short,
    does('190m', 'chief', 'hand-over, role: commander, to: deputy'),
    does('190m', 'deputy', 'accept, role: commander'),
    does('200m', 'deputy', 'hand-over, role: commander, to: chief'),
  ]
  deepEqual(refusedOn('fatigue', ...twice), ['hand-over: rest-needed'])
})

test('separation of roles / cap on roles per person / only X may touch production', () => {
  const deputyCommands = takes('commander', 'deputy')
  deepEqual(refusedOn('separation', deputyCommands, takes('fixer', 'deputy')), [
    'assign: roles-conflict',
  ])
  const two = [takes('scribe', 'writer'), takes('speaker', 'writer')]
  deepEqual(
    refusedOn('separation', ...two, does('2m', 'chief', 'assign, role: fixer, person: writer')),
    ['assign: roles-too-many'],
  )
  // Only the fixer begins a stage.
  deepEqual(refusedOn('separation', does('1m', 'writer', 'begin-stage, stage: none')), [
    'begin-stage: not-yours',
  ])
})

test('decision-rights table (action x who may)', () => {
  const decide = (decision: string, as: string, more = '') =>
    does('5m', as, `take-decision, decision: ${decision}${more}`)
  const approve = (decision: string, as: string) =>
    does('4m', as, `approve, decision: ${decision}`)
  deepEqual(
    refusedOn(
      'decision-rights',
      classify('P1'),
      decide('block-account', 'commander'),
      decide('block-account', 'security'),
      decide('shut-down', 'commander'),
    ),
    ['take-decision: approval-missing', 'take-decision: decision-not-now'],
  )
  const { eventsOf, obligation } = after(
    'decision-rights',
    classify('P0'),
    approve('shut-down', 'security'),
    // The commander's own word goes with taking it.
    decide('shut-down', 'chief') + ' until 6m',
  )
  deepEqual(
    eventsOf('decision-taken').map(({ decision, by }) => [decision, by]),
    [['shut-down', 'chief']],
  )
  equal(obligation('tell-clients').due, '2026-03-02T09:35:00.000Z')
  deepEqual(refusedOn('decision-rights', approve('block-account', 'lawyer')), [
    'approve: approval-not-yours',
  ])
})

test('first responder or any trained person becomes commander by default', () => {
  const first = after('default-commander', does('1m', 'on-call-1', 'note, text: I look at it') + ' until 2m')
  partialDeepStrictEqual(first.eventsOf('role-assigned'), [
    { role: 'commander', person: 'on-call-1', by: 'tocsin', standIn: true },
  ])
  // Whose role it is goes on being asked, and takes it by answering.
  equal(first.incident.pages.get('wake-commander/commander')?.state, 'waiting')
  const taken = after(
    'default-commander',
    does('1m', 'on-call-1', 'note, text: I look at it'),
    does('2m', 'chief', 'acknowledge') + ' until 3m',
  )
  deepEqual(
    taken.eventsOf('role-assigned').map(({ person, standIn }) => [person, standIn]),
    [
      ['on-call-1', true],
      ['chief', undefined],
    ],
  )
  const untrained = playOn(
    'default-commander',
    `people: {answer_pages: never}
steps:
  - {at: 0m, signal: {source: monitoring, title: It broke}}
  - {at: 1m, as: deputy, do: note, text: I look at it}
until: 2m`,
    { directory: untrainedDeputy('default-commander') },
  )
  equal(untrained.eventsOf('role-assigned').length, 0)
})

test('command hand-off protocol inside an incident', () => {
  const offered = [
    takes('commander', 'chief'),
    does('5m', 'chief', 'hand-over, role: commander, to: deputy'),
  ]
  const open = after('hand-off', ...offered)
  equal(open.incident.roles.get('commander')?.person, 'chief')
  equal(open.incident.offers.get('commander')?.to, 'deputy')
  const confirmed = after('hand-off', ...offered, does('6m', 'deputy', 'acknowledge'))
  partialDeepStrictEqual(confirmed.eventsOf('role-handed-over'), [
    { from: 'chief', to: 'deputy', by: 'deputy', confirmed: true },
  ])
  equal(confirmed.incident.roles.get('commander')?.person, 'deputy')
  const declined = after('hand-off', ...offered, does('6m', 'deputy', 'decline, role: commander'))
  equal(declined.incident.roles.get('commander')?.person, 'chief')
  equal(declined.incident.offers.size, 0)
})

test('on-call / shift hand-over at schedule boundary; rotation of on-call or of the lead role', () => {
  const { obligation, eventsOf } = after(
    'shift-hand-over',
    takes('commander', 'chief', '0m'),
    does('7h', 'chief', 'hand-over, role: commander, to: deputy'),
    does('7h', 'deputy', 'accept, role: commander') + ' until 16h',
  )
  deepEqual(
    ['shift#1', 'shift#2'].map(key => [obligation(key).standing, obligation(key).due?.slice(11, 16)]),
    [
      ['met', '17:00'],
      ['overdue', '00:00'],
    ],
  )
  equal(eventsOf('escalated')[0]?.cause, 'late:shift#2')
})

test('sub-teams, span of control, splitting one incident in two', () => {
  const joined = [
    takes('network', 'engineer'),
    takes('network', 'second-engineer'),
    takes('database', 'third-engineer'),
  ]
  const { incident } = after('teams', ...joined)
  deepEqual(
    [incident.roles.get('network')?.person, incident.teams.get('network')?.map(it => it.person)],
    ['engineer', ['second-engineer']],
  )
  deepEqual(refusedOn('teams', ...joined, takes('network', 'deputy')), ['assign: span-exceeded'])
  // Whoever stands for the team leaves it, and the next stands for it.
  const left = after('teams', ...joined, does('2m', 'engineer', 'decline, role: network'))
  equal(left.incident.roles.get('network')?.person, 'second-engineer')
  const split = after(
    'teams',
    does('1m', 'commander', 'note, text: These are two incidents'),
    '{at: 2m, do: split-off, incident: INC-2}',
  )
  deepEqual([...split.incident.splitOff], ['INC-2'])
})
