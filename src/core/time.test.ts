import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  earliest,
  fromMs,
  instant,
  latest,
  msBetween,
  parseInstant,
  parseSpan,
  plus,
  toMs,
} from '#/core/time.ts'
import { SPAN_PATTERN } from '#/core/plan/source/words.ts'
import type { Span } from '#/core/time.ts'

test('an instant is text of fixed width, so that its order as text is its order in time', () => {
  const anyMs = fc.integer({ min: Date.UTC(1970), max: Date.UTC(9999, 11, 31) })
  fc.assert(
    fc.property(anyMs, anyMs, (one, other) => {
      const [a, b] = [fromMs(one), fromMs(other)]
      deepEqual([a.length, toMs(a), a < b], [24, one, one < other])
    }),
  )
})

test('an instant is the same as what the date of the language writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), ms => {
      equal(fromMs(ms), new Date(ms).toISOString())
      equal(toMs(instant(new Date(ms).toISOString())), ms)
    }),
  )
})

for (const [text, read] of [
  ['2026-03-01T02:00:00Z', '2026-03-01T02:00:00.000Z'],
  ['2026-03-01T02:00Z', '2026-03-01T02:00:00.000Z'],
  ['2026-03-01T02:00:00+01:00', '2026-03-01T01:00:00.000Z'],
  ['2026-03-01T00:00:00.0009-05:30', '2026-03-01T05:30:00.000Z'],
  ['2026-02-28T23:59:60Z', '2026-02-28T23:59:59.000Z'],
  ['2026-03-01T02:00:00', undefined],
  ['2026-03-01', undefined],
  ['2026-02-30T00:00:00Z', undefined],
  ['2026-03-01T25:00:00Z', undefined],
  ['', undefined],
  ['now', undefined],
  // Outside the four digits of a year the width would change, and with it the order.
  ['+010000-01-01T00:00:00Z', undefined],
  ['-000001-01-01T00:00:00Z', undefined],
  ['9999-12-31T23:59:59-01:00', undefined],
  // A limit counted back from here could leave what can be counted at all.
  ['-271821-04-20T00:00:00Z', undefined],
] as const)
  test(`"${text}" ${read === undefined ? 'is no instant' : `is ${read}`}`, () => {
    equal(parseInstant(text), read)
  })

for (const [text, span] of [
  ['90s', { unit: 'elapsed', ms: 90_000 }],
  ['15m', { unit: 'elapsed', ms: 900_000 }],
  ['72h', { unit: 'elapsed', ms: 259_200_000 }],
  ['1h30m', { unit: 'elapsed', ms: 5_400_000 }],
  ['7d', { unit: 'days', count: 7 }],
  ['2w', { unit: 'days', count: 14 }],
  ['1mo', { unit: 'months', count: 1 }],
  ['1m', { unit: 'elapsed', ms: 60_000 }],
  ['2q', { unit: 'months', count: 6 }],
  ['1y', { unit: 'months', count: 12 }],
  ['30 seconds', { unit: 'elapsed', ms: 30_000 }],
  ['30 minutes', { unit: 'elapsed', ms: 1_800_000 }],
  ['1 minute', { unit: 'elapsed', ms: 60_000 }],
  ['72 hours', { unit: 'elapsed', ms: 259_200_000 }],
  ['1 hour 30 minutes', { unit: 'elapsed', ms: 5_400_000 }],
  ['3 days', { unit: 'days', count: 3 }],
  ['2 weeks', { unit: 'days', count: 14 }],
  ['1 month', { unit: 'months', count: 1 }],
  ['1 quarter', { unit: 'months', count: 3 }],
  ['1 year', { unit: 'months', count: 12 }],
  ['1 working day', { unit: 'working-days', count: 1 }],
  ['4 working days', { unit: 'working-days', count: 4 }],
  ['8 working hours', { unit: 'working-hours', ms: 28_800_000 }],
  ['1 working hour', { unit: 'working-hours', ms: 3_600_000 }],
  ['1 day 12 hours', undefined],
  ['1 working day 2 working hours', undefined],
  ['2 working weeks', undefined],
  ['4 workdays', undefined],
  ['3  days', undefined],
  [' 3 days', undefined],
  ['3 days ', undefined],
  ['three days', undefined],
  ['1 hour 30m', undefined],
  ['3days', undefined],
  ['working days', undefined],
  ['1d12h', undefined],
  ['1mo1d', undefined],
  ['5', undefined],
  ['m5', undefined],
  ['5 m', undefined],
  ['-5m', undefined],
  ['1.5h', undefined],
  ['', undefined],
] as const)
  test(`"${text}" ${span === undefined ? 'is no span' : `is ${JSON.stringify(span)}`}`, () => {
    deepEqual(parseSpan(text), span && { ...span, text })
  })

for (const [at, span, zone, then] of [
  // Clocks go forward in Luxembourg at 01:00Z on 29 March 2026: that day has 23 hours.
  ['2026-03-28T12:00:00Z', '1d', 'Europe/Luxembourg', '2026-03-29T11:00:00Z'],
  ['2026-03-28T12:00:00Z', '24h', 'Europe/Luxembourg', '2026-03-29T12:00:00Z'],
  // They go back at 01:00Z on 25 October: that day has 25.
  ['2026-10-24T12:00:00Z', '1d', 'Europe/Luxembourg', '2026-10-25T13:00:00Z'],
  ['2026-10-24T12:00:00Z', '1d', 'UTC', '2026-10-25T12:00:00Z'],
  // 02:30 in the morning does not exist on 29 March; what lands there happens when the clocks are put forward. A moment
  // later, and it would be due after what began at 03:00.
  ['2026-03-28T01:30:00Z', '1d', 'Europe/Luxembourg', '2026-03-29T01:00:00Z'],
  ['2026-03-28T02:00:00Z', '1d', 'Europe/Luxembourg', '2026-03-29T01:00:00Z'],
  // 02:30 comes twice on 25 October. What happens the second time is not due before what happened the first.
  ['2026-10-25T00:30:00Z', '1d', 'Europe/Luxembourg', '2026-10-26T01:30:00Z'],
  ['2026-10-25T01:30:00Z', '1d', 'Europe/Luxembourg', '2026-10-26T02:00:00Z'],
  ['2026-10-25T01:30:00Z', '0d', 'Europe/Luxembourg', '2026-10-25T01:30:00Z'],
  // Nobody in Samoa lived through 30 December 2011.
  ['2011-12-29T22:00:00Z', '1d', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  // A month that lacks the day ends on its last.
  ['2026-01-31T12:00:00Z', '1mo', 'UTC', '2026-02-28T12:00:00Z'],
  ['2028-01-31T12:00:00Z', '1mo', 'UTC', '2028-02-29T12:00:00Z'],
  ['2026-11-30T12:00:00Z', '1q', 'UTC', '2027-02-28T12:00:00Z'],
  ['2028-02-29T12:00:00Z', '1y', 'UTC', '2029-02-28T12:00:00Z'],
  // Which day it is depends on where one stands.
  ['2026-01-31T23:30:00Z', '1mo', 'Europe/Luxembourg', '2026-02-28T23:30:00Z'],
] as const)
  test(`${span} after ${at} in ${zone} is ${then}`, () => {
    equal(plus(instant(at), spanOf(span), zone), instant(then))
  })

test('what the plan language takes for a span is what can be read as one', () => {
  const words = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'working ']
  const letters = ['1', '30', 's', 'm', 'mo', 'h', 'd', 'w', 'q', 'y', ' ', '-', '.']
  const piece = fc.constantFrom(...words, ...letters)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 7 }), pieces => {
      const text = pieces.join('')
      equal(SPAN_PATTERN.test(text), parseSpan(text) !== undefined, text)
    }),
    { numRuns: 3000 },
  )
})

test('days are counted as on a wall calendar, whatever the clocks of the zone do', () => {
  const zones = [
    'UTC',
    'Europe/Luxembourg',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Casablanca',
  ]
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020), max: Date.UTC(2035) }),
      fc.integer({ min: 0, max: 800 }),
      fc.constantFrom(...zones),
      (ms, count, zone) => {
        equal(plus(fromMs(ms), { unit: 'days', count, text: '' }, zone), slowly(ms, count, zone))
      },
    ),
    { numRuns: 60 },
  )
})

test('elapsed time is counted in milliseconds, forward and back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2000), max: Date.UTC(2100) }),
      fc.nat({ max: 10 ** 12 }),
      (start, ms) => {
        const from = fromMs(start)
        const to = plus(from, { unit: 'elapsed', ms, text: '' }, 'Europe/Luxembourg')
        equal(msBetween(from, to), ms)
        equal(plus(to, { unit: 'elapsed', ms, text: '' }, 'UTC', -1), from)
      },
    ),
  )
})

test('the earliest and the latest are of those that are known', () => {
  const [a, b] = [instant('2026-03-01T00:00Z'), instant('2026-03-02T00:00Z')]
  deepEqual(
    [earliest([b, undefined, a]), latest([a, undefined, b]), earliest([undefined]), latest([])],
    [a, b, undefined, undefined],
  )
})

function spanOf(text: string): Span {
  return parseSpan(text) ?? { unit: 'elapsed', ms: NaN, text }
}

const QUARTER_MS = 15 * 60_000

/**
 * The same reading of a wall clock `days` later, found by trying: every quarter of an hour around it. Where the clocks skip
 * it, the reading is taken by the clock as it was before; where it comes twice, the first counts.
 */
function slowly(ms: number, days: number, zone: string): string {
  const clock = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const reading = (at: number) => Date.parse(`${clock.format(at).replace(' ', 'T')}Z`)
  const rest = ((ms % 1000) + 1000) % 1000
  const wanted = reading(ms) + days * 86_400_000
  for (let at = wanted - 15 * 3_600_000; at <= wanted + 15 * 3_600_000; at += QUARTER_MS)
    if (reading(at) === wanted) return fromMs(at + rest)
  const dayBefore = wanted - 86_400_000
  const offset = reading(dayBefore) - dayBefore
  return fromMs(wanted - offset + rest)
}
