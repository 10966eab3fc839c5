// How the burden was shared: figures that people argue over, and had better agree on how they were counted.
import { holidaysIn } from '#/core/calendar/holidays.ts'
import { isPlace } from '#/core/calendar/places.ts'
import { wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, weekdayOf, yearMonthDay } from '#/core/date.ts'
import { isShift, stretches } from '#/core/oncall/on-call.ts'
import type { Roster, Rota, Shift } from '#/core/oncall/rota.ts'
import { msBetween, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What one person has carried, in the wall clock of the rota. */
export type Burden = {
  readonly person: string
  readonly shifts: number
  readonly ms: number
  /** Nights of which any hour between 22:00 and 06:00 was theirs. */
  readonly nights: number
  /** Saturdays and Sundays of which any hour was. */
  readonly weekendDays: number
  /** Public holidays of the rota's place of which any hour was; those on a weekend count there too. */
  readonly holidays: number
}

const HOUR_MS = 3_600_000
const NIGHT_BEGINS_MS = 22 * HOUR_MS
const NIGHT_ENDS_MS = 6 * HOUR_MS
const SATURDAY = 5

/** Of everyone who had a shift, the most burdened first. `holidays`: days from 1970 that are some, of the time in question. */
export function burdens(
  roster: Roster,
  from: Instant,
  to: Instant,
  holidays: ReadonlySet<number> = holidaysOf(roster.rota, from, to),
): readonly Burden[] {
  const shares = new Map<string, Shift[]>()
  for (const stretch of stretches(roster, from, to))
    if (isShift(stretch))
      shares.set(stretch.person, [...(shares.get(stretch.person) ?? []), stretch])
  return [...shares]
    .map(([person, shifts]) => burdenOf(person, shifts, roster.rota.zone, holidays))
    .toSorted((one, other) => other.ms - one.ms || (one.person < other.person ? -1 : 1))
}

function burdenOf(
  person: string,
  shifts: readonly Shift[],
  zone: string,
  holidays: ReadonlySet<number>,
): Burden {
  // Two shifts of one night are one night.
  const nights = new Set<number>()
  const weekendDays = new Set<number>()
  const worked = new Set<number>()
  for (const { from, to } of shifts) {
    // A shift that ends with the first instant of a day has nothing of it.
    const walls = { from: wallAt(zone, toMs(from)), to: wallAt(zone, toMs(to) - 1) }
    // The night of a day begins in its evening: that of the day before may still be on.
    for (let day = dayOf(walls.from) - 1; day <= dayOf(walls.to); day++) {
      if (touches(walls, day * DAY_MS + NIGHT_BEGINS_MS, (day + 1) * DAY_MS + NIGHT_ENDS_MS))
        nights.add(day)
      if (!touches(walls, day * DAY_MS, (day + 1) * DAY_MS)) continue
      if (weekdayOf(day) >= SATURDAY) weekendDays.add(day)
      if (holidays.has(day)) worked.add(day)
    }
  }
  const ms = shifts.reduce((sum, shift) => sum + msBetween(shift.from, shift.to), 0)
  return {
    person,
    shifts: shifts.length,
    ms,
    nights: nights.size,
    weekendDays: weekendDays.size,
    holidays: worked.size,
  }
}

/** Public holidays of a rota's place within a time, as days from 1970. None where it names no place, or one that nobody knows. */
export function holidaysOf(
  { holidays: place, zone }: Rota,
  from: Instant,
  to: Instant,
): ReadonlySet<number> {
  if (place === undefined || !isPlace(place)) return new Set()
  const first = dayOf(wallAt(zone, toMs(from)))
  const last = dayOf(wallAt(zone, toMs(to)))
  const years = [yearMonthDay(first).year, yearMonthDay(last).year]
  const found: number[] = []
  for (let year = years[0] ?? 0; year <= (years[1] ?? 0); year++)
    found.push(...holidaysIn(place, year))
  return new Set(found.filter(day => day >= first && day <= last))
}

/** Whether a wall clock of a zone is between 22:00 and 06:00. */
export function isNight(zone: string, at: Instant): boolean {
  const wall = wallAt(zone, toMs(at))
  const time = wall - dayOf(wall) * DAY_MS
  return time >= NIGHT_BEGINS_MS || time < NIGHT_ENDS_MS
}

const dayOf = (wall: number) => Math.floor(wall / DAY_MS)

/** Whether what lasts from the one wall clock through the other has anything of `[from, to)`. */
function touches(walls: { from: number; to: number }, from: number, to: number): boolean {
  return walls.from < to && walls.to >= from
}
