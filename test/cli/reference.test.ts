import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { EXIT, EXIT_MEANS } from '#/cli/exit-codes.ts'
import { COMMANDS, OWN_COMMANDS } from '#/core/incident/command.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import { golden } from '../golden/golden.ts'
import { everyCommand, helpOf, programForReading, reference } from './reference.ts'
import { done, tocsin } from './tocsin.ts'

const PAGE = new URL('../../docs/reference/cli.md', import.meta.url)

test('docs/reference/cli.md is what `--help` of every command says', () => {
  golden(PAGE, reference())
})

test('the program itself prints that help, and ends well', async () => {
  const commands = everyCommand(programForReading())
  for (const asked of ['', 'incident classify']) {
    const found = commands.find(({ words }) => words.join(' ') === asked)
    ok(found !== undefined, asked)
    equal(await done([...asked.split(' ').filter(Boolean), '--help']), helpOf(found.command))
  }
})

test('every command that a person may give to an incident can be typed', () => {
  const incident = programForReading().commands.find(command => command.name() === 'incident')
  const typed = new Set(incident?.commands.map(command => command.name()))
  const given = (Object.keys(COMMANDS) as CommandName[]).filter(name => !OWN_COMMANDS.has(name))
  deepEqual(
    given.filter(name => !typed.has(name)),
    [],
  )
  deepEqual(
    [...OWN_COMMANDS].filter(name => typed.has(name)),
    [],
    'what only the product does is not to be typed',
  )
})

test('every command says what it does, and everything that it takes', () => {
  const silent = everyCommand(programForReading()).flatMap(({ words, command }) => [
    ...(command.description() === '' ? [words.join(' ')] : []),
    ...command.options
      .filter(({ description }) => description === '')
      .map(({ long }) => `${words.join(' ')} ${long}`),
  ])
  deepEqual(silent, [])
})

test('no exit code has two meanings', () => {
  equal(new Set(Object.values(EXIT)).size, Object.keys(EXIT).length)
  deepEqual(Object.keys(EXIT_MEANS), Object.keys(EXIT))
})

test('what cannot be parsed is said with what was probably meant', async () => {
  const wrong = await tocsin(['incident', 'agendaa'])
  equal(wrong.code, EXIT.usage)
  ok(wrong.err.includes('Did you mean agenda?'), wrong.err)
  equal((await tocsin([])).code, EXIT.usage)
  equal((await tocsin(['--version'])).out, '0.1.0\n')
})
