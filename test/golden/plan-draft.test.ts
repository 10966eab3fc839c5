import { deepEqual, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { compile } from '#/core/plan/compile.ts'
import { draftPlan } from '#/core/draft/draft.ts'
import type { Draft } from '#/core/draft/draft.ts'
import { clausesLost, inventedFigures } from '../draft/claims.ts'
import { golden } from './golden.ts'

/** Six plans of houses that do not exist, each in a style of its own, and what is drafted and asked of them. */
const FOLDER = new URL('plan-draft/', import.meta.url)

const documents = readdirSync(FOLDER).filter(name => name.endsWith('.md'))

function draftOf(name: string): Draft {
  const draft = draftPlan(readFileSync(new URL(name, FOLDER), 'utf8'), name)
  ok(!('refused' in draft))
  return draft
}

for (const name of documents) {
  const draft = draftOf(name)

  test(`${name}: the plan that is drafted from it`, () => {
    golden(new URL(name.replace(/md$/, 'yaml'), FOLDER), draft.yaml)
  })

  test(`${name}: what its owner is asked, and what became of each sentence`, () => {
    const questions = draft.questions.map(
      ({ code, line, text, clauses }) => `line ${line}, ${code}: ${text} [${clauses.join(' ')}]`,
    )
    const sentences = draft.sentences.map(
      ({ clauses, state, partly, text }) =>
        `${clauses.join(' ')} ${state}${partly ? ' in part' : ''}: ${text.replaceAll('\n', ' ')}`,
    )
    golden(new URL(name.replace(/md$/, 'txt'), FOLDER), `${[...questions, '', ...sentences].join('\n')}\n`)
  })

  test(`${name}: the draft compiles, carries every sentence and invents no figure`, () => {
    const compiled = compile(draft.yaml, { file: name })
    ok('plan' in compiled, JSON.stringify(compiled))
    deepEqual(clausesLost(draft.yaml), [])
    deepEqual(inventedFigures(draft.yaml), [])
  })
}

test('a figure that no sentence states is noticed by the test above', () => {
  const { yaml } = draftOf('hospital.md')
  for (const [stated, invented] of [
    ['from: aware\n    within: 72 hours', 'from: aware\n    within: 71 hours'],
    ['keep: 10 years', 'keep: 10 months'],
    ['Level-A: 15 minutes', 'Level-A: 16 minutes'],
    ['within: 5 working days', 'within: 6 working days'],
  ] as const) {
    ok(yaml.includes(stated), stated)
    ok(inventedFigures(yaml.replace(stated, invented)).length > 0, invented)
  }
})
