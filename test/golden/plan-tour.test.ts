import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { stringify } from 'yaml'

import { check } from '#/core/plan/check.ts'
import { formatFinding } from '#/core/plan/check/finding.ts'
import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import { blocksOf, joined, sourceOf } from '../kit/joined.ts'
import { REGIMES } from '../kit/regimes.ts'

const TOUR = readFileSync(new URL('../../docs/plan-language.md', import.meta.url), 'utf8')
const blocks = blocksOf(TOUR)
const first = blocks[0] ?? ''

/** The plan as far as the tour has come after each block. */
const grown = blocks.map((_, last) =>
  stringify(blocks.slice(0, last + 1).map(sourceOf).reduce(joined)),
)

test('the tour begins with a plan of ten lines', () => {
  const lines = first.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  deepEqual(lines.length, 10)
  ok('plan' in compile(first))
})

test('after every block of the tour, what it has said so far is a plan', () => {
  for (const [index, source] of grown.entries()) {
    const compiled = compile(source, { regimes: REGIMES })
    const mistakes = 'mistakes' in compiled ? compiled.mistakes.map(formatMistake) : []
    deepEqual(mistakes, [], blocks[index] ?? '')
  }
})

test('in the plan at the end of the tour the check finds nothing wrong', () => {
  const compiled = compile(grown.at(-1) ?? '', { regimes: REGIMES })
  ok('plan' in compiled)
  const wrong = check(compiled.plan).filter(({ severity }) => severity !== 'note')
  deepEqual(
    wrong.map(finding => formatFinding(finding)),
    [],
  )
})

test('the tour shows a mistake as the compiler tells it', () => {
  const compiled = compile(first.replace('to: commander', 'to: comander'), { file: 'acme.yaml' })
  ok('mistakes' in compiled)
  const [mistake] = compiled.mistakes
  ok(mistake !== undefined)
  ok(TOUR.includes(formatMistake(mistake)), formatMistake(mistake))
})
