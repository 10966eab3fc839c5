import { deepEqual, equal, partialDeepStrictEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import type { EventOf, EventType, Happening, IncidentEvent } from '#/core/incident/event.ts'
import { evolve, fold } from '#/core/incident/evolve.ts'
import { draftOf } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { AUTHORITY_CASES } from '../../../test/kit/authority-events.ts'
import type { EventCase } from '../../../test/kit/authority-events.ts'
import { at } from '../../../test/kit/given.ts'

/** Something that happened: at 09:10 by ana unless it says otherwise. */
function happened(happening: Happening, by = 'ana', time = '09:10'): IncidentEvent {
  return { ...happening, at: at(time), by }
}

const DECLARED: EventOf<'declared'> = {
  type: 'declared',
  at: at('09:00'),
  by: TOCSIN,
  plan: { id: 'tiny', version: '1', hash: 'h' },
  title: 'Broken',
  source: 'monitoring',
  reporter: 'monitoring',
  detectedAt: at('08:50'),
  occurredAt: at('08:00'),
  systems: ['web'],
  exercise: false,
  signal: { id: 's1', source: 'monitoring', urgency: 'critical' },
}
const opened = (obligation: string, rule = obligation): Happening => ({
  type: 'obligations-opened',
  opened: [{ obligation, rule, from: at('09:00'), due: at('10:00') }],
})
const page = (person: string): Happening => ({
  type: 'page-sent',
  page: 'call/lead',
  obligation: 'call',
  party: 'lead',
  person,
  attempt: 0,
  channels: ['email'],
  subject: 'Broken',
  text: 'Broken',
  cites: [],
})
const assigned: Happening = { type: 'role-assigned', role: 'lead', person: 'bo', accepted: false }
const added: Happening = {
  type: 'evidence-added',
  evidence: 'evidence-1',
  kind: 'logs',
  sha256: '0'.repeat(64),
  bytes: 1,
  title: 'Logs',
}
const followUp: Happening = {
  type: 'follow-up-added',
  followUp: 'follow-up-1',
  title: 'Buy disks',
  owner: 'bo',
  dueAt: at('12:00'),
  planChange: false,
}
const resolved: Happening = { type: 'resolved', text: 'Restarted' }
const at0910 = at('09:10')

const NOTHING = {}

const CASES: { readonly [T in EventType]: EventCase<T> } = {
  ...AUTHORITY_CASES,
  declared: {
    event: DECLARED,
    gives: {
      status: 'open',
      title: 'Broken',
      planId: 'tiny',
      planHash: 'h',
      systems: new Set(['web']),
      exercise: false,
    },
  },
  'signals-attached': {
    event: {
      type: 'signals-attached',
      signals: [{ id: 's2', source: 'monitoring', count: 3 }],
      titles: ['More'],
      more: 7,
    },
    gives: {
      signals: new Map([
        ['s2', { title: 'More', source: 'monitoring', count: 3, resolved: false }],
      ]),
      signalsMore: 7,
      lastSignalAt: at0910,
    },
  },
  'signals-resolved': {
    event: { type: 'signals-resolved', signals: ['s1', 'unheard-of'] },
    gives: { signals: new Map([['s1', { resolved: true }]]) },
  },
  classified: {
    before: [{ type: 'classified', severity: 'mild', incidentType: 'outage' }],
    event: {
      type: 'classified',
      severity: 'bad',
      incidentType: 'breach',
      was: { severity: 'mild', incidentType: 'outage' },
    },
    gives: { severity: 'bad', type: 'breach', moments: new Map([['reclassified', at0910]]) },
  },
  declassified: {
    event: { type: 'declassified', reason: 'A test' },
    gives: { status: 'declassified', moments: new Map([['declassified', at0910]]) },
  },
  answered: {
    event: { type: 'answered', fact: 'users', answer: 12 },
    gives: { answers: new Map([['users', { answer: 12, at: at0910, by: 'ana' }]]) },
  },
  'moment-marked': {
    event: { type: 'moment-marked', moment: 'detected', when: at('08:40'), was: at('08:50') },
    gives: { moments: new Map([['detected', at('08:40')]]), correctedAt: at0910 },
  },
  'role-assigned': {
    event: assigned as EventOf<'role-assigned'>,
    gives: {
      roles: new Map([['lead', { person: 'bo', since: at0910, accepted: false }]]),
      responders: new Map([['bo', at0910]]),
    },
  },
  'role-offered': {
    before: [{ ...assigned, accepted: true }],
    event: { type: 'role-offered', role: 'lead', from: 'bo', to: 'eva' },
    gives: {
      roles: new Map([['lead', { person: 'bo', accepted: true }]]),
      offers: new Map([['lead', { from: 'bo', to: 'eva', at: at0910 }]]),
    },
  },
  'role-accepted': {
    before: [assigned],
    event: { type: 'role-accepted', role: 'lead', person: 'bo' },
    gives: { roles: new Map([['lead', { person: 'bo', accepted: true }]]) },
  },
  'role-declined': {
    before: [assigned],
    event: { type: 'role-declined', role: 'lead', person: 'bo' },
    gives: { roles: new Map() },
  },
  'role-handed-over': {
    before: [assigned],
    event: { type: 'role-handed-over', role: 'lead', from: 'bo', to: 'eva' },
    gives: {
      roles: new Map([['lead', { person: 'eva', accepted: false }]]),
      // Bo never said that he had it.
      shifts: new Map(),
    },
  },
  'person-called-in': {
    event: { type: 'person-called-in', person: 'eva' },
    gives: { responders: new Map([['eva', at0910]]) },
  },
  'party-called-in': {
    event: { type: 'party-called-in', party: 'chief' },
    gives: {},
  },
  'page-sent': {
    event: page('ana') as EventOf<'page-sent'>,
    gives: { pages: new Map([['call/lead', { person: 'ana', state: 'waiting', sentAt: at0910 }]]) },
  },
  'page-acknowledged': {
    before: [page('ana')],
    event: { type: 'page-acknowledged', page: 'call/lead', person: 'ana' },
    gives: { pages: new Map([['call/lead', { state: 'acknowledged', answeredBy: 'ana' }]]) },
  },
  'page-handed-on': {
    before: [page('ana')],
    event: { type: 'page-handed-on', page: 'call/lead', person: 'ana' },
    gives: { pages: new Map([['call/lead', { state: 'handed-on' }]]) },
  },
  'page-ended': {
    event: { type: 'page-ended', page: 'call/lead', party: 'lead', cause: 'nobody-to-ask' },
    gives: {
      pages: new Map([['call/lead', { state: 'ended', cause: 'nobody-to-ask', endedAt: at0910 }]]),
    },
  },
  'message-sent': {
    event: {
      type: 'message-sent',
      message: 'message-9',
      act: 'notify',
      audiences: ['all'],
      recipients: [],
      outside: false,
      subject: 'Broken',
      text: 'Broken',
      cites: [],
    },
    gives: NOTHING,
  },
  'receipts-recorded': {
    before: [page('ana')],
    event: {
      type: 'receipts-recorded',
      receipts: [
        { message: 'call/lead', to: 'ana', channel: 'email', outcome: 'failed', attempts: 3 },
      ],
    },
    gives: { pages: new Map([['call/lead', { state: 'waiting', failed: ['email'] }]]) },
  },
  'obligations-opened': {
    event: opened('news#2', 'news') as EventOf<'obligations-opened'>,
    gives: {
      ledger: new Map([['news#2', { rule: 'news', openedAt: at0910, due: at('10:00') }]]),
      periods: new Map([['news', 2]]),
    },
  },
  'obligation-rescheduled': {
    before: [opened('look')],
    event: {
      type: 'obligation-rescheduled',
      obligation: 'look',
      due: at('11:00'),
      was: at('10:00'),
    },
    gives: { ledger: new Map([['look', { due: at('11:00') }]]) },
  },
  'obligation-warned': {
    before: [opened('look')],
    event: { type: 'obligation-warned', obligation: 'look', due: at('10:00') },
    gives: { ledger: new Map([['look', { warnedFor: at('10:00') }]]) },
  },
  'obligation-missed': {
    before: [opened('look')],
    event: { type: 'obligation-missed', obligation: 'look', due: at('10:00') },
    gives: { ledger: new Map([['look', { missedFor: at('10:00'), missedAt: at0910 }]]) },
  },
  'obligation-met': {
    before: [opened('look')],
    event: { type: 'obligation-met', obligation: 'look', when: at('09:05') },
    gives: { ledger: new Map([['look', { metAt: at('09:05'), metBy: 'ana' }]]) },
  },
  'obligation-waived': {
    before: [opened('look')],
    event: { type: 'obligation-waived', obligation: 'look', reason: 'No time' },
    gives: {
      ledger: new Map([['look', { waived: { at: at0910, by: 'ana', reason: 'No time' } }]]),
    },
  },
  'obligation-voided': {
    before: [opened('look')],
    event: { type: 'obligation-voided', obligation: 'look', cause: 'ended' },
    gives: { ledger: new Map([['look', { voided: { at: at0910, cause: 'ended' } }]]) },
  },
  'stage-began': {
    event: { type: 'stage-began', stage: 'second', over: ['look'] },
    gives: { stage: 'second', stages: new Map([['second', at0910]]) },
  },
  'update-posted': {
    event: { type: 'update-posted', message: 'message-2', to: ['all'], text: 'News' },
    gives: NOTHING,
  },
  'notice-sent': {
    event: { type: 'notice-sent', obligation: 'notice', message: '', parts: {}, byHand: true },
    gives: NOTHING,
  },
  'report-submitted': {
    event: { type: 'report-submitted', obligation: 'report', parts: {} },
    gives: NOTHING,
  },
  'evidence-added': {
    event: added as EventOf<'evidence-added'>,
    gives: { evidence: new Map([['evidence-1', { kind: 'logs', heldBy: 'ana' }]]) },
  },
  'evidence-transferred': {
    before: [added],
    event: { type: 'evidence-transferred', evidence: 'evidence-1', to: 'bo', reason: 'Off duty' },
    gives: { evidence: new Map([['evidence-1', { heldBy: 'bo' }]]) },
  },
  'evidence-deletion-refused': {
    before: [added],
    event: { type: 'evidence-deletion-refused', evidence: 'evidence-1', reason: 'Space' },
    gives: { evidence: new Map([['evidence-1', { heldBy: 'ana' }]]) },
  },
  noted: { event: { type: 'noted', text: 'I look' }, gives: NOTHING },
  'notes-written': {
    event: { type: 'notes-written', text: 'I was there' },
    gives: { notesBy: new Set(['ana']) },
  },
  'finding-added': {
    event: { type: 'finding-added', finding: 'finding-1', kind: 'process', text: 'Too late' },
    gives: { findings: new Map([['finding-1', { kind: 'process', text: 'Too late' }]]) },
  },
  'follow-up-added': {
    event: followUp as EventOf<'follow-up-added'>,
    gives: { followUps: new Map([['follow-up-1', { owner: 'bo', designatedBy: 'ana' }]]) },
  },
  'follow-up-finished': {
    before: [followUp],
    event: { type: 'follow-up-finished', followUp: 'follow-up-1' },
    gives: { followUps: new Map([['follow-up-1', { doneAt: at0910 }]]) },
  },
  'feedback-given': {
    event: { type: 'feedback-given', person: 'bo', text: 'Well done' },
    gives: { feedback: new Set(['bo']) },
  },
  'meeting-scheduled': {
    event: {
      type: 'meeting-scheduled',
      meeting: 'meeting-1',
      obligation: 'review',
      startsAt: at('15:00'),
      invited: ['bo'],
    },
    gives: { meetings: new Map([['meeting-1', { startsAt: at('15:00'), present: [] }]]) },
  },
  'meeting-held': {
    event: { type: 'meeting-held', meeting: 'meeting-1', obligation: 'review', present: ['bo'] },
    gives: {
      meetings: new Map([['meeting-1', { heldAt: at0910, present: ['bo'] }]]),
      moments: new Map([['reviewed', at0910]]),
    },
  },
  escalated: {
    before: [{ type: 'escalated', level: 3, cause: 'silence', people: [] }],
    event: { type: 'escalated', level: 2, cause: 'ana', people: ['ida'] },
    gives: { level: 3, levels: new Map([[2, { at: at0910, people: ['ida'] }]]) },
  },
  'field-set': {
    event: { type: 'field-set', field: 'impact', value: 'Some' },
    gives: { fields: new Map([['impact', 'Some']]) },
  },
  'systems-added': {
    event: { type: 'systems-added', systems: ['db'] },
    gives: { systems: new Set(['web', 'db']) },
  },
  published: {
    event: { type: 'published', obligation: 'public', where: 'library', text: 'All of it' },
    gives: NOTHING,
  },
  restricted: {
    event: { type: 'restricted', to: ['ana'], label: 'TLP:RED' },
    gives: { restrictedTo: ['ana'], label: 'TLP:RED' },
  },
  resolved: {
    event: resolved as EventOf<'resolved'>,
    gives: {
      status: 'resolved',
      moments: new Map([['resolved', at0910]]),
      fields: new Map([['resolution', 'Restarted']]),
    },
  },
  'gate-passed': {
    event: { type: 'gate-passed', gate: 'looked' },
    gives: { gates: new Map([['looked', { at: at0910, waived: false }]]) },
  },
  'gate-waived': {
    event: { type: 'gate-waived', gate: 'looked', open: ['look'], reason: 'No time' },
    gives: { gates: new Map([['looked', { at: at0910, waived: true }]]) },
  },
  closed: {
    before: [resolved],
    event: { type: 'closed' },
    gives: { status: 'closed', moments: new Map([['closed', at0910]]) },
  },
  reopened: {
    before: [resolved, { type: 'gate-passed', gate: 'looked' }, { type: 'closed' }],
    event: { type: 'reopened', reason: 'It is back' },
    gives: { status: 'open', moments: new Map([['reopened', at0910]]), gates: new Map() },
  },
  merged: {
    event: { type: 'merged', into: 'INC-2', reason: 'The same' },
    gives: { status: 'merged', mergedInto: 'INC-2', moments: new Map([['merged', at0910]]) },
  },
  absorbed: { event: { type: 'absorbed', incident: 'INC-2' }, gives: NOTHING },
  'split-off': {
    event: { type: 'split-off', incident: 'INC-2' },
    gives: { splitOff: new Set(['INC-2']) },
  },
  migrated: {
    event: {
      type: 'migrated',
      plan: { id: 'house', version: '2', hash: 'b'.repeat(64) },
      was: { id: 'house', version: '1', hash: 'a'.repeat(64) },
      reason: 'The limits were wrong',
    },
    gives: { planId: 'house', planHash: 'b'.repeat(64) },
  },
  redacted: { event: { type: 'redacted', version: 1, reason: 'A password' }, gives: NOTHING },
}

for (const [type, { before = [], event, gives }] of Object.entries(CASES))
  test(`${type} ${gives === NOTHING ? 'is counted and changes nothing' : `changes ${Object.keys(gives).join(', ')}`}`, () => {
    const past = [
      ...(type === 'declared' ? [] : [DECLARED]),
      ...before.map(it => happened(it, 'ana', '09:05')),
    ]
    const incident = fold('INC-1', past)
    evolve(incident, happened(event as Happening))
    partialDeepStrictEqual(incident, { ...gives, version: past.length + 1, lastAt: at0910 })
    // Nothing is part of anything, and must be looked at by itself.
    for (const [key, value] of Object.entries(gives))
      if (value instanceof Map && value.size === 0)
        deepEqual(incident[key as keyof Incident], value)
  })

test('a reopening takes back how it ended, and what was met stays met', () => {
  const past = [
    DECLARED,
    happened(opened('look')),
    happened({ type: 'obligation-met', obligation: 'look', when: at0910 }),
  ]
  const ended: readonly Happening[] = [
    resolved,
    { type: 'merged', into: 'INC-2', reason: 'The same' },
  ]
  for (const end of ended) {
    const { moments, mergedInto, ledger } = fold('INC-1', [
      ...past,
      happened(end),
      happened({ type: 'reopened', reason: 'No' }),
    ])
    deepEqual(
      [moments.has('resolved'), moments.has('merged'), mergedInto],
      [false, false, undefined],
    )
    equal(ledger.get('look')?.metAt, at0910)
  }
})

for (const [what, event, responds] of [
  ['a note', happened({ type: 'noted', text: 'I look' }), true],
  ['a declaration', { ...DECLARED, by: 'ana' }, false],
  [
    'a further signal',
    happened({ type: 'signals-attached', signals: [], titles: [], more: 1 }),
    false,
  ],
  [
    'what the product does',
    happened({ type: 'escalated', level: 1, cause: 'silence', people: [] }, TOCSIN),
    false,
  ],
  ['a redaction', happened({ type: 'redacted', version: 1, reason: 'A password' }), false],
  ['resolving it', happened(resolved), true],
] as const)
  test(`${what} ${responds ? 'is' : 'is no'} human response`, () => {
    const { moments, responders } = fold(
      'INC-1',
      event.type === 'declared' ? [event] : [DECLARED, event],
    )
    deepEqual([moments.has('acknowledged'), responders.has('ana')], [responds, responds])
  })

test('who comes in after it was resolved took no part in the response', () => {
  const after = fold('INC-1', [
    DECLARED,
    happened(resolved),
    happened({ type: 'noted', text: 'A review' }, 'odo'),
  ])
  deepEqual([...after.responders.keys()], ['ana'])
})

test('only the first human response sets the moment of it', () => {
  const twice = fold('INC-1', [
    DECLARED,
    happened({ type: 'noted', text: 'One' }, 'ana', '09:10'),
    happened({ type: 'noted', text: 'Two' }, 'bo', '09:20'),
  ])
  equal(twice.moments.get('acknowledged'), at0910)
})

test('what a later version may have written counts as an event and changes nothing', () => {
  const unheardOf = {
    ...happened({ type: 'noted', text: '' }, TOCSIN),
    type: 'teleported',
  } as unknown as IncidentEvent
  const before = fold('INC-1', [DECLARED])
  deepEqual(fold('INC-1', [DECLARED, unheardOf]), { ...before, version: 2, lastAt: at0910 })
})

test('a system with a # in its name is no period', () => {
  const { periods } = fold('INC-1', [DECLARED, happened(opened('restore@db#1', 'restore'))])
  equal(periods.size, 0)
})

test('a draft may be changed without the incident', () => {
  const events = Object.entries(CASES).flatMap(([type, { before = [], event }]) =>
    type === 'declared' ? [] : [...before, event as Happening].map(it => happened(it)),
  )
  const incident = fold('INC-1', [DECLARED])
  const draft = draftOf(incident)
  for (const event of events) evolve(draft, event)
  deepEqual(incident, fold('INC-1', [DECLARED]))
  const whole = fold('INC-1', [DECLARED, ...events])
  const copy = structuredClone(whole)
  for (const event of events) evolve(draftOf(whole), event)
  deepEqual(whole, copy)
})
