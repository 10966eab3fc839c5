import { equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { isWorking, isWorkingDay, nextBoundary } from '#/core/calendar/calendar.ts'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { everyDay } from '#/core/calendar/every-day.ts'
import { instant } from '#/core/time.ts'

const TRADING: Calendar = {
  zone: 'America/New_York',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  hours: { from: '09:30', to: '16:00' },
  holidays: ['US'],
  closed: ['2026-11-24', '2026-11-28'],
  open: ['2026-11-27', '2026-11-28'],
}
const WEEKDAYS_ONLY: Calendar = {
  zone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: [],
  closed: [],
  open: [],
}

for (const [date, worked, because] of [
  ['2026-11-23', true, 'a Monday'],
  ['2026-11-24', false, 'closed'],
  ['2026-11-26', false, 'Thanksgiving'],
  ['2026-11-27', true, 'open'],
  ['2026-11-28', true, 'a Saturday, closed, and open after all'],
  ['2026-11-29', false, 'a Sunday'],
] as const)
  test(`${date} is ${worked ? '' : 'not '}worked: ${because}`, () => {
    equal(isWorkingDay(TRADING, date), worked)
  })

test('what is no date is our own mistake', () => {
  throws(() => isWorkingDay(TRADING, '2026-02-30'), /2026-02-30/)
})

for (const [at, worked, next] of [
  ['2026-11-23T09:29:59.999-05:00', false, '2026-11-23T09:30-05:00'],
  ['2026-11-23T09:30-05:00', true, '2026-11-23T16:00-05:00'],
  ['2026-11-23T15:59:59.999-05:00', true, '2026-11-23T16:00-05:00'],
  ['2026-11-23T16:00-05:00', false, '2026-11-25T09:30-05:00'],
  ['2026-11-28T16:00-05:00', false, '2026-11-30T09:30-05:00'],
  ['2026-12-31T16:00-05:00', false, '2027-01-04T09:30-05:00'],
] as const)
  test(`at ${at} it is ${worked ? '' : 'not '}worked, until ${next}`, () => {
    equal(isWorking(TRADING, instant(at)), worked)
    equal(nextBoundary(TRADING, instant(at)), instant(next))
  })

for (const [at, worked, next] of [
  ['2026-11-20T23:59:59.999+01:00', true, '2026-11-21T00:00+01:00'],
  ['2026-11-21T00:00+01:00', false, '2026-11-23T00:00+01:00'],
  ['2026-11-23T00:00+01:00', true, '2026-11-28T00:00+01:00'],
  // From one year into the next without a pause.
  ['2026-12-31T12:00+01:00', true, '2027-01-02T00:00+01:00'],
  // A year of which the first instant is the first that is worked, as 1 January 2035 is a Monday.
  ['2034-12-31T12:00+01:00', false, '2035-01-01T00:00+01:00'],
  // A year that begins with a Saturday.
  ['2027-12-31T12:00+01:00', true, '2028-01-01T00:00+01:00'],
] as const)
  test(`without hours, at ${at} it is ${worked ? '' : 'not '}worked, until ${next}`, () => {
    equal(isWorking(WEEKDAYS_ONLY, instant(at)), worked)
    equal(nextBoundary(WEEKDAYS_ONLY, instant(at)), instant(next))
  })

test('where it is always worked, or never for ten years, there is no boundary', () => {
  const at = instant('2026-11-23T12:00Z')
  equal(nextBoundary(everyDay('UTC'), at), undefined)
  equal(isWorking(everyDay('UTC'), at), true)
  const dates = { ...everyDay('UTC'), days: [], open: ['2036-12-31'] } as const
  equal(nextBoundary(dates, at), instant('2036-12-31T00:00Z'))
  equal(nextBoundary({ ...dates, open: ['2037-01-01'] }, at), undefined)
  const closed = { ...everyDay('UTC'), closed: ['2036-12-31'] }
  equal(nextBoundary(closed, at), instant('2036-12-31T00:00Z'))
  equal(
    nextBoundary({ ...everyDay('UTC'), closed: ['2027-01-01'] }, at),
    instant('2027-01-01T00:00Z'),
  )
})

test('a shop that opens before midnight strikes twice does not open twice', () => {
  const shop = { ...everyDay('Europe/Berlin'), hours: { from: '02:30', to: '02:45' } }
  const first = instant('2026-10-25T02:30+02:00')
  equal(isWorking(shop, first), true)
  equal(nextBoundary(shop, first), instant('2026-10-25T02:45+02:00'))
  equal(isWorking(shop, instant('2026-10-25T02:30+01:00')), false)
  // On the day when there is no such time it stays closed.
  equal(nextBoundary(shop, instant('2026-03-28T12:00+01:00')), instant('2026-03-30T02:30+02:00'))
})
