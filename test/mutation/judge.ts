import { fail } from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { markdownOf } from '#/core/document/markdown.ts'
import { report } from '#/core/exercise/report.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import { check } from '#/core/plan/check.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { renderPlan } from '#/core/plan/render.ts'
import { REGIMES } from '../kit/regimes.ts'
import { sha256 } from '../kit/setting.ts'
import type { Mutant } from './mutants.ts'
import { outcomeOf as playedOut, playOf, probesOf, proposedOn } from './plays.ts'
import type { Play } from './plays.ts'
import { exampleDirectory } from '../clauses/play.ts'

/**
 * By what a planted mistake is noticed first. `scenario`: one of `scenarios/`; `play`: one of those drawn from seeds; what
 * either comes to is kept in `outcomes/`. `golden`: only by the plan as a document, which a reviewer compares. `same`: it
 * compiles into the same plan, so that there is nothing to notice (a default that was written out).
 */
export const NOTICED_BY = [
  'compiler',
  'check',
  'scenario',
  'play',
  'golden',
  'nothing',
  'same',
] as const
export type NoticedBy = (typeof NOTICED_BY)[number]

const FOLDER = new URL('../../scenarios/', import.meta.url)
const DIRECTORY = exampleDirectory()
const PLAYS = 48
/** Of the plays of each plan. */
export const SEEDS = Array.from({ length: PLAYS }, (_, seed) => seed)

/** What is known of a plan before anything is planted in it. */
export type Judge = (mutant: Mutant) => NoticedBy

export function sourceOf(id: string): string {
  return readFileSync(new URL(`../../plans/${id}.yaml`, import.meta.url), 'utf8')
}

export function judgeOf(id: string): Judge {
  const compiled = compile(sourceOf(id), { regimes: REGIMES })
  if ('mistakes' in compiled) fail(JSON.stringify(compiled.mistakes))
  const { plan } = compiled
  const scenarios = scenariosOf(id)
  const same = withoutLines(plan)
  const findings = findingsOf(plan)
  const played = new Map(scenarios.map(scenario => [scenario, outcomeOf(plan, scenario)]))
  // Only drawn when nothing else has noticed: most mutants never come so far.
  const drawn = new Map<number, { readonly play: Play; readonly outcome: string }>()
  const playBy = (seed: number) => {
    const known = drawn.get(seed)
    if (known !== undefined) return known
    const play = playOf(plan, seed)
    const fresh = { play, outcome: outcomeOfPlay(plan, play) }
    drawn.set(seed, fresh)
    return fresh
  }
  const probes = probesOf(plan)
  const proposed = proposedOn(plan, probes)
  const isPlayedOtherwise = (mutated: Plan) =>
    proposedOn(mutated, probes) !== proposed ||
    SEEDS.some(seed => outcomeOfPlay(mutated, playBy(seed).play) !== playBy(seed).outcome)
  const document = documentOf(plan)
  return ({ about, text }) => {
    const result = compile(text(), { regimes: REGIMES })
    if ('mistakes' in result) return 'compiler'
    const mutated = result.plan
    if (withoutLines(mutated) === same) return 'same'
    if (findingsOf(mutated).some(finding => !findings.includes(finding))) return 'check'
    if (scenarios.some(scenario => outcomeOf(mutated, scenario) !== played.get(scenario)))
      return 'scenario'
    // What is only read, and by which clause, no play could notice.
    if (about === 'done' && isPlayedOtherwise(mutated)) return 'play'
    return documentOf(mutated) === document ? 'nothing' : 'golden'
  }
}

export function scenariosOf(id: string): readonly Scenario[] {
  return readdirSync(FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name => {
      const read = readScenario(readFileSync(new URL(name, FOLDER), 'utf8'))
      if ('mistakes' in read) fail(JSON.stringify(read.mistakes))
      return read.scenario.plan === id ? [read.scenario] : []
    })
}

/** Where something stands in the source is no part of what it says. */
function withoutLines(plan: Plan): string {
  return JSON.stringify(plan, (key, value: unknown) => (key === 'line' ? undefined : value))
}

/** Without lines: where something stands is not what is said of it. */
function findingsOf(plan: Plan): readonly string[] {
  return check(plan, DIRECTORY).map(({ severity, message }) => `${severity}: ${message}`)
}

/** All that a scenario comes to, but for the hash of the plan; what it throws is an outcome too. */
export function outcomeOf(plan: Plan, scenario: Scenario): string {
  try {
    const told = JSON.stringify(report(simulate(plan, scenario, { sha256 })))
    return sha256(told.replaceAll(/[0-9a-f]{64}/g, ''))
  } catch (error) {
    return String(error)
  }
}

export function outcomeOfPlay(plan: Plan, play: Play): string {
  try {
    return sha256(playedOut(plan, play))
  } catch (error) {
    return String(error)
  }
}

function documentOf(plan: Plan): string {
  return markdownOf(renderPlan(plan, { hash: '', date: '2026-01-01' }))
}
