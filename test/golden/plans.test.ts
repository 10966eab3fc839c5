import { deepEqual, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { markdownOf } from '#/core/document/markdown.ts'
import { check } from '#/core/plan/check.ts'
import { formatFinding } from '#/core/plan/check/finding.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'
import { renderPlan } from '#/core/plan/render.ts'
import { show } from '#/core/plan/show.ts'
import { golden } from './golden.ts'
import { REGIMES } from '../kit/regimes.ts'

/** What the bundled plans, and one that uses every word of the language, come out as: for people, on a terminal, and to the check. */
const ROOT = new URL('../../', import.meta.url)
const FOLDER = new URL('plans/', import.meta.url)

const EDITION = { hash: '0123456789abcdef'.repeat(4), date: '2026-11-22' }

const bundled = readdirSync(new URL('plans/', ROOT)).filter(name => name.endsWith('.yaml'))
const files = [...bundled.map(name => new URL(`plans/${name}`, ROOT)), new URL('complete.yaml', FOLDER)]

function planIn(file: URL): Plan {
  const compiled = compile(readFileSync(file, 'utf8'), { regimes: REGIMES })
  ok('plan' in compiled, JSON.stringify(compiled))
  return compiled.plan
}

for (const file of files) {
  const name = file.pathname.split('/').at(-1) ?? ''
  const beside = (ending: string) => new URL(name.replace(/yaml$/, ending), FOLDER)

  test(`${name} reads as a document`, () => {
    golden(beside('md'), markdownOf(renderPlan(planIn(file), EDITION)))
  })

  test(`${name} shows what it holds and what carries each clause`, () => {
    golden(beside('show'), show(planIn(file)))
  })
}

test('complete.yaml compiles to the same plan', () => {
  golden(new URL('complete.json', FOLDER), `${JSON.stringify(planIn(new URL('complete.yaml', FOLDER)), undefined, 1)}\n`)
})

for (const name of bundled)
  test(`every clause of ${name} is carried, and with the example directory the check finds no error`, () => {
    const read = readDirectory(readFileSync(new URL('directory.example.yaml', ROOT), 'utf8'))
    ok('directory' in read)
    const findings = check(planIn(new URL(`plans/${name}`, ROOT)), read.directory)
    deepEqual(findings.filter(({ severity }) => severity === 'error').map(finding => formatFinding(finding, name)), [])
  })
