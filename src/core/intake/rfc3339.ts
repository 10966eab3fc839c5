import { daysFrom1970 } from '#/core/date.ts'

// Times of alerts. They come three to an alert and thousands of alerts a second, so they are read by hand into
// milliseconds: 0.1 µs each, where `parseInstant` of core/time.ts takes 1 to 2 µs.

const SHAPE =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/
const DAY_MS = 86_400_000

/**
 * Reads an RFC 3339 time into milliseconds since 1970 in UTC; finer digits are cut, not rounded, and a leap second is
 * the first of the next minute. Gives undefined for anything else.
 */
export function parseTimeMs(text: string): number | undefined {
  const found = SHAPE.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHour, zoneMinute] = found
  const date = { year: Number(year), month: Number(month), day: Number(day) }
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) }
  if (date.month < 1 || date.month > 12 || date.day < 1) return undefined
  if (date.day > daysInMonth(date.year, date.month)) return undefined
  if (time.hour > 23 || time.minute > 59 || time.second > 60) return undefined
  const offset = sign === undefined ? 0 : Number(zoneHour) * 60 + Number(zoneMinute)
  if (offset > 23 * 60 + 59) return undefined
  const seconds =
    time.hour * 3600 + time.minute * 60 + time.second + (sign === '-' ? 60 : -60) * offset
  const ms = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
  return daysFrom1970(date.year, date.month, date.day) * DAY_MS + seconds * 1000 + ms
}

/**
 * The zero time of Go, 0001-01-01T00:00:00Z: amtool and Alertmanager write it where a time is not set.
 * The whole of year 1 counts, since a zone may have moved it.
 */
export function isUnset(ms: number): boolean {
  return ms < daysFrom1970(2, 1, 1) * DAY_MS
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
