// Starts, spans and calendars for the properties of calendars: many of them where clocks change and dates are skipped.
import fc from 'fast-check'
import type { Calendar } from '#/core/calendar/calendar.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { MINUTE_MS } from './calendar-slowly.ts'

/** How many cases of a property are tried: a few each time, as many times more as `TOCSIN_RUNS` says for a night. */
export const runs = (few: number) => few * Number(process.env['TOCSIN_RUNS'] ?? '1')

/** Every kind of clock change that there is, and zones of the places below. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  // Winter time is the exception there, and summer time the standard.
  'Europe/Dublin',
  'America/New_York',
  // At one minute past midnight until 2011, by two hours in 1988.
  'America/St_Johns',
  // At midnight, so that a day begins at one o'clock.
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Tehran',
  // From eleven to midnight.
  'America/Nuuk',
  // By half an hour.
  'Australia/Lord_Howe',
  // By two hours.
  'Antarctica/Troll',
  // A month of winter time in Ramadan.
  'Africa/Casablanca',
  // A date skipped in 2011.
  'Pacific/Apia',
  'Pacific/Fakaofo',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Asia/Kathmandu',
  // Put forward for good by half an hour, and back.
  'Asia/Pyongyang',
  'America/Caracas',
] as const

const PLACES = ['DE-BY', 'US', 'FR', 'IL', 'TR', 'JP', 'RU', 'GB-SCT', 'CL', 'IR'] as const

const FIRST_MINUTE = Date.UTC(1985) / MINUTE_MS
const LAST_MINUTE = Date.UTC(2045) / MINUTE_MS

const anyMinute = fc
  .integer({ min: FIRST_MINUTE, max: LAST_MINUTE })
  .map(minute => minute * MINUTE_MS)

/** A whole minute, in two of three cases within three days of a change of the clocks. */
export function startIn(zone: string): fc.Arbitrary<number> {
  const nearby = fc
    .tuple(anyMinute, fc.integer({ min: -4400, max: 400 }))
    .map(([ms, minutes]) => (changeBefore(zone, ms) ?? ms) + minutes * MINUTE_MS)
  const within = fc
    .tuple(anyMinute, fc.integer({ min: -150, max: 150 }))
    .map(([ms, minutes]) => (changeBefore(zone, ms) ?? ms) + minutes * MINUTE_MS)
  return fc.oneof(anyMinute, nearby, within)
}

function changeBefore(zone: string, ms: number): number | undefined {
  const change = Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('previous')
  return change !== null && change.epochMilliseconds >= Date.UTC(1985)
    ? change.epochMilliseconds
    : undefined
}

const anyHours = fc
  .tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: 1, max: 96 }))
  .filter(([from, to]) => from < to)
  .map(([from, to]) => ({ from: timeOf(from * 15), to: timeOf(to * 15) }))

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Calendars of a zone: with and without hours, holidays and dates of their own, on at least one day of the week. */
export function calendarIn(zone: string): fc.Arbitrary<Calendar> {
  const dates = fc.array(
    anyMinute.map(ms => Temporal.Instant.fromEpochMilliseconds(ms).toString().slice(0, 10)),
    { maxLength: 3 },
  )
  const days = fc.oneof(
    fc.constant(WEEKDAYS.slice(0, 5)),
    fc.subarray([...WEEKDAYS], { minLength: 1 }),
  )
  return fc
    .record({
      days,
      hours: fc.option(anyHours, { nil: undefined }),
      holidays: fc.subarray([...PLACES], { maxLength: 2 }),
      closed: dates,
      open: dates,
    })
    .map(({ hours, ...rest }) => ({ zone, ...rest, ...(hours && { hours }) }))
}

/** A zone, a calendar of it and a start. */
export const anyCase = fc
  .constantFrom(...ZONES)
  .chain(zone => fc.tuple(calendarIn(zone), startIn(zone)))
  .map(([calendar, start]) => ({ calendar, start }))
