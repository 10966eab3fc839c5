import type { FigureState } from '#/core/metrics/length.ts'
import type { Measured } from '#/core/metrics/measured.ts'
import { STATE_OF_REASON } from '#/core/metrics/promise.ts'
import type { CountedPromise, Outcome, PromiseReason } from '#/core/metrics/promise.ts'

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
  const states = { recorded: 0, pending: 0, 'not-applicable': 0, invalid: 0 }
  const reasons: Record<string, number> = {}
  for (const { promises } of all) {
    states.recorded += promises.recorded.length
    for (const [reason, count] of Object.entries(promises.others)) {
      states[STATE_OF_REASON[reason as PromiseReason]] += count
      reasons[reason] = (reasons[reason] ?? 0) + count
    }
  }
  const trend = byPeriod.map(outcomesOf)
  return { states, reasons, outcomes: sumOf(trend), trend, broken: brokenClauses(all) }
}

function outcomesOf(measured: readonly Measured[]): Outcomes {
  const outcomes = { kept: 0, late: 0, missed: 0 }
  for (const { promises } of measured)
    for (const { outcome } of promises.recorded) outcomes[outcome]++
  return outcomes
}

function sumOf(all: readonly Outcomes[]): Outcomes {
  const sum = { kept: 0, late: 0, missed: 0 }
  for (const { kept, late, missed } of all) {
    sum.kept += kept
    sum.late += late
    sum.missed += missed
  }
  return sum
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
    for (const promise of promises.recorded)
      for (const clause of promise.cites) tally(clause, id, promise)
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
