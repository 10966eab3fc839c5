// What laws and regulations say of dates and can be worked out without a plan. Each row is one reading, with its source.
import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { atTimeOfDay, endOf } from '#/core/calendar/period.ts'
import { legalEnd } from '#/core/calendar/legal-end.ts'
import { calendarOf } from '#/core/calendar/places.ts'
import { roll } from '#/core/calendar/roll.ts'
import { earliest, instant, latest, parseSpan, plus } from '#/core/time.ts'
import type { Span } from '#/core/time.ts'

const BERLIN = placed('DE')
const NEW_YORK = placed('US')
const NOON = { to: 'next-working-day', at: '12:00' } as const

for (const [law, aware, major, due] of [
  [
    'a bank, major five hours after awareness',
    '2026-03-02T10:00',
    '2026-03-02T15:00',
    '2026-03-02T19:00',
  ],
  ['classified at the last minute', '2026-03-02T10:00', '2026-03-03T09:50', '2026-03-03T10:00'],
  ['classified only after 24 hours', '2026-03-02T10:00', '2026-03-03T10:30', '2026-03-03T14:30'],
  [
    'a bank over a weekend, which does not matter',
    '2026-03-06T10:00',
    '2026-03-06T23:00',
    '2026-03-07T03:00',
  ],
] as const)
  test(`DORA initial notification, Delegated Regulation (EU) 2025/301 Art. 5(1)(a), 5(2): ${law}`, () => {
    const [from, classified] = [inBerlin(aware), inBerlin(major)]
    const fourHours = plus(classified, span('4h'), BERLIN)
    const aDay = plus(from, span('24h'), BERLIN)
    const initial = classified > aDay ? fourHours : earliest([fourHours, aDay])
    equal(initial, inBerlin(due))
  })

for (const [case_, at, then] of [
  ['Saturday to Monday', '2026-03-07T03:00', '2026-03-09T12:00'],
  ['Saturday before Whit Monday to Tuesday', '2026-05-23T03:00', '2026-05-26T12:00'],
  ['a Monday that is a holiday', '2026-04-06T09:00', '2026-04-07T12:00'],
  ['a Friday stays', '2026-03-06T17:00', '2026-03-06T17:00'],
] as const)
  test(`DORA, noon of the next working day, Delegated Regulation (EU) 2025/301 Art. 5(4): ${case_}`, () => {
    equal(roll(inBerlin(at), NOON, BERLIN), inBerlin(then))
  })

test('DORA intermediate report of a bank, Art. 5(1)(b): 72 h from the initial one, without roll', () => {
  equal(plus(inBerlin('2026-03-04T16:00'), span('72h'), BERLIN), inBerlin('2026-03-07T16:00'))
})

test('DORA final report, Art. 5(1)(c): a month from the intermediate one, with the noon rule for everyone', () => {
  const due = plus(inBerlin('2026-01-07T16:00'), span('1 month'), BERLIN)
  equal(due, inBerlin('2026-02-07T16:00'))
  equal(roll(due, NOON, BERLIN), inBerlin('2026-02-09T12:00'))
})

test('GDPR Art. 33(1): 72 hours pass, also when the clocks are put forward', () => {
  const aware = inBerlin('2026-03-27T12:00')
  equal(plus(aware, span('72h'), BERLIN), inBerlin('2026-03-30T13:00'))
  equal(legalEnd(aware, span('72h'), BERLIN), inBerlin('2026-03-30T14:00'))
})

for (const [determined, due, because] of [
  ['2026-11-25T10:00', '2026-12-02T10:00', 'Thanksgiving is skipped'],
  ['2026-11-28T10:00', '2026-12-03T23:59:59.999', 'a Saturday: Monday is day one'],
  ['2026-11-26T10:00', '2026-12-02T23:59:59.999', 'a holiday: Friday is day one'],
  ['2028-11-08T10:00', '2028-11-15T10:00', 'Veterans Day is kept on Friday'],
  ['2026-12-23T10:00', '2026-12-30T10:00', 'Christmas'],
  ['2027-12-29T10:00', '2028-01-05T10:00', 'New Year is kept on 31 December'],
] as const)
  test(`SEC Form 8-K Item 1.05, four business days: ${because}`, () => {
    const target = plus(inNewYork(determined), span('4 working days'), NEW_YORK)
    equal(target, inNewYork(due))
    equal(atTimeOfDay(target, '17:30', NEW_YORK.zone), inNewYork(`${due.slice(0, 10)}T17:30`))
  })

test('HIPAA, 45 CFR 164.404(b): 60 calendar days, weekend or not', () => {
  equal(plus(inNewYork('2027-01-01T09:00'), span('60d'), NEW_YORK), inNewYork('2027-03-02T09:00'))
})

test('HIPAA, 45 CFR 164.408(c): 60 days after the end of the calendar year', () => {
  const yearEnd = endOf('year', inNewYork('2026-05-17T09:00'), NEW_YORK.zone)
  equal(yearEnd, inNewYork('2027-01-01T00:00'))
  equal(plus(yearEnd, span('60d'), NEW_YORK), inNewYork('2027-03-02T00:00'))
})

test('NIS2 Art. 23(4)(d): a month from 30 January ends on Sunday, 28 February; both ends are known', () => {
  const sent = inBerlin('2027-01-30T10:00')
  const target = plus(sent, span('1 month'), BERLIN)
  equal(target, inBerlin('2027-02-28T10:00'))
  equal(roll(target, { to: 'next-working-day' }, BERLIN), inBerlin('2027-03-01T10:00'))
  equal(legalEnd(sent, span('1 month'), BERLIN.zone), inBerlin('2027-03-01T00:00'))
  equal(legalEnd(sent, span('1 month'), BERLIN), inBerlin('2027-03-02T00:00'))
})

test('UK FCA PS26/2: 30 working days for the final report', () => {
  const london = placed('GB-ENG')
  const sent = instant('2027-03-18T10:00Z')
  // Good Friday, Easter Monday and the first Monday of May are none.
  equal(plus(sent, span('30 working days'), london), instant('2027-05-04T10:00+01:00'))
})

test('of two clocks that run the earliest or the latest binds', () => {
  const [one, other] = [inBerlin('2026-03-02T10:00'), inBerlin('2026-03-02T11:00')]
  equal(earliest([other, one]), one)
  equal(latest([one, other]), other)
})

function placed(place: string): Calendar {
  const calendar = calendarOf(place)
  if (calendar === undefined) throw new Error(`${place} is a place`)
  return calendar
}

function inBerlin(reading: string) {
  return instantIn(reading, BERLIN.zone)
}

function inNewYork(reading: string) {
  return instantIn(reading, NEW_YORK.zone)
}

function instantIn(reading: string, zone: string) {
  return instant(Temporal.PlainDateTime.from(reading).toZonedDateTime(zone).toInstant().toString())
}

function span(text: string): Span {
  const read = parseSpan(text)
  if (read === undefined) throw new Error(`${text} is a span`)
  return read
}
