import { deepEqual, equal, ok } from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { stringify } from 'yaml'

import { compile } from '#/core/plan/compile.ts'
import { formatMistake } from '#/core/plan/mistake.ts'
import { blocksOf, joined, sourceOf } from '../kit/joined.ts'
import { REGIMES } from '../kit/regimes.ts'

/** `docs/constructs.md`: every example compiles, every word is in the plan that shows it, and every such plan is played. */
const PAGE = readFileSync(new URL('../../docs/constructs.md', import.meta.url), 'utf8')
const FOLDER = new URL('constructs/', import.meta.url)
const COUNTED = new URL('../../../shared/reference/plan-constructs.md', import.meta.url)
const skip = existsSync(COUNTED) ? false : 'the list of counted constructs is not beside this checkout'

type Row = {
  readonly says: string
  readonly plans: number
  readonly words: readonly string[]
  readonly example: readonly string[]
  readonly standing: string
  readonly shownBy: string
}

const SMALL = sourceOf(blocksOf(PAGE)[0] ?? '')
const rows = PAGE.split('\n').flatMap(readRow)

function readRow(line: string): readonly Row[] {
  const [says, plans, words, example, standing, shownBy] = line.split('|').slice(1, -1)
  if (shownBy === undefined || !/^\s*\d+\s*$/.test(plans ?? '')) return []
  return [
    {
      says: (says ?? '').trim(),
      plans: Number(plans),
      words: codes(words),
      example: codes(example),
      standing: (standing ?? '').trim(),
      shownBy: /constructs\/([a-z-]+)\.yaml/.exec(shownBy)?.[1] ?? '',
    },
  ]
}

function codes(cell = ''): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')
}

/** The small plan of the page with the lines of an example in it. */
function withExample(example: readonly string[]): string {
  const lines = example.map(line => (line.startsWith('- ') ? `obligations:\n  ${line}` : line))
  const sections = lines.map(sourceOf)
  return stringify(sections.reduce(joined, SMALL))
}

/** Whether a plan has this word, titles set aside. */
function hasWord(plan: string, word: string): boolean {
  const text = plan.replaceAll(/title: [^,}\n]*/g, '')
  return new RegExp(`(?<![\\w-])${RegExp.escape(word)}(?![\\w-])`).test(text)
}

test('every example of the page compiles', () => {
  for (const { says, example } of rows) {
    ok(example.length === 1 || example.length === 2, `${says}: one line or two`)
    const compiled = compile(withExample(example), { regimes: REGIMES })
    const mistakes = 'mistakes' in compiled ? compiled.mistakes.map(formatMistake) : []
    deepEqual(mistakes, [], says)
  }
})

test('every row names a plan that a test plays, in which its words are', () => {
  const tests = readdirSync(FOLDER)
    .filter(name => name.endsWith('.test.ts'))
    .map(name => readFileSync(new URL(name, FOLDER), 'utf8'))
  for (const { says, words, shownBy } of rows) {
    const plan = readFileSync(new URL(`${shownBy}.yaml`, FOLDER), 'utf8').replaceAll(/#.*$/gm, '')
    const missing = words.filter(word => !hasWord(plan, word))
    deepEqual(missing, [], `${says}: not in ${shownBy}.yaml`)
    ok(
      tests.some(it => it.includes(`'${shownBy}'`)),
      `${says}: no test plays ${shownBy}.yaml`,
    )
  }
})

test('every small plan of a construct is on the page', () => {
  const shown = new Set(rows.map(({ shownBy }) => shownBy))
  const missing = readdirSync(FOLDER)
    .filter(name => name.endsWith('.yaml'))
    .filter(name => !shown.has(name.replace('.yaml', '')))
  deepEqual(missing, [])
})

test('every construct that three plans or more need runs, or says what of it does not', () => {
  for (const { says, plans, standing } of rows)
    ok(/^(runs|recorded|not yet)\b/.test(standing), `${says}: ${plans}, ${standing}`)
  deepEqual(
    rows.filter(({ plans, standing }) => plans >= 3 && !standing.startsWith('runs')),
    [],
  )
})

test('the page lists what was counted, in its order and with its numbers', { skip }, () => {
  const topics = readFileSync(COUNTED, 'utf8').matchAll(/^- \*\*.*?:\*\* (.*)\.$/gm)
  const counted = [...topics].flatMap(([, list = '']) =>
    list.split(/;\s(?![^()]*\))/).map(it => Number(/ (\d+)(?: \([^)]*\))?$/.exec(it)?.[1] ?? NaN)),
  )
  equal(rows.length, counted.length)
  deepEqual(
    rows.map(({ plans }) => plans),
    counted,
  )
})
