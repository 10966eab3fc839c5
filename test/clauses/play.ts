import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { report } from '#/core/exercise/report.ts'
import type { Sent, describe } from '#/core/exercise/report.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import { simulate } from '#/core/exercise/simulate.ts'
import type { RefusedStep } from '#/core/exercise/simulate.ts'
import type { EventOf, EventType, IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Directory } from '#/core/directory.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'
import { REGIMES } from '../kit/regimes.ts'

/** Plans that come with the product. */
export type Bundled = 'creditnexus' | 'tiered' | 'bank'

/** A bundled plan, compiled; a mistake in it fails the test with the mistake. */
export function bundledPlan(id: Bundled): Plan {
  const known = plans.get(id)
  if (known !== undefined) return known
  const text = readFileSync(new URL(`../../plans/${id}.yaml`, import.meta.url), 'utf8')
  const compiled = compile(text, { file: `plans/${id}.yaml`, regimes: REGIMES })
  if ('mistakes' in compiled) assert.fail(JSON.stringify(compiled.mistakes, null, 2))
  plans.set(id, compiled.plan)
  return compiled.plan
}
const plans = new Map<string, Plan>()

/** The directory that the repository gives as an example. */
export function exampleDirectory(): Directory {
  const text = readFileSync(new URL('../../directory.example.yaml', import.meta.url), 'utf8')
  const read = readDirectory(text)
  if ('mistakes' in read) assert.fail(JSON.stringify(read.mistakes))
  return read.directory
}

/** A rule of a plan, which must be there. */
export function ruleOf(plan: Plan, id: string): Rule {
  const rule = plan.rules.find(it => it.id === id)
  return rule ?? assert.fail(`the plan ${plan.id} has no obligation ${id}`)
}

type Shown = ReturnType<typeof describe>

/** What a scenario came to, with what tests ask of it. */
export type Played = {
  readonly incident: Incident
  readonly log: readonly IncidentEvent[]
  readonly sent: readonly Sent[]
  readonly refused: readonly RefusedStep[]
  readonly obligations: readonly Shown[]
  readonly measures: ReturnType<typeof report>['measures']
  /** One obligation by its key, which must be there. */
  readonly obligation: (key: string) => Shown
  /** Its standing, or that of each of several. */
  readonly standings: (...keys: string[]) => readonly string[]
  readonly events: <T extends EventType>(type: T) => readonly EventOf<T>[]
  /** Whom messages and pages for a clause went to, without doubles, in order of sending. */
  readonly reachedFor: (clause: string, act?: string) => readonly string[]
}

/**
 * Plays a scenario, written as in `scenarios/` but without its title, on the plan that it names. Every step must be
 * accepted unless `refusals` says that some are meant to be refused.
 */
export function play(
  scenario: string,
  options: { readonly refusals?: boolean; readonly directory?: Directory } = {},
): Played {
  const read = readScenario(`scenario: of a test\n${scenario}`)
  if ('mistakes' in read) assert.fail(JSON.stringify(read.mistakes))
  const plan = bundledPlan(read.scenario.plan as Bundled)
  const simulation = simulate(plan, read.scenario, {
    sha256,
    ...(options.directory !== undefined && { directory: options.directory }),
  })
  const shown = report(simulation)
  if (options.refusals !== true) assert.deepEqual(simulation.refused, [])
  const obligation = (key: string) =>
    shown.obligations.find(it => it.id === key) ?? assert.fail(`no obligation ${key}`)
  return {
    incident: simulation.incident,
    log: simulation.events,
    sent: shown.sent,
    refused: simulation.refused,
    obligations: shown.obligations,
    measures: shown.measures,
    obligation,
    standings: (...keys) => keys.map(key => obligation(key).standing),
    events: <T extends EventType>(type: T) =>
      simulation.events.filter((event): event is EventOf<T> => event.type === type),
    reachedFor: (clause, act) => [
      ...new Set(
        shown.sent
          .filter(it => it.cites.includes(clause) && (act === undefined || it.act === act))
          .map(it => it.to),
      ),
    ],
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
