import type { Calendar } from '#/core/calendar/calendar.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { namesBelow, zoneOfPlace } from '#/core/calendar/holidays.ts'

/**
 * Names of places with their own holidays: a country, its states, regions of those, such as `DE`, `DE-BY`, `DE-BY-A`. ISO
 * 3166 for the first two.
 */
export function places(): readonly string[] {
  return [...allPlaces()]
}

export function isPlace(place: string): boolean {
  return allPlaces().has(place)
}

/** The IANA zone of a place; of one that has several, the first that the library names. */
export function zoneOf(place: string): string | undefined {
  return isPlace(place) ? zoneOfPlace(place) : undefined
}

/**
 * What a place alone makes a calendar of: all days but those that are its weekend in CLDR (Saturday and Sunday in most
 * places, Friday and Saturday in Israel), and but its public holidays, in its zone. Undefined for an unknown place.
 */
export function calendarOf(place: string): Calendar | undefined {
  const zone = zoneOf(place)
  if (zone === undefined) return undefined
  const [country] = place.split('-')
  const { weekend } = new Intl.Locale(`und-${country}`).getWeekInfo()
  const days = WEEKDAYS.filter((_, index) => !weekend.includes(index + 1))
  return { zone, days, holidays: [place], closed: [], open: [] }
}

let known: ReadonlySet<string> | undefined

function allPlaces(): ReadonlySet<string> {
  known ??= new Set(namesBelow().flatMap(withStates).filter(isFound))
  return known
}

function withStates(country: string): readonly string[] {
  const states = namesBelow(country).flatMap(state => {
    const regions = namesBelow(country, state)
    return [`${country}-${state}`, ...regions.map(region => `${country}-${state}-${region}`)]
  })
  return [country, ...states]
}

/** The library looks for names in capitals only, and takes the country for the few that it has in small letters. */
function isFound(place: string): boolean {
  return place === place.toUpperCase()
}
