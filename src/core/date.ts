/**
 * Dates of the Gregorian calendar, as text (`2026-03-01`) and as days since 1 January 1970, in which they are counted. A
 * date by itself knows no zone. `Temporal.PlainDate` does the same in twenty times the time, and limits are computed at
 * every command.
 */

export const DAY_MS = 86_400_000

/**
 * Days from 1 January 1970 to a day of the Gregorian calendar, in eras of 400 years that begin on 1 March (H. Hinnant,
 * "chrono-compatible low-level date algorithms").
 */
export function daysFrom1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

export type YearMonthDay = { readonly year: number; readonly month: number; readonly day: number }

/** The inverse of `daysFrom1970`. */
export function yearMonthDay(days: number): YearMonthDay {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day }
}

/** A day as `2026-03-01`. */
export function dateOf(days: number): string {
  const { year, month, day } = yearMonthDay(days)
  return `${twoDigits(Math.floor(year / 100))}${twoDigits(year % 100)}-${twoDigits(month)}-${twoDigits(day)}`
}

/** The day of a date such as `2026-03-01`. Gives undefined for what is no date. */
export function parseDate(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (year === undefined) return undefined
  const days = daysFrom1970(Number(year), Number(month), Number(day))
  // There is no 30 February: counted on from the beginning of its month, it is a day of March.
  return dateOf(days) === text ? days : undefined
}

/** Monday is 0. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7
}

/** The same day of the month `months` later, or the last of that month where it has no such day. */
export function addMonths(days: number, months: number): number {
  const { year, month, day } = yearMonthDay(days)
  const first = firstOfMonth(year * 12 + month - 1 + months)
  const next = firstOfMonth(year * 12 + month + months)
  return Math.min(first + day - 1, next - 1)
}

/** Months are counted from the year 0. */
export function firstOfMonth(months: number): number {
  const year = Math.floor(months / 12)
  return daysFrom1970(year, months - year * 12 + 1, 1)
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

export function twoDigits(value: number): string {
  return TWO_DIGITS[value] ?? ''
}
