// The body of a command, made of what was typed.
import { parse } from 'yaml'
import { EXIT } from '#/cli/exit-codes.ts'
import { readText } from '#/cli/files.ts'
import { fieldsOf } from '#/cli/incident/fields.ts'
import type { Field } from '#/cli/incident/fields.ts'
import { attributeOf, flagOf, namelessFields, takesTheRest } from '#/cli/incident/options.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { line } from '#/cli/terminal/line.ts'
import { readTime, TIME_FORMS } from '#/cli/terminal/time.ts'
import type { CommandName } from '#/core/plan/command-name.ts'

/** What commander has read: options by their name in camel case. */
export type Options = Readonly<Record<string, unknown>>
/** What was typed: words in their order, and options. */
export type Typed = {
  readonly words: readonly (string | readonly string[] | undefined)[]
  readonly options: Options
}
export type Body = Readonly<Record<string, unknown>>

/** Fields that others stand for: whoever waives a gate, or approves a decision, names no obligation. */
const INSTEAD: Partial<Readonly<Record<CommandName, Readonly<Record<string, string>>>>> = {
  waive: { obligation: 'gate' },
  'ask-approval': { obligation: 'decision' },
  approve: { obligation: 'decision' },
  object: { obligation: 'decision' },
}

/**
 * Reads the body of a command. `leftOut`: fields that something else fills in. What is missing, too much or cannot be read
 * ends the command.
 */
export async function bodyOf(
  surroundings: Surroundings,
  name: CommandName,
  typed: Typed,
  leftOut: readonly string[] = [],
): Promise<Body> {
  const fields = fieldsOf(name).filter(field => !leftOut.includes(field.name))
  const nameless = wordsByField(name, typed)
  const body: Record<string, unknown> = {}
  for (const field of fields) {
    const value = await valueOf(surroundings, field, {
      option: typed.options[attributeOf(field.name)] ?? nameless.get(field.name),
      options: typed.options,
    })
    if (value !== undefined) body[field.name] = value
  }
  const flag = flagOf(name)
  if (flag !== undefined && isGiven(typed.options, flag.name)) body[flag.field] = flag.value
  const missing = fields.filter(field => field.required && !(field.name in body))
  if (missing.length > 0) throw lacking(name, missing)
  return body
}

function isGiven(options: Options, name: string): boolean {
  return options[attributeOf(name)] !== undefined
}

/** Words without a name go to the fields that may be without one, in their order; what has its name is passed over. */
function wordsByField(
  name: CommandName,
  { words, options }: Typed,
): ReadonlyMap<string, string | readonly string[]> {
  const flag = flagOf(name)
  const free = namelessFields(name).filter(field => {
    const other = INSTEAD[name]?.[field.name]
    const isSaid = isGiven(options, field.name) || (other !== undefined && isGiven(options, other))
    const isFlagged = flag?.field === field.name && isGiven(options, flag.name)
    return !isSaid && !isFlagged
  })
  const rest = words.flat().filter(word => word !== undefined)
  const byField = new Map<string, string | readonly string[]>()
  for (const field of free) {
    if (rest.length === 0) break
    const taken = rest.splice(0, takesTheRest(name, field) ? rest.length : 1)
    byField.set(field.name, field.kind === 'list' ? taken : taken.join(' '))
  }
  if (rest.length > 0)
    throw new Stop(EXIT.usage, {
      what: line`That is too much: ${rest.join(' ')}`,
      more: [line`\`tocsin incident ${name} --help\` shows how.`],
    })
  return byField
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

type Given = { readonly option: unknown; readonly options: Options }

async function valueOf(
  surroundings: Surroundings,
  field: Field,
  { option, options }: Given,
): Promise<unknown> {
  if (field.kind === 'parts') return partsOf(options)
  if (option === undefined) return undefined
  switch (field.kind) {
    case 'list':
      return listOf([option].flat().map(String))
    case 'text':
      return option === '-' ? Buffer.from(await surroundings.readInput()).toString('utf8') : option
    case 'number':
      return numberOf(field, String(option as string))
    case 'time':
      return timeOf(surroundings, field, String(option as string))
    case 'flag':
    case 'id':
    case 'line':
    case 'answer':
      return option
  }
}

function listOf(typed: readonly string[]): readonly string[] {
  const names = typed.flatMap(one => one.split(',')).map(one => one.trim())
  return names.filter(one => one !== '')
}

function numberOf({ name }: Field, typed: string): number {
  if (/^\d{1,15}$/.test(typed)) return Number(typed)
  throw new Stop(EXIT.usage, { what: line`--${name} is a whole number, and not "${typed}".` })
}

/** Times of these names lie ahead; all others have been. */
const AHEAD: ReadonlySet<string> = new Set(['due', 'starts'])

function timeOf({ now, zone }: Surroundings, { name }: Field, typed: string): string {
  const at = readTime(typed, { now: now(), zone, ahead: AHEAD.has(name) })
  if (at !== undefined) return at
  throw new Stop(EXIT.usage, {
    what: line`"${typed}" is no time for --${name}.`,
    more: [`Write ${TIME_FORMS}.`],
  })
}

function partsOf({ part, partsFile }: Options): Readonly<Record<string, string>> | undefined {
  if (part === undefined && partsFile === undefined) return undefined
  const fromFile = partsFile === undefined ? {} : partsIn(partsFile as string)
  const single = ((part ?? []) as readonly string[]).map(onePart)
  return { ...fromFile, ...Object.fromEntries(single) }
}

function onePart(typed: string): readonly [string, string] {
  const [, id, text] = /^([\w.-]+)=(.*)$/s.exec(typed) ?? []
  if (id !== undefined && text !== undefined) return [id, text]
  throw new Stop(EXIT.usage, { what: line`A part is written as id=text, and not as "${typed}".` })
}

function partsIn(file: string): Readonly<Record<string, string>> {
  const content = yamlIn(file)
  const isMapping = typeof content === 'object' && content !== null && !Array.isArray(content)
  if (isMapping && Object.values(content).every(text => typeof text === 'string'))
    return content as Readonly<Record<string, string>>
  throw new Stop(EXIT.usage, {
    what: line`${file} does not hold parts.`,
    more: ['Write `id: text` for each, every text in quotes or as a block.'],
  })
}

function yamlIn(file: string): unknown {
  const text = readText(file)
  try {
    return parse(text, { maxAliasCount: 100 })
  } catch (error) {
    const [first = ''] = error instanceof Error ? error.message.split('\n') : []
    throw new Stop(EXIT.usage, { what: line`${file} is not YAML: ${first}` })
  }
}
