import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { EXIT } from '#/cli/exit-codes.ts'
import { bodyOf } from '#/cli/incident/body.ts'
import type { Options, Typed } from '#/cli/incident/body.ts'
import { fieldsOf } from '#/cli/incident/fields.ts'
import type { Field } from '#/cli/incident/fields.ts'
import { attributeOf, namelessFields } from '#/cli/incident/options.ts'
import { Stop } from '#/cli/stop.ts'
import type { Surroundings } from '#/cli/surroundings.ts'
import { COMMANDS, OWN_COMMANDS } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { instant } from '#/core/time.ts'

const directory = mkdtempSync(join(tmpdir(), 'tocsin-'))
after(() => rmSync(directory, { recursive: true }))

const surroundings = {
  now: () => instant('2026-03-01T02:30:00Z'),
  zone: 'UTC',
  readInput: () => Promise.resolve(Buffer.from('from a pipe\n')),
} as Pick<Surroundings, 'now' | 'zone' | 'readInput'> as Surroundings

const words = (...given: readonly string[]): Typed => ({ words: given, options: {} })
const read = (name: CommandName, typed: Typed) => bodyOf(surroundings, name, typed)

const GIVEN = (Object.keys(COMMANDS) as CommandName[]).filter(name => !OWN_COMMANDS.has(name))

/** A word as somebody could type it for a field. */
function example({ kind, name }: Field): string {
  if (name === 'sha256') return 'ab'.repeat(32)
  if (name === 'url') return 'https://acme.example/'
  if (kind === 'time') return name === 'due' || name === 'starts' ? '14d' : '-20m'
  return kind === 'number' ? '7' : 'yes'
}

for (const name of GIVEN)
  test(`everything that ${name} takes can be typed as an option, and passes its schema`, async () => {
    const options: Options = Object.fromEntries(
      fieldsOf(name).map(field => {
        if (field.kind === 'flag') return [attributeOf(field.name), true]
        if (field.kind === 'parts') return ['part', ['what=It is down', 'since=2 o=clock']]
        return [attributeOf(field.name), field.kind === 'list' ? ['a,b', 'c'] : example(field)]
      }),
    )
    const body = await read(name, { words: [], options })
    deepEqual(
      Object.keys(body).toSorted(),
      fieldsOf(name)
        .map(field => field.name)
        .toSorted(),
    )
    const parsed = COMMANDS[name].safeParse(body)
    ok(parsed.success, JSON.stringify(parsed.error?.issues))
  })

for (const name of GIVEN.filter(one => !['waive', 'add-evidence'].includes(one)))
  test(`what ${name} requires can be typed without its name`, async () => {
    const body = await read(name, words(...namelessFields(name).map(example)))
    ok(COMMANDS[name].safeParse(body).success, JSON.stringify(body))
  })

test('what is given by its name is passed over by what has none', async () => {
  const typed = { words: ['data-breach'], options: { severity: 'P0' } }
  deepEqual(await read('classify', typed), { severity: 'P0', type: 'data-breach' })
})

test('whoever waives a gate names no obligation', async () => {
  const gate = { words: ['Bo is on leave'], options: { gate: 'closing' } }
  deepEqual(await read('waive', gate), { gate: 'closing', reason: 'Bo is on leave' })
  deepEqual(await read('waive', words('look', 'Not now')), {
    obligation: 'look',
    reason: 'Not now',
  })
})

test('a list takes all the words that are left, with commas or without', async () => {
  deepEqual(await read('add-systems', words('db-1,db-2', 'web')), {
    systems: ['db-1', 'db-2', 'web'],
  })
})

test('a text at the end needs no quotes', async () => {
  deepEqual(await read('note', words('Disk', 'full', 'on', 'db-1')), { text: 'Disk full on db-1' })
  deepEqual(await read('waive', words('look', 'Not', 'now')), {
    obligation: 'look',
    reason: 'Not now',
  })
})

test('an answer that is not known, and a restriction that is lifted, have a flag', async () => {
  const unknown = { words: ['users'], options: { notKnown: true } }
  deepEqual(await read('answer', unknown), { fact: 'users', value: null })
  deepEqual(await read('restrict', { words: [], options: { everyone: true } }), { to: [] })
})

test('a text can come through a pipe', async () => {
  deepEqual(await read('note', words('-')), { text: 'from a pipe\n' })
})

test('parts come from a file, and single ones over them', async () => {
  const file = join(directory, 'parts.yaml')
  writeFileSync(file, 'what: It is down\nsince: |\n  Two lines\n  of text\n')
  const options = { obligation: 'notice', partsFile: file, part: ['what=It is up'] }
  deepEqual(await read('approve', { words: [], options }), {
    obligation: 'notice',
    parts: { what: 'It is up', since: 'Two lines\nof text\n' },
  })
})

const REFUSED: readonly (readonly [string, CommandName, Typed, RegExp])[] = [
  ['missing', 'classify', words(), /classify needs more: --severity/],
  ['too much', 'accept', words('lead', 'and more'), /too much: and more/],
  ['no number', 'escalate', words('two', 'why'), /--level is a whole number/],
  ['no time', 'contain', words('later'), /"later" is no time for --when/],
  ['no part', 'approve', { words: ['x'], options: { part: ['It is down'] } }, /written as id=text/],
  [
    'no parts',
    'approve',
    { words: ['x'], options: { partsFile: join(import.meta.dirname, 'body.test.ts') } },
    /is not YAML|does not hold parts/,
  ],
  [
    'no file',
    'approve',
    { words: ['x'], options: { partsFile: join(directory, 'none.yaml') } },
    /there is no such file/,
  ],
]
for (const [what, name, typed, message] of REFUSED)
  test(`what cannot be understood is said before anything is asked: ${what}`, async () => {
    await rejects(read(name, typed), error => {
      ok(error instanceof Stop)
      equal(error.exit, EXIT.usage)
      return message.test(error.message)
    })
  })
