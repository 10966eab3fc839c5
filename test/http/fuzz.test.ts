// Goal: whatever is sent to whichever route, the answer is what the route gives or problem details, never a 5xx.
// Method: requests are drawn from the description of each route (openapi.json) and then spoilt: ids that exist and that do not,
// bodies that nearly fit, text where a number belongs, no JSON at all. They go over a socket to the real system.
import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { describeApi } from '#/http/openapi.ts'
import type { Route } from '#/http/route.ts'
import { ROUTES } from '#/http/table.ts'
import { at, DIRECTORY, startApi } from './api.ts'
import type { Fields } from './api.ts'

/** Enough for every day; for a long night, set FUZZ_RUNS. */
const REQUESTS_PER_ROUTE = Number(process.env['FUZZ_RUNS'] ?? 40)

const api = await startApi()
const ana = await api.responder('ana')
const secret = await api.secretOf(['admin'])
const described = describeApi(ROUTES)
const { body: declared } = await ana('POST', '/api/incidents', { body: { title: 'Target' } })
await ana('POST', `/api/incidents/${String(declared['id'])}/evidence?kind=logs&title=x`, {
  bytes: new Uint8Array([1]),
})

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '__proto__',
    'constructor',
    '../..',
    '%',
    '#',
    '?',
    '\ud800',
    '💩',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom('x'.repeat(201), 'x'.repeat(2_001), '9'.repeat(30), '-1', '1e400', 'NaN'),
)

/** Incidents that are there by the time they are asked for, since declaring comes early. */
const numbers = fc.integer({ min: 1, max: REQUESTS_PER_ROUTE }).map(String)
const WORDS =
  'ana bo cleo lead board look page-lead public keep-logs logs bad mild outage breach aware detected users first done team all customers person monitoring evidence-8 house'

/** Words that name something here, so that what is drawn gets past the first check. */
const known = fc.oneof(
  { weight: 1, arbitrary: fc.constant(String(declared['id'])) },
  { weight: 3, arbitrary: numbers },
  { weight: 4, arbitrary: fc.constantFrom(...WORDS.split(' ')) },
)

const times = fc.oneof(
  fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
  fc.constantFrom(
    '2026-03-01T02:00:00Z',
    '2030-01-01T00:00:00+14:00',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '-271821-04-20T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '2016-12-31T23:59:60Z',
    '2026-03-01',
  ),
)

/** Values that fit a schema of the description, more or less. */
function fitting(schema: Fields): fc.Arbitrary<unknown> {
  const { type, format, enum: choices, anyOf, const: fixed } = schema
  if (fixed !== undefined) return fc.constant(fixed)
  if (Array.isArray(choices)) return fc.constantFrom<unknown>(...(choices as unknown[]))
  if (Array.isArray(anyOf)) return fc.oneof(...(anyOf as Fields[]).map(fitting))
  if (format === 'date-time') return times
  switch (type) {
    case 'string':
      return schema['pattern'] === '^[0-9a-f]{64}$'
        ? fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
        : fc.oneof({ weight: 4, arbitrary: known }, fc.string({ maxLength: 20 }), hostile)
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 20 }), fc.maxSafeInteger(), fc.double())
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(fitting((schema['items'] ?? {}) as Fields), { maxLength: 4 })
    case 'object':
      return fittingObject(schema)
    default:
      return fc.jsonValue()
  }
}

function fittingObject({ properties, required, additionalProperties }: Fields) {
  if (properties === undefined) {
    const member = fitting((additionalProperties || {}) as Fields)
    return fc.dictionary(fc.oneof(known, hostile), member, { maxKeys: 4 })
  }
  const members = Object.entries(properties as Readonly<Record<string, Fields>>)
  return fc.record(Object.fromEntries(members.map(([name, member]) => [name, fitting(member)])), {
    requiredKeys: (required ?? []) as string[],
  })
}

/** Sometimes not what fits at all. */
const spoilt = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.jsonValue() })

type Drawn = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer> | undefined
}

function requests(route: Route): fc.Arbitrary<Drawn> {
  const operation = at(described, 'paths', route.path, route.method.toLowerCase()) as Fields
  const parameters = (operation['parameters'] ?? []) as readonly Fields[]
  const query = parameters.filter(parameter => parameter['in'] === 'query')
  return fc
    .record({
      path: pathOf(route),
      query: fc.oneof(
        { weight: 4, arbitrary: queryOf(query) },
        { weight: 1, arbitrary: fc.string({ maxLength: 40 }).map(encodeURI2) },
      ),
      content: contentOf(route, operation),
      key: fc.option(fc.oneof(fc.uuid(), fc.constantFrom('a', 'b', ' ', 'x'.repeat(300)))),
      event: fc.option(fc.constantFrom('1', '-1', 'x', '99999999999999999999')),
    })
    .map(({ path, query: asked, content, key, event }) => ({
      path: asked === '' ? path : `${path}?${asked}`,
      body: content.body,
      headers: {
        ...(content.type !== undefined && { 'content-type': content.type }),
        ...(key !== null && { 'idempotency-key': key }),
        ...(event !== null && { 'last-event-id': event }),
      },
    }))
}

const encodeURI2 = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll('%3D', '=')

function pathOf(route: Route): fc.Arbitrary<string> {
  const names = [...route.path.matchAll(/\{\w+\}/g)].map(([name]) => name)
  const value = fc.oneof(
    { weight: 4, arbitrary: numbers },
    { weight: 2, arbitrary: known },
    { weight: 1, arbitrary: hostile },
  )
  return fc
    .tuple(...names.map(() => value))
    .map(values =>
      names.reduce(
        (path, name, index) =>
          path.replace(name, encodeURIComponent((values[index] ?? '').toWellFormed()) || 'x'),
        route.path,
      ),
    )
}

function queryOf(parameters: readonly Fields[]): fc.Arbitrary<string> {
  const one = parameters.map(({ name, schema }) =>
    fc
      .option(fc.oneof(fitting(schema as Fields), hostile))
      .map(value => (value === null ? '' : `${String(name)}=${encodeURI2(wordOf(value))}`)),
  )
  return fc.tuple(...one).map(parts => parts.filter(part => part !== '').join('&'))
}

const wordOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

type Content = { readonly type: string | undefined; readonly body: Drawn['body'] }

function contentOf(route: Route, operation: Fields): fc.Arbitrary<Content> {
  if (route.method === 'GET') return fc.constant({ type: undefined, body: undefined })
  const types = Object.entries((at(operation, 'requestBody', 'content') ?? {}) as Fields)
  const [type, described1] = types[0] ?? ['application/json', { schema: { type: 'object' } }]
  const schema = at(described1, 'schema') as Fields
  const good = spoilt(fitting(schema)).map((value): Content => ({
    type,
    body: type === 'application/json' ? JSON.stringify(value) : String(value),
  }))
  const odd = fc.record({
    type: fc.constantFrom('application/json', 'text/plain', 'application/yaml', 'x/y', undefined),
    body: fc.oneof(
      fc.constantFrom('', '{', 'null', '[]', '{"__proto__":{"x":1}}', '"x"', '['.repeat(100_000)),
      fc.string({ maxLength: 50 }),
      fc.uint8Array({ maxLength: 50 }).map(bytes => new Uint8Array(bytes)),
    ),
  })
  return fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: odd })
}

async function ask(route: Route, { path, headers, body }: Drawn): Promise<void> {
  const leaving = new AbortController()
  const response = await fetch(new URL(path, api.address), {
    method: route.method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${secret}`, 'tocsin-as': 'ana', ...headers },
    signal: leaving.signal,
    ...(body !== undefined && { body }),
  })
  const { status } = response
  const type = response.headers.get('content-type') ?? ''
  if (route.gives.kind === 'live' && status === 200) leaving.abort()
  const text = leaving.signal.aborted ? '' : await response.text()
  ok(status < 500, `${status} ${text}`)
  ok(
    status === route.gives.status || type.startsWith('application/problem+json'),
    `${status} ${type} ${text}`,
  )
}

// Declaring first, so that there is something to ask about; last what takes people or plans away under which the others work.
const LAST = ['/api/directory', '/api/plans', '/api/tokens']
function order(route: Route): number {
  if (route.name === 'declare') return 0
  return LAST.some(path => route.path.startsWith(path)) ? 2 : 1
}

for (const route of ROUTES.toSorted((one, other) => order(one) - order(other)))
  test(`${route.method} ${route.path} answers anything with what it gives or a problem`, async () => {
    await fc.assert(
      fc.asyncProperty(requests(route), drawn => ask(route, drawn)),
      { numRuns: REQUESTS_PER_ROUTE },
    )
    if (route.name === 'import-directory')
      await api.operator('POST', '/api/directory', { text: DIRECTORY })
  })
