import { equal, ok } from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import type { Directory } from '#/core/directory.ts'
import { check } from '#/core/plan/check.ts'
import { FINDING_CODES, formatFinding } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { compile } from '#/core/plan/compile.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'
import { golden } from './golden.ts'
import { REGIMES } from '../kit/regimes.ts'

/**
 * One small plan for each thing that the check finds, with the exact findings beside it, and a directory where it takes one.
 * Files are numbered and never renumbered.
 */
const FOLDER = new URL('plan-findings/', import.meta.url)
const files = readdirSync(FOLDER).filter(name => name.endsWith('.yaml')).toSorted()

function findingsIn(name: string): readonly Finding[] {
  const compiled = compile(readFileSync(new URL(name, FOLDER), 'utf8'), { regimes: REGIMES })
  ok('plan' in compiled, JSON.stringify(compiled))
  return check(compiled.plan, directoryBeside(name))
}

function directoryBeside(name: string): Directory | undefined {
  const file = new URL(name.replace(/yaml$/, 'directory'), FOLDER)
  if (!existsSync(file)) return undefined
  const read = readDirectory(readFileSync(file, 'utf8'))
  ok('directory' in read, JSON.stringify(read))
  return read.directory
}

for (const name of files)
  test(`the check finds what is wrong in ${name}`, () => {
    const lines = findingsIn(name).map(finding => `${formatFinding(finding, name)}\n`)
    golden(new URL(name.replace(/yaml$/, 'txt'), FOLDER), lines.join(''))
  })

/** Shown by a test of its own: the reader of directories refuses it first. */
const NOT_IN_FILES: readonly string[] = ['placeholder']

test('every code of a finding has a file that shows it', () => {
  const shown: readonly string[] = files.flatMap(findingsIn).map(({ code }) => code)
  equal(FINDING_CODES.filter(code => !shown.includes(code) && !NOT_IN_FILES.includes(code)).join(), '')
})
