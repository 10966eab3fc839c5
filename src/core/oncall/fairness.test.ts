import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { burdens } from '#/core/oncall/fairness.ts'
import type { Roster } from '#/core/oncall/rota.ts'
import { instant } from '#/core/time.ts'

const DAILY: Roster = {
  rota: {
    id: 'web',
    title: 'Web',
    zone: 'Europe/Luxembourg',
    layers: [
      {
        title: 'Days',
        people: ['ana', 'bo'],
        turn: { every: 1, unit: 'day' },
        starts: '2026-03-27T09:00',
      },
    ],
  },
  overrides: [],
}

test('hours are elapsed, nights and weekends those of the wall clock; one night in two shifts is shared', () => {
  // From Friday to Monday; on the Sunday in between the clocks go forward.
  const found = burdens(DAILY, instant('2026-03-27T09:00+01:00'), instant('2026-03-30T09:00+02:00'))
  deepEqual(found, [
    { person: 'ana', shifts: 2, ms: 48 * 3_600_000, nights: 2, weekendDays: 2, holidays: 0 },
    { person: 'bo', shifts: 1, ms: 23 * 3_600_000, nights: 1, weekendDays: 2, holidays: 0 },
  ])
})

test('public holidays of its place are counted, each once', () => {
  const roster: Roster = { ...DAILY, rota: { ...DAILY.rota, holidays: 'LU' } }
  // Labour Day is a Friday, and Europe Day, the ninth, a Saturday.
  const found = burdens(
    roster,
    instant('2026-05-01T09:00+02:00'),
    instant('2026-05-10T09:00+02:00'),
  )
  deepEqual(
    found.map(({ person, holidays }) => [person, holidays]),
    [
      ['bo', 2],
      ['ana', 1],
    ],
  )
})
