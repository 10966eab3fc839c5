// Rotas: who is on call, who takes over for a while, and what nobody does.
import { ROTA_PREFIX } from '#/core/oncall/rota.ts'
import { dateOf } from '#/core/date.ts'
import { burdens, holidaysOf } from '#/core/oncall/fairness.ts'
import type { Burden } from '#/core/oncall/fairness.ts'
import { ics } from '#/core/oncall/ics.ts'
import { isShift, nextShift, overridesOf, stretches, who } from '#/core/oncall/on-call.ts'
import type { Gap } from '#/core/oncall/on-call.ts'
import type { OnCall, Override, Roster, Rota, Shift } from '#/core/oncall/rota.ts'
import { fromMs, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { calendarToken, readCalendarToken } from '#/app/oncall/calendar-link.ts'
import type { CalendarOf } from '#/app/oncall/calendar-link.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import { readGeneration } from '#/store/calendar-links.ts'
import { appendOncallEvent, listOverrides, readOverride } from '#/store/oncall.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'directory'>

const DAY_MS = 86_400_000
/** So far ahead gaps are warned of. */
const GAPS_AHEAD_MS = 14 * DAY_MS
/** So far back the burden is counted. */
const BURDEN_MS = 90 * DAY_MS

/** A rota at a glance. */
export type RotaNow = {
  readonly rota: Rota
  readonly now: OnCall | undefined
  readonly next: Shift | undefined
  /** Times within the next two weeks in which nobody is on call. */
  readonly gaps: readonly Gap[]
  /** The positions that whoever has the turn holds. */
  readonly positions: readonly string[]
}

/** `at`: another instant than now. */
export async function rotasNow(
  shell: Needs,
  at: Instant = shell.now(),
): Promise<readonly RotaNow[]> {
  const { directory } = await shell.directory.book(shell.pool)
  const overrides = await listOverrides(shell.pool, at)
  return [...directory.rotas.values()].map(rota => {
    const roster = { rota, overrides: overridesOf(rota.id, overrides) }
    const ahead = stretches(roster, at, plusMs(at, GAPS_AHEAD_MS))
    return {
      rota,
      now: who(roster, at),
      next: nextShift(roster, at),
      gaps: ahead.filter((stretch): stretch is Gap => !isShift(stretch)),
      positions: [...directory.positions]
        .filter(([, holders]) => holders.includes(`${ROTA_PREFIX}${rota.id}`))
        .map(([position]) => position),
    }
  })
}

/** A rota from one instant to another, with what the last ninety days have cost whom. */
export type RotaView = {
  readonly rota: Rota
  readonly stretches: readonly (Shift | Gap)[]
  /** Of each layer by itself. */
  readonly lines: readonly (readonly (Shift | Gap)[])[]
  readonly overrides: readonly Override[]
  readonly burdens: readonly Burden[]
  /** Dates of public holidays. */
  readonly holidays: readonly string[]
}

export async function viewRota(
  shell: Needs,
  id: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<RotaView | undefined> {
  const roster = await rosterOf(shell, id, from)
  if (roster === undefined) return undefined
  const at = shell.now()
  const past = await rosterOf(shell, id, plusMs(at, -BURDEN_MS))
  return {
    rota: roster.rota,
    stretches: stretches(roster, from, to),
    lines: roster.rota.layers.map(layer =>
      stretches({ rota: { ...roster.rota, layers: [layer] }, overrides: [] }, from, to),
    ),
    overrides: roster.overrides.filter(override => override.from < to),
    burdens: past === undefined ? [] : burdens(past, plusMs(at, -BURDEN_MS), at),
    holidays: [...holidaysOf(roster.rota, from, to)]
      .toSorted((one, other) => one - other)
      .map(dateOf),
  }
}

/** What somebody has ahead in all rotas, what goes on now included. */
export async function shiftsOf(
  shell: Needs,
  person: string,
  days: number,
): Promise<readonly (Shift & { readonly rota: string })[]> {
  const { directory } = await shell.directory.book(shell.pool)
  const at = shell.now()
  const overrides = await listOverrides(shell.pool, at)
  return [...directory.rotas.values()]
    .flatMap(rota =>
      stretches({ rota, overrides: overridesOf(rota.id, overrides) }, at, plusMs(at, days * DAY_MS))
        .filter(stretch => isShift(stretch))
        .filter(shift => shift.person === person)
        .map(shift => ({ ...shift, rota: rota.id })),
    )
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
}

/** Who would be on call if a rota were written otherwise, beside who is. `rota` undefined: it goes. */
export async function compareRota(
  shell: Needs,
  id: string,
  rota: Rota | undefined,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<{
  readonly before: readonly (Shift | Gap)[]
  readonly after: readonly (Shift | Gap)[]
}> {
  const { directory } = await shell.directory.book(shell.pool)
  const overrides = overridesOf(id, await listOverrides(shell.pool, from))
  const of = (one: Rota | undefined) =>
    one === undefined ? [] : stretches({ rota: one, overrides }, from, to)
  return { before: of(directory.rotas.get(id)), after: of(rota) }
}

/** With the overrides that are not over at `since`: those that the shelf keeps are those of today. */
export async function rosterOf(
  shell: Needs,
  id: string,
  since: Instant,
): Promise<Roster | undefined> {
  const { directory } = await shell.directory.book(shell.pool)
  const rota = directory.rotas.get(id)
  if (rota === undefined) return undefined
  return { rota, overrides: overridesOf(id, await listOverrides(shell.pool, since)) }
}

export type NewOverride = Pick<Override, 'rota' | 'person' | 'from' | 'to'> & {
  readonly reason?: string | undefined
}

/** Why nobody takes over. */
export type OverrideProblem = 'rota-unknown' | 'person-gone' | 'override-over' | 'override-unknown'

/** Somebody takes over. It counts from the moment it is kept, for pages that are under way too. */
export async function override(
  shell: Needs & Pick<Shell, 'newId'>,
  { rota, person, from, to, reason }: NewOverride,
  by: string,
  db: Db = shell.pool,
): Promise<{ readonly id: string } | { readonly problem: OverrideProblem }> {
  const { directory } = await shell.directory.book(db)
  if (!directory.rotas.has(rota)) return { problem: 'rota-unknown' }
  if (!directory.people.has(person)) return { problem: 'person-gone' }
  const at = shell.now()
  if (from >= to || to <= at) return { problem: 'override-over' }
  const id = shell.newId('override')
  const said = { override: id, rota, person, from, to, reason: reason ?? null, at, by }
  await appendOncallEvent(db, said)
  return { id }
}

/** Whoever would have had the turn has it again. What is past stays as it was. */
export async function withdrawOverride(
  shell: Needs,
  id: string,
  by: string,
  db: Db = shell.pool,
): Promise<Override | { readonly problem: OverrideProblem }> {
  const last = await readOverride(db, id)
  if (last?.person === null || last === undefined) return { problem: 'override-unknown' }
  const at = shell.now()
  if (last.to <= at) return { problem: 'override-over' }
  const { rota, person, from, to } = last
  // What was in force until now stays so.
  const said = from < at ? { ...last, to: at } : { ...last, person: null }
  await appendOncallEvent(db, { ...said, at, by })
  return { id, rota, person, from, to }
}

/** The address of a calendar, as it is good now. */
export async function calendarUrl(
  shell: Pick<Shell, 'pool' | 'linkSecret' | 'publicUrl'>,
  of: CalendarOf,
): Promise<string> {
  const generation = await readGeneration(shell.pool, of)
  return `${shell.publicUrl}/calendar/${calendarToken(shell.linkSecret, { ...of, generation })}.ics`
}

/** Whose calendar an address is; undefined for one that is none, or was revoked. */
export async function calendarAt(
  shell: Pick<Shell, 'pool' | 'linkSecret'>,
  token: string,
): Promise<CalendarOf | undefined> {
  const key = readCalendarToken(shell.linkSecret, token)
  if (key === undefined) return undefined
  return (await readGeneration(shell.pool, key)) === key.generation ? key : undefined
}

/** A calendar goes so far back and ahead. */
const CALENDAR_BACK_MS = 14 * DAY_MS
const CALENDAR_AHEAD_MS = 120 * DAY_MS
/** Shifts are looked at whole, with the same ends tomorrow: so far beyond what is shown. */
const CALENDAR_MARGIN_MS = 120 * DAY_MS
const REFRESH_MINUTES = 60

/** Shifts as a calendar (RFC 5545), the same for a whole day unless something changes; undefined when there is no such rota or person. */
export async function calendarOf(
  shell: Needs,
  { kind, id }: CalendarOf,
): Promise<string | undefined> {
  const { directory } = await shell.directory.book(shell.pool)
  const at = fromMs(Math.floor(toMs(shell.now()) / DAY_MS) * DAY_MS)
  const shown = { from: plusMs(at, -CALENDAR_BACK_MS), to: plusMs(at, CALENDAR_AHEAD_MS) }
  const whole = {
    from: plusMs(shown.from, -CALENDAR_MARGIN_MS),
    to: plusMs(shown.to, CALENDAR_MARGIN_MS),
  }
  const wanted = kind === 'rota' ? [id] : [...directory.rotas.keys()]
  const rosters = await Promise.all(wanted.map(rota => rosterOf(shell, rota, whole.from)))
  const known = rosters.filter(roster => roster !== undefined)
  const named = kind === 'rota' ? known[0]?.rota.title : directory.people.get(id)?.name
  if (named === undefined) return undefined
  const nameOf = (person: string) => directory.people.get(person)?.name ?? person
  const entries = known.flatMap(roster =>
    stretches(roster, whole.from, whole.to)
      .filter(stretch => isShift(stretch))
      .filter(({ from, to }) => to > shown.from && from < shown.to)
      .filter(({ person }) => kind === 'rota' || person === id)
      .map(({ person, from, to }) => ({
        // One that began long ago has no beginning that stays the same.
        uid: `${roster.rota.id}-${person}-${from === whole.from ? 'ever' : from}@tocsin`,
        from,
        to,
        summary: `${roster.rota.title}: ${nameOf(person)}`,
      })),
  )
  return ics({ title: named, entries, at, refreshMinutes: REFRESH_MINUTES })
}
