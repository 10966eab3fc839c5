// The options of a command, read off the schema that validates it everywhere else, so that a field that is added there can be
// given here the same day.
import { z } from 'zod'
import { COMMANDS, ID_LENGTH_MAX, TEXT_LENGTH_MAX } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/command-name.ts'

/** `text` may be long, `line` is one line; `answer` is a number, a word or a text, as the question asks for. */
export type FieldKind =
  | 'id'
  | 'line'
  | 'text'
  | 'number'
  | 'time'
  | 'flag'
  | 'list'
  | 'parts'
  | 'answer'

export type Field = {
  /** As the API and the option call it. */
  readonly name: string
  readonly kind: FieldKind
  readonly required: boolean
  readonly means: string
}

type JsonSchema = {
  readonly type?: string
  readonly format?: string
  readonly maxLength?: number
  readonly description?: string
  readonly anyOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

/** Fields that no person fills in. */
const NOT_TYPED: ReadonlySet<string> = new Set(['signal', 'proposed'])

const read = new Map<CommandName, readonly Field[]>()

/** The fields of a command, in the order of its schema. */
export function fieldsOf(command: CommandName): readonly Field[] {
  const known = read.get(command)
  if (known !== undefined) return known
  const fields = readFields(command)
  read.set(command, fields)
  return fields
}

function readFields(command: CommandName): readonly Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(COMMANDS[command], {
    io: 'input',
  }) as JsonSchema
  return Object.entries(properties)
    .filter(([name]) => !NOT_TYPED.has(name))
    .map(([name, schema]) => ({
      name,
      kind: kindOf(schema),
      required: required.includes(name),
      means: schema.description ?? MEANS[name] ?? '',
    }))
}

function kindOf(schema: JsonSchema): FieldKind {
  switch (schema.type) {
    case 'boolean':
      return 'flag'
    case 'integer':
      return 'number'
    case 'array':
      return 'list'
    case 'object':
      return 'parts'
    case 'string':
      if (schema.format === 'date-time') return 'time'
      if (schema.maxLength === ID_LENGTH_MAX) return 'id'
      return schema.maxLength === TEXT_LENGTH_MAX ? 'text' : 'line'
    default:
      return 'answer'
  }
}

/** What fields mean of which the schema says nothing, since their name says it to a program. */
const MEANS: Readonly<Record<string, string>> = {
  description: 'What is known, at more length.',
  systems: 'Names of systems that are affected.',
  fact: 'Id of the question, as `tocsin incident propose` shows it.',
  moment: 'Id of the moment: occurred, aware, contained, or one of the plan.',
  when: 'When it was; now otherwise.',
  role: 'Role id of the plan.',
  person: 'Person id of the directory.',
  to: 'Person id of the directory.',
  page: 'Id of the page, as `tocsin incident show` shows it.',
  gate: 'Gate id, as `tocsin incident gates` shows it.',
  stage: 'Stage id of the plan.',
  text: 'What to say.',
  kind: 'What it is, as the plan names it.',
  title: 'What it is called, on one line.',
  sha256: 'Its SHA-256 in hex, when it is kept elsewhere.',
  bytes: 'How long it is, when it is kept elsewhere.',
  evidence: 'Id of the evidence, as `tocsin incident show` shows it.',
  owner: 'Person id of the directory: who does it.',
  due: 'By when it is done.',
  'follow-up': 'Id of the follow-up, as `tocsin incident show` shows it.',
  starts: 'When it begins.',
  minutes: 'How long it takes.',
  present: 'Person ids: who was there.',
  level: 'Level of the ladder, from 1.',
  field: 'Field id of the plan.',
  value: 'What the record shall say.',
  url: 'Where it can be seen.',
  into: 'The incident that goes on, by its number or id.',
  version: 'Version of the event in the log, as `tocsin incident log` shows it.',
}
