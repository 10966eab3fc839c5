// What holds of every deadline, whatever the right answer is: none is before its start, and none is due before another
// that began before it.
import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWorking } from '#/core/calendar/calendar.ts'
import { legalEnd } from '#/core/calendar/legal-end.ts'
import { endOf } from '#/core/calendar/period.ts'
import { fromMs, plus } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'
import { anyCase, runs } from './calendar-cases.ts'

const HOUR_MS = 3_600_000

const anySpan: fc.Arbitrary<Span> = fc.oneof(
  fc.nat({ max: 100 * HOUR_MS }).map(ms => ({ unit: 'elapsed' as const, ms, text: '' })),
  fc.nat({ max: 96 }).map(hours => ({ unit: 'elapsed' as const, ms: hours * HOUR_MS, text: '' })),
  fc.nat({ max: 70 }).map(count => ({ unit: 'days' as const, count, text: '' })),
  fc.nat({ max: 60 }).map(count => ({ unit: 'working-days' as const, count, text: '' })),
  fc.nat({ max: 99 * HOUR_MS }).map(ms => ({ unit: 'working-hours' as const, ms, text: '' })),
)
const anyMonths: fc.Arbitrary<Span> = fc
  .nat({ max: 30 })
  .map(count => ({ unit: 'months' as const, count, text: '' }))
const anySign = fc.constantFrom(1 as const, -1 as const)

/** Two starts on a calendar, the first before the second: by a millisecond, by an hour, by days. */
const anyTwo = fc
  .tuple(
    anyCase,
    fc.nat({ max: 59_999 }),
    fc.oneof(
      fc.integer({ min: 1, max: 1000 }),
      fc.nat({ max: 3 * HOUR_MS }),
      fc.nat({ max: 99 * HOUR_MS }),
    ),
  )
  .map(([{ calendar, start }, ms, later]) => ({
    calendar,
    one: fromMs(start + ms),
    other: fromMs(start + ms + later),
  }))

test('what begins later is not due earlier, nor earlier before a moment', () => {
  fc.assert(
    fc.property(anyTwo, anySpan, anySign, ({ calendar, one, other }, span, sign) => {
      ok(plus(one, span, calendar, sign) <= plus(other, span, calendar, sign))
    }),
    { numRuns: runs(1500) },
  )
})

test('of months the dates never go back, while each keeps its time of day', () => {
  fc.assert(
    fc.property(anyTwo, anyMonths, anySign, ({ calendar, one, other }, span, sign) => {
      const dateOf = (at: Instant) => endOf('day', plus(at, span, calendar, sign), calendar.zone)
      ok(dateOf(one) <= dateOf(other))
    }),
    { numRuns: runs(400) },
  )
})

test('nothing is due before it begins, nor later than the moment that it is counted back from', () => {
  fc.assert(
    fc.property(anyTwo, fc.oneof(anySpan, anyMonths), ({ calendar, one }, span) => {
      ok(plus(one, span, calendar) >= one)
      ok(plus(one, span, calendar, -1) <= one)
    }),
    { numRuns: runs(1500) },
  )
})

test('the legal end is not before the target, and what begins later does not end earlier', () => {
  fc.assert(
    fc.property(anyTwo, fc.oneof(anySpan, anyMonths), ({ calendar, one, other }, span) => {
      ok(legalEnd(one, span, calendar) >= plus(one, span, calendar))
      ok(legalEnd(one, span, calendar.zone) >= plus(one, span, calendar.zone))
      ok(legalEnd(one, span, calendar) <= legalEnd(other, span, calendar))
    }),
    { numRuns: runs(1500) },
  )
})

test('working hours there and back again lead to where one began, if it was worked there', () => {
  fc.assert(
    fc.property(anyTwo, fc.integer({ min: 1, max: 99 * HOUR_MS }), ({ calendar, one }, ms) => {
      fc.pre(isWorking(calendar, one))
      const span: Span = { unit: 'working-hours', ms, text: '' }
      equal(plus(plus(one, span, calendar), span, calendar, -1), one)
    }),
    { numRuns: runs(1500) },
  )
})

test('two working days are a working day and another, and so are hours', () => {
  const counts = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(anyTwo, counts, counts, ({ calendar, one }, first, second) => {
      for (const unit of ['working-days', 'working-hours'] as const) {
        const span = (count: number): Span =>
          unit === 'working-days'
            ? { unit, count, text: '' }
            : { unit, ms: count * HOUR_MS, text: '' }
        const inOne = plus(one, span(first + second), calendar)
        const inTwo = plus(plus(one, span(first), calendar), span(second), calendar)
        // An hour that is skipped, or comes twice, on the day between moves the time of day.
        if (unit === 'working-hours') equal(inTwo, inOne)
        else equal(endOf('day', inTwo, calendar.zone), endOf('day', inOne, calendar.zone))
      }
    }),
    { numRuns: runs(700) },
  )
})
