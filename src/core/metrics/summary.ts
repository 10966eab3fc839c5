import { assert } from '#/core/assert.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { distribution } from '#/core/metrics/distribution.ts'
import type { Distribution } from '#/core/metrics/distribution.ts'
import type { Length } from '#/core/metrics/length.ts'
import { figures } from '#/core/metrics/measure.ts'
import type { Figure, FigureReason } from '#/core/metrics/measure.ts'
import type { Measure, Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** What one measure of a plan comes to over many incidents: all of them, and split by what the plan splits it by. */
export type Summary = { readonly measure: Measure; readonly groups: readonly Group[] }

export type Group = Distribution & {
  /** The values by which it is split, by what the plan calls them; none for all incidents together. */
  readonly of: Readonly<Partial<Record<Split, string>>>
  /** Targets that were met and not, of recorded figures for which the plan sets one. */
  readonly onTarget: { readonly met: number; readonly missed: number }
}
type Split = Measure['by'][number]

/** What stands for a severity or a type that has not been given. */
export const UNCLASSIFIED = 'unclassified'

/** As known at `now`. The group of all comes first, then those of the split in the order in which they first occur. */
export function summaries(
  plan: Plan,
  incidents: readonly Incident[],
  now: Instant,
): readonly Summary[] {
  const measured = incidents.map(incident => ({ incident, its: figures(plan, incident, now) }))
  return plan.measures.map((measure, index) => {
    const figuresOf = (some: typeof measured) => some.flatMap(({ its }) => its[index] ?? [])
    const split = measure.by.length === 0 ? [] : [...groupedBy(measured, measure).values()]
    return {
      measure,
      groups: [
        group(measure, {}, figuresOf(measured)),
        ...split.map(some => group(measure, valuesOf(some[0]?.incident, measure), figuresOf(some))),
      ],
    }
  })
}

function groupedBy<M extends { readonly incident: Incident }>(
  measured: readonly M[],
  measure: Measure,
): ReadonlyMap<string, M[]> {
  return Map.groupBy(measured, ({ incident }) => JSON.stringify(valuesOf(incident, measure)))
}

function valuesOf(incident: Incident | undefined, { by }: Measure): Group['of'] {
  return Object.fromEntries(by.map(split => [split, incident?.[split] ?? UNCLASSIFIED]))
}

function group(measure: Measure, of: Group['of'], its: readonly Figure[]): Group {
  const aimed = its.filter(it => it.state === 'recorded').map(it => it.onTarget)
  const all = distribution(its.map(lengthOf))
  return {
    of,
    ...all,
    // A measure without moments counts incidents. They have no length, and a median of nothing would read as one.
    recorded: measure.to === undefined ? undefined : all.recorded,
    onTarget: {
      met: aimed.filter(met => met === true).length,
      missed: aimed.filter(met => met === false).length,
    },
  }
}

function lengthOf({ state, reason, ms }: Figure): Length<FigureReason> {
  if (state === 'recorded') return { state, ms: ms ?? 0 }
  assert(reason !== undefined, 'what is not recorded says why')
  return state === 'invalid' ? { state, reason, ms } : { state, reason }
}
