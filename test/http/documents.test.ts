// What is written about the API, held against the API.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { REFUSALS } from '#/core/refusal.ts'
import { SCOPES } from '#/app/access/scopes.ts'
import { describeApi } from '#/http/openapi.ts'
import { PROBLEMS } from '#/http/problem-codes.ts'
import { STATUS } from '#/http/status.ts'
import { ROUTES } from '#/http/table.ts'
import { operationsOf } from '../../scripts/api-types.ts'
import type { OpenApi } from '../../scripts/api-types.ts'
import { golden } from '../golden/golden.ts'

const ROOT = new URL('../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8')

test('openapi.json is what the table of routes says', () => {
  const described = describeApi(ROUTES)
  golden(new URL('openapi.json', ROOT), `${JSON.stringify(described, undefined, 2)}\n`)
})

test('what the page knows of the API is what the API says', () => {
  // As JSON says it: without what is undefined.
  const described = JSON.parse(JSON.stringify(describeApi(ROUTES))) as OpenApi
  golden(new URL('src/web/api/operations.ts', ROOT), operationsOf(described))
})

test('every route has a name, a path and a method of its own', () => {
  const names = ROUTES.map(({ name }) => name)
  deepEqual(names, [...new Set(names)])
  const places = ROUTES.map(({ method, path }) => `${method} ${path}`)
  deepEqual(places, [...new Set(places)])
})

test('every named schema is used, and every reference leads to one', () => {
  const text = JSON.stringify(describeApi(ROUTES))
  const schemas = Object.keys(
    (JSON.parse(text) as { components: { schemas: object } }).components.schemas,
  )
  const referred = new Set(
    [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? ''),
  )
  deepEqual([...referred].toSorted(), schemas.toSorted())
})

test('docs/reference/errors.md lists every code with its status and its mend, and no other', () => {
  const rows = read('docs/reference/errors.md')
    .split('\n')
    .flatMap(line => {
      const [, code, status, mend] = /^\| `([a-z-]+)` \| (\d{3}) \| (.*) \|$/.exec(line) ?? []
      return code === undefined ? [] : [[code, Number(status), mend] as const]
    })
  const known = Object.entries({ ...REFUSALS, ...PROBLEMS }).map(
    ([code, mend]) => [code, STATUS[code as keyof typeof STATUS], mend] as const,
  )
  deepEqual(rows, known)
})

test('docs/api.md names every scope', () => {
  const text = read('docs/api.md')
  for (const scope of Object.keys(SCOPES)) ok(text.includes(`\`${scope}\``), scope)
})

test('a refusal and a problem never share a code', () => {
  equal(Object.keys(PROBLEMS).filter(code => code in REFUSALS).length, 0)
})
