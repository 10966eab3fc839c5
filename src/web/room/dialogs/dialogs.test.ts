import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Plan } from '#/core/plan/plan.ts'
import { bundled } from '../../../../test/kit/setting.ts'
import type { Foresight, Gates, IncidentEvent, Obligation } from '../../api/operations.ts'
import { ENGLISH } from '../../words/words.ts'
import { anyName, needName, obligationName, partyName } from '../naming.ts'
import { countOf } from './approval-count.ts'
import { dialogFor } from './carry-out.ts'
import { linesOf } from './follows.ts'
import { gatesBefore, isShut } from './gate.ts'
import { correctable, markable } from './moments.ts'
import { instantOf, peopleMatching, waysTo } from './people.ts'
import { refusalText } from './refusal.ts'
import { firstDraft, nextUpdate, sameWords, writtenIn } from './writing.ts'

const PLAN: Plan = bundled('creditnexus')
const DIRECTORY = {
  people: [
    { id: 'ana', name: 'Ana Silva', email: 'ana@acme.example' },
    { id: 'fay', name: 'Fay Haddad', phone: '+352621550106' },
  ],
  positions: { cto: ['ana'], devops: ['fay'] },
  groups: {},
  contacts: {},
}
const promise = (id: string, more: Partial<Obligation> = {}): Obligation => ({
  id,
  rule: id.split(/[#@]/)[0] ?? id,
  title: `Title of ${id}`,
  cites: [],
  act: 'task',
  standing: 'open',
  owners: [],
  ...more,
})
const NAMED = { plan: PLAN, directory: DIRECTORY, obligations: [promise('verify-fix')] }
const NAMES = {
  party: (id: string) => partyName(NAMED, id),
  parties: (ids: readonly string[]) => ids.map(id => partyName(NAMED, id)).join(' and '),
  anyOf: (ids: readonly string[]) => ids.join(' or '),
  obligation: (key: string) => obligationName(NAMED, key),
  need: (need: string) => needName(NAMED, need, 'a condition'),
  any: (id: string) => anyName(NAMED, id),
  level: (level: number) => `level ${level}`,
  moment: (id: string) => id,
}
const event = (type: string, more: object): IncidentEvent =>
  ({ version: 1, at: '2026-03-02T09:00:00.000Z', by: 'ana', type, ...more }) as IncidentEvent
const foresight = (more: Partial<Foresight>): Foresight => ({
  at: '2026-03-02T09:00:00.000Z',
  refused: null,
  events: [],
  changes: [],
  loses_sight: [],
  approvals: [],
  writing: null,
  ...more,
})

test('ids are shown by what the plan and the directory call them, and as they are where nobody does', () => {
  deepEqual(['ana', 'commander', 'cto', 'everyone', 'stranger@x.example'].map(NAMES.party), [
    'Ana Silva',
    'Incident Commander',
    'CTO',
    'All team members',
    'stranger@x.example',
  ])
  equal(NAMES.need('field:lessons'), 'Lessons learned')
  equal(NAMES.need('until'), 'a condition')
  equal(NAMES.any('fact:ransomware'), 'Is it ransomware?')
  equal(NAMES.obligation('verify-fix'), 'Title of verify-fix')
})

test('what follows names who is woken once, and which promises begin, move and end', () => {
  const due = '2026-03-02T10:00:00.000Z'
  const change = { title: 'Tell', was: null, due: null, due_was: null } as const
  const seen = foresight({
    events: [
      event('page-sent', { person: 'ana' }),
      event('page-sent', { person: 'ana' }),
      event('message-sent', { subject: 'Alert', recipients: [{}, {}] }),
    ],
    loses_sight: ['fay'],
    changes: [
      { ...change, obligation: 'a', standing: 'open', due },
      { ...change, obligation: 'b', was: 'open', standing: 'open', due },
      { ...change, obligation: 'c', was: 'open', standing: 'void' },
      { ...change, obligation: 'd', was: 'open', standing: 'met' },
      { ...change, obligation: 'e', was: 'void', standing: 'void' },
    ],
  })
  deepEqual(
    linesOf(seen, { names: NAMES, words: ENGLISH }).map(({ kind, text }) => [kind, text]),
    [
      ['page', 'Ana Silva will be woken'],
      ['message', '“Alert” to 2 recipients'],
      ['other', 'Will see it no more: Fay Haddad'],
      ['opens', 'Tell'],
      ['moves', 'Tell'],
      ['ends', 'Tell'],
      ['meets', 'Tell'],
    ],
  )
})

test('a refusal is said in words of the plan; one that has none of ours in those of the server', () => {
  const told = (code: string, about: object) =>
    refusalText({ code, detail: 'As the server says it.', about: about as never }, NAMES, ENGLISH)
  equal(
    told('below-floor', { floor: 'P1' }),
    'A fact on record forces at least High. Correct the fact first.',
  )
  equal(told('not-yours', { roles: ['commander'] }), 'The plan leaves this to Incident Commander.')
  equal(
    told('lower-not-yet', { 'waits-for': [] }),
    'The plan lets it become milder only later. It waits for: a condition of the plan.',
  )
  equal(told('version-unknown', {}), 'As the server says it.')
})

test('C3.11 C6.1 a gate shows every need, met or open, and what is void is no need', () => {
  const obligations = [
    promise('verify-fix', { standing: 'met' }),
    promise('test-functions'),
    promise('confirm-no-threat', { standing: 'void' }),
  ]
  const gates: Gates['gates'] = [
    {
      id: 'recovery-validated',
      title: '',
      cites: [],
      before: ['resolve'],
      waivable_by: 'commander',
      passed: null,
      open: ['test-functions'],
    },
  ]
  const [gate] = gatesBefore({ plan: PLAN, gates, obligations }, 'resolve')
  deepEqual(
    gate?.needs.map(({ need, open }) => [need, open]),
    [
      ['verify-fix', false],
      ['test-functions', true],
    ],
  )
  equal(gate !== undefined && isShut(gate), true)
})

test('each act leads to the dialog that carries it out; a finding that is there leaves a tick', () => {
  const incident = { findings: [] }
  const dialog = (id: string, about?: string) =>
    dialogFor(PLAN, incident, { id, ...(about !== undefined && { about }) })?.name
  deepEqual(
    [
      'status-to-everyone',
      'notify-customers',
      'preserve-logs',
      'post-mortem',
      'identify-improvements',
      'verify-fix',
    ].map(id => dialog(id)),
    ['update', 'compose', 'add-evidence', 'hold-meeting', 'add-finding', undefined],
  )
  equal(dialog('finish-measures@follow-up-9', 'follow-up-9'), 'finish-follow-up')
  const found = { findings: [{ id: 'finding-1', kind: 'improvement', text: 'x' }] }
  equal(dialogFor(PLAN, found, { id: 'identify-improvements' }), undefined)
})

test('approvals count people where the plan counts people, and parties where it names them', () => {
  const given = [
    { role: 'board', by: 'ivo', at: '' },
    { role: 'board', by: 'ivo', at: '' },
  ]
  deepEqual(countOf({ of: ['board', 'counsel'], least: 2, given }), { given: 1, wanted: 2 })
  deepEqual(countOf({ of: ['board', 'counsel'], least: 0, given }), { given: 1, wanted: 2 })
})

test('a first draft takes from the record only what the record knows in full', () => {
  const part = { title: '', wanted: true }
  deepEqual(
    firstDraft([
      { ...part, id: 'a', draft: 'Names' },
      { ...part, id: 'b', draft: 'Since (not known yet)' },
      { ...part, id: 'c', draft: null },
    ]),
    { a: 'Names' },
  )
  deepEqual(writtenIn({ a: 'x', b: ' ' }), { a: 'x' })
  equal(sameWords({ a: '1', b: '2' }, { b: '2', a: '1' }), true)
  equal(sameWords({ a: '1' }, { a: '1', b: '2' }), false)
})

test('the update that is written is the one that is due next', () => {
  const update = (id: string, due: string) => promise(id, { act: 'update', due })
  equal(nextUpdate([update('late', '2026-03-03'), update('soon', '2026-03-02')])?.id, 'soon')
  equal(nextUpdate([promise('task')]), undefined)
})

test('people are found by name, address and position, and by several words at once', () => {
  const options = DIRECTORY.people.map(({ id, name }) => ({ value: id, label: name }))
  const found = (search: string) =>
    peopleMatching(DIRECTORY, options, search).map(({ value }) => value)
  deepEqual(
    [found('devops'), found('ana@acme'), found('silva cto'), found('nobody')],
    [['fay'], ['ana'], ['ana'], []],
  )
  deepEqual(waysTo(DIRECTORY.people[1] ?? { id: '', name: '' }), ['sms', 'voice'])
})

test('a time field that is empty or nonsense is no instant', () => {
  deepEqual([instantOf(''), instantOf('soon')], [undefined, undefined])
  equal(instantOf('2026-03-02T09:00')?.length, 24)
})

test('moments that people mark are offered; what is marked once is corrected', () => {
  equal(markable(PLAN).includes('contained'), true)
  equal(markable(PLAN).includes('resolved'), false)
  equal(correctable(PLAN, 'detected'), true)
})
