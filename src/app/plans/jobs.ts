// What is tried out on plans beside the program: each is a function of what it is handed, so that it runs in a thread.
import { seeded } from '#/core/chance.ts'
import type { Directory } from '#/core/directory.ts'
import { courseOf } from '#/core/exercise/course.ts'
import type { Course } from '#/core/exercise/course.ts'
import { otherwise } from '#/core/exercise/otherwise.ts'
import type { Past, PastOtherwise } from '#/core/exercise/otherwise.ts'
import { rehearse } from '#/core/exercise/rehearse.ts'
import { rehearsed } from '#/core/exercise/rehearsed.ts'
import type { Rehearsed } from '#/core/exercise/rehearsed.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import { check } from '#/core/plan/check.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Regimes } from '#/core/plan/regime.ts'
import { revise } from '#/core/plan/revision.ts'
import type { Revision, RevisionAsked } from '#/core/plan/revision.ts'
import { assert } from '#/core/assert.ts'

/** What each job takes and gives. All of it can be handed to a thread. */
export type Jobs = {
  readonly check: { readonly takes: Checked; readonly gives: readonly Finding[] }
  readonly revise: { readonly takes: RevisionAsked; readonly gives: Revision }
  readonly play: { readonly takes: Played; readonly gives: Course }
  readonly rehearse: { readonly takes: Repeated; readonly gives: Rehearsed }
  readonly past: { readonly takes: Compared; readonly gives: readonly PastOtherwise[] }
}
export type JobName = keyof Jobs

type Checked = { readonly plan: Plan; readonly directory: Directory }
type Played = {
  readonly plan: Plan
  readonly scenario: Scenario
  /** Absent: stand-ins. */
  readonly directory?: Directory
  /** What is left to chance is drawn from it; absent: everyone takes the median of their time. */
  readonly seed?: number
}
type Repeated = Omit<Played, 'seed'> & { readonly runs: number; readonly seed: number }
type Compared = {
  readonly before: Plan
  readonly after: Plan
  readonly directory: Directory
  readonly past: readonly Past[]
}

/** What a thread has of its own. */
export type JobTools = {
  readonly regimes: Regimes
  readonly sha256: (text: string) => string
}

export function createJobs(tools: JobTools): {
  readonly [N in JobName]: (takes: Jobs[N]['takes']) => Jobs[N]['gives']
} {
  const { sha256 } = tools
  return {
    check: ({ plan, directory }) => check(plan, directory),
    revise: asked => revise(asked, tools),
    play({ plan, scenario, directory, seed }) {
      const chance = seed === undefined ? {} : { chance: seeded(seed) }
      const people = directory === undefined ? {} : { directory }
      return courseOf(simulate(plan, scenario, { sha256, ...people, ...chance }))
    },
    rehearse({ plan, scenario, directory, runs, seed }) {
      const people = directory === undefined ? {} : { directory }
      const tally = rehearse(plan, scenario, { sha256, ...people, seed, from: 0, to: runs })
      return rehearsed(plan, tally, seed)
    },
    past({ before, after, directory, past }) {
      const setting = (plan: Plan) => ({ plan, directory, sha256 })
      return past.map(one => otherwise(one, setting(before), setting(after)))
    },
  }
}

/** Does a job by its name, as a thread is told of it. */
export function doJob(jobs: ReturnType<typeof createJobs>, name: string, takes: unknown): unknown {
  assert(Object.hasOwn(jobs, name), `there is a job ${name}`)
  return (jobs as Readonly<Record<string, (takes: never) => unknown>>)[name]?.(takes as never)
}
