import type { Incident, Status } from '#/core/incident/incident.ts'
import type { FigureState } from '#/core/metrics/length.ts'
import { figures } from '#/core/metrics/measure.ts'
import type { FigureReason } from '#/core/metrics/measure.ts'
import { countedPromises } from '#/core/metrics/promise.ts'
import type { CountedPromises } from '#/core/metrics/promise.ts'
import { UNCLASSIFIED } from '#/core/metrics/summary.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** One incident as the figures see it: all that is counted of it, so that it need be reckoned only once. */
export type Measured = {
  readonly id: string
  readonly title: string
  readonly status: Status
  readonly severity: string
  readonly type: string
  readonly source: string
  /** The day under which it is counted. */
  readonly at: Instant
  /** By the id of the measure. */
  readonly figures: ReadonlyMap<string, MeasuredFigure>
  readonly promises: CountedPromises
}

export type MeasuredFigure = {
  readonly state: FigureState
  readonly reason: FigureReason | undefined
  readonly ms: number | undefined
  readonly onTarget: boolean | undefined
}

/** As known at `now`. An incident of which nobody declared anything has no day, and is not counted. */
export function measuredAs(plan: Plan, incident: Incident, now: Instant): Measured | undefined {
  const { id, title, status, severity, type, source, moments } = incident
  const at = moments.get('declared')
  if (at === undefined) return undefined
  return {
    id,
    title,
    status,
    severity: severity ?? UNCLASSIFIED,
    type: type ?? UNCLASSIFIED,
    source: source === '' ? UNCLASSIFIED : source,
    at,
    figures: new Map(
      figures(plan, incident, now).map(({ measure, state, reason, ms, onTarget }) => [
        measure.id,
        { state, reason, ms, onTarget },
      ]),
    ),
    promises: countedPromises(plan, incident, now),
  }
}
