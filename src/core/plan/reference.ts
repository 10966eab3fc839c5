import { z } from 'zod'

import { PLACEHOLDERS } from '#/core/plan/compile/placeholders.ts'
import { CHANNELS, COMPUTED_FIELDS } from '#/core/plan/plan.ts'
import { COMMAND_NAMES } from '#/core/plan/command-name.ts'
import type { BuiltInMoment } from '#/core/plan/plan.ts'
import { planSource } from '#/core/plan/source.ts'
import { ACT_KEYS, ACT_NAMES } from '#/core/plan/source/obligation.ts'
import type { ActKey } from '#/core/plan/source/obligation.ts'
import {
  CLAUSE_ID_PATTERN,
  elementKeys,
  ID_PATTERN,
  shape,
  SPAN_PATTERN,
} from '#/core/plan/source/words.ts'

/** The part of JSON Schema that a plan source uses. */
type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly pattern?: string
  readonly const?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
  readonly required?: readonly string[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

/**
 * The reference of the plan language as Markdown, made from the descriptions of the schema that validates: nothing in it can
 * differ from what the compiler takes.
 */
export function languageReference(): string {
  const schema = z.toJSONSchema(planSource, { target: 'draft-7' }) as Schema
  const sections = Object.entries(schema.properties ?? {})
  const blocks = [
    '# The plan language',
    'Made from `src/core/plan/source.ts` by `TOCSIN_UPDATE_GOLDENS=1 npm test -- test/golden`; the tour is `docs/plan-language.md`.',
    '## A plan',
    table(KEY_HEAD, rowsOf(schema)),
    '## Every element',
    'What has a name in one of the sections below, and each obligation, may have these keys besides its own.',
    table(KEY_HEAD, elementRows()),
    ...sections.flatMap(([name, section]) => describeSection(name, section)),
    ...Object.entries(schema.definitions ?? {}).flatMap(([name, definition]) =>
      describeDefinition(name, definition),
    ),
    '## Acts',
    table(['`do`', 'asks for', 'needs', 'may have'], ACT_NAMES.map(describeAct)),
    '## Built-in moments',
    table(
      ['moment', 'when it is'],
      Object.entries(MOMENTS).map(([moment, means]) => [code(moment), means]),
    ),
    '## Words of the language',
    ...WORDS.map(([what, words]) => `${what}: ${words.map(code).join(', ')}.`),
  ]
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}

const KEY_HEAD = ['key', 'value', 'what it says'] as const

/** What each moment that needs no declaration stands for. */
const MOMENTS: Readonly<Record<BuiltInMoment, string>> = {
  occurred: "When it began, by someone's estimate.",
  detected: 'The first signal, or what its reporter says.',
  aware: 'Reasonable certainty: marked by a person, or set when the breach is verified.',
  declared: 'The incident was opened on record.',
  acknowledged: 'The first human response of any kind.',
  classified: 'It was first given a severity.',
  reclassified: 'It was last given another severity than before.',
  declassified: 'It was found not to be severe.',
  verified: 'The breach was verified.',
  contained: 'It was contained.',
  resolved: 'It was resolved.',
  reviewed: 'The review meeting was held.',
  closed: 'It was closed.',
  reopened: 'It was opened again.',
  merged: 'It was merged into another.',
}

const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['Placeholders, in double braces', [...PLACEHOLDERS, 'fact:ID', 'field:ID', 'moment:ID']],
  ['Channels', CHANNELS],
  ['Fields that are computed', COMPUTED_FIELDS],
  ['Commands that a role may reserve', COMMAND_NAMES],
]

/** A section whose entries have keys of their own; others are told by their row in the first table. */
function describeSection(name: string, section: Schema): readonly string[] {
  const shapes = shapesIn(section, '')
  const rows = shapes.flatMap(({ shape }) => ownRows(shape))
  if (shapes.length === 0) return []
  const none = 'Its entries have the keys of every element, and none besides.'
  return [
    `## ${code(name)}`,
    section.description ?? '',
    rows.length === 0 ? none : table(KEY_HEAD, rows),
  ]
}

function describeDefinition(name: string, definition: Schema): readonly string[] {
  const rows = shapesIn(definition, '').flatMap(({ shape }) => ownRows(shape))
  return [`## ${capitalised(name)}`, definition.description ?? '', table(KEY_HEAD, rows)]
}

/** `label` says how to come from the value to the mapping: `.NAME` for an entry, `[]` for an item. */
type Labelled = { readonly label: string; readonly shape: Schema }

/** The mappings with known keys that a value may be, or that its entries or items may be. */
function shapesIn(schema: Schema, label: string): readonly Labelled[] {
  if (schema.properties !== undefined) return [{ label, shape: schema }]
  const { additionalProperties, items, anyOf } = schema
  return [
    ...(typeof additionalProperties === 'object'
      ? shapesIn(additionalProperties, `${label}.NAME`)
      : []),
    ...(items === undefined ? [] : shapesIn(items, `${label}[]`)),
    ...(anyOf ?? []).flatMap(part => shapesIn(part, label)),
  ]
}

/** What may be said of every element. */
function elementRows(): readonly (readonly string[])[] {
  return rowsOf(z.toJSONSchema(shape(elementKeys), { target: 'draft-7' }) as Schema)
}

/** The keys that not every element has, with what stands inside them and has keys of its own below. */
function ownRows(schema: Schema): readonly (readonly string[])[] {
  const common = new Set(elementRows().map(String))
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const own = keyRow(key, required.has(key), value)
    const inside = shapesIn(value, '').flatMap(({ label, shape: inner }) =>
      rowsOf(inner, `${key}${label}.`),
    )
    return common.has(String(own)) ? [] : [own, ...inside]
  })
}

function rowsOf(schema: Schema, before = ''): readonly (readonly string[])[] {
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).map(([key, value]) =>
    keyRow(`${before}${key}`, required.has(key), value),
  )
}

function keyRow(name: string, required: boolean, value: Schema): readonly string[] {
  return [required ? `${code(name)} (needed)` : code(name), kindOf(value), value.description ?? '']
}

/** What stands as a value, in a few words. */
function kindOf(schema: Schema): string {
  const { $ref, anyOf, allOf, items, pattern, type } = schema
  if ($ref !== undefined) return link($ref)
  if (allOf !== undefined && schema.properties === undefined) return allOf.map(kindOf).join(', ')
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum !== undefined)
    return ENUMS.get(schema.enum.join()) ?? schema.enum.map(code).join(', ')
  if (anyOf !== undefined) return alternatives(anyOf)
  if (items !== undefined) return `list of ${kindOf(items)}`
  if (pattern !== undefined) return PATTERNS.get(pattern) ?? 'text'
  if (type === 'string') return 'text'
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'boolean') return 'yes or no'
  if (typeof schema.additionalProperties === 'object') return 'names and entries'
  return 'mapping'
}

/** Lists of words that are told once, below. */
const ENUMS: ReadonlyMap<string, string> = new Map([
  ['yes,no', 'yes or no'],
  [ACT_NAMES.join(), '[act](#acts)'],
  [CHANNELS.join(), 'channel'],
  [COMMAND_NAMES.join(), 'command'],
  [COMPUTED_FIELDS.join(), 'computed field'],
])

const PATTERNS: ReadonlyMap<string, string> = new Map([
  [ID_PATTERN.source, 'name'],
  [CLAUSE_ID_PATTERN.source, 'clause'],
  [SPAN_PATTERN.source, 'span'],
])

function alternatives(anyOf: readonly Schema[]): string {
  const kinds = [...new Set(anyOf.map(kindOf))]
  const [first = '', second] = kinds
  if (kinds.length === 2 && second === `list of ${first}`) return `${first} or list`
  return kinds.join(' or ')
}

function describeAct(act: (typeof ACT_NAMES)[number]): readonly string[] {
  const {
    means,
    needs,
    takes,
  }: { means: string; needs: readonly ActKey[]; takes: readonly ActKey[] } = ACT_KEYS[act]
  return [code(act), means, needs.map(code).join(', '), takes.map(code).join(', ')]
}

function link(reference: string): string {
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  return `[${name}](#${name})`
}

function code(text: string): string {
  return `\`${text}\``
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
