import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { compile } from '#/core/plan/compile.ts'
import { readingOf } from '#/core/plan/reading.ts'
import { readDirectory } from '#/core/plan/read-directory.ts'
import { REGIMES } from '../../../test/kit/regimes.ts'
import { sheetOf } from './sheet.ts'

const root = new URL('../../../', import.meta.url)
const compiled = compile(readFileSync(new URL('plans/creditnexus.yaml', root), 'utf8'), {
  regimes: REGIMES,
})
ok('plan' in compiled)
const read = readDirectory(readFileSync(new URL('directory.example.yaml', root), 'utf8'))
ok('directory' in read)
const { people, positions, groups, contacts } = read.directory
const reading = readingOf(compiled.plan, { hash: '', date: '2026-03-02' })
const sheet = sheetOf(compiled.plan, reading, {
  people: [...people.values()],
  positions: Object.fromEntries(positions),
  groups: Object.fromEntries(groups),
  contacts: Object.fromEntries(contacts),
})

test('C9.1 the sheet names who fills each role, in the order in which they are asked, with their telephone', () => {
  const commander = sheet.roles.find(({ id }) => id === 'commander')
  ok(commander !== undefined && commander.people.length >= 2)
  ok(commander.people.every(({ phone }) => phone !== undefined))
  equal(new Set(commander.people).size, commander.people.length)
})

test('C9.1 authorities and addresses outside stand on it, as the directory has them', () => {
  const authority = sheet.outside.find(({ id }) => id === 'supervisory-authority')
  deepEqual(authority?.addresses, ['breaches@data-protection-authority.example'])
  equal(sheet.outside.find(({ id }) => id === 'who-reported')?.isReporter, true)
})

test('the ladder stands in its order, and every level has people', () => {
  const levels = sheet.ladder.map(({ level }) => level)
  deepEqual(
    levels,
    levels.toSorted((a, b) => a - b),
  )
  ok(sheet.ladder.every(({ people: those }) => those.length > 0))
})

test('what the law wants told is there with its article and its time', () => {
  const dora = sheet.legal.find(({ id }) => id === 'dora-initial')
  ok(dora?.law?.includes('19'), dora?.law ?? '')
  ok(dora?.deadline.startsWith('Within 4 hours'), dora?.deadline)
  ok(
    dora?.limits.some(limit => limit.includes('no later than 24 hours')),
    dora?.limits.join(' '),
  )
  ok(sheet.legal.some(({ deadline }) => deadline.startsWith('Within 72 hours')))
})

test('people stand by name, with what they hold', () => {
  const names = sheet.people.map(({ name }) => name)
  deepEqual(
    names,
    names.toSorted((a, b) => a.localeCompare(b)),
  )
  ok(sheet.people.some(({ holds }) => holds.length > 0))
})
