import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { namesIn, sectionsNamedAt } from './names.ts'
import { keysAt, meaningAt, valuesAt } from './schema.ts'
import type { Schema } from './schema.ts'

const ROOT = new URL('../../../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8')
const schema = JSON.parse(read('schema/plan.schema.json')) as Schema
const plan = read('plans/bank.yaml')

test('the schema gives the keys and the words of a place, with what they mean', () => {
  const keys = keysAt(schema, ['obligations', '[]']).map(({ key }) => key)
  for (const key of ['id', 'do', 'by', 'within', 'cite']) ok(keys.includes(key), key)
  ok(valuesAt(schema, ['obligations', '[]', 'do']).includes('task'))
  ok(keysAt(schema, ['severities', 'P0']).some(({ key }) => key === 'means'))
  ok(meaningAt(schema, ['obligations', '[]', 'within']) !== '')
  deepEqual(keysAt(schema, ['nothing', 'here']), [])
})

test('names are found as the plan writes them, each with its line', () => {
  const names = namesIn(plan)
  const lines = plan.split('\n')
  for (const [section, id] of [
    ['roles', 'commander'],
    ['obligations', 'classify-it'],
    ['decisions', 'pay-ransom'],
    ['clauses', 'B1.1'],
    ['facts', 'insider'],
  ]) {
    const found = names.find(name => name.section === section && name.id === id)
    ok(found !== undefined, `${section}: ${id}`)
    equal(lines[found.line - 1]?.includes(id ?? ''), true)
  }
  deepEqual(sectionsNamedAt(['obligations', '[]', 'when', 'severity', '[]']), ['severities'])
})
