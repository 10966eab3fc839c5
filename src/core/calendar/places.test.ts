import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { holidaysIn } from '#/core/calendar/holidays.ts'
import { calendarOf, isPlace, places, zoneOf } from '#/core/calendar/places.ts'

test('places are countries, their states and regions of those', () => {
  for (const place of ['DE', 'DE-BY', 'DE-BY-A', 'US', 'US-NY', 'FR', 'GB-SCT', 'LU'])
    ok(isPlace(place), place)
  ok(places().length > 600)
})

test('what the library would take for the whole country is no place', () => {
  for (const place of [
    '',
    'de',
    'DE-XX',
    'DE_BY',
    'DE.BY',
    'EU',
    'CK-Atiu',
    'DE-BY-',
    'constructor',
  ])
    equal(isPlace(place), false, place)
})

test('every place has a zone that exists and days of work in its week, every country days off', () => {
  for (const place of places()) {
    const calendar = calendarOf(place)
    ok(calendar !== undefined, place)
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(calendar.zone)
    ok(calendar.days.length >= 4, place)
    // Not of all 616: it would take seconds.
    if (!place.includes('-')) ok(holidaysIn(place, 2026).length > 0, place)
  }
})

test('a place alone makes a calendar', () => {
  deepEqual(calendarOf('DE-BY'), {
    zone: 'Europe/Berlin',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    holidays: ['DE-BY'],
    closed: [],
    open: [],
  })
  deepEqual(calendarOf('IL')?.days, ['mon', 'tue', 'wed', 'thu', 'sun'])
  equal(zoneOf('US'), 'America/New_York')
  equal(zoneOf('US-CA'), 'America/Los_Angeles')
})

test('an unknown place has no zone and makes no calendar', () => {
  deepEqual([zoneOf('EU'), calendarOf('EU')], [undefined, undefined])
})
