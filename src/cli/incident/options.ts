// What may be typed after a command of the engine: an option for each of its fields, and those that need no name.
import { Argument, Option } from 'commander'
import type { Command } from 'commander'
import { fieldsOf } from '#/cli/incident/fields.ts'
import type { Field, FieldKind } from '#/cli/incident/fields.ts'
import type { CommandName } from '#/core/plan/command-name.ts'

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
const NAMELESS: Partial<Readonly<Record<CommandName, readonly string[]>>> = {
  escalate: ['level', 'reason'],
  classify: ['severity', 'type'],
  mark: ['moment', 'when'],
  waive: ['obligation', 'reason'],
  'ask-approval': ['obligation', 'text'],
  approve: ['obligation', 'text'],
  object: ['obligation', 'reason'],
  'take-decision': ['decision', 'text'],
  decline: ['role', 'reason'],
  'call-in': ['person', 'reason'],
  acknowledge: ['page'],
  'hand-on': ['page', 'reason'],
  complete: ['obligation', 'text'],
  'begin-stage': ['stage', 'reason'],
  'send-notice': ['obligation', 'text'],
  'finish-follow-up': ['follow-up', 'text'],
  'add-evidence': ['kind'],
  contain: ['when'],
  'verify-breach': ['when'],
}

/** A flag of the command line that stands for a value which is awkward to type. */
type Flag = {
  readonly name: string
  readonly means: string
  readonly field: string
  readonly value: unknown
}

const FLAGS: Partial<Readonly<Record<CommandName, Flag>>> = {
  answer: {
    name: 'not-known',
    means: 'Say that it is not known yet.',
    field: 'value',
    value: null,
  },
  restrict: { name: 'everyone', means: 'Let everyone see it again.', field: 'to', value: [] },
}

export function flagOf(name: CommandName): Flag | undefined {
  return FLAGS[name]
}

/** The fields of a command that may be given without their name, in their order. */
export function namelessFields(name: CommandName): readonly Field[] {
  const fields = fieldsOf(name)
  const names = NAMELESS[name] ?? fields.filter(field => field.required).map(field => field.name)
  return names.flatMap(one => fields.filter(field => field.name === one))
}

/** Whether a field takes all the words that are left: the last one, when it is a list, or a text that nobody put into quotes. */
export function takesTheRest(name: CommandName, { name: field, kind }: Field): boolean {
  const isLast = namelessFields(name).at(-1)?.name === field
  return isLast && (kind === 'list' || kind === 'text' || kind === 'line')
}

/** Adds to `command` everything that the engine's command of this name takes. */
export function addFields(command: Command, name: CommandName): void {
  for (const field of namelessFields(name))
    command.addArgument(
      new Argument(
        takesTheRest(name, field) ? `[${field.name}...]` : `[${field.name}]`,
        `The same as --${field.name}.`,
      ),
    )
  for (const field of fieldsOf(name))
    for (const option of optionsOf(field)) command.addOption(option)
  const flag = FLAGS[name]
  if (flag !== undefined) command.addOption(new Option(`--${flag.name}`, flag.means))
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

/** As commander calls an option of this name. */
export function attributeOf(option: string): string {
  return option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
