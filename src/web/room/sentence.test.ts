import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { EventType } from '#/core/incident/event.ts'
import { record as german } from '../words/de/record.ts'
import { record as english } from '../words/en/record.ts'
import type { Happened, HappenedOf } from './happened.ts'
import type { Names } from './names.ts'
import { correcting, correctionOf, sentenceOf } from './sentence.ts'

const PLACED = { version: 3, at: '2026-03-02T08:00:00.000Z', by: 'ana' } as const
const PLAN = { id: 'plan', version: '2.0', hash: 'h' }
const AT = '2026-03-02T09:00:00.000Z' as never

/** One of each type, and how it reads. One that is missing does not compile. */
const ALL: {
  readonly [T in EventType]: readonly [
    Omit<HappenedOf<T>, 'version' | 'at' | 'by' | 'type'>,
    string,
  ]
} = {
  declared: [
    {
      plan: PLAN,
      title: 'x',
      source: 'scan',
      reporter: 'ana',
      detectedAt: AT,
      systems: [],
      exercise: false,
    },
    'ana declared the incident (scan)',
  ],
  'signals-attached': [
    { signals: [{ id: 's', source: 'web-1', count: 12 }], titles: ['x'], more: 3 },
    '15 alerts from web-1',
  ],
  'signals-resolved': [{ signals: ['s'] }, '1 alert has ended'],
  classified: [
    { severity: 'P0', incidentType: 'breach', was: { severity: 'P2', incidentType: 'breach' } },
    'ana changed the severity from P2 to P0, breach',
  ],
  assessed: [{ classification: 'dora', level: 'major' }, 'ana assessed dora: major'],
  confirmed: [{ obligation: 'o', of: 'dora', level: 'major' }, 'ana confirmed dora: major'],
  declassified: [{ reason: 'x' }, 'ana found that it is not an incident'],
  answered: [{ fact: 'lost' }, 'ana answered “lost” not yet known'],
  'moment-marked': [
    { moment: 'aware', when: AT, was: '2026-03-02T08:00:00.000Z' as never },
    'ana corrected aware from 08:00 to 09:00',
  ],
  'role-assigned': [{ role: 'lead', person: 'ana', accepted: true }, 'ana took the role lead'],
  'role-offered': [
    { role: 'lead', from: 'ana', to: 'bo' },
    'ana hands lead over to bo, who has yet to accept',
  ],
  'role-accepted': [{ role: 'lead', person: 'bo' }, 'bo accepted the role lead'],
  'role-declined': [{ role: 'lead', person: 'bo' }, 'bo declined the role lead'],
  'role-handed-over': [{ role: 'lead', from: 'ana', to: 'bo' }, 'ana handed lead over to bo'],
  'person-called-in': [{ person: 'bo' }, 'ana called in bo'],
  'party-called-in': [{ party: 'cto' }, 'ana called in cto'],
  'page-sent': [
    {
      page: 'p',
      party: 'cto',
      person: 'bo',
      attempt: 1,
      channels: [],
      subject: '',
      text: '',
      cites: [],
    },
    'bo was paged, since nobody had answered: cto',
  ],
  'page-acknowledged': [{ page: 'p', person: 'bo' }, 'bo acknowledged the page'],
  'page-handed-on': [{ page: 'p', person: 'bo' }, 'bo cannot take the page'],
  'page-ended': [
    { page: 'p', party: 'cto', cause: 'unanswered' },
    'Nobody answered the page to cto',
  ],
  'message-sent': [
    {
      message: 'm',
      act: 'notify',
      audiences: ['team'],
      recipients: [],
      outside: false,
      subject: '',
      text: '',
      cites: [],
    },
    'Notified: team',
  ],
  'receipts-recorded': [{ receipts: [] }, 'Receipts were recorded'],
  'obligations-opened': [{ opened: [{ obligation: 'o', rule: 'o' }] }, '1 promise begins'],
  'obligation-rescheduled': [{ obligation: 'o', due: AT }, '“o” is now due 09:00'],
  'obligation-warned': [{ obligation: 'o', due: AT }, '“o” is due soon, at 09:00'],
  'obligation-missed': [{ obligation: 'o', due: AT }, 'Missed: “o” was due at 09:00'],
  'obligation-met': [{ obligation: 'o', when: AT }, 'ana did “o”'],
  'obligation-waived': [{ obligation: 'o', reason: 'x' }, 'ana waived “o”'],
  'obligation-voided': [{ obligation: 'o', cause: 'x' }, '“o” no longer applies'],
  'stage-began': [
    { stage: 'contain', over: ['o', 'q'] },
    'ana began the stage “contain”, over 2 open promises',
  ],
  'update-posted': [{ message: 'm', to: ['team'], text: 'x' }, 'ana sent an update to team'],
  'approval-asked': [{ draft: 'd', of: ['cto'], obligation: 'o' }, 'ana asked cto to approve “o”'],
  approved: [{ role: 'cto', draft: 'd', decision: 'pay' }, 'ana (cto) approved “pay”'],
  objected: [{ draft: 'd', reason: 'x', obligation: 'o' }, 'ana objected to “o”'],
  'consent-presumed': [
    { draft: 'd', of: ['cto'], obligation: 'o' },
    'cto did not object in time: “o” is approved',
  ],
  'authority-overridden': [
    { override: 'x', role: 'lead', missing: ['cto'], reason: 'x', obligation: 'o' },
    'ana broke the glass for “o” without cto',
  ],
  'decision-taken': [{ decision: 'pay' }, 'ana decided: pay'],
  'decision-lapsed': [{ decision: 'pay' }, 'The decision “pay” has lapsed'],
  'notice-sent': [{ obligation: 'o', message: 'm', parts: {}, byHand: false }, 'ana sent “o”'],
  'report-submitted': [{ obligation: 'o', parts: {} }, 'ana submitted “o”'],
  'evidence-added': [
    { evidence: 'e', kind: 'logs', sha256: '', bytes: 1, title: 'Logs' },
    'ana took into evidence: Logs',
  ],
  'evidence-transferred': [{ evidence: 'e', to: 'bo', reason: 'x' }, 'ana handed e over to bo'],
  'evidence-deletion-refused': [
    { evidence: 'e', reason: 'x' },
    'ana asked to delete e; evidence stays',
  ],
  noted: [{ text: 'Corrects #2: at nine' }, 'ana corrected entry 2'],
  'notes-written': [{ text: 'x' }, 'ana wrote review notes'],
  'finding-added': [{ finding: 'f', kind: 'cause', text: 'x' }, 'ana recorded a finding (cause)'],
  'follow-up-added': [
    { followUp: 'f', title: 'Patch', owner: 'bo', dueAt: AT, planChange: false },
    'ana asked bo to follow up by 09:00: Patch',
  ],
  'follow-up-finished': [{ followUp: 'f' }, 'ana finished the follow-up: f'],
  'feedback-given': [{ person: 'bo', text: 'x' }, 'ana gave feedback to bo'],
  'meeting-scheduled': [
    { meeting: 'm', obligation: 'o', startsAt: AT, invited: [] },
    'ana called a meeting for 09:00: o',
  ],
  'meeting-held': [{ meeting: 'm', obligation: 'o', present: [] }, 'ana recorded the meeting: o'],
  escalated: [{ level: 2, cause: 'o', people: [] }, 'ana escalated to 2'],
  'field-set': [{ field: 'impact', value: 'x' }, 'ana filled in impact'],
  'systems-added': [{ systems: ['db', 'web'] }, 'ana added affected systems: db and web'],
  published: [{ obligation: 'o', where: 'status page', text: 'x' }, 'ana published on status page'],
  restricted: [{ to: [] }, 'ana opened the incident to everyone'],
  resolved: [{ text: 'x' }, 'ana resolved the incident'],
  'gate-passed': [{ gate: 'g' }, 'Gate passed: g'],
  'gate-waived': [{ gate: 'g', open: [], reason: 'x' }, 'ana waived the gate “g”'],
  closed: [{}, 'ana closed the incident'],
  reopened: [{ reason: 'x' }, 'ana reopened the incident'],
  merged: [{ into: 'i', reason: 'x' }, 'ana merged it into another incident'],
  absorbed: [{ incident: 'i' }, 'Another incident was merged into this one'],
  'split-off': [{ incident: 'i' }, 'A part goes on as an incident of its own'],
  migrated: [{ plan: PLAN, was: PLAN, reason: 'x' }, 'ana moved it to version 2.0 of the plan'],
  redacted: [{ redacts: 2, reason: 'x' }, 'ana took the text of entry 2 out of the record'],
}

const same = (id: string | number) => String(id)
const listed = (ids: readonly string[]) => ids.join(' and ')
const NAMES: Names = {
  person: same,
  people: listed,
  party: same,
  parties: listed,
  severity: same,
  type: same,
  fact: same,
  moment: same,
  stage: same,
  level: same,
  gate: same,
  decision: same,
  classification: same,
  grade: (_, level) => level,
  field: same,
  source: same,
  evidence: same,
  followUp: same,
  obligation: same,
  awaited: listed,
  answer: (_, answer) => String(answer ?? english.notKnown),
  when: at => at.slice(11, 16),
}

for (const [type, [event, sentence]] of Object.entries(ALL))
  test(`C3.5 ${type} is a sentence that people read`, () => {
    const happened = { ...PLACED, type, ...event } as Happened
    equal(sentenceOf(happened, { words: english, names: NAMES }), sentence)
    const told = sentenceOf(happened, { words: german, names: NAMES })
    ok(told.length > 4 && !told.includes('undefined') && told !== sentence, told)
  })

test('what a newer server knows of is told by its name', () => {
  const event = { ...PLACED, type: 'frobnicated' } as unknown as Happened
  equal(sentenceOf(event, { words: english, names: NAMES }), 'frobnicated')
})

test('a note says in the record itself which entry it corrects', () => {
  equal(correctionOf(correcting(12, 'At nine'))?.entry, 12)
  equal(correctionOf(correcting(12, 'At nine'))?.text, 'At nine')
  equal(correctionOf('Corrects nothing'), undefined)
})
