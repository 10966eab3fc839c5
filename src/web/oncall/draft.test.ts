import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { Rota } from '#/core/oncall/rota.ts'
import { writtenRota } from '#/core/written-rota.ts'
import { differing, draftOf, movedTo, writtenOf } from './draft.ts'

const ROTA: Rota = {
  id: 'web',
  title: 'Web',
  zone: 'Europe/Luxembourg',
  holidays: 'LU',
  layers: [
    {
      title: 'Weeks',
      people: ['ana', 'bo'],
      turn: { every: 2, unit: 'week' },
      starts: '2026-03-02T09:00',
    },
    {
      title: 'Nights',
      people: ['cai'],
      turn: { every: 1, unit: 'day' },
      starts: '2026-03-02T00:00',
      until: '2026-09-01T00:00',
      hours: [
        { days: ['fri', 'sat'], from: '22:00', to: '06:00' },
        { from: '02:00', to: '03:00' },
      ],
    },
  ],
}

test('what is opened and not changed is written as it was', () => {
  deepEqual(writtenOf(draftOf(ROTA)), writtenRota(ROTA))
})

test('somebody is moved within a list, and no further than its ends', () => {
  deepEqual(movedTo(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c'])
  deepEqual(movedTo(['a', 'b', 'c'], 0, 9), ['b', 'c', 'a'])
  deepEqual(movedTo(['a', 'b', 'c'], 2, -1), ['c', 'a', 'b'])
})

test('a difference says who was and who would be on call, and nothing where they are the same', () => {
  const shift = (person: string | null, from: string, to: string) => ({ person, from, to })
  deepEqual(
    differing(
      [shift('ana', '01', '05'), shift('bo', '05', '09')],
      [shift('ana', '01', '03'), shift('bo', '03', '08'), shift(null, '08', '09')],
    ),
    [
      { from: '03', to: '05', before: 'ana', after: 'bo' },
      { from: '08', to: '09', before: 'bo', after: null },
    ],
  )
})
