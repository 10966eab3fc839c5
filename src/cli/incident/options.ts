// What is typed after a command of the engine, and the body that is made of it.
import { Argument, Option } from 'commander'
import type { Command } from 'commander'
import { parse } from 'yaml'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import { fieldsOf } from '#/cli/incident/fields.ts'
import type { Field, FieldKind } from '#/cli/incident/fields.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import { readTime, TIME_FORMS } from '#/cli/terminal/time.ts'
import type { CommandName } from '#/core/plan/plan.ts'

/** What commander has read: by the option's name in camel case. */
export type Typed = Readonly<Record<string, unknown>>
export type Body = Readonly<Record<string, unknown>>

const PLACEHOLDERS: Readonly<Record<FieldKind, string>> = {
  id: ' <id>',
  line: ' <text>',
  text: ' <text>',
  number: ' <number>',
  time: ' <time>',
  flag: '',
  list: ' <ids>',
  parts: '',
  answer: ' <answer>',
}

/** Said once for each kind that is not plain. */
const KINDS_MEAN: Partial<Readonly<Record<FieldKind, string>>> = {
  text: '`-` reads it from standard input.',
  list: 'Several with commas, or by repeating it.',
}

/**
 * Fields that may be given without their name, in this order. Where nothing is said here: what is required. So a note is
 * `note 1 "Disk is full"`: nobody types `--text` at three in the morning.
 */
const BARE: Partial<Readonly<Record<CommandName, readonly string[]>>> = {
  classify: ['severity', 'type'],
  mark: ['moment', 'when'],
  waive: ['obligation', 'reason'],
  decline: ['role', 'reason'],
  'call-in': ['person', 'reason'],
  acknowledge: ['page'],
  'hand-on': ['page', 'reason'],
  complete: ['obligation', 'text'],
  'begin-stage': ['stage', 'reason'],
  'send-notice': ['obligation', 'text'],
  'finish-follow-up': ['follow-up', 'text'],
  'hold-meeting': ['obligation', 'present'],
  'add-evidence': ['kind'],
  contain: ['when'],
  'verify-breach': ['when'],
}

/** Required by the schema, and said in another way by a flag of the command line. */
const SAID_BY_FLAG: Partial<
  Readonly<
    Record<
      CommandName,
      {
        readonly field: string
        readonly flag: string
        readonly means: string
        readonly value: unknown
      }
    >
  >
> = {
  answer: {
    field: 'value',
    flag: 'not-known',
    means: 'Say that it is not known yet.',
    value: null,
  },
  restrict: { field: 'to', flag: 'everyone', means: 'Let everyone see it again.', value: [] },
}

/** The fields of a command that may be given bare, in their order. */
export function bareFields(name: CommandName): readonly Field[] {
  const fields = fieldsOf(name)
  const bare = BARE[name] ?? fields.filter(field => field.required).map(field => field.name)
  return bare.flatMap(one => fields.filter(field => field.name === one))
}

/** Adds to `command` everything that the engine's command of this name takes. */
export function addFields(
  command: Command,
  name: CommandName,
  leftOut: readonly string[] = [],
): void {
  const given = (field: Field) => !leftOut.includes(field.name)
  for (const field of bareFields(name).filter(given))
    command.addArgument(new Argument(`[${field.name}]`, `or --${field.name}`))
  for (const field of fieldsOf(name).filter(given))
    for (const option of optionsOf(field)) command.addOption(option)
  const flag = SAID_BY_FLAG[name]
  if (flag !== undefined) command.addOption(new Option(`--${flag.flag}`, flag.means))
}

function optionsOf(field: Field): readonly Option[] {
  if (field.kind === 'parts')
    return [
      new Option('--part <id=text>', `${field.means} Once for each.`).argParser(collected),
      new Option('--parts-file <file>', 'The same from a YAML file, as `id: text`.'),
    ]
  const means = [field.means, KINDS_MEAN[field.kind]].filter(Boolean).join(' ')
  const option = new Option(`--${field.name}${PLACEHOLDERS[field.kind]}`, means)
  return [field.kind === 'list' ? option.argParser(collected) : option]
}

function collected(value: string, before: unknown): readonly string[] {
  return [...((before as readonly string[] | undefined) ?? []), value]
}

/** The body of a command, from what was typed. What is missing or cannot be read ends the command. */
export async function bodyOf(
  surroundings: Surroundings,
  name: CommandName,
  {
    bare,
    typed,
    leftOut = [],
  }: {
    readonly bare: readonly (string | undefined)[]
    readonly typed: Typed
    readonly leftOut?: readonly string[]
  },
): Promise<Body> {
  const fields = fieldsOf(name).filter(field => !leftOut.includes(field.name))
  const nameless = bareFields(name).filter(field => !leftOut.includes(field.name))
  const body: Record<string, unknown> = {}
  for (const field of fields) {
    const position = nameless.findIndex(one => one.name === field.name)
    const value = await valueOf(surroundings, field, {
      typed,
      bare: position < 0 ? undefined : bare[position],
    })
    if (value !== undefined) body[field.name] = value
  }
  const flag = SAID_BY_FLAG[name]
  if (flag !== undefined && typed[attribute(flag.flag)] === true) body[flag.field] = flag.value
  const missing = fields.filter(field => field.required && !(field.name in body))
  if (missing.length > 0) throw lacking(name, missing)
  return body
}

function lacking(name: CommandName, missing: readonly Field[]): Stop {
  return new Stop(EXIT.usage, {
    what: line`${name} needs more: ${missing.map(field => `--${field.name}`).join(', ')}`,
    more: [
      ...missing.map(field => line`--${field.name}: ${field.means}`),
      line`\`tocsin incident ${name} --help\` shows how.`,
    ],
  })
}

/** As commander calls an option of this name. */
function attribute(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

async function valueOf(
  surroundings: Surroundings,
  field: Field,
  { typed, bare }: { readonly typed: Typed; readonly bare: string | undefined },
): Promise<unknown> {
  if (field.kind === 'parts') return partsOf(typed)
  const named = typed[attribute(field.name)]
  if (named !== undefined && bare !== undefined)
    throw new Stop(EXIT.usage, {
      what: line`${field.name} is given twice: as ${bare}, and as --${field.name}.`,
    })
  const value = named ?? (field.kind === 'list' && bare !== undefined ? [bare] : bare)
  return value === undefined ? undefined : readValue(surroundings, field, value)
}

async function readValue(
  surroundings: Surroundings,
  field: Field,
  value: unknown,
): Promise<unknown> {
  switch (field.kind) {
    case 'flag':
      return value
    case 'list':
      return (value as readonly string[])
        .flatMap(one => one.split(','))
        .map(one => one.trim())
        .filter(one => one !== '')
    case 'text':
      return value === '-' ? Buffer.from(await surroundings.readInput()).toString('utf8') : value
    case 'number':
      return numberOf(field, String(value))
    case 'time':
      return timeOf(surroundings, field, String(value))
    case 'id':
    case 'line':
    case 'answer':
    case 'parts':
      return value
  }
}

function numberOf({ name }: Field, typed: string): number {
  if (/^\d{1,15}$/.test(typed)) return Number(typed)
  throw new Stop(EXIT.usage, { what: line`${name} is a whole number, and not ${typed}.` })
}

/** Times of these names lie ahead; all others have been. */
const AHEAD: ReadonlySet<string> = new Set(['due', 'starts'])

function timeOf({ now, zone }: Surroundings, { name }: Field, typed: string): string {
  const at = readTime(typed, { now: now(), zone, ahead: AHEAD.has(name) })
  if (at !== undefined) return at
  throw new Stop(EXIT.usage, { what: line`${name} is ${TIME_FORMS}; and not ${typed}.` })
}

function partsOf({ part, partsFile }: Typed): Readonly<Record<string, string>> | undefined {
  if (part === undefined && partsFile === undefined) return undefined
  const fromFile = partsFile === undefined ? {} : partsIn(partsFile as string)
  return { ...fromFile, ...Object.fromEntries(((part ?? []) as readonly string[]).map(onePart)) }
}

function onePart(typed: string): readonly [string, string] {
  const [, id, text] = /^([\w.-]+)=(.*)$/s.exec(typed) ?? []
  if (id !== undefined && text !== undefined) return [id, text]
  throw new Stop(EXIT.usage, { what: line`A part is written as id=text, and not as ${typed}` })
}

function partsIn(file: string): Readonly<Record<string, string>> {
  const content = yamlIn(file)
  const isMapping = typeof content === 'object' && content !== null && !Array.isArray(content)
  if (isMapping && Object.values(content).every(text => typeof text === 'string'))
    return content as Readonly<Record<string, string>>
  throw new Stop(EXIT.usage, {
    what: line`${file} does not hold parts: write \`id: text\` for each, every text in quotes or as a block.`,
  })
}

function yamlIn(file: string): unknown {
  const text = readText(file)
  try {
    return parse(text, { maxAliasCount: 100 })
  } catch (error) {
    throw new Stop(EXIT.usage, {
      what: line`${file} is not YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`,
    })
  }
}
