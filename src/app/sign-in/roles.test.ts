import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { scopesOf } from '#/app/sign-in/roles.ts'

const READS = ['incident:read', 'signal:read', 'plan:read', 'directory:read']

test('what each role opens', () => {
  deepEqual(scopesOf('owner'), ['admin'])
  deepEqual(scopesOf('responder'), [...READS, 'incident:write', 'plan:propose'])
  deepEqual(scopesOf('observer'), READS)
  deepEqual(scopesOf('auditor'), [...READS, 'audit'])
})

test('a role of a later version opens nothing', () => {
  deepEqual(scopesOf('wizard'), [])
})
