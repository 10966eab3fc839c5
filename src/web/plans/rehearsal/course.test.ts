import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { groupsOf, missesOf, stopsOf } from './course.ts'
import type { Course } from '../../api/operations.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 2, minutes)).toISOString()
const promise = {
  act: 'task',
  law: null,
  regime: null,
  opened: at(0),
  from: at(0),
  aim: null,
  met: null,
  met_by: null,
  missed: null,
  cause: null,
  how: [],
  standing: 'open',
} as const
const course: Course = {
  began: at(0),
  ended: at(60),
  incident: { title: 'x', status: 'open', severity: null, type: null },
  events: [{ at: at(0), kind: 'declared', about: null, by: 'ana' }],
  sent: [
    {
      at: at(1),
      to: 'ana',
      act: 'page',
      channels: ['sms'],
      subject: 'Wake',
      cites: [],
      obligation: null,
    },
  ],
  promises: [
    {
      ...promise,
      id: 'look',
      rule: 'look',
      title: 'Look',
      by: 'lead',
      cites: ['C1'],
      due: at(15),
      met: at(10),
    },
    {
      ...promise,
      id: 'tell#1',
      rule: 'tell',
      title: 'Tell',
      by: 'lead',
      cites: ['C2'],
      due: at(20),
      missed: at(20),
    },
    {
      ...promise,
      id: 'tell#2',
      rule: 'tell',
      title: 'Tell',
      by: 'lead',
      cites: ['C2'],
      due: at(40),
    },
    {
      ...promise,
      id: 'report',
      rule: 'report',
      title: 'Report',
      by: 'lead',
      cites: [],
      law: 'GDPR 33',
      due: at(50),
    },
  ],
  measures: [],
  refused: [],
}

test('C4.3 what recurs is one lane; the law has lanes of its own; who was told comes last', () => {
  deepEqual(
    groupsOf(course, ({ kind }) => kind).map(({ id, lanes }) => [
      id,
      lanes.map(lane => lane.label),
    ]),
    [
      ['course', ['x']],
      ['law', ['Report']],
      ['by lead', ['Look', 'Tell']],
      ['told', ['ana']],
    ],
  )
})

test('the way leads from what happens to what happens, and misses stand under their clause', () => {
  deepEqual(
    stopsOf(course).map(ms => ms / 60_000),
    [0, 1, 10, 20],
  )
  deepEqual(
    missesOf(course).map(({ clause, promises }) => [clause, promises.map(({ id }) => id)]),
    [['C2', ['tell#1']]],
  )
})
