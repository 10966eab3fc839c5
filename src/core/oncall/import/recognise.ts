// Turns found in a list of shifts: who follows whom, after how long, and at which hours of the week.
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, weekdayOf } from '#/core/date.ts'
import { timeOf } from '#/core/oncall/import/hours.ts'
import type { ImportedShift } from '#/core/oncall/import/imported.ts'
import { wallText, wallTextAt } from '#/core/oncall/import/turns.ts'
import type { Hours, Layer, Turn } from '#/core/oncall/rota.ts'
import { toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

type Shown = { readonly person: string; readonly from: number; readonly to: number }

const LENGTHS: readonly Turn[] = [
  { every: 1, unit: 'day' },
  { every: 1, unit: 'week' },
  { every: 2, unit: 'week' },
  { every: 3, unit: 'week' },
  { every: 4, unit: 'week' },
]
const DAYS_OF = { hour: 1 / 24, day: 1, week: 7 } as const
/** Beyond it a cycle is no rotation that anybody has in mind. */
const PEOPLE_MAX = 20
/** So much of the time must be as the turns say: the rest are exceptions. */
const SHARE_MIN = 0.7
/** A window of the week that comes less often is an exception too. */
const WINDOW_SHARE_MIN = 0.5

/**
 * Turns that explain most of these shifts, with as few people and as short turns as do; undefined where none do, or less than two rounds
 * are there to tell it from. `goesOn`: shifts come for ever, and these are only the first of them.
 */
export function recognised(
  shifts: readonly ImportedShift[],
  zone: string,
  { title, goesOn }: { readonly title: string; readonly goesOn: boolean },
): Layer | undefined {
  const shown = shifts
    .map(({ person, from, to }) => ({
      person,
      from: wallAt(zone, toMs(from)),
      to: wallAt(zone, toMs(to)),
    }))
    .toSorted((one, other) => one.from - other.from)
  const [first] = shown
  if (first === undefined || shown.length < 2) return undefined
  const found = LENGTHS.flatMap(turn => {
    const length = turn.every * DAYS_OF[turn.unit] * DAY_MS
    return beginnings(shown, turn).flatMap(starts => {
      const cycle = bestCycle(shown, starts, length)
      return cycle === undefined ? [] : [{ ...cycle, turn, starts }]
    })
  }).toSorted((one, other) => other.share - one.share || one.people.length - other.people.length)
  // A little more of the time is not worth many more people.
  const [most] = found
  if (most === undefined) return undefined
  const chosen =
    found
      .filter(({ share }) => share >= most.share - 0.02)
      .toSorted((one, other) => one.people.length - other.people.length)[0] ?? most
  const hours = windowsOf(shown)
  const end = shifts
    .map(({ to }) => to)
    .toSorted()
    .at(-1)
  return {
    title,
    people: chosen.people,
    turn: chosen.turn,
    starts: wallText(chosen.starts),
    ...(!goesOn && end !== undefined && { until: wallTextAt(zone, end) }),
    ...(hours !== undefined && { hours }),
  }
}

/** When the first turn may have begun: with the first shift, or on any day of the week before it. */
function beginnings(shown: readonly Shown[], { every, unit }: Turn): readonly number[] {
  const from = shown[0]?.from ?? 0
  const most = unit === 'week' ? 7 * every : 1
  const days = Array.from({ length: most }, (_, back) => from - back * DAY_MS)
  return days
}

function bestCycle(shown: readonly Shown[], starts: number, length: number) {
  const turns = shown.map(({ person, from, to }) => ({
    person,
    ms: to - from,
    turn: Math.floor((from - starts) / length),
    over: Math.floor((to - 1 - starts) / length),
  }))
  const last = Math.max(...turns.map(({ over }) => over))
  const total = turns.reduce((sum, { ms }) => sum + ms, 0)
  let best: { readonly people: readonly string[]; readonly share: number } | undefined
  for (let count = 1; count <= PEOPLE_MAX && count * 2 <= last + 1; count++) {
    const sums = Array.from({ length: count }, () => new Map<string, number>())
    for (const { person, ms, turn, over } of turns) {
      // What lies over the border of two turns speaks for neither.
      if (turn !== over) continue
      const sum = sums[turn % count]
      sum?.set(person, (sum.get(person) ?? 0) + ms)
    }
    const winners = sums.map(sum => [...sum].toSorted((one, other) => other[1] - one[1])[0])
    if (winners.includes(undefined)) continue
    const share = winners.reduce((sum, winner) => sum + (winner?.[1] ?? 0), 0) / total
    if (share >= SHARE_MIN && share > (best?.share ?? 0) + 0.02)
      best = { people: winners.map(winner => winner?.[0] ?? ''), share }
  }
  return best
}

/** The hours of the week that are covered; undefined: all of them. */
function windowsOf(shown: readonly Shown[]): readonly Hours[] | undefined {
  const from = shown[0]?.from ?? 0
  const to = Math.max(...shown.map(shift => shift.to))
  const covered = shown.reduce((sum, shift) => sum + shift.to - shift.from, 0)
  if (covered >= 0.97 * (to - from)) return undefined
  const weeks = Math.max(1, (to - from) / (7 * DAY_MS))
  const counts = new Map<string, { readonly hours: Hours; count: number }>()
  for (const window of shown.flatMap(windows)) {
    const key = `${window.days?.[0] ?? ''} ${window.from} ${window.to}`
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { hours: window, count: 1 })
    else known.count++
  }
  const usual = [...counts.values()].filter(
    ({ count }) => count >= WINDOW_SHARE_MIN * Math.floor(weeks),
  )
  return usual.length === 0 ? undefined : merged(usual.map(({ hours }) => hours)).slice(0, 50)
}

function windows({ from, to }: Shown): readonly Hours[] {
  const found: Hours[] = []
  for (let begins = from; begins < to; begins += DAY_MS) {
    const day = Math.floor(begins / DAY_MS)
    const ends = Math.min(to, begins + DAY_MS)
    found.push({
      days: [WEEKDAYS[weekdayOf(day)] ?? 'mon'],
      from: timeOf(Math.floor((begins - day * DAY_MS) / 60_000)),
      to: timeOf(Math.floor((ends - day * DAY_MS) / 60_000)),
    })
  }
  return found
}

/** Windows of the same hours are one, of several days. */
function merged(found: readonly Hours[]): readonly Hours[] {
  const byTime = Map.groupBy(found, ({ from, to }) => `${from} ${to}`)
  return [...byTime.values()].map(same => {
    const days = WEEKDAYS.filter(day => same.some(hours => hours.days?.includes(day)))
    const { from = '00:00', to = '00:00' } = same[0] ?? {}
    return days.length === WEEKDAYS.length ? { from, to } : { days, from, to }
  })
}

/** Turns of nobody, for a rota of single shifts: it ended as it began, and names those who have them. */
export function fixedLayer(shifts: readonly ImportedShift[], zone: string, at: Instant): Layer {
  const starts = wallTextAt(zone, at)
  return {
    title: 'Single shifts',
    people: [...new Set(shifts.map(({ person }) => person))],
    turn: { every: 1, unit: 'week' },
    starts,
    until: starts,
  }
}
