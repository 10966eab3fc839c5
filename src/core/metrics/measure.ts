import type { Incident } from '#/core/incident/incident.ts'
import { lengthBetween } from '#/core/metrics/length.ts'
import type { FigureState, Length, LengthReason } from '#/core/metrics/length.ts'
import { moved } from '#/core/obligation/span.ts'
import { momentOf } from '#/core/obligation/start.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Measure, Plan } from '#/core/plan/plan.ts'
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** One figure of one incident. States are kept apart, and never averaged in (`distribution.ts`). */
export type Figure = {
  readonly measure: Measure
  readonly state: FigureState
  /** Why it is not recorded; undefined where it is. */
  readonly reason: FigureReason | undefined
  readonly from: Instant | undefined
  readonly to: Instant | undefined
  /** Also of what is invalid or does not apply, where both moments are on record: to be shown, not to be counted. */
  readonly ms: number | undefined
  /** Whether the target was met; undefined where the plan sets none for this severity. */
  readonly onTarget: boolean | undefined
}

/** `exercise`: practice never counts. `merged`: it counts in the incident that it was merged into. */
export type FigureReason = LengthReason | 'exercise' | 'merged'

/**
 * Every measure of the plan, for one incident, as it is known at `now`: without it, as of the last event. A measure without
 * moments counts incidents, and is recorded without a length.
 */
export function figures(
  plan: Plan,
  incident: Incident,
  now = incident.lastAt ?? NEVER,
): readonly Figure[] {
  return plan.measures.map(measure => figure(plan, incident, measure, now))
}

/** As of then nothing has happened yet: what an incident without a single event is measured at. */
const NEVER = instant('0000-01-01T00:00:00Z')

function figure(plan: Plan, incident: Incident, measure: Measure, now: Instant): Figure {
  const from = reached(plan, incident, measure.from, now)
  const to = reached(plan, incident, measure.to, now)
  const length = lengthBetween(from, to, { now, over: isOver(incident) })
  const unlike = outsideTheFigures(incident)
  const counts = measure.to === undefined
  return {
    measure,
    state: unlike === undefined ? (counts ? 'recorded' : length.state) : 'not-applicable',
    reason: unlike ?? (counts || length.state === 'recorded' ? undefined : length.reason),
    from,
    to,
    ms: 'ms' in length ? length.ms : undefined,
    onTarget: onTarget(plan, incident, measure, length, from, to),
  }
}

/** What is scheduled, or counted from other moments, may lie ahead, and has not been reached then. */
function reached(
  plan: Plan,
  incident: Incident,
  moment: string | undefined,
  now: Instant,
): Instant | undefined {
  const at = moment === undefined ? undefined : momentOf(plan, incident, moment)
  const known = lookup(plan).moments.get(moment ?? '')
  const mayLieAhead = known?.is !== undefined || known?.scheduled === true
  return mayLieAhead && at !== undefined && at > now ? undefined : at
}

function isOver({ status }: Incident): boolean {
  return status !== 'open' && status !== 'resolved'
}

function outsideTheFigures({ exercise, status }: Incident): 'exercise' | 'merged' | undefined {
  if (exercise) return 'exercise'
  return status === 'merged' ? 'merged' : undefined
}

function onTarget(
  plan: Plan,
  incident: Incident,
  { target }: Measure,
  length: Length,
  from: Instant | undefined,
  to: Instant | undefined,
): boolean | undefined {
  if (target === undefined || length.state !== 'recorded') return undefined
  if (from === undefined || to === undefined) return undefined
  const aimedAt =
    target.severities.length === 0 || target.severities.includes(incident.severity ?? '')
  return aimedAt ? to < moved(plan, from, target.within) : undefined
}
