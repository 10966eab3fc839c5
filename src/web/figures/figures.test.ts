import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { figures as words } from '../words/en/figures.ts'
import { behindQuery, daysOf, presetOf, presets, readCell, readChoice } from './choice.ts'
import { csvOf } from './csv.ts'
import { bandName, percentOf, shownBands } from './series.ts'
import { countSplits, spanSplits } from './splits.ts'
import { labelled } from './trend-options.ts'

const NOW = Date.parse('2026-03-02T09:00:00Z')

test('an address is read as far as it is known, and nothing else of it is passed on', () => {
  deepEqual(readChoice({ from: '2026-01-01', severity: 1, type: '', more: 'x' }), {
    from: '2026-01-01',
    severity: '1',
  })
  deepEqual(readCell({ behind: { measure: 'm', band: 2, on_target: 'yes', other: 1 } }), {
    measure: 'm',
    band: 2,
  })
  equal(readCell({ behind: 'm' }), undefined)
})

test('what is behind a period lies within the days that were chosen', () => {
  deepEqual(
    behindQuery(
      { from: '2026-01-10', to: '2026-01-20', severity: 'P0', every: 'week' },
      { from: '2026-01-05', to: '2026-01-11' },
    ),
    { from: '2026-01-10', to: '2026-01-11', severity: 'P0' },
  )
})

test('days that a name stands for have it again', () => {
  for (const [name, days] of Object.entries(presets(NOW))) equal(presetOf(days, NOW), name)
  equal(presetOf({}, NOW), 'year')
  equal(presetOf({ from: '2026-02-03' }, NOW), 'own')
})

test('a period is told in days of the zone of the plan', () => {
  const month = { from: '2026-02-28T23:00:00.000Z', to: '2026-03-31T22:00:00.000Z' }
  deepEqual(daysOf(month, 'Europe/Luxembourg'), { from: '2026-03-01', to: '2026-03-31' })
})

test('a table holds quotes and lines, and carries out no formula that a stranger wrote', () => {
  equal(
    csvOf([
      ['a "b"', 'c,d', 'e\nf', 1.5, null],
      ['=SUM(A1)', '-1', '@x'],
    ]),
    '\uFEFF"a ""b""","c,d","e\nf",1.5,\r\n\'=SUM(A1),\'-1,\'@x\r\n',
  )
})

test('bands have names of round lengths, and only those around what is there are shown', () => {
  const edges = [60_000, 300_000]
  deepEqual(
    [0, 1, 2].map(band => bandName(edges, band, words)),
    ['under 1 min', '1 min to 5 min', '5 min or more'],
  )
  deepEqual(shownBands([0, 0, 0, 4, 0, 2, 0, 0]), [2, 3, 4, 5, 6])
})

test('a share is all or nothing only when it is', () => {
  deepEqual(
    [percentOf(0, 0), percentOf(0, 9), percentOf(1, 999), percentOf(998, 999), percentOf(9, 9)],
    [undefined, 0, 1, 99, 100],
  )
})

test('lines go across at lengths that people count in, and labels have room', () => {
  const MINUTE = 60_000
  deepEqual(
    spanSplits(25 * MINUTE).map(ms => ms / MINUTE),
    [0, 5, 10, 15, 20, 25],
  )
  deepEqual(countSplits(14), [0, 5, 10])
  deepEqual(labelled([1, 2, 3, 4, 5], 76 + 2 * 92), [1, 4])
})
