// `tocsin simulate --runs N`: a scenario many times, on every core of the machine, and what it says of the plan.
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { counted } from '#/cli/event/phrase.ts'
import { sha256 } from '#/cli/sha256.ts'
import { table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, dim, green, joined, line, red, yellow } from '#/cli/terminal/line.ts'
import type { Line, Shown } from '#/cli/terminal/line.ts'
import type { Directory } from '#/core/directory.ts'
import { addTallies, rehearse } from '#/core/exercise/rehearse.ts'
import type { Tally } from '#/core/exercise/rehearse.ts'
import type { ClauseRehearsed, PromiseRehearsed, Rehearsed } from '#/core/exercise/rehearsed.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import type { Plan } from '#/core/plan/plan.ts'

export type Part = {
  readonly plan: Plan
  readonly scenario: Scenario
  readonly directory?: Directory
  readonly seed: number
  readonly from: number
  readonly to: number
}

/** Runs below which starting another thread takes longer than playing them. */
const RUNS_OF_A_THREAD_MIN = 50

/** Plays runs 0 to `to`, in as many parts as the machine has cores. The sum is the same however it is parted. */
export async function rehearseInParts(whole: Omit<Part, 'from'>): Promise<Tally> {
  const most = Math.floor(whole.to / RUNS_OF_A_THREAD_MIN)
  const threads = Math.max(1, Math.min(availableParallelism(), most))
  if (threads === 1) return rehearse(whole.plan, whole.scenario, { ...whole, from: 0, sha256 })
  const bounds = Array.from({ length: threads + 1 }, (_, index) =>
    Math.round((index * whole.to) / threads),
  )
  const parts = bounds.slice(1).map((to, index) => ({ ...whole, from: bounds[index] ?? 0, to }))
  return addTallies(await Promise.all(parts.map(onThread)))
}

function onThread(part: Part): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('rehearsal-worker.ts', import.meta.url), { workerData: part })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** A rehearsal at a terminal: each clause with how often it was broken, and through what. */
export function rehearsedLines(
  scenario: Scenario,
  plan: Plan,
  rehearsal: Rehearsed,
  width: number,
): readonly Line[] {
  const { runs, seed, clean, ended, clauses, promises } = rehearsal
  const ends = Object.entries(ended).map(([status, count]) => `${status} in ${count}`)
  const worst = clauses.toSorted((a, b) => b.share - a.share).filter(it => it.share > 0)
  return [
    ...wrapped(
      line`${bold(scenario.title)}, under ${plan.title} (${plan.id} ${plan.version})`,
      width,
    ),
    dim(`${counted(runs, 'run')} from seed ${seed}; in the end ${ends.join(', ')}`),
    ...(scenario.people.works === undefined ? NOTHING_DRAWN : []),
    [],
    ...table(
      worst.flatMap(clause => clauseRows(clause, promises)),
      width,
    ),
    ...(worst.length > 0 ? [[]] : []),
    clean === runs
      ? green(line`Nothing was missed in any run.`)
      : line`${counted(clean, 'run')} of ${runs} missed nothing; ${clauses.length - worst.length} of ${counted(clauses.length, 'clause')} held in all.`,
  ]
}

const NOTHING_DRAWN: readonly Line[] = [
  yellow(
    'People do only what the script says: under `people`, `work: {median: 30m, p90: 3h}` lets them do what they owe.',
  ),
]

function clauseRows(
  { clause, text, missed, share }: ClauseRehearsed,
  promises: readonly PromiseRehearsed[],
): readonly (readonly Shown[])[] {
  const rows = promises
    .filter(({ id }) => missed.includes(id))
    .toSorted((a, b) => b.missed - a.missed)
    .map((promise): readonly Shown[] => ['', dim(percent(promise.share)), whyMissed(promise)])
  return [
    [bold(clause), share >= 0.1 ? red(percent(share)) : yellow(percent(share)), text],
    ...rows,
  ]
}

function whyMissed({ title, missed, owed, causes, late }: PromiseRehearsed): Line {
  const reasons = Object.entries(causes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([cause, count]) => `${CAUSES[cause] ?? cause} ${count}`)
  const by =
    late === undefined
      ? ''
      : `; late by ${minutes(late.medianMs)} at the median, ${minutes(late.p90Ms)} at nine in ten`
  return line`${title}: ${missed} of ${owed} (${joined(reasons)})${by}`
}

/** Causes that are no refusal of the engine, in words. */
const CAUSES: Readonly<Record<string, string>> = {
  'nobody-holds-the-role': 'nobody had taken the role',
  away: 'whoever owed it was away',
  'answer-not-known': 'the answer was not known',
  late: 'done too late',
  'not-done': 'not done',
  unanswered: 'nobody answered',
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function minutes(ms: number): string {
  const whole = Math.round(ms / 60_000)
  return whole < 120 ? `${whole} min` : `${(whole / 60).toFixed(1)} h`
}
