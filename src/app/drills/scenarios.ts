// The scenarios that come with the product, as drills that can be watched.
import { baseMs, weightOf } from '#/core/exercise/pace.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import { msBetween } from '#/core/time.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { ImportedPlan } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'

/** A scenario as a file: its name without the ending, and what it says. */
export type ScenarioFile = { readonly id: string; readonly text: string }

/** A scenario that can be played as a drill. */
export type Drillable = {
  readonly id: string
  readonly scenario: Scenario
  /** What the comment says with which the file begins. */
  readonly description: string
}

/** Shown first: from the first alert to the closed incident, with everything that a plan can ask for in between. */
const FIRST = 'data-breach-to-close'

/** Those that begin with a signal and say themselves what happens: what only chance decides is for years, not for watching. */
export function drillable(files: readonly ScenarioFile[]): readonly Drillable[] {
  const found = files.flatMap(({ id, text }): Drillable[] => {
    const read = readScenario(text)
    if ('mistakes' in read) return []
    const { scenario } = read
    const [first] = scenario.steps
    if (first === undefined || !('signal' in first)) return []
    if (scenario.people.works !== undefined || scenario.people.late !== undefined) return []
    return [{ id, scenario, description: descriptionIn(text) }]
  })
  const { plan } = found.find(({ id }) => id === FIRST)?.scenario ?? {}
  const rank = (it: Drillable) => Number(it.id === FIRST) * 2 + Number(it.scenario.plan === plan)
  return found.toSorted((a, b) => rank(b) - rank(a))
}

function descriptionIn(text: string): string {
  const [comment = ''] = /^(#.*\n)*/.exec(text) ?? []
  return comment.replaceAll(/^# ?/gm, '').replaceAll(/\s+/g, ' ').trim()
}

/** How a scenario goes when nobody takes part in it. */
export type Course = {
  /** From the first event to the last. */
  readonly ms: number
  readonly events: number
  /** The unit of reading time with which it takes as long as a drill should. */
  readonly baseMs: number
  /** How long it takes to watch, at speed 1. */
  readonly watchedMs: number
}

const COURSES = new WeakMap<Scenario, { readonly hash: string; readonly course: Course }>()

/** Played once in memory, for a plan; then it is known. */
export function courseOf(shell: Shell, scenario: Scenario, { plan, hash }: ImportedPlan): Course {
  const known = COURSES.get(scenario)
  if (known?.hash === hash) return known.course
  const course = played(shell, scenario, plan)
  COURSES.set(scenario, { hash, course })
  return course
}

function played(shell: Shell, scenario: Scenario, plan: Plan): Course {
  const { events, incident } = simulate(plan, scenario, { sha256: shell.notary.sha256 })
  const last = scenario.steps.at(-1)?.at ?? scenario.starts
  const ended = incident.moments.get('closed')
  // Once everything is done and closed nobody waits for what the script leaves of its time.
  const seen = events.filter(({ at }) => ended === undefined || at <= ended || at <= last)
  const counts = new Map<string, number>()
  for (const { at, by } of seen) counts.set(`${at} ${by}`, (counts.get(`${at} ${by}`) ?? 0) + 1)
  const end = seen.at(-1)?.at ?? scenario.starts
  const base = baseMs([...counts.values()])
  const weight = [...counts.values()].reduce((sum, count) => sum + weightOf(count), 0)
  return {
    ms: msBetween(scenario.starts, end),
    events: seen.length,
    baseMs: base,
    watchedMs: base * weight,
  }
}

/** The plan that a scenario is for, as new incidents of it get it; undefined when it is not kept here. */
export async function planOfScenario(
  shell: Shell,
  { plan }: Scenario,
): Promise<ImportedPlan | undefined> {
  return planFor(shell, plan)
}
