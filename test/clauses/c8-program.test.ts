import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan } from './play.ts'

const plan = bundledPlan('creditnexus')

function recurring(clause: string) {
  return plan.program
    .filter(entry => entry.cite.includes(clause))
    .map(({ act, every, after, topics, by }) => ({
      act,
      every: every?.text,
      after: after?.kind,
      topics,
      by,
    }))
}

test('C8.1 training recurs each quarter, on four topics, and the security team sees to it', () => {
  assert.deepEqual(recurring('C8.1'), [
    {
      act: 'train',
      every: '1q',
      after: undefined,
      topics: [
        'Incident response procedures',
        'Role responsibilities',
        'Communication protocols',
        'Security best practices',
      ],
      by: 'security-team',
    },
  ])
})

test('C8.2 exercises recur twice a year, of four kinds', () => {
  assert.deepEqual(recurring('C8.2'), [
    {
      act: 'exercise',
      every: '6mo',
      after: undefined,
      topics: ['Tabletop exercise', 'Simulated incident', 'Post-mortem review', 'Procedure update'],
      by: 'security-team',
    },
  ])
})

test('C12.1 procedures are reviewed each quarter, after each incident, and in full each year', () => {
  assert.deepEqual(
    recurring('C12.1').map(({ act, every, after }) => [act, every, after]),
    [
      ['review-plan', '1q', undefined],
      ['review-plan', undefined, 'incident'],
      ['review-plan', '1y', undefined],
    ],
  )
})
