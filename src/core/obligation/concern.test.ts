import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { IncidentEvent, Happening } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import { fold } from '#/core/incident/evolve.ts'
import { addConcerned } from '#/core/obligation/concern.ts'
import { lookAgain, lookAtAll } from '#/core/obligation/look.ts'
import type { Look } from '#/core/obligation/look.ts'
import { after, ALARM, asks, at } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const PLAN = plan(`
  facts:
    intruder: {ask: Is somebody inside?, by: lead}
    users: {ask: How many users?, kind: number, by: lead}
    grave: {ask: Is it grave?, is: {any: [{fact: {users: {over: 100}}}, {fact: {intruder: yes}}]}}
  moments:
    known: {title: Known, is: {earliest: [aware, verified]}}
    release: {title: The release, by: lead, scheduled: yes}
  positions: {chief: {title: Chief}}
  roles: {lead: {title: Lead, holders: [chief]}}
  audiences: {team: {title: Team, members: [responders]}}
  stages: {first: {title: First}}
  record: {impact: {title: Impact}}
  classifications: {major: {levels: {major: {}, minor: {}}}}
  decisions: {shut-down: {title: Shut it down, approve: [lead]}}
  obligations:
    - {id: plain, title: Plain, do: task, by: lead}
    - {id: police, title: Police, when: {fact: {intruder: yes}}, do: task, by: lead}
    - {id: press, title: Press, when: {fact: {grave: yes}}, do: task, by: lead}
    - {id: after-police, title: After the police, when: {done: police}, do: task, by: lead}
    - {id: soon, title: Soon, do: task, by: lead, from: known, within: 1h}
    - {id: chained, title: Chained, do: task, by: lead, from: {met: plain}, within: 1h}
    - {id: wake-lead, title: Wake the lead, do: page, to: lead, text: Hello}
    - {id: tell, title: Tell, do: notify, to: team, text: Hello}
    - {id: notes, title: Notes, do: notes, each: responder, by: each}
    - {id: shown, title: Shown, when: {reached: release}, do: task, by: lead}
    - {id: watch, title: Watch, when: {decided: shut-down}, do: task, by: lead}
    - {id: report, title: Report, when: {assessed: {major: major}}, do: task, by: lead}
    - {id: relieve, title: Relieve, when: {held: lead}, do: task, by: lead}
    - {id: read, title: Read it, when: {recorded: impact}, do: task, by: lead}
    - {id: again, title: Say why, when: {missed: soon}, do: task, by: lead}
    - {id: ends, title: Ends, do: task, by: lead, until: {stage: first}, met: {severity: bad}}
`)
const begun = after(settingOf(PLAN, { chief: ['ana'] }), ALARM)

/** The rules that an event concerns, where it is the next of an incident that ana has taken part in. */
function concernedBy(happening: Happening, by: string = TOCSIN): readonly string[] {
  const event: IncidentEvent = { ...happening, at: at('10:00'), by }
  const incident = fold('INC-1', [...begun.and(NOTE).events, event])
  const places = new Set<number>()
  addConcerned(places, PLAN, incident, [event])
  return PLAN.rules.filter((_, place) => places.has(place)).map(rule => rule.id)
}
const NOTE = asks('ana', '09:10', { do: 'note', text: 'I am here' })
const EVERY = PLAN.rules.map(rule => rule.id)

const CASES: readonly (readonly [string, Happening, readonly string[]])[] = [
  [
    'an answer: what asks for it, what is computed from it, and what waits for that',
    { type: 'answered', fact: 'intruder', answer: 'yes' },
    ['police', 'press', 'after-police'],
  ],
  [
    'another answer: only what is computed from it',
    { type: 'answered', fact: 'users', answer: 3 },
    ['press'],
  ],
  [
    'a moment: what counts from one that is derived from it',
    { type: 'moment-marked', moment: 'aware', when: at('09:20') },
    ['soon'],
  ],
  [
    'a correction: everything, since limits that were missed are computed anew',
    { type: 'moment-marked', moment: 'detected', when: at('08:00'), was: at('09:00') },
    EVERY,
  ],
  [
    'what was met: itself, and what counts from it',
    { type: 'obligation-met', obligation: 'plain', when: at('10:00') },
    ['plain', 'chained'],
  ],
  [
    'a waiver: itself, and what waits until it is done',
    { type: 'obligation-waived', obligation: 'police', reason: 'Not needed' },
    ['police', 'after-police'],
  ],
  [
    'an answered page: whatever pages',
    { type: 'page-acknowledged', page: 'wake-lead/lead', person: 'ana' },
    ['wake-lead'],
  ],
  ['a stage: what ends with it', { type: 'stage-began', stage: 'first', over: [] }, ['ends']],
  [
    'a severity: what is met by it',
    { type: 'classified', severity: 'bad', incidentType: 'outage' },
    ['ends'],
  ],
  [
    'somebody else who responds: what is owed by each of them, and what could reach nobody before',
    { type: 'person-called-in', person: 'bo' },
    ['tell', 'notes'],
  ],
  ['a decision: what waits for it', { type: 'decision-taken', decision: 'shut-down' }, ['watch']],
  ['a lapse: the same', { type: 'decision-lapsed', decision: 'shut-down' }, ['watch']],
  [
    'a level of another classification: what is owed for it',
    { type: 'assessed', classification: 'major', level: 'major' },
    ['report'],
  ],
  [
    'a role: what pages it, could not reach it, or waits for somebody in it',
    { type: 'role-declined', role: 'lead', person: 'ana' },
    ['wake-lead', 'tell', 'notes', 'relieve'],
  ],
  ['a field: what wants it filled', { type: 'field-set', field: 'impact', value: 'All' }, ['read']],
  [
    'a miss: itself, and what is to be done about it',
    { type: 'obligation-missed', obligation: 'soon', due: at('10:00') },
    ['soon', 'again'],
  ],
  ['notes: what asks for them', { type: 'notes-written', text: 'It was late' }, ['notes']],
  ['a note: nothing', { type: 'noted', text: 'It is late' }, []],
  ['the end: everything', { type: 'resolved', text: 'Mended' }, EVERY],
]

for (const [name, happening, concerned] of CASES)
  test(`an event concerns whoever reads what it changed; ${name}`, () => {
    deepEqual(concernedBy(happening), concerned)
  })

test('whoever does something for the first time takes part by it, and not the second time', () => {
  const note: Happening = { type: 'noted', text: 'So am I' }
  deepEqual(concernedBy(note, 'bo'), ['tell', 'notes'])
  deepEqual(concernedBy(note, 'ana'), [])
})

test('that somebody is asked once more concerns nothing at all', () => {
  const page = { page: 'wake-lead/lead', party: 'lead', person: 'ana', attempt: 1 } as const
  const text = { subject: 'Hello', text: 'Hello', cites: [], channels: [] } as const
  deepEqual(concernedBy({ type: 'page-sent', ...page, ...text }), [])
})

/** The rules that are looked at again at a time, where nothing was recorded since. */
function lookedAt(before: Look | undefined, time: string): readonly string[] {
  const { places } = lookAgain(PLAN, begun.incident, at(time), before, [])
  return PLAN.rules.filter((_, place) => places.has(place)).map(rule => rule.id)
}

test('time concerns what is due', () => {
  const owed = PLAN.rules.map(({ id }) =>
    id === 'soon' ? { obligations: [], until: at('10:00') } : undefined,
  )
  const before: Look = { at: at('09:00'), owed, until: at('10:00') }
  deepEqual(lookedAt(before, '09:59'), [])
  deepEqual(lookedAt(before, '10:00'), ['soon'])
})

test('what time alone will turn is looked at again then, whether it is owed or not', () => {
  const planned = begun.and(
    asks('ana', '09:20', { do: 'mark', moment: 'release', when: at('12:00') }),
  ).incident
  const { look } = lookAtAll(PLAN, planned, at('09:20'))
  equal(look.owed?.[EVERY.indexOf('shown')]?.until, at('12:00'))
  const { places } = lookAgain(PLAN, planned, at('12:00'), look, [])
  ok(places.has(EVERY.indexOf('shown')))
})

test('where nobody has looked yet, or what was seen is forgotten, everything is looked at', () => {
  deepEqual(lookedAt(undefined, '09:59'), EVERY)
  deepEqual(lookedAt({ at: at('09:00'), owed: undefined, until: undefined }, '09:59'), EVERY)
})
