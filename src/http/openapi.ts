// The description of the API (OpenAPI 3.1), made from the table of routes and the very schemas that validate.
import { z } from 'zod'
import { SCOPES } from '#/app/access/scopes.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import { KEY_HEADER, takesKey } from '#/http/idempotent.ts'
import type { Route } from '#/http/route.ts'
import manifest from '../../package.json' with { type: 'json' }

export const VERSION = manifest.version

type JsonSchema = { readonly [name: string]: unknown }

const PROBLEM = z
  .object({
    type: z.string().describe('Where the code is told of, below this installation.'),
    title: z.string(),
    status: z.number().int(),
    code: z.string().describe('Stable; docs/reference/errors.md lists them all.'),
    detail: z.string().describe('What is wrong, and how to mend it.'),
    instance: z.string().describe('The request, as the log of the program names it.'),
    about: z
      .record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
      .optional()
      .describe('Ids and numbers that it is about.'),
    errors: z
      .array(
        z.object({
          in: z.enum(['body', 'query', 'path', 'header']),
          pointer: z.string().optional().describe('JSON Pointer (RFC 6901) as a fragment.'),
          line: z.number().int().optional(),
          column: z.number().int().optional(),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' })

/** Gathers named schemas on the way: each is described once and referred to by its name. */
type Components = Record<string, JsonSchema>

export function describeApi(routes: readonly Route[]): JsonSchema {
  const components: Components = {}
  schemaOf(components, PROBLEM, 'output')
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(components, route)
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tocsin',
      version: VERSION,
      description:
        'Everything that Tocsin does. Errors are problem details (RFC 9457) with stable codes.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(components).sort(([one], [other]) => (one < other ? -1 : 1)),
      ),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: scopesInWords() },
        basic: { type: 'http', scheme: 'basic', description: 'The token as the password.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: SESSION_COOKIE,
          description:
            'Being signed in on our own page; what changes anything also wants the header `tocsin-page: 1`.',
        },
      },
    },
  }
}

function scopesInWords(): string {
  const lines = Object.entries(SCOPES).map(([scope, means]) => `- \`${scope}\`: ${means}`)
  return ['A token, with the scopes:', ...lines].join('\n')
}

function operationOf(components: Components, route: Route): JsonSchema {
  const { asks, takes, gives } = route
  const isFree = asks === 'open' || asks === 'page'
  const scopes = isFree || asks === 'any-token' || asks === 'session' ? [] : [asks]
  return {
    operationId: route.name,
    summary: route.summary,
    ...(scopes.length > 0 && { description: `Asks for the scope \`${scopes[0]}\`.` }),
    ...(asks === 'page' && {
      description: 'For our own page: asks for the header `tocsin-page: 1`.',
    }),
    security: isFree ? [] : securityOf(asks, scopes),
    ...parametersOf(components, route),
    ...(takes !== undefined && { requestBody: bodyOf(components, takes) }),
    responses: {
      [gives.status]: {
        description: gives.means,
        content: {
          [gives.content]: { schema: givenSchema(components, gives) },
          ...Object.fromEntries((gives.instead ?? []).map(content => [content, {}])),
        },
      },
      default: {
        description: 'It failed: `code` says why, `detail` what to do.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

function securityOf(asks: Route['asks'], scopes: readonly string[]): readonly JsonSchema[] {
  if (asks === 'session') return [{ session: [] }]
  return [{ bearer: scopes }, { basic: scopes }, { session: [] }]
}

function givenSchema(components: Components, gives: Route['gives']): JsonSchema {
  if (gives.schema !== undefined) return schemaOf(components, gives.schema, 'output')
  return gives.kind === 'bytes' ? { contentMediaType: gives.content } : { type: 'string' }
}

function bodyOf(components: Components, takes: NonNullable<Route['takes']>): JsonSchema {
  if (takes.kind === 'json') {
    const schema = schemaOf(components, takes.schema, 'input')
    return { required: true, content: { 'application/json': { schema } } }
  }
  const types = takes.kind === 'text' ? takes.content : ['application/octet-stream']
  const schema = takes.kind === 'text' ? { type: 'string', maxLength: takes.bytesMax } : {}
  const content = Object.fromEntries(types.map(type => [type, { schema }]))
  return { required: true, description: `${takes.means} At most ${takes.bytesMax} bytes.`, content }
}

function parametersOf(components: Components, route: Route): { readonly parameters?: unknown } {
  const parameters = [
    ...membersOf(components, route.params, 'path'),
    ...membersOf(components, route.query, 'query'),
    ...(takesKey(route) ? [{ $ref: KEY_REF }] : []),
  ]
  return parameters.length === 0 ? {} : { parameters: parameters.map(written) }
}

const KEY_REF = '#key'

function written(parameter: JsonSchema): JsonSchema {
  if (parameter['$ref'] !== KEY_REF) return parameter
  return {
    name: KEY_HEADER,
    in: 'header',
    required: false,
    description: 'The same request with the same key acts once, and is answered again.',
    schema: { type: 'string', maxLength: 200 },
  }
}

function membersOf(
  components: Components,
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
): readonly JsonSchema[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemaOf(components, schema, 'input') as {
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly required?: readonly string[]
  }
  return Object.entries(properties).map(([name, { description, ...member }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema: member,
  }))
}

/** As JSON Schema 2020-12, which OpenAPI 3.1 speaks; named schemas go into the components. */
function schemaOf(components: Components, schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const {
    $schema: _dialect,
    $defs = {},
    ...described
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
  }) as JsonSchema & { readonly $defs?: Readonly<Record<string, JsonSchema>> }
  for (const [name, definition] of Object.entries($defs))
    components[name] = refersToComponents(definition)
  const own = (described as { readonly id?: unknown }).id
  if (typeof own !== 'string') return refersToComponents(described)
  components[own] = refersToComponents(described)
  return { $ref: `#/components/schemas/${own}` }
}

/** Drops the names that zod leaves inside, and points references at the components. */
function refersToComponents<T>(value: T): T {
  const text = JSON.stringify(value, (name, member: unknown) =>
    name === 'id' && typeof member === 'string' ? undefined : member,
  )
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as T
}
