import type { Incident } from '#/core/incident/incident.ts'
import { momentOf } from '#/core/obligation/view.ts'
import type { Measure, Plan } from '#/core/plan/plan.ts'
import { msBetween, plus } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * One figure of one incident. `pending`: it can still come; `not-applicable`: practice, or a moment that never came;
 * `invalid`: the record says that the end came before the start. These are kept apart, never averaged in.
 */
export type Figure = {
  readonly measure: Measure
  readonly state: 'recorded' | 'pending' | 'not-applicable' | 'invalid'
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  readonly ms: number | undefined
  /** Whether the target was met; undefined where the plan sets none for this severity. */
  readonly onTarget: boolean | undefined
}

/** Every measure of the plan, for one incident. */
export function figures(plan: Plan, incident: Incident): readonly Figure[] {
  return plan.measures.map(measure => figure(plan, incident, measure))
}

function figure(plan: Plan, incident: Incident, measure: Measure): Figure {
  const from = measure.from === undefined ? undefined : momentOf(plan, incident, measure.from)
  const to = measure.to === undefined ? undefined : momentOf(plan, incident, measure.to)
  const ms = from === undefined || to === undefined ? undefined : msBetween(from, to)
  const state = stateOf(incident, measure, ms)
  return { measure, from, to, ms, state, onTarget: onTarget(plan, incident, measure, from, to) }
}

function stateOf(incident: Incident, measure: Measure, ms: number | undefined): Figure['state'] {
  if (incident.exercise || incident.status === 'merged') return 'not-applicable'
  if (measure.to === undefined) return 'recorded'
  if (ms === undefined)
    return incident.status === 'open' || incident.status === 'resolved'
      ? 'pending'
      : 'not-applicable'
  return ms < 0 ? 'invalid' : 'recorded'
}

function onTarget(
  plan: Plan,
  incident: Incident,
  { target }: Measure,
  from: Instant | undefined,
  to: Instant | undefined,
): boolean | undefined {
  if (target === undefined || from === undefined || to === undefined || to < from) return undefined
  const aimedAt =
    target.severities.length === 0 || target.severities.includes(incident.severity ?? '')
  return aimedAt ? to < plus(from, target.within, plan.zone) : undefined
}
