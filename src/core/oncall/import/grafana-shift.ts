// One shift of Grafana OnCall: as layers where turns can say it, else one by one.
import { z } from 'zod'
import { isZone } from '#/core/calendar/is-zone.ts'
import { instantAt, wallAt } from '#/core/calendar/zone.ts'
import { DAY_MS, weekdayOf, yearMonthDay } from '#/core/date.ts'
import type { ImportedShift } from '#/core/oncall/import/imported.ts'
import { titleOf } from '#/core/oncall/import/imported.ts'
import { everyDay, onceAWeek, timeOf } from '#/core/oncall/import/hours.ts'
import { layersOf, wallInstant } from '#/core/oncall/import/turns.ts'
import { WEEKDAYS } from '#/core/calendar/every-day.ts'
import { isShift, stretches } from '#/core/oncall/on-call.ts'
import { asRoster, doOverlap } from '#/core/oncall/import/settle.ts'
import type { Hours, Layer, Turn } from '#/core/oncall/rota.ts'
import { fromMs, parseInstant, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const people = z.array(z.string())

export const SHIFT = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  type: z.enum(['rolling_users', 'recurrent_event', 'single_event', 'override']),
  schedule: z.string().nullish(),
  time_zone: z.string().nullish(),
  level: z.number().nullish(),
  start: z.string(),
  rotation_start: z.string().nullish(),
  duration: z.number().positive(),
  until: z.string().nullish(),
  frequency: z.enum(['hourly', 'daily', 'weekly', 'monthly']).nullish(),
  interval: z.number().int().min(1).max(999).nullish(),
  week_start: z.enum(WEEK).nullish(),
  by_day: z.array(z.enum(WEEK)).nullish(),
  by_month: z.array(z.number()).nullish(),
  by_monthday: z.array(z.number()).nullish(),
  users: people.nullish(),
  rolling_users: z.array(people).nullish(),
  start_rotation_from_user_index: z.number().int().min(0).nullish(),
})
export type GrafanaShift = z.output<typeof SHIFT>

/** Of a schedule with several people at once, which line of them; its zone; from when and how far ahead. */
export type Lane = {
  readonly lane: number
  readonly zone: string
  readonly at: Instant
  readonly to: Instant
}

/** `why`: what is told of a shift that becomes single ones. A single shift needs no reason. */
export type Made = { readonly layers: readonly Layer[] } | { readonly why: string | undefined }

const MONTHLY =
  'It goes by months, which turns cannot say; it is carried over one by one for twelve weeks.'
const SELECTED =
  'Its turns go by chosen days or leave out some, which turns of a layer cannot say; they are carried over one by one for twelve weeks.'
const OTHER_ZONE =
  'It goes by another time zone than its schedule; it is carried over one by one for twelve weeks.'

/** Who has each turn, in order. Where fewer are in a turn than there are lines, the first stands for the others. */
export function turnsOf(shift: GrafanaShift, lane: number): readonly string[] {
  const groups = groupsOf(shift)
  return groups.map(group => group[lane] ?? group[0] ?? '').filter(person => person !== '')
}

function groupsOf({
  type,
  users,
  rolling_users: rolling,
  start_rotation_from_user_index: first,
}: GrafanaShift) {
  const isRolling = type === 'rolling_users' || (type === 'override' && (rolling?.length ?? 0) > 0)
  const groups = isRolling ? (rolling ?? []) : [users ?? []]
  const all = groups.filter(group => group.length > 0)
  const by = all.length === 0 ? 0 : (first ?? 0) % all.length
  return [...all.slice(by), ...all.slice(0, by)]
}

export function shiftLayers(shift: GrafanaShift, asked: Lane): Made {
  if (shift.type === 'single_event' || shift.type === 'override') return { why: undefined }
  const zone = zoneOf(shift, asked.zone)
  const why = unsayable(shift, zone, asked.zone)
  if (why !== undefined) return { why }
  const layers = layersIn(shift, asked, zone)
  return layers === undefined ? { why: SELECTED } : { layers }
}

function unsayable(
  { frequency, by_month: months, by_monthday: days }: GrafanaShift,
  own: string,
  zone: string,
) {
  if (frequency === 'monthly' || (months?.length ?? 0) > 0 || (days?.length ?? 0) > 0)
    return MONTHLY
  return own === zone ? undefined : OTHER_ZONE
}

const zoneOf = ({ time_zone: own }: GrafanaShift, zone: string) => (own && isZone(own) ? own : zone)

const startOf = (shift: GrafanaShift, text: string, zone: string): number | undefined => {
  const at = parseInstant(text)
  return at === undefined ? wallInstant(zoneOf(shift, zone), text) : toMs(at)
}

const SECONDS = { hour: 3_600, day: 86_400, week: 604_800 } as const
const UNITS = { hourly: 'hour', daily: 'day', weekly: 'week' } as const

/** In a zone: undefined where no layer says it. */
function layersIn(
  shift: GrafanaShift,
  { lane, at }: Lane,
  zone: string,
): readonly Layer[] | undefined {
  const start = startOf(shift, shift.start, zone)
  const turns = turnsOf(shift, lane)
  if (start === undefined || turns.length === 0 || shift.duration % 60 !== 0) return undefined
  const unit = UNITS[shift.frequency === 'monthly' ? 'daily' : (shift.frequency ?? 'daily')]
  const turn: Turn = { every: shift.interval ?? 1, unit }
  const hours = hoursOf(shift, turn, wallAt(zone, start))
  if (hours === 'unsayable') return undefined
  const rotation = shift.rotation_start ? startOf(shift, shift.rotation_start, zone) : undefined
  const counted = unit === 'week' ? weekBegin(shift, zone, start) : start
  const ends = shift.until ? startOf(shift, shift.until, zone) : undefined
  if (ends !== undefined && ends <= toMs(at)) return []
  return layersOf(
    {
      title: titleOf(shift.name ?? undefined, 'Shift'),
      people: turns,
      turn,
      counted: fromMs(counted),
      begins: fromMs(Math.max(start, rotation ?? start)),
      ends: ends === undefined ? undefined : fromMs(ends),
      hours,
    },
    zone,
    at,
  )
}

/** A week of chosen days begins on its first day, at the time at which its shifts do: none of them goes over it. */
function weekBegin(
  { by_day: days, week_start: first }: GrafanaShift,
  zone: string,
  start: number,
): number {
  if (!days || days.length === 0) return start
  const wall = wallAt(zone, start)
  const today = Math.floor(wall / DAY_MS)
  const back = (weekdayOf(today) - WEEK.indexOf(first ?? 'MO') + 7) % 7
  return instantAt(zone, wall - back * DAY_MS)
}

/** When of its turns it is on. */
function hoursOf(
  { by_day: chosen, duration }: GrafanaShift,
  { every, unit }: Turn,
  wall: number,
): readonly Hours[] | undefined | 'unsayable' {
  const length = every * SECONDS[unit]
  const minutes = duration / 60
  const from = Math.floor((wall % DAY_MS) / 60_000)
  if (chosen && chosen.length > 0) {
    if (unit !== 'week' || every !== 1 || minutes > 1_440) return 'unsayable'
    if (chosen.length === 7 && minutes === 1_440) return undefined
    const days = WEEKDAYS.filter((_, index) => chosen.includes(WEEK[index] ?? 'MO'))
    return [{ days, from: timeOf(from), to: timeOf(from + minutes) }]
  }
  if (duration >= length) return duration === length ? undefined : 'unsayable'
  if (every !== 1 || unit === 'hour') return 'unsayable'
  return unit === 'day'
    ? everyDay(from, minutes)
    : onceAWeek(weekdayOf(Math.floor(wall / DAY_MS)), from, minutes)
}

/** One by one from now on. */
export function shiftsOf(shift: GrafanaShift, asked: Lane): readonly ImportedShift[] {
  const { zone, at, to, lane } = asked
  const own = zoneOf(shift, zone)
  const start = startOf(shift, shift.start, zone)
  const turns = turnsOf(shift, lane)
  if (start === undefined || turns.length === 0) return []
  if (shift.type === 'single_event' || shift.type === 'override')
    return [
      { person: turns[0] ?? '', from: fromMs(start), to: fromMs(start + shift.duration * 1_000) },
    ]
  const layers = unsayable(shift, own, own) === undefined ? layersIn(shift, asked, own) : undefined
  if (layers !== undefined)
    return stretches(asRoster({ id: 'r', title: 'r', zone: own, layers }, []), at, to)
      .filter(stretch => isShift(stretch))
      .map(({ person, from, to: until }) => ({ person, from, to: until }))
  return dayByDay(shift, { ...asked, zone: own }, start, turns)
}

/** Each day on which it begins, and whose it is: turns are counted in days, weeks or months in which it does. */
function dayByDay(
  shift: GrafanaShift,
  { zone, at, to }: Lane,
  start: number,
  turns: readonly string[],
): readonly ImportedShift[] {
  const wall = wallAt(zone, start)
  const first = Math.floor(wall / DAY_MS)
  const until = shift.until ? (startOf(shift, shift.until, zone) ?? Infinity) : Infinity
  const rotation = shift.rotation_start
    ? (startOf(shift, shift.rotation_start, zone) ?? start)
    : start
  const found: ImportedShift[] = []
  const last = Math.floor(wallAt(zone, toMs(to)) / DAY_MS)
  let count = -1
  let period: number | undefined
  for (let day = first; day <= last; day++) {
    const its = periodOf(shift, day, first)
    if (its === undefined) continue
    if (its !== period) count++
    period = its
    const from = instantAt(zone, wall + (day - first) * DAY_MS)
    const ends = fromMs(from + shift.duration * 1_000)
    if (from < rotation || from >= until || ends <= at) continue
    found.push({ person: turns[count % turns.length] ?? '', from: fromMs(from), to: ends })
  }
  return found
}

/** Which turn a day belongs to; undefined where nothing begins on it. */
function periodOf(shift: GrafanaShift, day: number, first: number): number | undefined {
  const date = yearMonthDay(day)
  const { by_day: days, by_month: months, by_monthday: monthDays, frequency, interval } = shift
  if (days && days.length > 0 && !days.includes(WEEK[weekdayOf(day)] ?? 'MO')) return undefined
  if (months && months.length > 0 && !months.includes(date.month)) return undefined
  if (monthDays && monthDays.length > 0 && !monthDays.includes(date.day)) return undefined
  const every = interval ?? 1
  if (frequency === 'monthly') {
    const begun = yearMonthDay(first)
    const plain = !days?.length && !monthDays?.length
    if (plain && date.day !== begun.day) return undefined
    const month = (date.year - begun.year) * 12 + date.month - begun.month
    return month % every === 0 ? month / every : undefined
  }
  if (frequency === 'weekly') {
    const back = (weekdayOf(first) - WEEK.indexOf(shift.week_start ?? 'MO') + 7) % 7
    const week = Math.floor((day - first + back) / 7)
    const isIts = days?.length ? true : (day - first) % 7 === 0
    return isIts && week % every === 0 ? week / every : undefined
  }
  // Of chosen days each is a turn.
  return (day - first) % every === 0 || days?.length ? day : undefined
}

/** A shift in the lines of its schedule: of two of one level that have somebody on call at once, the later has lines of its own. */
export type Placed = {
  readonly shift: GrafanaShift
  readonly first: number
  readonly width: number
}

export function placedIn(
  shifts: readonly GrafanaShift[],
  zone: string,
  at: Instant,
): readonly Placed[] {
  const to = plusMs(at, LOOKED_AT_MS)
  const placed: (Placed & { readonly its: readonly ImportedShift[] })[] = []
  for (const shift of shifts) {
    const width = Math.max(1, ...groupsOf(shift).map(group => group.length))
    const its = shift.type === 'override' ? [] : shiftsOf(shift, { lane: 0, zone, at, to })
    const beside = placed.filter(
      other => (other.shift.level ?? 0) === (shift.level ?? 0) && doOverlap(other.its, its),
    )
    const first = Math.max(0, ...beside.map(other => other.first + other.width))
    placed.push({ shift, first, width, its })
  }
  return placed
}

export const laneCount = (placed: readonly Placed[]): number =>
  Math.min(LANES_MAX, Math.max(1, ...placed.map(({ first, width }) => first + width)))

/** The shifts of a line: its own above those of other lines, which fill it. */
export function ofLane(placed: readonly Placed[], lane: number): readonly Placed[] {
  const isOwn = ({ first, width }: Placed) => lane >= first && lane < first + width
  return placed.toSorted(
    (one, other) =>
      (one.shift.level ?? 0) - (other.shift.level ?? 0) ||
      Number(isOwn(one)) - Number(isOwn(other)),
  )
}

const LANES_MAX = 5
const LOOKED_AT_MS = 5 * 7 * DAY_MS
