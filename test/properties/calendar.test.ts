// Deadlines are counted right, whatever the clocks do: compared with a slow count that was written for these tests alone.
import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isWorking, isWorkingDay, nextBoundary } from '#/core/calendar/calendar.ts'
import { endOf, PERIODS } from '#/core/calendar/period.ts'
import { roll } from '#/core/calendar/roll.ts'
import { fromMs, plus, toMs } from '#/core/time.ts'
import type { Span } from '#/core/time.ts'
import { anyCase, runs, startIn, ZONES } from './calendar-cases.ts'
import {
  dateShown,
  firstShowing,
  isOpen,
  isWorked,
  MINUTE_MS,
  minusWorkingMinutes,
  nextChange,
  plusWall,
  plusWorkingDays,
  plusWorkingMinutes,
  shownAt,
} from './calendar-slowly.ts'

const anySign = fc.constantFrom(1, -1)

for (const zone of ZONES)
  test(`days and months in ${zone} are those of a wall calendar`, () => {
    fc.assert(
      fc.property(
        startIn(zone),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('days', 'months'),
        anySign,
        (start, count, unit, sign) => {
          const span: Span = { unit, count, text: '' }
          const slow = plusWall(zone, start, { [unit]: sign * count })
          equal(plus(fromMs(start), span, zone, sign), fromMs(slow))
        },
      ),
      { numRuns: runs(8) },
    )
  })

test('working days are those that one counts date by date', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 1, max: 30 }), anySign, (it, count, sign) => {
      const span: Span = { unit: 'working-days', count, text: '' }
      const slow = plusWorkingDays(it.calendar, it.start, sign * count)
      equal(plus(fromMs(it.start), span, it.calendar, sign), fromMs(slow))
    }),
    { numRuns: runs(100) },
  )
})

test('working hours are those that one counts minute by minute', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 1, max: 1200 }), anySign, (it, minutes, sign) => {
      fc.pre(daysOfWork(it.calendar, minutes) < 20)
      const span: Span = { unit: 'working-hours', ms: minutes * MINUTE_MS, text: '' }
      const slow =
        sign === 1
          ? plusWorkingMinutes(it.calendar, it.start, minutes)
          : minusWorkingMinutes(it.calendar, it.start, minutes)
      equal(plus(fromMs(it.start), span, it.calendar, sign), fromMs(slow))
    }),
    { numRuns: runs(30) },
  )
})

test('it is worked when it is, and the next boundary is where that changes', () => {
  fc.assert(
    fc.property(anyCase, ({ calendar, start }) => {
      const shown = shownAt(calendar.zone, start)
      equal(isWorking(calendar, fromMs(start)), isOpen(calendar, shown))
      equal(
        isWorkingDay(calendar, dateShown(shown).toString()),
        isWorked(calendar, dateShown(shown)),
      )
      const slow = nextChange(calendar, start, 9)
      const boundary = nextBoundary(calendar, fromMs(start))
      if (slow === undefined) ok(boundary === undefined || toMs(boundary) > start + 9 * 86_400_000)
      else equal(boundary, fromMs(slow))
    }),
    { numRuns: runs(40) },
  )
})

test('what is rolled lands on the nearest day of work, and nothing else is moved', () => {
  fc.assert(
    fc.property(anyCase, anySign, ({ calendar, start }, sign) => {
      const shown = shownAt(calendar.zone, start)
      const rule = { to: sign === 1 ? 'next-working-day' : 'previous-working-day', at: '12:00' }
      const rolled = roll(fromMs(start), rule as Parameters<typeof roll>[1], calendar)
      if (isWorked(calendar, dateShown(shown))) return equal(rolled, fromMs(start))
      let date = dateShown(shown)
      while (!isWorked(calendar, date)) date = date.add({ days: sign })
      const noon = date.toPlainDateTime('12:00').toZonedDateTime('UTC').epochMilliseconds
      return equal(rolled, fromMs(firstShowing(calendar.zone, noon)))
    }),
    { numRuns: runs(60) },
  )
})

test('a period ends when the next begins', () => {
  fc.assert(
    fc.property(anyCase, fc.constantFrom(...PERIODS), ({ calendar, start }, period) => {
      const date = dateShown(shownAt(calendar.zone, start))
      let next = date.add({ days: 1 })
      while (!beginsPeriod(next, period)) next = next.add({ days: 1 })
      const slow = firstShowing(calendar.zone, next.toZonedDateTime('UTC').epochMilliseconds)
      equal(endOf(period, fromMs(start), calendar.zone), fromMs(slow))
    }),
    { numRuns: runs(60) },
  )
})

function beginsPeriod(
  { day, month, dayOfWeek }: Temporal.PlainDate,
  period: (typeof PERIODS)[number],
): boolean {
  if (period === 'day') return true
  if (period === 'week') return dayOfWeek === 1
  if (period === 'month') return day === 1
  return day === 1 && (period === 'quarter' ? [1, 4, 7, 10] : [1]).includes(month)
}

/** About how many dates it takes to work so long, so that the slow count ends. */
function daysOfWork(calendar: Parameters<typeof isWorking>[0], minutes: number): number {
  const [from, to] = [calendar.hours?.from ?? '00:00', calendar.hours?.to ?? '24:00']
  const perDay = Number(to.slice(0, 2)) * 60 + Number(to.slice(3)) - minuteOf(from)
  return ((minutes / perDay + 1) * 7) / calendar.days.length
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
