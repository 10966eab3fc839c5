import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import {
  readTime,
  shownCountdown,
  shownDate,
  shownDayAndTime,
  shownLength,
  shownNear,
  shownOffset,
} from '#/cli/terminal/time.ts'
import { instant, plusMs } from '#/core/time.ts'

const zone = 'Europe/Luxembourg'
const now = instant('2026-03-01T02:30:00Z')

test('a time is read as it is typed at night', () => {
  const cases: readonly (readonly [string, boolean, string | undefined])[] = [
    ['now', false, '2026-03-01T02:30:00.000Z'],
    ['2026-03-01T02:00:00Z', false, '2026-03-01T02:00:00.000Z'],
    ['2026-03-01T03:00+01:00', false, '2026-03-01T02:00:00.000Z'],
    ['2026-03-01 03:00', false, '2026-03-01T02:00:00.000Z'],
    ['03:00', false, '2026-03-01T02:00:00.000Z'],
    ['3:00', false, '2026-03-01T02:00:00.000Z'],
    // At 03:30 here, 23:50 was yesterday; as a date to come it is today.
    ['23:50', false, '2026-02-28T22:50:00.000Z'],
    ['23:50', true, '2026-03-01T22:50:00.000Z'],
    ['03:00', true, '2026-03-02T02:00:00.000Z'],
    ['-20m', false, '2026-03-01T02:10:00.000Z'],
    ['2h', true, '2026-03-01T04:30:00.000Z'],
    ['+2h', true, '2026-03-01T04:30:00.000Z'],
    // Days are counted on the calendar: summer time begins on the 29th.
    ['28d', true, '2026-03-29T01:30:00.000Z'],
    ['29d', true, '2026-03-30T01:30:00.000Z'],
    ['25:00', false, undefined],
    ['2026-02-30 03:00', false, undefined],
    ['soon', true, undefined],
    ['', true, undefined],
  ]
  for (const [typed, ahead, expected] of cases)
    equal(readTime(typed, { now, zone, ahead }), expected, typed)
})

test('a length is cut off and not rounded: a limit is never shown as reached before it is', () => {
  const minute = 60_000
  const cases: readonly (readonly [number, string])[] = [
    [0, '0s'],
    [59_999, '59s'],
    [minute, '1m'],
    [60 * minute - 1, '59m'],
    [60 * minute, '1h'],
    [125 * minute, '2h05m'],
    [24 * 60 * minute - 1, '23h59m'],
    [24 * 60 * minute, '1d'],
    [(24 * 3 + 4) * 60 * minute, '3d 4h'],
  ]
  for (const [ms, expected] of cases) equal(shownLength(ms), expected)
  equal(shownCountdown(plusMs(now, 1), now), 'in 0s')
  equal(shownCountdown(now, now), '0s late')
  equal(shownCountdown(plusMs(now, -35 * minute), now), '35m late')
})

test('times are shown where the reader is, with their day when it is another', () => {
  const later = instant('2026-03-08T22:05:00Z')
  equal(shownNear(now, now, zone), '03:30')
  equal(shownNear(later, now, zone), 'Sun 8 Mar 23:05')
  equal(shownDayAndTime(later, zone), 'Sun  8 Mar 23:05')
  equal(shownDate(later, zone), '2026-03-08 23:05')
})

test('an offset counts elapsed time, whatever the clocks do', () => {
  const start = instant('2026-03-28T22:00:00Z')
  equal(shownOffset(start, instant('2026-03-29T04:06:00Z')), '+6h06')
  equal(shownOffset(start, instant('2026-03-28T21:55:00Z')), '-0h05')
  equal(shownOffset(start, instant('2026-04-02T22:00:00Z')), '+120h00')
})
