// The schema of plans, walked along the path to the cursor.
import { ITEM } from './place.ts'

export type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly definitions?: Readonly<Record<string, Schema>>
}

export type Key = { readonly key: string; readonly means: string; readonly isRequired: boolean }

/** The keys that a mapping at this place may have. */
export function keysAt(root: Schema, path: readonly string[]): readonly Key[] {
  const found = new Map<string, Key>()
  for (const { properties = {}, required = [] } of schemasAt(root, path))
    for (const [key, schema] of Object.entries(properties))
      if (!found.has(key))
        found.set(key, { key, means: meansOf(root, schema), isRequired: required.includes(key) })
  return [...found.values()]
}

/** The words that may stand at this place, where they are a few. */
export function valuesAt(root: Schema, path: readonly string[]): readonly string[] {
  const words = schemasAt(root, path).flatMap(({ enum: all = [], const: one, type }) => [
    ...all.map(String),
    ...(one === undefined ? [] : [String(one as string)]),
    ...(type === 'boolean' ? ['yes', 'no'] : []),
  ])
  return [...new Set(words)].filter(word => word !== 'true' && word !== 'false')
}

/** What the key at the end of a path means. */
export function meaningAt(root: Schema, path: readonly string[]): string {
  const key = path.at(-1)
  if (key === undefined || key === ITEM) return ''
  const means = schemasAt(root, path.slice(0, -1)).flatMap(
    ({ properties = {} }) => properties[key] ?? [],
  )
  return means.map(schema => meansOf(root, schema)).find(text => text !== '') ?? ''
}

function meansOf(root: Schema, schema: Schema): string {
  return schema.description ?? refersTo(root, schema)?.description ?? ''
}

/** Longest chain of schemas within schemas. */
const DEPTH_MAX = 20

function schemasAt(root: Schema, path: readonly string[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap(schema => under(root, schema, step)),
    alternatives(root, root),
  )
}

function under(root: Schema, schema: Schema, step: string): readonly Schema[] {
  const { properties = {}, additionalProperties, items } = schema
  if (step === ITEM) return items === undefined ? [] : alternatives(root, items)
  const named = Object.hasOwn(properties, step) ? properties[step] : undefined
  const next =
    named ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
  return next === undefined ? [] : alternatives(root, next)
}

/** All that a schema may be. */
function alternatives(root: Schema, schema: Schema, depth = 0): readonly Schema[] {
  if (depth > DEPTH_MAX) return []
  const referred = refersTo(root, schema)
  if (referred !== undefined) return alternatives(root, referred, depth + 1)
  const { anyOf = [], oneOf = [], allOf = [] } = schema
  const inner = [...anyOf, ...oneOf, ...allOf].flatMap(part => alternatives(root, part, depth + 1))
  return [schema, ...inner]
}

function refersTo(root: Schema, { $ref }: Schema): Schema | undefined {
  const name = $ref?.split('/').at(-1)
  return name === undefined ? undefined : root.definitions?.[name]
}
