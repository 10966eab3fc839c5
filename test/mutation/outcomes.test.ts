import { fail } from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { golden } from '../golden/golden.ts'
import { REGIMES } from '../kit/regimes.ts'
import { sha256 } from '../kit/setting.ts'
import { SEEDS, outcomeOf, outcomeOfPlay, scenariosOf, sourceOf } from './judge.ts'
import { playOf, probesOf, proposedOn } from './plays.ts'

/*
 * What every scenario, and every play drawn from a seed, comes to under the bundled plans, as a digest: so that a changed
 * word of a plan is noticed wherever it is acted on. When a plan or the engine was changed on purpose, they are written anew
 * (TOCSIN_UPDATE_GOLDENS=1), and how many lines changed says how far the change reaches.
 */
const DIGEST_CHARS = 16

function planOf(id: string): Plan {
  const compiled = compile(sourceOf(id), { regimes: REGIMES })
  return 'plan' in compiled ? compiled.plan : fail(JSON.stringify(compiled.mistakes))
}

for (const id of ['creditnexus', 'tiered', 'bank'])
  test(`what the scenarios and plays of ${id} come to is what was kept of them`, () => {
    const plan = planOf(id)
    const scenarios = scenariosOf(id).map(it => [it.title, outcomeOf(plan, it)] as const)
    const plays = SEEDS.map(
      seed => [`play ${seed}`, outcomeOfPlay(plan, playOf(plan, seed))] as const,
    )
    const proposed = ['proposals', sha256(proposedOn(plan, probesOf(plan)))] as const
    const lines = [...scenarios, ...plays, proposed].map(
      ([name, outcome]) => `${outcome.slice(0, DIGEST_CHARS)}  ${name}\n`,
    )
    golden(new URL(`outcomes/${id}.txt`, import.meta.url), lines.join(''))
  })
