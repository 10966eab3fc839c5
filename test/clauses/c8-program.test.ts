import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan } from './play.ts'

const plan = bundledPlan('creditnexus')

function recurring(clause: string) {
  return plan.program
    .filter(entry => entry.cite.includes(clause))
    .map(({ act, every, afterEachIncident, topics, by }) => ({
      act,
      every: every?.text,
      afterEachIncident,
      topics,
      by,
    }))
}

test('C8.1 training recurs each quarter, on four topics, and the security team sees to it', () => {
  assert.deepEqual(recurring('C8.1'), [
    {
      act: 'train',
      every: '1q',
      afterEachIncident: false,
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
      afterEachIncident: false,
      topics: ['Tabletop exercise', 'Simulated incident', 'Post-mortem review', 'Procedure update'],
      by: 'security-team',
    },
  ])
})

test('C12.1 procedures are reviewed each quarter, after each incident, and in full each year', () => {
  assert.deepEqual(
    recurring('C12.1').map(({ act, every, afterEachIncident }) => [act, every, afterEachIncident]),
    [
      ['review-plan', '1q', false],
      ['review-plan', undefined, true],
      ['review-plan', '1y', false],
    ],
  )
})
