import { seeded } from '#/core/chance.ts'
import type { Hindrance } from '#/core/exercise/deed.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import type { Simulation } from '#/core/exercise/simulate.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { RefusalCode } from '#/core/refusal.ts'
import type { Setting } from '#/core/setting.ts'
import { msBetween } from '#/core/time.ts'

/**
 * Why a promise was not kept in time: what kept whoever owed it from it, or that they came too late, or that nobody did
 * it; `unanswered` of what the product does by itself, where nobody answered.
 */
export type MissCause = Hindrance | RefusalCode | 'late' | 'not-done' | 'unanswered'

/** What became of one promise in all runs. */
export type PromiseTally = {
  readonly owed: number
  readonly missed: number
  readonly causes: Readonly<Record<string, number>>
  /** How late it was met each time that it was met late, in milliseconds, in no order. */
  readonly lateMs: readonly number[]
}

export type Tally = {
  readonly runs: number
  /** Runs in which nothing at all was missed. */
  readonly clean: number
  /** How the incident ended: runs by status. */
  readonly ended: Readonly<Record<string, number>>
  /** By rule. */
  readonly promises: Readonly<Record<string, PromiseTally>>
}

type Given = {
  readonly sha256: Setting['sha256']
  readonly directory?: Setting['directory']
  readonly seed: number
  /** Number of the first run, from 0. */
  readonly from: number
  /** Number after the last. */
  readonly to: number
}

export const RUNS_MAX = 1_000_000

/** Far apart, so that the runs of two seeds have nothing in common. */
const SEED_STEP = 1_000_003

/** Plays a scenario many times, each with what is left to chance drawn anew. A run is named by seed and number for ever. */
export function rehearse(plan: Plan, scenario: Scenario, given: Given): Tally {
  const { sha256, directory, seed, from, to } = given
  const of = { sha256, ...(directory !== undefined && { directory }) }
  const tally = newTally()
  for (let run = from; run < to; run++) {
    const chance = seeded((seed * SEED_STEP + run) >>> 0)
    count(tally, plan, simulate(plan, scenario, { ...of, chance }))
  }
  return tally
}

type Counting = {
  runs: number
  clean: number
  readonly ended: Record<string, number>
  readonly promises: Record<string, CountingPromise>
}
type CountingPromise = {
  owed: number
  missed: number
  readonly causes: Record<string, number>
  readonly lateMs: number[]
}

function newTally(): Counting {
  return { runs: 0, clean: 0, ended: {}, promises: {} }
}

function count(tally: Counting, plan: Plan, played: Simulation): void {
  const { incident, ended } = played
  const owed = obligations(plan, incident, ended).filter(({ entry }) => entry !== undefined)
  let missed = 0
  for (const [rule, all] of Map.groupBy(owed, it => it.rule.id))
    missed += countPromise(promiseOf(tally, rule), played, all)
  tally.runs++
  if (missed === 0) tally.clean++
  addTo(tally.ended, incident.status)
}

function promiseOf({ promises }: Counting, rule: string): CountingPromise {
  return (promises[rule] ??= { owed: 0, missed: 0, causes: {}, lateMs: [] })
}

/** A promise that recurs, or is owed once for each of several, is missed in a run when one of them is. Gives 1 then. */
function countPromise(
  promise: CountingPromise,
  played: Simulation,
  all: readonly Obligation[],
): number {
  promise.owed++
  const late = all.filter(({ entry }) => entry?.missedFor !== undefined)
  const [first] = late
  if (first === undefined) return 0
  promise.missed++
  addTo(promise.causes, causeOf(played, first))
  for (const { entry } of late)
    if (entry?.metAt !== undefined && entry.missedFor !== undefined)
      promise.lateMs.push(msBetween(entry.missedFor, entry.metAt))
  return 1
}

function causeOf({ hindered }: Simulation, { key, rule, entry }: Obligation): MissCause {
  if (AUTOMATIC_ACTS.has(rule.act.do)) return 'unanswered'
  const hindrance = hindered.get(key)
  if (hindrance !== undefined) return hindrance
  return entry?.metAt === undefined ? 'not-done' : 'late'
}

function addTo(counts: Record<string, number>, name: string, number = 1): void {
  counts[name] = (counts[name] ?? 0) + number
}

/** Runs of several parts of a rehearsal together, wherever each was played. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = newTally()
  for (const { runs, clean, ended, promises } of tallies) {
    sum.runs += runs
    sum.clean += clean
    for (const [status, number] of Object.entries(ended)) addTo(sum.ended, status, number)
    for (const [rule, { owed, missed, causes, lateMs }] of Object.entries(promises)) {
      const promise = promiseOf(sum, rule)
      promise.owed += owed
      promise.missed += missed
      for (const [cause, number] of Object.entries(causes)) addTo(promise.causes, cause, number)
      for (const ms of lateMs) promise.lateMs.push(ms)
    }
  }
  return sum
}
