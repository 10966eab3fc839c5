import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Plan } from '#/core/plan/plan.ts'
import type { Obligation } from '../api/operations.ts'
import { controlOf, factsWaiting, groupsOf, isMine } from './agenda.ts'

const promise = (id: string, more: Partial<Obligation> = {}): Obligation => ({
  id,
  rule: id,
  title: id,
  cites: [],
  act: 'task',
  standing: 'open',
  owners: [],
  ...more,
})

const stage = (id: string) => ({ id, title: id })
const PLAN = {
  stages: [stage('assess'), stage('contain')],
  rules: [
    { id: 'tick', act: { do: 'task' }, approvals: [], when: { kind: 'always' } },
    { id: 'guarded', act: { do: 'task' }, approvals: [{}], when: { kind: 'always' } },
    { id: 'question', act: { do: 'ask', fact: 'lost' }, approvals: [], when: { kind: 'always' } },
    { id: 'wake', act: { do: 'page' }, approvals: [], when: { kind: 'always' } },
    { id: 'told', act: { do: 'update' }, approvals: [], when: { kind: 'always' } },
  ],
  facts: [
    { id: 'lost', title: 'lost', ask: 'Lost?', kind: 'yes-no', by: 'lead' },
    { id: 'public', title: 'public', ask: 'Public?', kind: 'yes-no', by: 'press' },
    { id: 'sure', title: 'sure', ask: 'Sure?', kind: 'yes-no', known: 'yes' },
  ],
  severities: [],
  types: [],
  calendars: [],
  systems: [],
  moments: [],
  roles: [],
  audiences: [],
  templates: [],
  gates: [],
  classifications: [],
  decisions: [],
  levels: [],
  fields: [],
} as unknown as Plan

test('C3.2 by stage, what is overdue first, then what is due first', () => {
  const groups = groupsOf(
    [
      promise('a', { stage: 'assess' }),
      promise('b', { stage: 'assess', due: '2026-03-02T10:00:00.000Z' }),
      promise('c', { stage: 'assess', standing: 'overdue', due: '2026-03-02T11:00:00.000Z' }),
      promise('d', { stage: 'assess', standing: 'due-soon', due: '2026-03-02T09:00:00.000Z' }),
      promise('e', { stage: 'assess', standing: 'met' }),
      promise('f', { stage: 'contain', standing: 'armed' }),
      promise('g'),
    ],
    PLAN,
    'assess',
  )
  deepEqual(
    groups.map(({ stage, owed, armed, settled }) => [
      stage?.id,
      owed.map(({ id }) => id).join(''),
      armed.length,
      settled.length,
    ]),
    [
      [undefined, 'g', 0, 0],
      ['assess', 'cdba', 0, 1],
      ['contain', '', 1, 0],
    ],
  )
  deepEqual(
    groups.map(({ isPressing }) => isPressing),
    [true, true, false],
  )
})

test('what can be done in place, and what wants more than a tick', () => {
  deepEqual(
    ['tick', 'guarded', 'question', 'wake', 'told'].map(id => {
      const act = PLAN.rules.find(rule => rule.id === id)?.act.do ?? 'task'
      return controlOf(promise(id, { act }), PLAN)
    }),
    ['tick', 'carry-out', 'answer', 'itself', 'carry-out'],
  )
  equal(controlOf(promise('tick', { standing: 'met' }), PLAN), 'none')
})

test('facts that are not known: mine first, without those that the plan knows itself', () => {
  const waiting = factsWaiting(
    [
      promise('x', { standing: 'armed', waits_for: ['public', 'sure', 'resolved'] }),
      promise('y', { standing: 'armed', waits_for: ['public', 'lost'] }),
    ],
    PLAN,
    { answers: [] },
    ({ by }) => by === 'lead',
  )
  deepEqual(
    waiting.map(({ fact, hangs }) => [fact.id, hangs.length]),
    [
      ['lost', 1],
      ['public', 2],
    ],
  )
})

test('mine is what I am asked for', () => {
  equal(isMine(promise('x', { owners: ['ana'] }), 'ana'), true)
  equal(isMine(promise('x', { owners: ['ana'] }), null), false)
})
