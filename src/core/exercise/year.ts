import type { Chance } from '#/core/chance.ts'
import { draw } from '#/core/exercise/delay.ts'
import type { Delay } from '#/core/exercise/delay.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { shifted } from '#/core/exercise/shift.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import type { YearScript } from '#/core/exercise/year-script.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { programDue } from '#/core/program/due.ts'
import type { Due } from '#/core/program/due.ts'
import type { Done } from '#/core/program/records.ts'
import type { Setting } from '#/core/setting.ts'
import { msBetween, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What became of a whole year: its incidents in order of time, and what came due of the program. */
export type Year = {
  readonly plan: Plan
  readonly from: Instant
  readonly to: Instant
  readonly incidents: readonly YearIncident[]
  readonly program: readonly YearDuty[]
}

export type YearIncident = {
  readonly scenario: string
  readonly at: Instant
  readonly incident: Incident
  /** Keys of the promises that were missed. */
  readonly missed: readonly string[]
  /** How many promises came to be owed. */
  readonly owed: number
}

export type YearDuty = {
  readonly key: string
  readonly entry: string
  readonly due: Instant
  /** Absent: not done in this year. */
  readonly doneAt?: Instant
}

type Given = {
  readonly sha256: Setting['sha256']
  readonly directory?: Setting['directory']
  readonly chance: Chance
}

/** Plays a year on the engine itself. `scenarios`: by the names that the script gives. The same chance gives the same year. */
export function playYear(
  plan: Plan,
  script: YearScript,
  scenarios: ReadonlyMap<string, Scenario>,
  given: Given,
): Year {
  const from = midnight(script.year, plan.zone)
  const to = midnight(script.year + 1, plan.zone)
  const incidents = happenings(script, from, to, given.chance).map(({ scenario, at }, index) =>
    playOne(plan, scenario, at, `INC-${index + 1}`, scenarios, given),
  )
  return {
    plan,
    from,
    to,
    incidents,
    program: playProgram(plan, script.program, { from, to, chance: given.chance }, incidents),
  }
}

function midnight(year: number, zone: string): Instant {
  const day = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  return plusMs('1970-01-01T00:00:00.000Z' as Instant, day.toZonedDateTime(zone).epochMilliseconds)
}

type Happening = { readonly scenario: string; readonly at: Instant }

/** When what happens, in order of time: to the minute, at any hour of any day. */
function happenings(
  { incidents }: YearScript,
  from: Instant,
  to: Instant,
  chance: Chance,
): readonly Happening[] {
  const minutes = Math.floor(msBetween(from, to) / 60_000)
  const all = incidents.flatMap(({ scenario, least, most }) =>
    Array.from({ length: chance.between(least, most) }, () => ({
      scenario,
      at: plusMs(from, chance.below(minutes) * 60_000),
    })),
  )
  return all.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function playOne(
  plan: Plan,
  name: string,
  at: Instant,
  id: string,
  scenarios: ReadonlyMap<string, Scenario>,
  { sha256, directory, chance }: Given,
): YearIncident {
  const scenario = scenarios.get(name)
  if (scenario === undefined) throw new Error(`The scenario ${name} was not read.`)
  const of = { sha256, chance, ...(directory !== undefined && { directory }) }
  const { incident, ended } = simulate(plan, shifted(scenario, at), of)
  const all = obligations(plan, incident, ended).filter(({ entry }) => entry !== undefined)
  const missed = all.filter(({ entry }) => entry?.missedFor !== undefined).map(({ key }) => key)
  return { scenario: name, at, incident: { ...incident, id }, missed, owed: all.length }
}

const DAY_MS = 86_400_000
/** Somebody sets about what is due so long before. */
const AHEAD_MS = 30 * DAY_MS

type Span = { readonly from: Instant; readonly to: Instant; readonly chance: Chance }

/** Day by day: what comes due is set about a month before and done as much later as is drawn. */
function playProgram(
  plan: Plan,
  delay: Delay,
  { from, to, chance }: Span,
  incidents: readonly YearIncident[],
): readonly YearDuty[] {
  const done: Done[] = []
  const records = { since: from, done, occasions: [], incidents: incidents.map(it => it.incident) }
  const duties = new Map<string, { duty: YearDuty; at: Instant | undefined; due: Due }>()
  for (let now = from; now < to; now = plusMs(now, DAY_MS)) {
    for (const due of programDue(plan, records, now)) {
      if (due.due === undefined || due.metAt !== undefined || now < plusMs(due.due, -AHEAD_MS))
        continue
      // A quota wants several: each of them is set about when the one before is done.
      const name = `${due.key} ${due.from} ${due.count?.missing ?? ''}`
      if (duties.has(name)) continue
      const after = draw(delay, chance)
      const duty = { key: due.key, entry: due.entry.id, due: due.due }
      duties.set(name, { duty, due, at: after === undefined ? undefined : plusMs(now, after) })
    }
    for (const [name, { duty, due, at }] of duties) {
      if (at === undefined || at > now || duty.doneAt !== undefined) continue
      duties.set(name, { due, at, duty: { ...duty, doneAt: at } })
      const { entry, cause } = due
      const incident = cause === 'incident' ? due.key.split('@')[1] : undefined
      done.push({
        entry: entry.id,
        at,
        topics: due.count?.topics ?? entry.topics,
        people: [],
        ...(incident !== undefined && { incident }),
      })
    }
  }
  return [...duties.values()].map(({ duty }) => duty).toSorted((a, b) => (a.due < b.due ? -1 : 1))
}
