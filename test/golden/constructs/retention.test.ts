import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { keptUntil } from '#/core/evidence/retention.ts'
import type { Kept } from '#/core/evidence/retention.ts'
import { at } from '../../kit/given.ts'
import { construct, playOn } from './construct.ts'

const CLOSED = [
  '{at: 0m, signal: {source: monitoring, title: It broke}}',
  '{at: 1h, as: commander, do: resolve, text: It works}',
  '{at: 2h, as: commander, do: close}',
]

function kept(kind: string, ...steps: readonly string[]): Kept {
  const { incident, ended } = playOn('retention', `steps: [${[...CLOSED, ...steps].join(', ')}]\nuntil: 600d`)
  return keptUntil(construct('retention'), incident, kind, ended)
}

const NO = '{at: 90m, as: commander, do: answer, fact: litigation, value: no}'

test('retention as a number; retention differs by record type', () => {
  deepEqual(kept('logs'), { state: 'until', until: at('2027-03-02T11:00:00Z'), by: ['logs'] })
  deepEqual(kept('breach-record'), { state: 'for-good', by: ['register'] })
  deepEqual(kept('evidence', NO), {
    state: 'until',
    until: at('2029-03-02T11:00:00Z'),
    by: ['evidence'],
  })
  deepEqual(kept('nothing-of-the-kind'), { state: 'unsaid' })
})

test('legal hold, or litigation extends retention', () => {
  // Nobody has said whether there is litigation: in doubt it is kept.
  deepEqual(kept('evidence'), { state: 'held', by: ['evidence'], waitsFor: ['litigation'] })
  const yes = '{at: 90m, as: commander, do: answer, fact: litigation, value: yes}'
  deepEqual(kept('evidence', yes), { state: 'held', by: ['evidence'], waitsFor: [] })
})

test('records of an incident that goes on have not begun to age', () => {
  const { incident, ended } = playOn('retention', `steps: [${CLOSED[0]}]\nuntil: 600d`)
  deepEqual(keptUntil(construct('retention'), incident, 'logs', ended), {
    state: 'not-begun',
    waitsFor: ['closed'],
  })
})

test('litigation that ends late keeps what it has to do with for longer', () => {
  const { incident, ended } = playOn('retention', `steps: [${CLOSED.join(', ')}, ${NO}]\nuntil: 3h`)
  const late = new Map(incident.moments).set('litigation-ended', at('2029-01-15T09:00:00Z'))
  const its = keptUntil(construct('retention'), { ...incident, moments: late }, 'evidence', ended)
  equal('until' in its && its.until, at('2029-07-15T08:00:00Z'))
})
