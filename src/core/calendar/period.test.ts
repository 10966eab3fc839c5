import { equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { atTimeOfDay, endOf, startOf } from '#/core/calendar/period.ts'
import { instant } from '#/core/time.ts'

for (const [period, at, zone, end] of [
  ['day', '2026-11-22T12:00Z', 'UTC', '2026-11-23T00:00Z'],
  ['day', '2026-11-22T00:00Z', 'UTC', '2026-11-23T00:00Z'],
  ['day', '2026-11-22T23:30Z', 'Europe/Berlin', '2026-11-24T00:00+01:00'],
  ['day', '2026-03-29T00:30+01:00', 'Europe/Berlin', '2026-03-30T00:00+02:00'],
  // Midnight is skipped.
  ['day', '2026-09-05T12:00-04:00', 'America/Santiago', '2026-09-06T01:00-03:00'],
  ['day', '2011-12-29T12:00-10:00', 'Pacific/Apia', '2011-12-31T00:00+14:00'],
  ['week', '2026-11-22T23:59:59.999Z', 'UTC', '2026-11-23T00:00Z'],
  ['week', '2026-11-23T00:00Z', 'UTC', '2026-11-30T00:00Z'],
  ['month', '2026-11-30T23:59:59.999Z', 'UTC', '2026-12-01T00:00Z'],
  ['month', '2026-12-01T00:00Z', 'UTC', '2027-01-01T00:00Z'],
  ['month', '2028-02-29T12:00Z', 'UTC', '2028-03-01T00:00Z'],
  ['quarter', '2026-01-01T00:00Z', 'UTC', '2026-04-01T00:00Z'],
  ['quarter', '2026-03-31T23:00Z', 'UTC', '2026-04-01T00:00Z'],
  ['quarter', '2026-03-31T23:00Z', 'Europe/Berlin', '2026-07-01T00:00+02:00'],
  ['quarter', '2026-12-31T12:00Z', 'UTC', '2027-01-01T00:00Z'],
  ['year', '2026-01-01T00:00Z', 'UTC', '2027-01-01T00:00Z'],
  ['year', '2026-12-31T23:30Z', 'Europe/Berlin', '2028-01-01T00:00+01:00'],
] as const)
  test(`the ${period} of ${at} in ${zone} ends at ${end}`, () => {
    equal(endOf(period, instant(at), zone), instant(end))
  })

for (const [period, at, zone, start] of [
  ['day', '2026-11-22T23:30Z', 'Europe/Berlin', '2026-11-23T00:00+01:00'],
  ['week', '2026-11-22T23:59:59.999Z', 'UTC', '2026-11-16T00:00Z'],
  ['week', '2026-11-23T00:00Z', 'UTC', '2026-11-23T00:00Z'],
  ['month', '2026-11-30T23:30Z', 'Europe/Berlin', '2026-12-01T00:00+01:00'],
  ['quarter', '2026-03-31T12:00Z', 'UTC', '2026-01-01T00:00Z'],
  ['quarter', '2026-04-01T00:00Z', 'UTC', '2026-04-01T00:00Z'],
  ['year', '2026-12-31T23:30Z', 'UTC', '2026-01-01T00:00Z'],
] as const)
  test(`the ${period} of ${at} in ${zone} begins at ${start}`, () => {
    equal(startOf(period, instant(at), zone), instant(start))
  })

for (const [at, time, zone, then] of [
  ['2026-11-22T12:00+01:00', '17:00', 'Europe/Berlin', '2026-11-22T17:00+01:00'],
  ['2026-11-22T18:00+01:00', '17:00', 'Europe/Berlin', '2026-11-22T17:00+01:00'],
  ['2026-11-22T23:30Z', '00:00', 'Europe/Berlin', '2026-11-23T00:00+01:00'],
  ['2026-11-22T12:00+01:00', '24:00', 'Europe/Berlin', '2026-11-23T00:00+01:00'],
  ['2026-03-29T12:00+02:00', '02:30', 'Europe/Berlin', '2026-03-29T03:00+02:00'],
  ['2026-10-25T12:00+01:00', '02:30', 'Europe/Berlin', '2026-10-25T02:30+02:00'],
] as const)
  test(`${time} on the date of ${at} in ${zone} is ${then}`, () => {
    equal(atTimeOfDay(instant(at), time, zone), instant(then))
  })

for (const time of ['9:00', '24:01', '12:60', '12', '12:00:00', ''])
  test(`"${time}" is no time of day, which is our own mistake`, () => {
    throws(() => atTimeOfDay(instant('2026-11-22T12:00Z'), time, 'UTC'), /time of day/)
  })
