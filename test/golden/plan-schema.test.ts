import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

import { Ajv } from 'ajv'
import { parse } from 'yaml'

import { compile } from '#/core/plan/compile.ts'
import { planJsonSchema } from '#/core/plan/json-schema.ts'
import { languageReference } from '#/core/plan/reference.ts'
import type { MistakeCode } from '#/core/plan/mistake.ts'
import { regimesOf } from '../kit/regimes.ts'
import { golden } from './golden.ts'

const ROOT = new URL('../../', import.meta.url)
const MISTAKES = new URL('plan-mistakes/', import.meta.url)

const accepts = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(planJsonSchema()) as object)

test('the JSON Schema for editors is the one that is committed', () => {
  golden(new URL('schema/plan.schema.json', ROOT), planJsonSchema())
})

test('the reference of the language is the one that is committed', () => {
  golden(new URL('docs/reference/plan-language.md', ROOT), languageReference())
})

const plans = readdirSync(new URL('plans/', ROOT)).map(name => new URL(`plans/${name}`, ROOT))

for (const file of [...plans, new URL('plans/complete.yaml', import.meta.url)])
  test(`the schema accepts ${file.pathname.split('/').at(-1)}, which names it on its first line`, () => {
    const text = readFileSync(file, 'utf8')
    const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1]
    ok(named !== undefined)
    equal(new URL(named, file).href, new URL('schema/plan.schema.json', ROOT).href)
    accepts(parse(text))
    deepEqual(accepts.errors ?? [], [])
  })

/** Mistakes of form, which an editor can show while the plan is written. The others need the whole plan. */
const OF_FORM: ReadonlySet<MistakeCode> = new Set<MistakeCode>(['key-unknown', 'value-wrong', 'act-incomplete', 'key-not-here', 'condition-empty', 'empty'])

for (const name of readdirSync(MISTAKES).filter(file => file.endsWith('.yaml'))) {
  const text = readFileSync(new URL(name, MISTAKES), 'utf8')
  const compiled = compile(text, { regimes: regimesOf(new URL('regimes/', MISTAKES)) })
  if ('mistakes' in compiled && compiled.mistakes.some(({ code, file }) => file === undefined && OF_FORM.has(code)))
    test(`an editor shows the mistake in ${name} too`, () => {
      equal(accepts(parse(text)), false)
    })
}
