import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { together } from './together.ts'

const incident = {
  id: 'inc-1',
  number: 1,
  title: 'Broken',
  severity: 'bad',
  rank: 0,
  exercise: false,
  restricted: false,
}
const [bo, cai] = [
  { id: 'bo', name: 'Bo' },
  { id: 'cai', name: 'Cai' },
]
const page = {
  incident,
  id: 'call/lead',
  party: 'lead',
  why: 'Take the lead',
  sent: '2026-03-02T09:00:00.000Z',
  attempt: 0,
  again: null,
  next: '2026-03-02T09:05:00.000Z',
  others: [bo, cai],
}

test('pages of one incident are answered together; who is named must be able to take each', () => {
  const level = {
    ...page,
    id: 'level-2/chief',
    party: 'chief',
    why: null,
    again: '2026-03-02T09:02:00.000Z',
    next: '2026-03-02T09:03:00.000Z',
    others: [cai],
  }
  const other = { ...page, incident: { ...incident, id: 'inc-2', number: 2 } }
  deepEqual(
    together([page, level, other]).map(
      ({ incident: { number }, reasons, again, next, others }) => ({
        number,
        reasons,
        again,
        next,
        others: others.map(({ id }) => id),
      }),
    ),
    [
      {
        number: 1,
        reasons: ['Take the lead', 'chief'],
        again: '2026-03-02T09:02:00.000Z',
        next: '2026-03-02T09:03:00.000Z',
        others: ['cai'],
      },
      {
        number: 2,
        reasons: ['Take the lead'],
        again: null,
        next: page.next,
        others: ['bo', 'cai'],
      },
    ],
  )
})
