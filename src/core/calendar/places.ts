import { assert } from '#/core/assert.ts'
import type { Calendar } from '#/core/calendar/calendar.ts'

/** Whether `date-holidays` knows a place: `DE`, `DE-BY`, `US-LA-NO`. */
export function isPlace(place: string): boolean {
  return nearestPlace(place) === place
}

/** The known place whose name is nearest to this one. */
export function nearestPlace(_place: string): string | undefined {
  assert(false, 'the places are built')
  return undefined
}

/** The first zone of a place. */
export function zoneOf(_place: string): string | undefined {
  assert(false, 'the places are built')
  return undefined
}

/** Monday to Friday in the zone of a place, without its public holidays. Undefined for an unknown place. */
export function calendarOf(_place: string): Calendar | undefined {
  assert(false, 'the places are built')
  return undefined
}
