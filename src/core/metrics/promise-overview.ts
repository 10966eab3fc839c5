import { FIGURE_STATES } from '#/core/metrics/length.ts'
import type { FigureState } from '#/core/metrics/length.ts'
import type { Measured } from '#/core/metrics/measured.ts'
import type { CountedPromise, Outcome } from '#/core/metrics/promise.ts'

export type Outcomes = Readonly<Record<Outcome, number>>

/** How promises with a limit were kept. */
export type PromiseOverview = {
  readonly states: Readonly<Record<FigureState, number>>
  readonly reasons: Readonly<Record<string, number>>
  readonly outcomes: Outcomes
  readonly trend: readonly Outcomes[]
  /** Clauses of which a promise was kept late or missed, the worst first. */
  readonly broken: readonly ClauseOutcomes[]
}

export type ClauseOutcomes = {
  readonly clause: string
  readonly outcomes: Outcomes
  /** The promises that carry it and were broken, by their rule. */
  readonly rules: readonly { readonly id: string; readonly title: string }[]
  /** In how many incidents. */
  readonly incidents: number
}

export function promiseOverview(byPeriod: readonly (readonly Measured[])[]): PromiseOverview {
  const all = byPeriod.flat()
  const promises = all.flatMap(it => it.promises)
  const states = Object.fromEntries(FIGURE_STATES.map(state => [state, 0])) as Record<
    FigureState,
    number
  >
  const reasons: Record<string, number> = {}
  for (const { state, reason } of promises) {
    states[state]++
    if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  return {
    states,
    reasons,
    outcomes: outcomesOf(promises),
    trend: byPeriod.map(some => outcomesOf(some.flatMap(it => it.promises))),
    broken: brokenClauses(all),
  }
}

function outcomesOf(promises: readonly CountedPromise[]): Outcomes {
  const outcomes = { kept: 0, late: 0, missed: 0 }
  for (const { outcome } of promises) if (outcome !== undefined) outcomes[outcome]++
  return outcomes
}

export const isBroken = ({ outcome }: Pick<CountedPromise, 'outcome'>): boolean =>
  outcome === 'late' || outcome === 'missed'

type Tally = {
  outcomes: { kept: number; late: number; missed: number }
  rules: Map<string, string>
  incidents: Set<string>
}

function brokenClauses(measured: readonly Measured[]): readonly ClauseOutcomes[] {
  const tallies = new Map<string, Tally>()
  for (const { id, promises } of measured)
    for (const promise of promises) for (const clause of promise.cites) tally(clause, id, promise)
  return [...tallies]
    .filter(([, { incidents }]) => incidents.size > 0)
    .map(([clause, { outcomes, rules, incidents }]) => ({
      clause,
      outcomes,
      rules: [...rules].map(([id, title]) => ({ id, title })),
      incidents: incidents.size,
    }))
    .toSorted(byBreaks)

  function tally(clause: string, incident: string, promise: CountedPromise): void {
    if (promise.outcome === undefined) return
    const found = tallies.get(clause) ?? {
      outcomes: { kept: 0, late: 0, missed: 0 },
      rules: new Map(),
      incidents: new Set(),
    }
    tallies.set(clause, found)
    found.outcomes[promise.outcome]++
    if (!isBroken(promise)) return
    found.rules.set(promise.rule, promise.title)
    found.incidents.add(incident)
  }
}

function byBreaks(one: ClauseOutcomes, other: ClauseOutcomes): number {
  const broken = ({ outcomes }: ClauseOutcomes) => outcomes.late + outcomes.missed
  return (
    broken(other) - broken(one) ||
    other.outcomes.missed - one.outcomes.missed ||
    (one.clause < other.clause ? -1 : 1)
  )
}
