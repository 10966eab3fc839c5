import { deepEqual, notEqual } from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { FOLDERS } from '../../boundaries.ts'
import { compiledIn, expectedIn, lintedIn } from './checked.ts'

const source = join(import.meta.dirname, '../../src')
const fixtures = join(import.meta.dirname, 'fixtures/lint/src')

test('the linter refuses what the fixtures mark, and nothing else', () => {
  const expected = expectedIn('lint')
  notEqual(expected.length, 0)
  deepEqual(lintedIn('lint'), expected)
})

test('the core compiles without Node, a browser or the rest of the program in reach', () => {
  const expected = expectedIn('compile')
  notEqual(expected.length, 0)
  deepEqual(compiledIn('compile'), expected)
})

test('every folder of src and of the core has its row in the table of imports', () => {
  const rows = new Set(FOLDERS.map(({ path }) => path))
  const folders = [...foldersIn(''), ...foldersIn('core')]
  deepEqual(
    folders.filter(folder => !rows.has(folder)),
    [],
  )
})

test('every row of the table of imports has a fixture that breaks it', () => {
  const bare = FOLDERS.filter(({ path }) => !existsSync(join(fixtures, path, 'refused.ts')))
  deepEqual(bare, [])
})

function foldersIn(path: string): readonly string[] {
  return readdirSync(join(source, path), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => join(path, name))
}
