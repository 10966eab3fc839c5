// The description of the API as TypeScript: one type for each schema, one entry for each operation.

type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly description?: string
}

type Parameter = {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>
type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content; readonly required?: boolean }
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const JSON_CONTENT = 'application/json'

/** The whole file, formatted well enough to be read; it is not checked in by hand. */
export function operationsOf({ paths, components }: OpenApi): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${nameOf(name)} = ${typeOf(schema)}\n`,
  )
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const types = all.map(({ operation }) => `  '${operation.operationId}': ${callOf(operation)}`)
  const table = all.map(
    ({ path, method, operation }) =>
      `  '${operation.operationId}': ['${method.toUpperCase()}', '${path}'],`,
  )
  return [
    '// Made by scripts/api-client.ts from openapi.json. Not to be changed by hand.',
    '// oxlint-disable max-lines',
    ...schemas,
    '/** What each operation takes and gives. */',
    'export type Operations = {',
    ...types,
    '}\n',
    '/** Where each operation is. */',
    'export const OPERATIONS = {',
    ...table,
    '} as const satisfies Record<keyof Operations, readonly [string, string]>\n',
  ].join('\n')
}

/** Names that the browser has already. */
const TAKEN: ReadonlySet<string> = new Set(['Event'])
const nameOf = (name: string) => (TAKEN.has(name) ? `Incident${name}` : name)

function callOf({ parameters = [], requestBody, responses }: Operation): string {
  const within = (place: string) => parameters.filter(parameter => parameter.in === place)
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const parts = [
    `params: ${objectOf(within('path'))}`,
    `query: ${objectOf(within('query'))}`,
    `body: ${bodyOf(requestBody?.content)}`,
    `answer: ${answerOf(success?.content)}`,
  ]
  return `{ ${parts.join('; ')} }`
}

function objectOf(parameters: readonly Parameter[]): string {
  const fields = parameters.map(
    ({ name, required, schema }) =>
      `${keyOf(name)}${required === true ? '' : '?'}: ${typeOf(schema)}`,
  )
  return fields.length === 0 ? 'Record<never, never>' : `{ ${fields.join('; ')} }`
}

function bodyOf(content: Content | undefined): string {
  if (content === undefined) return 'undefined'
  const schema = content[JSON_CONTENT]?.schema
  if (schema !== undefined) return typeOf(schema)
  return 'application/octet-stream' in content ? 'Blob' : 'string'
}

function answerOf(content: Content | undefined): string {
  const schema = content?.[JSON_CONTENT]?.schema
  return schema === undefined ? 'string' : typeOf(schema)
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref.split('/').at(-1) ?? '')
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ')
  const several = schema.anyOf ?? schema.oneOf
  if (several !== undefined) return `(${[...new Set(several.map(typeOf))].join(' | ')})`
  if (schema.allOf !== undefined) return `(${schema.allOf.map(typeOf).join(' & ')})`
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  return types.length === 0 ? 'unknown' : types.map(type => plain(schema, type)).join(' | ')
}

function plain(schema: Schema, type: string): string {
  switch (type) {
    case 'integer':
      return 'number'
    case 'array':
      if (schema.prefixItems) return `readonly [${schema.prefixItems.map(typeOf).join(', ')}]`
      return `readonly (${schema.items === undefined ? 'unknown' : typeOf(schema.items)})[]`
    case 'object':
      return recordOf(schema)
    default:
      return type
  }
}

function recordOf({ properties, required = [], additionalProperties }: Schema): string {
  const rest = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : undefined
  if (properties === undefined) return `Readonly<Record<string, ${rest ?? 'unknown'}>>`
  const fields = Object.entries(properties).map(
    ([name, schema]) =>
      `readonly ${keyOf(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  return `{ ${fields.join('; ')} }`
}

const literal = (value: unknown) => JSON.stringify(value).replaceAll('"', "'")
const keyOf = (name: string) => (/^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`)
