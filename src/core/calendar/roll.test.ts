import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { roll } from '#/core/calendar/roll.ts'
import { instant } from '#/core/time.ts'

const BERLIN: Calendar = {
  zone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  holidays: ['DE'],
  closed: [],
  open: [],
}
const NOON = { to: 'next-working-day', at: '12:00' } as const
const NEXT = { to: 'next-working-day' } as const
const BEFORE = { to: 'previous-working-day', at: '24:00' } as const

for (const [at, rule, then, because] of [
  ['2026-11-20T23:59:59.999+01:00', NOON, '2026-11-20T23:59:59.999+01:00', 'a Friday'],
  ['2026-11-21T00:00+01:00', NOON, '2026-11-23T12:00+01:00', 'a Saturday'],
  ['2026-11-22T23:59:59.999+01:00', NOON, '2026-11-23T12:00+01:00', 'a Sunday'],
  ['2026-11-23T00:00+01:00', NOON, '2026-11-23T00:00+01:00', 'a Monday'],
  ['2026-05-23T10:00+02:00', NOON, '2026-05-26T12:00+02:00', 'Whit Monday follows'],
  ['2026-12-25T10:00+01:00', NOON, '2026-12-28T12:00+01:00', 'Christmas'],
  ['2026-03-28T10:00+01:00', NOON, '2026-03-30T12:00+02:00', 'the clocks change'],
  ['2026-11-21T10:00+01:00', NEXT, '2026-11-23T10:00+01:00', 'its own time of day'],
  ['2026-11-21T10:00+01:00', BEFORE, '2026-11-21T00:00+01:00', 'the end of Friday'],
  ['2026-12-26T10:00+01:00', BEFORE, '2026-12-25T00:00+01:00', 'the end of Thursday'],
  // It is still Sunday in Berlin, and no longer in Greenwich.
  ['2026-11-22T22:30Z', NOON, '2026-11-23T12:00+01:00', 'a Sunday'],
  ['2026-11-22T23:30Z', NOON, '2026-11-23T00:30+01:00', 'a Monday'],
] as const)
  test(`${at} (${because}) is rolled to ${then}`, () => {
    equal(roll(instant(at), rule, BERLIN), instant(then))
  })
