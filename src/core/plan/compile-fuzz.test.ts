import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import fc from 'fast-check'
import { parse, stringify } from 'yaml'

import { check } from '#/core/plan/check.ts'
import { formatFinding } from '#/core/plan/check/finding.ts'
import { markdownOf } from '#/core/document/markdown.ts'
import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { renderPlan } from '#/core/plan/render.ts'
import { show } from '#/core/plan/show.ts'

/**
 * Whatever the text, the compiler answers: with a plan that is plain JSON, or with mistakes that can be read. A failing case
 * prints its seed.
 */
const COMPLETE = readFileSync(
  new URL('../../../test/golden/plans/complete.yaml', import.meta.url),
  'utf8',
)

function answers(text: string): void {
  const compiled = compile(text, { file: 'fuzz.yaml' })
  if ('plan' in compiled) return serves(compiled.plan)
  ok(compiled.mistakes.length > 0, 'a refusal says why')
  const lines = text.split(/\n/).length
  for (const mistake of compiled.mistakes) {
    ok(
      mistake.line >= 1 && mistake.line <= lines && mistake.column >= 1,
      `no such place: ${formatMistake(mistake)}`,
    )
    ok(/^[^\n\r]+\. Mend: [^\n\r]+\.$/.test(formatMistake(mistake)), formatMistake(mistake))
  }
}

/** What compiles can be checked, shown and rendered too. */
function serves(plan: Plan): void {
  deepEqual(JSON.parse(JSON.stringify(plan)), plan)
  for (const finding of check(plan)) ok(/^[^\n\r]+$/.test(formatFinding(finding)), finding.message)
  const markdown = markdownOf(renderPlan(plan, { hash: '', date: '2026-11-22' }))
  // Our own stand at the beginning of a note.
  const theirs = markdown.replaceAll(/^(\s*)> /gm, '$1')
  ok(!/(?<!\\)[<>]/.test(theirs), 'an angle bracket of the plan came through')
  ok(show(plan).split('\n').length > 2)
}

test('the compiler answers any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), answers), { numRuns: 300 })
})

test('the compiler answers text made of the signs of YAML', () => {
  const sign = fc.constantFrom(
    '- ',
    ': ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '"',
    "'",
    '#',
    '|',
    '>',
    '? ',
    '!t ',
    '%',
    '---\n',
    '\t',
    'plan',
    'severities',
    '<<',
    '__proto__',
    '1',
    'yes',
    'null',
  )
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 60 }).map(signs => signs.join('')),
      answers,
    ),
    { numRuns: 1500 },
  )
})

const words = [...new Set(COMPLETE.match(/[A-Za-z][A-Za-z-]+|\d+[a-z]+/g))]
const value = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(
      ...words,
      '',
      null,
      true,
      -1,
      0,
      1e308,
      'x'.repeat(500),
      '{{id}}',
      '1000y',
      'constructor',
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...words, '__proto__', 'toString', '', '1'), tie('value'), {
      maxKeys: 5,
    }),
  ),
})).value

test('the compiler answers values of any shape under keys of the language', () => {
  const keys = Object.keys(parse(COMPLETE) as object)
  const source = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 })
  fc.assert(
    fc.property(source, made => answers(stringify(made))),
    { numRuns: 500 },
  )
})

test('the compiler answers a plan in which one value was replaced by another', () => {
  fc.assert(
    fc.property(fc.nat(), value, (which, other) => {
      const source: unknown = parse(COMPLETE)
      replaceAt(source, which, other)
      answers(stringify(source))
    }),
    { numRuns: 120 },
  )
})

test('the compiler answers a plan in which lines were lost, doubled or cut', () => {
  const lines = COMPLETE.split('\n')
  const change = fc.record({
    line: fc.nat(lines.length - 1),
    change: fc.constantFrom('lose', 'double', 'cut', 'indent'),
    at: fc.nat(80),
  })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), changes => {
      const changed = lines.flatMap((line, index) => {
        const here = changes.find(candidate => candidate.line === index)
        if (here === undefined) return [line]
        if (here.change === 'double') return [line, line]
        if (here.change === 'cut') return [line.slice(0, here.at)]
        return here.change === 'indent' ? [` ${line}`] : []
      })
      answers(changed.join('\n'))
    }),
    { numRuns: 200 },
  )
})

/** Replaces the value that comes `which`-th when all are counted, round and round. */
function replaceAt(source: unknown, which: number, other: unknown): void {
  const holders: { readonly holder: Record<string, unknown>; readonly key: string }[] = []
  const visit = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return
    for (const key of Object.keys(holder)) {
      holders.push({ holder: holder as Record<string, unknown>, key })
      visit((holder as Record<string, unknown>)[key])
    }
  }
  visit(source)
  const chosen = holders[which % holders.length]
  if (chosen !== undefined) chosen.holder[chosen.key] = other
}
