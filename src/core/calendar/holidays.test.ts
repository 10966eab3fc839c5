import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isWorkingDay } from '#/core/calendar/calendar.ts'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { everyDay } from '#/core/calendar/every-day.ts'
import { holidaysIn } from '#/core/calendar/holidays.ts'
import { dateOf } from '#/core/date.ts'

/** Dates of a year that are holidays in a place, as text. */
function datesOff(place: string, year: number): readonly string[] {
  return [...new Set(holidaysIn(place, year).map(dateOf))].toSorted()
}

/** The n-th of a day of the week in a month; from its end, if negative. */
function nth(year: number, month: number, weekday: number, n: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  const days = Array.from({ length: first.daysInMonth }, (_, index) => first.add({ days: index }))
  return days.filter(day => day.dayOfWeek === weekday).at(n > 0 ? n - 1 : n) ?? first
}

/** 5 U.S.C. 6103(a), with (b) for those on a Saturday and E.O. 11582 section 3(a) for those on a Sunday. */
function federalHolidays(year: number): readonly string[] {
  const [MONDAY, THURSDAY] = [1, 4]
  const fixed = (inYear: number, month: number, day: number) => {
    const date = Temporal.PlainDate.from({ year: inYear, month, day })
    if (date.dayOfWeek === 6) return [date, date.subtract({ days: 1 })]
    return date.dayOfWeek === 7 ? [date, date.add({ days: 1 })] : [date]
  }
  return [
    ...fixed(year, 1, 1),
    nth(year, 1, MONDAY, 3),
    nth(year, 2, MONDAY, 3),
    nth(year, 5, MONDAY, -1),
    ...fixed(year, 6, 19),
    ...fixed(year, 7, 4),
    nth(year, 9, MONDAY, 1),
    nth(year, 10, MONDAY, 2),
    ...fixed(year, 11, 11),
    nth(year, 11, THURSDAY, 4),
    ...fixed(year, 12, 25),
    ...fixed(year + 1, 1, 1).filter(date => date.year === year),
  ]
    .filter(date => date.year === year)
    .map(String)
    .toSorted()
}

test('in the United States the federal holidays are off, with their substitutes', () => {
  // Juneteenth is one since 2021.
  for (let year = 2022; year < 2099; year++)
    deepEqual(datesOff('US', year), federalHolidays(year), String(year))
})

/** J. Meeus, Astronomical Algorithms, chapter 8. */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19
  const [century, rest] = [Math.floor(year / 100), year % 100]
  const leap = Math.floor((8 * century + 13) / 25)
  const moon = (19 * golden + century - Math.floor(century / 4) - leap + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const shift = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const day = moon + sunday - 7 * shift + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(day / 31), day: (day % 31) + 1 })
}

test('in Germany the nine days are off that all of its states have', () => {
  for (let year = 2018; year < 2099; year++) {
    const moved = [-2, 1, 39, 50].map(days => easter(year).add({ days }).toString())
    const fixed = ['01-01', '05-01', '10-03', '12-25', '12-26'].map(day => `${year}-${day}`)
    deepEqual(datesOff('DE', year), [...new Set([...moved, ...fixed])].toSorted(), String(year))
  }
})

for (const [place, date, off, because] of [
  ['DE', '2026-12-24', false, 'banks close at 14:00, which is no public holiday'],
  ['DE', '2026-06-04', false, 'Corpus Christi is not one everywhere'],
  ['DE-BY', '2026-06-04', true, 'in Bavaria it is'],
  ['DE-BY', '2026-08-15', false, 'the Assumption is not one in all of Bavaria'],
  ['DE-BY-KATH', '2026-08-15', true, 'in its Catholic places it is'],
  ['DE-BE', '2026-03-08', true, 'Women’s Day in Berlin'],
  ['IE', '2026-04-03', false, 'Good Friday is a bank holiday in Ireland'],
  ['GB-ENG', '2026-12-28', true, 'the substitute for Boxing Day'],
  ['GB-SCT', '2026-01-02', true, 'the second of January in Scotland'],
  ['US', '2021-12-31', true, 'New Year of the next year, a Saturday'],
  ['US', '2028-11-10', true, 'Veterans Day, a Saturday'],
  ['US', '2029-11-12', true, 'Veterans Day, a Sunday'],
  ['CH-SO', '2026-05-01', false, 'it begins at noon'],
  ['RU', '2026-01-04', true, 'the third of five days'],
  ['SZ', '2027-01-02', true, 'the last of six days that began in the year before'],
  ['TR', '2026-03-19', false, 'it begins at dusk'],
  ['TR', '2026-03-20', true, 'the first whole day'],
  ['TR', '2026-03-22', true, 'the third'],
  ['TR', '2026-03-23', false, 'it has ended in the morning'],
  ['IL', '2026-09-20', false, 'the eve of Yom Kippur'],
  ['IL', '2026-09-21', true, 'Yom Kippur, from dusk to dusk'],
  ['JP', '2026-05-06', true, 'a substitute, three days after its holiday'],
] as const)
  test(`${date} is ${off ? '' : 'not '}off in ${place}: ${because}`, () => {
    equal(datesOff(place, Number(date.slice(0, 4))).includes(date), off)
  })

test('years of which the moon and the decrees are not known have no holidays', () => {
  deepEqual([holidaysIn('DE', 1969), holidaysIn('DE', 2100)], [[], []])
})

test('a calendar of several places has the holidays of each', () => {
  const both: Calendar = { ...everyDay('Europe/Berlin'), holidays: ['DE-BY', 'FR'] }
  deepEqual(
    ['2026-06-04', '2026-07-14', '2026-07-15'].map(date => isWorkingDay(both, date)),
    [false, false, true],
  )
})
