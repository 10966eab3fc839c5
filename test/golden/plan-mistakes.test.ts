import { equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { compile } from '#/core/plan/compile.ts'
import { formatMistake, MISTAKE_CODES } from '#/core/plan/mistake.ts'
import { regimesOf } from '../kit/regimes.ts'
import { golden } from './golden.ts'

/**
 * One small file for each kind of mistake, with the exact messages beside it. Files are numbered and never renumbered:
 * a new mistake gets the next number.
 */
const FOLDER = new URL('plan-mistakes/', import.meta.url)
/** Regimes that those files switch on; some have mistakes of their own. */
const regimes = regimesOf(new URL('regimes/', FOLDER))
const files = readdirSync(FOLDER).filter(name => name.endsWith('.yaml')).toSorted()

/** Codes that cannot be shown by a small file: each is shown by a test in `src/core/plan/compile.test.ts`. */
const NOT_SMALL: readonly string[] = ['too-long', 'too-many-values', 'too-many-mistakes']

for (const name of files)
  test(`the mistake in ${name} is placed, named and mended`, () => {
    const compiled = compile(readFileSync(new URL(name, FOLDER), 'utf8'), { file: name, regimes })
    ok('mistakes' in compiled, 'a plan came out of it')
    golden(new URL(name.replace(/yaml$/, 'txt'), FOLDER), compiled.mistakes.map(mistake => `${formatMistake(mistake)}\n`).join(''))
  })

test('every code of a mistake has a file that shows it', () => {
  const shown = files.flatMap(name => {
    const compiled = compile(readFileSync(new URL(name, FOLDER), 'utf8'), { regimes })
    return 'mistakes' in compiled ? compiled.mistakes.map(({ code }) => code as string) : []
  })
  const hidden = MISTAKE_CODES.filter(code => !shown.includes(code) && !NOT_SMALL.includes(code))
  equal(hidden.join(), '')
})
