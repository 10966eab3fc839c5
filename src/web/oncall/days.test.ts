import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { fromLocalInput, localInput, moved, periodOf, placeIn } from './days.ts'

test('a week begins on its Monday, a month shows the weeks that it touches', () => {
  const week = periodOf('week', '2026-03-29')
  deepEqual(
    week.weeks.map(({ days }) => days.map(({ date }) => date)),
    [
      [
        '2026-03-23',
        '2026-03-24',
        '2026-03-25',
        '2026-03-26',
        '2026-03-27',
        '2026-03-28',
        '2026-03-29',
      ],
    ],
  )
  const month = periodOf('month', '2026-03-10')
  deepEqual(
    month.weeks.map(({ days }) => [days[0]?.date, days[6]?.date]),
    [
      ['2026-02-23', '2026-03-01'],
      ['2026-03-02', '2026-03-08'],
      ['2026-03-09', '2026-03-15'],
      ['2026-03-16', '2026-03-22'],
      ['2026-03-23', '2026-03-29'],
      ['2026-03-30', '2026-04-05'],
    ],
  )
})

test('going on goes by weeks, or to the first of a month', () => {
  equal(moved('week', '2026-12-30', 1), '2027-01-06')
  equal(moved('month', '2026-01-31', 1), '2026-02-01')
  equal(moved('month', '2026-01-31', -1), '2025-12-01')
})

test('what is partly in a week is cut, what is not is nowhere', () => {
  const week = { from: Date.parse('2026-03-02T00:00:00Z'), to: Date.parse('2026-03-12T00:00:00Z') }
  const at = (from: string, to: string) => placeIn(week, { from: `${from}:00Z`, to: `${to}:00Z` })
  deepEqual(at('2026-03-01T00:00', '2026-03-03T00:00'), { left: 0, width: 10 })
  deepEqual(at('2026-03-11T00:00', '2026-03-20T00:00'), { left: 90, width: 10 })
  equal(at('2026-02-01T00:00', '2026-03-02T00:00'), undefined)
})

test('what a field for a time shows is the instant that it came from', () => {
  const ms = Date.parse('2026-03-02T08:15:00.000Z')
  equal(fromLocalInput(localInput(ms)), '2026-03-02T08:15:00.000Z')
  equal(fromLocalInput(''), undefined)
})
