import { isZone } from '#/core/calendar/is-zone.ts'
import type { Vector, When } from '#/core/selftest/vector.ts'

/** In whose clocks a vector is read, and how that was found out. */
export type ReadZone = { readonly zone: string; readonly told: string }

/** Zones of the Union and of the United States that offsets are read as: the first that fits. */
const EU_ZONES = ['Europe/Brussels', 'Europe/Dublin', 'Europe/Helsinki'] as const
const US_ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
] as const

/** All times that a vector names, those that it expects among them. */
export function timesOf({ moments, due }: Pick<Vector, 'moments' | 'due'>): readonly When[] {
  return [...moments.values(), ...due.flatMap(one => (one.kind === 'when' ? [one.when] : []))]
}

/**
 * The zone of a vector that names no calendar. `own` is that of the regime. Otherwise the offset that its moments are written
 * with; where that changes between its times, the first zone of the Union that has both.
 */
export function readZone(
  vector: Pick<Vector, 'moments' | 'due'>,
  own: string | undefined,
): ReadZone {
  const times = timesOf(vector)
  const named = times.flatMap(({ zone }) => zone ?? [])[0]
  if (named !== undefined && isZone(named))
    return { zone: named, told: `times in ${named}, as written` }
  const offsets = [...vector.moments.values()].filter(when => isNumeric(when.offset))
  if (own !== undefined) {
    if (offsets.every(when => hasOffset(own, when)))
      return { zone: own, told: `times in ${own}, as the regime counts` }
    const fitting = US_ZONES.find(zone => offsets.every(when => hasOffset(zone, when)))
    if (fitting !== undefined)
      return { zone: fitting, told: `times in ${fitting}, after the offset` }
  }
  const [first] = offsets
  if (first === undefined) return withoutOffset(vector, own)
  const all = times.filter(when => isNumeric(when.offset))
  if (all.some(when => when.offset !== first.offset)) {
    const zone = EU_ZONES.find(candidate => all.every(when => hasOffset(candidate, when)))
    if (zone !== undefined) return { zone, told: `times in ${zone}, after the offsets` }
  }
  const offset = first.offset ?? '+00:00'
  return { zone: offset, told: `times at the offset ${offset}, as written` }
}

function withoutOffset(vector: Pick<Vector, 'moments'>, own: string | undefined): ReadZone {
  if (own !== undefined) return { zone: own, told: `times in ${own}, as the regime counts` }
  const isUtc = [...vector.moments.values()].some(when => when.offset === 'Z')
  return isUtc
    ? { zone: 'UTC', told: 'times in UTC, as written' }
    : { zone: EU_ZONES[0], told: `no zone is given; times in ${EU_ZONES[0]}` }
}

function isNumeric(offset: string | undefined): boolean {
  return offset !== undefined && offset !== 'Z'
}

function hasOffset(zone: string, { date, time = '12:00:00', offset }: When): boolean {
  const instant = Temporal.Instant.from(`${date}T${time}${offset ?? 'Z'}`)
  return instant.toZonedDateTimeISO(zone).offset === offset
}
