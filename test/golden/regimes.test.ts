// Editors and readers of regimes: the schema and the reference that are committed are those of the code and of the files.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { Ajv } from 'ajv'
import { parse } from 'yaml'

import { regimeJsonSchema } from '#/core/plan/json-schema.ts'
import { REGIMES } from '../kit/regimes.ts'
import { SOURCES } from '../law/sources.ts'
import { golden } from './golden.ts'
import { regimesReference } from './regimes-reference.ts'

const ROOT = new URL('../../', import.meta.url)
const accepts = new Ajv({ strict: false, allErrors: true }).compile(
  JSON.parse(regimeJsonSchema()) as object,
)

test('the JSON Schema of regimes for editors is the one that is committed', () => {
  golden(new URL('schema/regime.schema.json', ROOT), regimeJsonSchema())
})

test('the reference of regimes is the one that is committed', () => {
  golden(new URL('docs/reference/regimes.md', ROOT), regimesReference(SOURCES))
})

for (const name of REGIMES.names)
  test(`the schema accepts the regime ${name}, whose file names it on its first line`, () => {
    const file = new URL(`regimes/${name}.yaml`, ROOT)
    const text = readFileSync(file, 'utf8')
    const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1]
    ok(named !== undefined)
    equal(new URL(named, file).href, new URL('schema/regime.schema.json', ROOT).href)
    accepts(parse(text))
    deepEqual(accepts.errors ?? [], [])
  })
