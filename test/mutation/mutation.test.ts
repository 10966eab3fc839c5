import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#/core/chance.ts'
import { judgeOf, sourceOf } from './judge.ts'
import type { NoticedBy } from './judge.ts'
import { mutantsOf } from './mutants.ts'
import type { Mutant } from './mutants.ts'

/** Of each plan. The whole set is what `node test/mutation/run.ts` is for. */
const SAMPLE = 7
const SEED = 20261122
/** Of what is acted on; of the whole set it is more than 95. */
const NOTICED_PERCENT = 90

type Judged = { readonly mutant: Mutant; readonly by: NoticedBy }

function sampleOf(id: string): readonly Judged[] {
  const chance = seeded(SEED)
  const judge = judgeOf(id)
  const mutants = mutantsOf(sourceOf(id))
  return Array.from({ length: SAMPLE }, () => chance.one(mutants)).map(mutant => ({
    mutant,
    by: judge(mutant),
  }))
}

test('a sample of planted mistakes is noticed: what is acted on without looking at the document', () => {
  const judged = ['creditnexus', 'tiered', 'bank'].flatMap(sampleOf).filter(it => it.by !== 'same')
  const unseen = judged.filter(({ by }) => by === 'nothing').map(({ mutant }) => mutant.where)
  deepEqual(unseen, [], 'what nothing notices, not even a reader of the plan as a document')
  const done = judged.filter(({ mutant }) => mutant.about === 'done')
  const missed = done.filter(({ by }) => by === 'golden').map(({ mutant }) => mutant.where)
  ok(
    missed.length * 100 <= done.length * (100 - NOTICED_PERCENT),
    `of ${done.length} these were noticed by the document alone: ${missed.join('; ')}`,
  )
})

test('a mutant is one change, and is named by it', () => {
  const source = 'plan: x\nstages: {contain: {goal: Stop it, begins: {reached: declared}}}\n'
  deepEqual(
    mutantsOf(source).map(({ where, about }) => `${about}: ${where}`),
    [
      'done: delete stages',
      'done: delete stages.contain',
      'shown: delete stages.contain.goal',
      'shown: change stages.contain.goal from "Stop it" to "Stop it changed"',
      'done: delete stages.contain.begins',
      'done: negate stages.contain.begins',
      'done: delete stages.contain.begins.reached',
      'done: change stages.contain.begins.reached from "declared" to "classified"',
    ],
  )
})
