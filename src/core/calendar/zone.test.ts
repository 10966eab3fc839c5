import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { instantAt, offsetAt, wallAt } from '#/core/calendar/zone.ts'

/** A reading of a clock as `wallAt` has it, and back. */
const wall = (reading: string) => Date.parse(`${reading}Z`)
const reading = (ms: number) => new Date(ms).toISOString().slice(0, -1)

for (const [zone, at, shown] of [
  ['UTC', '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000'],
  ['Asia/Kathmandu', '2026-03-01T12:00:00.000Z', '2026-03-01T17:45:00.000'],
  // Put forward at 01:00Z: the millisecond before, and at.
  ['Europe/Berlin', '2026-03-29T00:59:59.999Z', '2026-03-29T01:59:59.999'],
  ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00.000'],
  // Put back at 01:00Z: this clock waits for an hour.
  ['Europe/Berlin', '2026-10-25T00:59:59.999Z', '2026-10-25T02:59:59.999'],
  ['Europe/Berlin', '2026-10-25T01:00:00.000Z', '2026-10-25T03:00:00.000'],
  ['Europe/Berlin', '2026-10-25T01:59:59.999Z', '2026-10-25T03:00:00.000'],
  ['Europe/Berlin', '2026-10-25T02:00:00.001Z', '2026-10-25T03:00:00.001'],
  // By half an hour.
  ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', '2026-04-05T01:59:59.999'],
  ['Australia/Lord_Howe', '2026-04-04T15:15:00.000Z', '2026-04-05T02:00:00.000'],
  ['Australia/Lord_Howe', '2026-04-04T15:30:00.001Z', '2026-04-05T02:00:00.001'],
  // At one minute past midnight, back into the day before.
  ['America/St_Johns', '2010-11-07T02:30:30.000Z', '2010-11-07T00:00:30.000'],
  ['America/St_Johns', '2010-11-07T03:00:00.000Z', '2010-11-07T00:01:00.000'],
  // Over a whole day.
  ['Pacific/Apia', '2011-12-30T09:59:59.999Z', '2011-12-29T23:59:59.999'],
  ['Pacific/Apia', '2011-12-30T10:00:00.000Z', '2011-12-31T00:00:00.000'],
  // An hour and a half before the end of a stretch of time that is kept.
  ['America/Adak', '2053-11-02T10:59:59.999Z', '2053-11-02T01:59:59.999'],
  ['America/Adak', '2053-11-02T11:30:00.000Z', '2053-11-02T02:00:00.000'],
  ['America/Adak', '2053-11-02T12:30:00.000Z', '2053-11-02T02:30:00.000'],
  // Before zones were invented.
  ['Europe/Berlin', '0000-01-01T00:00:00.000Z', '0000-01-01T00:53:28.000'],
  ['Europe/Berlin', '9999-12-31T12:00:00.000Z', '9999-12-31T13:00:00.000'],
] as const)
  test(`at ${at} the clock of ${zone} shows ${shown}`, () => {
    equal(reading(wallAt(zone, Date.parse(at))), shown)
  })

for (const [zone, shown, at] of [
  ['Asia/Kathmandu', '2026-03-01T17:45:00.000', '2026-03-01T12:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T01:59:59.999', '2026-03-29T00:59:59.999Z'],
  ['Europe/Berlin', '2026-03-29T02:00:00.000', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T02:30:00.000', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T03:00:00.000', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T03:00:00.001', '2026-03-29T01:00:00.001Z'],
  ['Europe/Berlin', '2026-10-25T02:30:00.000', '2026-10-25T00:30:00.000Z'],
  ['Europe/Berlin', '2026-10-25T03:00:00.000', '2026-10-25T01:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25T03:00:00.001', '2026-10-25T02:00:00.001Z'],
  ['Pacific/Apia', '2011-12-30T12:00:00.000', '2011-12-30T10:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-01T00:00:00.000', '2025-12-31T10:00:00.000Z'],
] as const)
  test(`the clock of ${zone} first shows ${shown}, or later, at ${at}`, () => {
    equal(new Date(instantAt(zone, wall(shown))).toISOString(), at)
  })

test('a clock shows what it shows, not before, whatever stretch of time it is in', () => {
  for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC'])
    for (let year = 1960; year < 2060; year++)
      for (let day = 0; day < 366; day++) {
        const ms = Date.UTC(year, 0, day, 5)
        equal(instantAt(zone, wallAt(zone, ms)), ms)
      }
})

test('how far a zone is ahead is what its clocks are ahead, also while the other clock waits', () => {
  const quarterPast = Date.parse('2026-10-25T01:15:00Z')
  equal(offsetAt('Europe/Berlin', quarterPast), 3_600_000)
  equal(wallAt('Europe/Berlin', quarterPast) - quarterPast, 6_300_000)
})
