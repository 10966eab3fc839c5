// What is tried on plans before it counts: checked while it is written, compared, rehearsed, played against the past.
import { z } from 'zod'
import { SOURCE_LENGTH_MAX } from '#/core/plan/limits.ts'
import { weighedChanges } from '#/core/plan/revision.ts'
import type { Rehearsed } from '#/core/exercise/rehearsed.ts'
import { readScenario, SCENARIO_BYTES_MAX } from '#/core/exercise/scenario.ts'
import type { ScenarioMistake } from '#/core/exercise/scenario.ts'
import { msBetween } from '#/core/time.ts'
import type { BenchAnswer } from '#/app/plans/bench.ts'
import { findPlan } from '#/app/plans/library.ts'
import type { KeptPlan } from '#/app/plans/library.ts'
import { pastsOf } from '#/app/plans/past.ts'
import type { Shell } from '#/app/shell.ts'
import { readDefaultKept } from '#/app/plans/plans.ts'
import { DIFFERENCE, FINDINGS, PAST, REVISION } from '#/http/answers-plan-versions.ts'
import { REHEARSABLE, REHEARSAL } from '#/http/answers-rehearsal.ts'
import { TEXT_CONTENT } from '#/http/parsers.ts'
import { problem, WRONGS_SHOWN_MAX } from '#/http/problem.ts'
import type { Problem } from '#/http/problem.ts'
import { givesJson, json, route, text } from '#/http/route.ts'
import type { Route } from '#/http/route.ts'
import { planParams, unknownPlan } from '#/http/routes/plan-document.ts'
import { idText } from '#/http/shapes.ts'

/** As many as a thread plays of the longest scenario in the time that it has. */
const RUNS_MAX = 1_000
const SEED_MAX = 2 ** 31

const against = idText
  .optional()
  .describe('The version to start from: its hash, or an id. Without it, the one in force.')

const brief = ({ hash, id, version }: KeptPlan) => ({ hash, id, version })

/** The version that another is compared with. */
async function versionBefore(
  shell: Shell,
  wanted: string | undefined,
): Promise<KeptPlan | undefined> {
  return wanted === undefined ? readDefaultKept(shell) : findPlan(shell, wanted)
}

function notDone({ failed }: Extract<BenchAnswer<unknown>, { failed: unknown }>): {
  readonly problem: Problem
} {
  return { problem: problem(failed === 'busy' ? 'too-many-trials' : 'trial-too-long') }
}

export const planTryingRoutes: readonly Route[] = [
  route('plan:read', {
    method: 'POST',
    path: '/api/plans/revise',
    name: 'revise-plan',
    summary:
      'What a source says while it is written: mistakes, findings, sentences, and what it promises otherwise. Keeps nothing.',
    query: z.strictObject({ against }),
    takes: text(TEXT_CONTENT, SOURCE_LENGTH_MAX, 'The plan, as YAML.'),
    changesNothing: true,
    gives: givesJson('What it says; `mistakes` where it does not compile.', REVISION),
    async handle({ needs: { shell, bench }, body, query }) {
      const before = await versionBefore(shell, query.against)
      if (before === undefined && query.against !== undefined) return unknownPlan(query.against)
      const directory = await shell.directory.current(shell.pool)
      const tried = await bench.do('revise', {
        source: body,
        before: before?.plan,
        directory,
        now: shell.now(),
      })
      if ('failed' in tried) return notDone(tried)
      const { mistakes, ...rest } = tried.done
      return {
        answer: {
          ...rest,
          mistakes: mistakes.map(({ file, message, ...mistake }) => ({
            ...mistake,
            // What stands in the file of a regime has no place in what was sent.
            ...(file !== undefined && { line: 1, column: 1 }),
            message: file === undefined ? message : `${file.replace(/^.*\//, '')}: ${message}`,
          })),
          against: before === undefined ? null : brief(before),
        },
      }
    },
  }),
  route('plan:read', {
    method: 'GET',
    path: '/api/plans/{plan}/findings',
    name: 'list-plan-findings',
    summary: 'What the checker says of a kept plan, with the directory of today.',
    params: planParams,
    gives: givesJson('The findings, in the order of the source.', FINDINGS),
    async handle({ needs: { shell, bench }, params }) {
      const kept = await findPlan(shell, params.plan)
      if (kept === undefined) return unknownPlan(params.plan)
      const directory = await shell.directory.current(shell.pool)
      const tried = await bench.do('check', { plan: kept.plan, directory })
      if ('failed' in tried) return notDone(tried)
      const findings = tried.done
      const sound = findings.every(({ severity }) => severity !== 'error')
      return { answer: { sound, findings } }
    },
  }),
  route('plan:read', {
    method: 'GET',
    path: '/api/plans/{plan}/changes',
    name: 'compare-plans',
    summary: 'What a version promises otherwise than another.',
    params: planParams,
    query: z.strictObject({ against }),
    gives: givesJson('The differences, promises first.', DIFFERENCE),
    async handle({ needs: { shell }, params, query }) {
      const after = await findPlan(shell, params.plan)
      if (after === undefined) return unknownPlan(params.plan)
      const before = await versionBefore(shell, query.against)
      if (before === undefined) return unknownPlan(query.against ?? '')
      const changes = weighedChanges(before.plan, after.plan)
      return { answer: { before: brief(before), after: brief(after), changes } }
    },
  }),
  route('incident:read', {
    method: 'GET',
    path: '/api/plans/{plan}/past',
    name: 'replay-past',
    summary:
      'How the incidents that are over would have gone under a version, if people had done the same. Only those that you may see.',
    params: planParams,
    query: z.strictObject({ against }),
    gives: givesJson('The newest of them.', PAST),
    async handle({ needs: { shell, bench }, caller, params, query }) {
      const after = await findPlan(shell, params.plan)
      if (after === undefined) return unknownPlan(params.plan)
      const before = await versionBefore(shell, query.against)
      if (before === undefined) return unknownPlan(query.against ?? '')
      const past = await pastsOf(shell, caller, after.id)
      const directory = await shell.directory.current(shell.pool)
      const tried = await bench.do('past', {
        before: before.plan,
        after: after.plan,
        directory,
        past: past.map(({ id, log }) => ({ id, log })),
      })
      if ('failed' in tried) return notDone(tried)
      const numbers = new Map(past.map(({ id, number }) => [id, number]))
      const incidents = tried.done.map(({ incident, title, promises, told, refused }) => ({
        id: incident,
        number: numbers.get(incident) ?? 0,
        title,
        promises: promises.map(it => ({ ...it, was: it.was ?? null, now: it.now ?? null })),
        told: told.map(({ obligation = null, was = null, now = null, ...it }) => ({
          ...it,
          obligation,
          was,
          now,
        })),
        refused: refused.map(({ at, by, do: name, code }) => ({ at, by, do: name, code })),
      }))
      return { answer: { before: brief(before), after: brief(after), incidents } }
    },
  }),
  route('plan:read', {
    method: 'GET',
    path: '/api/plans/{plan}/scenarios',
    name: 'list-rehearsable',
    summary: 'The scenarios that come with the product; those written for this plan first.',
    params: planParams,
    gives: givesJson('The scenarios, with their source.', REHEARSABLE),
    async handle({ needs: { shell, scenarios }, params }) {
      const kept = await findPlan(shell, params.plan)
      if (kept === undefined) return unknownPlan(params.plan)
      const found = scenarios.flatMap(({ id, text: source }) => {
        const read = readScenario(source)
        if ('mistakes' in read) return []
        const { title, plan, starts, until } = read.scenario
        const lasts = Math.round(msBetween(starts, until))
        return [{ id, title, plan, description: opening(source), source, lasts_ms: lasts }]
      })
      const own = found.filter(({ plan }) => plan === kept.id)
      return { answer: { scenarios: [...own, ...found.filter(it => !own.includes(it))] } }
    },
  }),
  route('plan:read', {
    method: 'POST',
    path: '/api/plans/{plan}/rehearse',
    name: 'rehearse-plan',
    summary:
      'Play a scenario through a plan: who would be told what and when. Keeps nothing and tells nobody.',
    params: planParams,
    takes: json(
      z.strictObject({
        scenario: z.string().max(SCENARIO_BYTES_MAX).describe('A scenario, as YAML.'),
        people: z
          .enum(['stand-ins', 'directory'])
          .default('stand-ins')
          .describe('Who holds the positions.'),
        runs: z.int().min(1).max(RUNS_MAX).default(1),
        seed: z.int().min(0).max(SEED_MAX).default(1),
      }),
    ),
    changesNothing: true,
    gives: givesJson('How it went.', REHEARSAL),
    async handle({ needs: { shell, bench }, params, body }) {
      const kept = await findPlan(shell, params.plan)
      if (kept === undefined) return unknownPlan(params.plan)
      const read = readScenario(body.scenario)
      if ('mistakes' in read) return { problem: mistakenScenario(read.mistakes) }
      const { scenario } = read
      const { plan } = kept
      const directory =
        body.people === 'directory' ? { directory: await shell.directory.current(shell.pool) } : {}
      const played = await bench.do('play', { plan, scenario, ...directory })
      if ('failed' in played) return notDone(played)
      const { runs, seed } = body
      const many =
        runs === 1
          ? undefined
          : await bench.do('rehearse', { plan, scenario, ...directory, runs, seed })
      if (many !== undefined && 'failed' in many) return notDone(many)
      const { title, starts, until, people } = scenario
      const draws = people.works !== undefined || people.late !== undefined || people.away.size > 0
      return {
        answer: {
          plan: brief(kept),
          scenario: { title, starts, until },
          course: played.done,
          many: many === undefined ? null : { ...shownRuns(many.done), draws },
        },
      }
    },
  }),
]

function shownRuns({ promises, ...rest }: Rehearsed) {
  return {
    ...rest,
    promises: promises.map(({ late, ...promise }) => ({
      ...promise,
      late:
        late === undefined
          ? null
          : { count: late.count, median_ms: late.medianMs, p90_ms: late.p90Ms },
    })),
  }
}

function mistakenScenario(mistakes: readonly ScenarioMistake[]): Problem {
  return {
    ...problem('scenario-has-mistakes', { mistakes: mistakes.length }),
    errors: mistakes
      .slice(0, WRONGS_SHOWN_MAX)
      .map(({ where, message }) => ({ in: 'body', detail: `${where}: ${message}` })),
  }
}

/** What the comment says with which a file begins. */
function opening(source: string): string {
  const [comment = ''] = /^(#.*\n)*/.exec(source) ?? []
  return comment.replaceAll(/^# ?/gm, '').replaceAll(/\s+/g, ' ').trim()
}
