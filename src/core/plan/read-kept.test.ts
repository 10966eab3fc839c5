import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readDirectory, readKeptDirectory } from '#/core/plan/read-directory.ts'

const INVENTED = `
people: {ana: {name: Ana, phone: "+12025550123"}}
positions: {on-call: [ana]}
`

test('a directory that is kept is read though it would be refused today: else nobody could be woken', () => {
  ok('mistakes' in readDirectory(INVENTED))
  const kept = readKeptDirectory(INVENTED)
  deepEqual(kept?.positions.get('on-call'), ['ana'])
  equal(kept?.people.get('ana')?.phone, '+12025550123')
  equal(readKeptDirectory('people: 5'), undefined)
})
