import type { PromiseTally, Tally } from '#/core/exercise/rehearse.ts'
import { quantile } from '#/core/metrics/distribution.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** What a rehearsal says of a plan: how often each clause was broken, through which of its promises, and why. */
export type Rehearsed = {
  readonly plan: { readonly id: string; readonly version: string }
  readonly runs: number
  readonly seed: number
  /** Runs in which nothing was missed. */
  readonly clean: number
  readonly ended: Tally['ended']
  /** In the order of the document; only those of which something was owed. */
  readonly clauses: readonly ClauseRehearsed[]
  readonly promises: readonly PromiseRehearsed[]
}

export type ClauseRehearsed = {
  readonly clause: string
  readonly text: string
  /** Promises that carry it and were missed in some run, worst first. */
  readonly missed: readonly string[]
  /** Runs out of all in which the promise of it that was missed most often was missed. */
  readonly share: number
}

export type PromiseRehearsed = {
  readonly id: string
  readonly title: string
  readonly cites: readonly string[]
  readonly owed: number
  readonly missed: number
  /** Missed out of owed. */
  readonly share: number
  readonly causes: PromiseTally['causes']
  /** Of those met late: by how much, in milliseconds. */
  readonly late?: { readonly count: number; readonly medianMs: number; readonly p90Ms: number }
}

export function rehearsed(plan: Plan, tally: Tally, seed: number): Rehearsed {
  const promises = plan.rules.flatMap(({ id }) => promiseRehearsed(plan, id, tally) ?? [])
  return {
    plan: { id: plan.id, version: plan.version },
    runs: tally.runs,
    seed,
    clean: tally.clean,
    ended: tally.ended,
    clauses: plan.clauses.flatMap(({ id, text }) => {
      const carriers = promises.filter(({ cites }) => cites.includes(id))
      const missed = carriers.filter(it => it.missed > 0).toSorted((a, b) => b.missed - a.missed)
      if (carriers.length === 0) return []
      const most = missed[0]?.missed ?? 0
      return [{ clause: id, text, missed: missed.map(it => it.id), share: most / tally.runs }]
    }),
    promises,
  }
}

function promiseRehearsed(plan: Plan, id: string, tally: Tally): PromiseRehearsed | undefined {
  const rule = lookup(plan).rules.get(id)
  const of = tally.promises[id]
  if (rule === undefined || of === undefined) return undefined
  const { owed, missed, causes } = of
  const late = of.lateMs.toSorted((a, b) => a - b)
  return {
    id,
    title: rule.title,
    cites: rule.cite,
    owed,
    missed,
    share: missed / owed,
    causes,
    ...(late.length > 0 && {
      late: { count: late.length, medianMs: quantile(late, 0.5), p90Ms: quantile(late, 0.9) },
    }),
  }
}
