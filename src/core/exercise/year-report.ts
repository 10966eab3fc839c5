import { drawingOf } from '#/core/exercise/axis.ts'
import type { Tick } from '#/core/exercise/axis.ts'
import type { Lane, Mark } from '#/core/exercise/lanes.ts'
import type { Year, YearDuty, YearIncident } from '#/core/exercise/year.ts'
import { summaries } from '#/core/metrics/summary.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { plus } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** What a simulated year prints: one JSON document. */
export function yearReport(title: string, year: Year, seed: number) {
  const { plan, from, to, incidents, program } = year
  return {
    title,
    plan: { id: plan.id, version: plan.version },
    seed,
    from,
    to,
    incidents: incidents.map(({ scenario, at, incident, missed, owed }) => ({
      id: incident.id,
      scenario,
      at,
      title: incident.title,
      status: incident.status,
      severity: incident.severity,
      type: incident.type,
      owed,
      missed,
    })),
    program: program.map(duty => ({ ...duty, standing: standingOf(duty) })),
    clauses: clausesMissed(year),
    measures: [
      measuresOf('year', year, incidents),
      ...quarters(year).map(quarter => measuresOf(quarter.label, year, within(incidents, quarter))),
    ],
  }
}

function standingOf({ due, doneAt }: YearDuty): 'done' | 'late' | 'missed' {
  if (doneAt === undefined) return 'missed'
  return doneAt <= due ? 'done' : 'late'
}

/** Each clause of which a promise came to be missed: in how many incidents. */
function clausesMissed({ plan, incidents }: Year) {
  return plan.clauses.flatMap(({ id, text }) => {
    const count = incidents.filter(({ missed }) =>
      missed.some(key => lookup(plan).rules.get(ruleOf(key))?.cite.includes(id)),
    ).length
    return count === 0 ? [] : [{ clause: id, text, incidents: count }]
  })
}

type Quarter = { readonly label: string; readonly from: Instant; readonly to: Instant }

function quarters({ plan, from }: Year): readonly Quarter[] {
  const start = (number: number) =>
    plus(from, { unit: 'months', count: 3 * number, text: `${number}q` }, plan.zone)
  return [0, 1, 2, 3].map(number => ({
    label: `Q${number + 1}`,
    from: start(number),
    to: start(number + 1),
  }))
}

function within(
  incidents: readonly YearIncident[],
  { from, to }: Quarter,
): readonly YearIncident[] {
  return incidents.filter(({ at }) => at >= from && at < to)
}

function measuresOf(label: string, { plan, to }: Year, incidents: readonly YearIncident[]) {
  const all = summaries(
    plan,
    incidents.map(({ incident }) => incident),
    to,
  )
  return {
    of: label,
    incidents: incidents.length,
    measures: all.map(({ measure, groups }) => ({
      id: measure.id,
      title: measure.title,
      cites: measure.cite,
      target: measure.target?.within.text,
      groups,
    })),
  }
}

/** The year drawn: a lane for each scenario and for each entry of the program. */
export function yearDrawing(title: string, year: Year): string {
  const { plan, from, to, incidents, program } = year
  return drawingOf({
    title,
    about: `${plan.title} ${plan.version}: ${incidents.length} incidents. A cross is a broken promise.`,
    from,
    to,
    lanes: [
      { label: 'Incidents', isGroup: true, marks: [] },
      ...[...Map.groupBy(incidents, it => nameOf(it.scenario))].map(([label, all]) =>
        incidentLane(label, all),
      ),
      { label: 'Program', isGroup: true, marks: [] },
      ...[...Map.groupBy(program, it => it.entry)].map(([label, all]) => dutyLane(label, all)),
    ],
    ticks: months(year),
    scale: 'even',
  })
}

/** A file by its name alone. */
function nameOf(scenario: string): string {
  return scenario.replace(/^.*\//, '').replace(/\.ya?ml$/, '')
}

function incidentLane(label: string, all: readonly YearIncident[]): Lane {
  const marks = all.map(({ at, incident, missed }): Mark => ({
    kind: missed.length > 0 ? 'missed' : 'event',
    at,
    about: `${incident.id} ${at} ${incident.title}: ${missed.length} missed`,
  }))
  return { label, isGroup: false, marks }
}

function dutyLane(label: string, all: readonly YearDuty[]): Lane {
  const marks = all.flatMap((duty): readonly Mark[] => {
    const about = `${duty.key}: due ${duty.due}`
    const due: Mark = {
      kind: standingOf(duty) === 'done' ? 'asked' : 'missed',
      at: duty.due,
      about,
    }
    if (duty.doneAt === undefined) return [due]
    return [due, { kind: 'met', at: duty.doneAt, about: `${about}, done ${duty.doneAt}` }]
  })
  return { label, isGroup: false, marks }
}

function months({ plan, from }: Year): readonly Tick[] {
  return Array.from({ length: 12 }, (_, count) => {
    const at = plus(from, { unit: 'months', count, text: `${count}mo` }, plan.zone)
    return { label: String(count + 1), at }
  })
}
