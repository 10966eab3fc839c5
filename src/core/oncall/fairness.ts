// How the burden was shared: figures that people argue over, and had better agree on how they were counted.
import { wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, weekdayOf } from '#/core/date.ts'
import { isShift, stretches } from '#/core/oncall/on-call.ts'
import type { Roster, Shift } from '#/core/oncall/rota.ts'
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
}

const HOUR_MS = 3_600_000
const NIGHT_BEGINS_MS = 22 * HOUR_MS
const NIGHT_ENDS_MS = 6 * HOUR_MS
const SATURDAY = 5

/** Of everyone who had a shift, the most burdened first. */
export function burdens(roster: Roster, from: Instant, to: Instant): readonly Burden[] {
  const shares = new Map<string, Shift[]>()
  for (const stretch of stretches(roster, from, to))
    if (isShift(stretch))
      shares.set(stretch.person, [...(shares.get(stretch.person) ?? []), stretch])
  return [...shares]
    .map(([person, shifts]) => burdenOf(person, shifts, roster.rota.zone))
    .toSorted((one, other) => other.ms - one.ms || (one.person < other.person ? -1 : 1))
}

function burdenOf(person: string, shifts: readonly Shift[], zone: string): Burden {
  // Two shifts of one night are one night.
  const nights = new Set<number>()
  const weekendDays = new Set<number>()
  for (const { from, to } of shifts) {
    // A shift that ends with the first instant of a day has nothing of it.
    const walls = { from: wallAt(zone, toMs(from)), to: wallAt(zone, toMs(to) - 1) }
    // The night of a day begins in its evening: that of the day before may still be on.
    for (let day = dayOf(walls.from) - 1; day <= dayOf(walls.to); day++) {
      if (touches(walls, day * DAY_MS + NIGHT_BEGINS_MS, (day + 1) * DAY_MS + NIGHT_ENDS_MS))
        nights.add(day)
      if (weekdayOf(day) >= SATURDAY && touches(walls, day * DAY_MS, (day + 1) * DAY_MS))
        weekendDays.add(day)
    }
  }
  const ms = shifts.reduce((sum, shift) => sum + msBetween(shift.from, shift.to), 0)
  return { person, shifts: shifts.length, ms, nights: nights.size, weekendDays: weekendDays.size }
}

const dayOf = (wall: number) => Math.floor(wall / DAY_MS)

/** Whether what lasts from the one wall clock through the other has anything of `[from, to)`. */
function touches(walls: { from: number; to: number }, from: number, to: number): boolean {
  return walls.from < to && walls.to >= from
}
