import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { check } from '#/core/plan/check.ts'
import { formatFinding } from '#/core/plan/check/finding.ts'
import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'

const TOUR = readFileSync(new URL('../../docs/plan-language.md', import.meta.url), 'utf8')
const source = [...TOUR.matchAll(/```yaml\n(.*?)```/gs)].map(([, block]) => block).join('')

test('the blocks of the tour, put together, are a plan in which the check finds nothing wrong', () => {
  const compiled = compile(source)
  ok('plan' in compiled, JSON.stringify(compiled))
  const wrong = check(compiled.plan).filter(({ severity }) => severity !== 'note')
  deepEqual(wrong.map(finding => formatFinding(finding)), [])
})

test('the tour shows a mistake as the compiler tells it', () => {
  const compiled = compile(source.replace('by: commander\n', 'by: comander\n'), { file: 'acme.yaml' })
  ok('mistakes' in compiled)
  const [mistake] = compiled.mistakes
  ok(mistake !== undefined)
  ok(TOUR.includes(formatMistake(mistake)), formatMistake(mistake))
})
