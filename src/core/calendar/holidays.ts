import Holidays from 'date-holidays'
import { assert } from '#/core/assert.ts'
import { wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, yearMonthDay } from '#/core/date.ts'

/**
 * The public holidays of places, from the library `date-holidays`. Only its type `public` counts: days that the law of the
 * place makes holidays, which is what Reg. 1182/71 Art. 2(1) and 5 U.S.C. 6103 call so. Its type `bank` is left out
 * everywhere: those are days on which banks close by custom or for an afternoon (Christmas Eve from 14:00 in Germany, Good
 * Friday in Ireland), on which a law's deadline runs on. Whoever does not work on them lists them as `closed`.
 */

/** Before and after these, of days that depend on the moon or on a decree nothing is known, and no day is a holiday. */
const YEAR_FIRST = 1970
const YEAR_LAST = 2099

/**
 * How much of a date a holiday must take for the date to be off. Holidays that begin at noon or later leave a day that is
 * worked; those that last from dusk to dusk take 18 hours of the day that they are named for and 6 of the one before. In
 * the middle, since the library is an hour wrong where the clocks change, those of its host included.
 */
const OFF_MS_MIN = 15 * 3_600_000

/** Days off of one place, by the year in which their holiday begins. */
type Almanac = {
  readonly library: Holidays
  readonly zone: string
  readonly begun: Map<number, readonly number[]>
  readonly off: Map<number, readonly number[]>
}

const ALMANACS = new Map<string, Almanac>()

/** The days of a year, counted from 1970, that are public holidays in a place. In no order; some may come twice. */
export function holidaysIn(place: string, year: number): readonly number[] {
  const almanac = almanacOf(place)
  const known = almanac.off.get(year)
  if (known !== undefined) return known
  // A holiday of several days may have begun in the year before.
  const off = [...begunIn(almanac, year - 1), ...begunIn(almanac, year)].filter(
    day => yearMonthDay(day).year === year,
  )
  almanac.off.set(year, off)
  return off
}

/** The first zone of a place. */
export function zoneOfPlace(place: string): string {
  return almanacOf(place).zone
}

/** Names below a country and below a state, as the library has them; the countries themselves without arguments. */
export function namesBelow(country?: string, state?: string): readonly string[] {
  return Object.keys(ATLAS.query(country, state) ?? {})
}

const ATLAS = new Holidays()

function almanacOf(place: string): Almanac {
  const known = ALMANACS.get(place)
  if (known !== undefined) return known
  const library = new Holidays(place)
  mend(place, library)
  const [zone] = library.getTimezones()
  assert(zone !== undefined, `"${place}" is a place with a zone`)
  const almanac = { library, zone, begun: new Map(), off: new Map() }
  ALMANACS.set(place, almanac)
  return almanac
}

/** What is wrong in the library, and makes a deadline of a law wrong. */
function mend(place: string, library: Holidays): void {
  if (place !== 'US') return
  // It knows no substitute for Veterans Day, which 5 U.S.C. 6103(b) and E.O. 11582 give it: 10 November 2028 is one.
  library.unsetRule('11-11')
  library.setHoliday(
    '11-11 and if sunday then next monday if saturday then previous friday',
    'Veterans Day',
  )
}

function begunIn(almanac: Almanac, year: number): readonly number[] {
  const known = almanac.begun.get(year)
  if (known !== undefined) return known
  const begun =
    year < YEAR_FIRST || year > YEAR_LAST
      ? []
      : almanac.library
          .getHolidays(year)
          .filter(({ type }) => type === 'public')
          .flatMap(({ start, end }) =>
            daysOff(wallAt(almanac.zone, start.getTime()), wallAt(almanac.zone, end.getTime())),
          )
  almanac.begun.set(year, begun)
  return begun
}

/** The dates of which a holiday takes enough. Its beginning and end are as a clock of the place shows them. */
function daysOff(from: number, to: number): readonly number[] {
  const off: number[] = []
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day++) {
    const taken = Math.min(to, (day + 1) * DAY_MS) - Math.max(from, day * DAY_MS)
    if (taken >= OFF_MS_MIN) off.push(day)
  }
  return off
}
