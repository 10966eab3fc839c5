import { equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { everyDay } from '#/core/calendar/every-day.ts'
import { instant, parseSpan, plus } from '#/core/time.ts'
import type { Span } from '#/core/time.ts'

const BERLIN: Calendar = {
  zone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: ['DE'],
  closed: [],
  open: [],
}
const OFFICE: Calendar = { ...BERLIN, hours: { from: '09:00', to: '17:00' } }
const NIGHTS: Calendar = { ...everyDay('Europe/Berlin'), hours: { from: '01:00', to: '05:00' } }

for (const [at, span, calendar, then, because] of [
  ['2026-11-16T10:00+01:00', '1 working day', BERLIN, '2026-11-17T10:00+01:00', 'Monday'],
  ['2026-11-16T10:00+01:00', '4 working days', BERLIN, '2026-11-20T10:00+01:00', 'the same week'],
  ['2026-11-16T10:00+01:00', '5 working days', BERLIN, '2026-11-23T10:00+01:00', 'over a weekend'],
  ['2026-11-20T17:00+01:00', '1 working day', BERLIN, '2026-11-23T17:00+01:00', 'Friday'],
  ['2026-11-21T00:00+01:00', '1 working day', BERLIN, '2026-11-23T23:59:59.999+01:00', 'Saturday'],
  ['2026-11-22T23:59+01:00', '1 working day', BERLIN, '2026-11-23T23:59:59.999+01:00', 'Sunday'],
  ['2026-11-23T00:00+01:00', '1 working day', BERLIN, '2026-11-24T00:00+01:00', 'Monday 00:00'],
  ['2026-11-21T12:00+01:00', '4 working days', BERLIN, '2026-11-26T23:59:59.999+01:00', 'Saturday'],
  ['2026-11-21T12:00+01:00', '0 working days', BERLIN, '2026-11-21T12:00+01:00', 'nothing'],
  ['2026-12-23T12:00+01:00', '2 working days', BERLIN, '2026-12-28T12:00+01:00', 'Christmas'],
  ['2026-12-30T12:00+01:00', '2 working days', BERLIN, '2027-01-04T12:00+01:00', 'the new year'],
  ['2026-10-23T02:30+02:00', '1 working day', BERLIN, '2026-10-26T02:30+01:00', 'clocks put back'],
  ['2026-11-16T10:00+01:00', '500 working days', BERLIN, '2028-11-01T10:00+01:00', 'two years'],
  ['2026-11-16T10:00+01:00', '7 working hours', OFFICE, '2026-11-16T17:00+01:00', 'till it closes'],
  ['2026-11-16T10:00+01:00', '8 working hours', OFFICE, '2026-11-17T10:00+01:00', 'the next day'],
  ['2026-11-16T09:00+01:00', '8 working hours', OFFICE, '2026-11-16T17:00+01:00', 'a whole day'],
  ['2026-11-16T17:00+01:00', '8 working hours', OFFICE, '2026-11-17T17:00+01:00', 'when closed'],
  ['2026-11-16T16:59+01:00', '1 working hour', OFFICE, '2026-11-17T09:59+01:00', 'a minute left'],
  ['2026-11-16T03:00+01:00', '1 working hour', OFFICE, '2026-11-16T10:00+01:00', 'before opening'],
  ['2026-11-20T18:00+01:00', '1 working hour', OFFICE, '2026-11-23T10:00+01:00', 'Friday evening'],
  ['2026-12-24T16:00+01:00', '2 working hours', OFFICE, '2026-12-28T10:00+01:00', 'Christmas'],
  ['2026-12-31T16:00+01:00', '2 working hours', OFFICE, '2027-01-04T10:00+01:00', 'the new year'],
  [
    '2026-12-31T15:00+01:00',
    '2 working hours',
    OFFICE,
    '2026-12-31T17:00+01:00',
    'all of the year',
  ],
  ['2026-11-21T12:00+01:00', '0 working hours', OFFICE, '2026-11-21T12:00+01:00', 'nothing'],
  ['2026-11-20T23:00+01:00', '2 working hours', BERLIN, '2026-11-23T01:00+01:00', 'without hours'],
  // Three hours pass between 01:00 and 05:00 when clocks go forward, and five when they go back.
  ['2026-03-29T01:00+01:00', '3 working hours', NIGHTS, '2026-03-29T05:00+02:00', 'a short night'],
  ['2026-03-29T01:00+01:00', '4 working hours', NIGHTS, '2026-03-30T02:00+02:00', 'a short night'],
  ['2026-10-25T01:00+02:00', '4 working hours', NIGHTS, '2026-10-25T04:00+01:00', 'a long night'],
  ['2026-10-25T01:00+02:00', '5 working hours', NIGHTS, '2026-10-25T05:00+01:00', 'a long night'],
] as const)
  test(`${span} after ${at} (${because}) is ${then}`, () => {
    equal(plus(instant(at), spanOf(span), calendar), instant(then))
  })

for (const [at, span, calendar, then, because] of [
  ['2026-11-20T10:00+01:00', '4 working days', BERLIN, '2026-11-16T10:00+01:00', 'the same week'],
  ['2026-11-23T10:00+01:00', '1 working day', BERLIN, '2026-11-20T10:00+01:00', 'over a weekend'],
  ['2026-11-21T12:00+01:00', '1 working day', BERLIN, '2026-11-20T00:00+01:00', 'Saturday'],
  ['2026-11-23T00:00+01:00', '1 working day', BERLIN, '2026-11-20T00:00+01:00', 'Monday 00:00'],
  ['2026-12-28T12:00+01:00', '2 working days', BERLIN, '2026-12-23T12:00+01:00', 'Christmas'],
  ['2027-01-04T12:00+01:00', '2 working days', BERLIN, '2026-12-30T12:00+01:00', 'the new year'],
  ['2026-11-17T10:00+01:00', '8 working hours', OFFICE, '2026-11-16T10:00+01:00', 'the day before'],
  ['2026-11-16T17:00+01:00', '8 working hours', OFFICE, '2026-11-16T09:00+01:00', 'a whole day'],
  ['2026-11-17T09:00+01:00', '8 working hours', OFFICE, '2026-11-16T09:00+01:00', 'at opening'],
  ['2026-11-22T12:00+01:00', '1 working hour', OFFICE, '2026-11-20T16:00+01:00', 'when closed'],
  ['2027-01-04T10:00+01:00', '2 working hours', OFFICE, '2026-12-31T16:00+01:00', 'the new year'],
  [
    '2027-01-04T11:00+01:00',
    '2 working hours',
    OFFICE,
    '2027-01-04T09:00+01:00',
    'all of the year',
  ],
] as const)
  test(`${span} before ${at} (${because}) is ${then}`, () => {
    equal(plus(instant(at), spanOf(span), calendar, -1), instant(then))
  })

test('on the plain calendar of a zone every day is worked, all day', () => {
  const at = instant('2026-12-25T10:00Z')
  equal(plus(at, spanOf('3 working days'), 'UTC'), instant('2026-12-28T10:00Z'))
  equal(plus(at, spanOf('30 working hours'), 'UTC'), instant('2026-12-26T16:00Z'))
})

test('a date that a zone has skipped is no working day of it', () => {
  // It was Thursday, 29 December; the next day was Saturday.
  const thursday = instant('2011-12-29T12:00-10:00')
  const apia = { ...BERLIN, zone: 'Pacific/Apia', holidays: [] }
  equal(plus(thursday, spanOf('1 working day'), apia), instant('2012-01-02T12:00+14:00'))
  equal(plus(thursday, spanOf('1 working day'), 'Pacific/Apia'), instant('2011-12-31T12:00+14:00'))
})

test('a day that clocks cut short at its end still ends on its own date', () => {
  // In Nuuk clocks jump from 23:00 on Saturday to midnight.
  const saturdays = everyDay('America/Nuuk')
  const friday = instant('2026-03-27T23:30-02:00')
  equal(plus(friday, spanOf('1 working day'), saturdays), instant('2026-03-28T22:59:59.999-02:00'))
})

test('a calendar on which nobody ever works is our own mistake, and does not go on for ever', () => {
  const never: Calendar = { ...BERLIN, days: [], holidays: [] }
  throws(() => plus(instant('2026-01-01T00:00Z'), spanOf('1 working day'), never), /working days/)
  throws(() => plus(instant('2026-01-01T00:00Z'), spanOf('1 working hour'), never), /working hours/)
})

function spanOf(text: string): Span {
  return parseSpan(text) ?? { unit: 'elapsed', ms: NaN, text }
}
