import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addMonths,
  dateOf,
  daysFrom1970,
  firstOfMonth,
  parseDate,
  weekdayOf,
  yearMonthDay,
} from '#/core/date.ts'

const FIRST = daysFrom1970(0, 1, 1)
const LAST = daysFrom1970(9999, 12, 31)
const anyDay = fc.integer({ min: FIRST, max: LAST })

/** As the language has it. */
function plainDate(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day })
}

test('a day is the date that the language makes of it, and back', () => {
  fc.assert(
    fc.property(anyDay, day => {
      const date = plainDate(day)
      equal(dateOf(day), date.toString())
      equal(parseDate(date.toString()), day)
      deepEqual(yearMonthDay(day), { year: date.year, month: date.month, day: date.day })
      equal(weekdayOf(day), date.dayOfWeek - 1)
    }),
  )
})

test('months are added as the language does, to the last day of those that are too short', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: FIRST + 80_000, max: LAST - 80_000 }),
      fc.integer({ min: -2400, max: 2400 }),
      (day, months) => {
        equal(dateOf(addMonths(day, months)), plainDate(day).add({ months }).toString())
      },
    ),
  )
})

test('the first of a month is counted from the year 0', () => {
  equal(dateOf(firstOfMonth(2026 * 12)), '2026-01-01')
  equal(dateOf(firstOfMonth(2026 * 12 + 23)), '2027-12-01')
  equal(dateOf(firstOfMonth(0)), '0000-01-01')
})

for (const text of [
  '2026-02-29',
  '2026-13-01',
  '2026-00-01',
  '2026-01-00',
  '2026-1-01',
  '+002026-01-01',
  '2026-01-01T00:00',
  '',
])
  test(`"${text}" is no date`, () => {
    equal(parseDate(text), undefined)
  })
