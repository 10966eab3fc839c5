import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { acknowledgeToken, readAcknowledgeToken } from '#/app/paging/acknowledge-link.ts'

const secret = 'a'.repeat(32)
const asked = { incident: 'inc-1', page: 'message-2/commander', person: 'ana' }
const token = acknowledgeToken(secret, asked)

test('a token says which page, and for whom', () => {
  match(token, /^v1\.[\w-]+\.[\w-]{43}$/)
  deepEqual(readAcknowledgeToken(secret, token), asked)
})

test('ids of any characters come back as they were', () => {
  const odd = { incident: 'a.b","c', page: '世界 🚒', person: 'ana@example.org\n' }
  deepEqual(readAcknowledgeToken(secret, acknowledgeToken(secret, odd)), odd)
})

test('another secret does not read it', () => {
  equal(readAcknowledgeToken('b'.repeat(32), token), undefined)
})

test('no character of it can be changed', () => {
  for (let index = 0; index < token.length; index++) {
    const other = token[index] === 'A' ? 'B' : 'A'
    const changed = token.slice(0, index) + other + token.slice(index + 1)
    equal(readAcknowledgeToken(secret, changed), undefined)
  }
})

for (const text of [
  '',
  'v1',
  'v1..',
  `${token}.`,
  ` ${token}`,
  token.slice(0, -1),
  'v2' + token.slice(2),
  'x'.repeat(5_000),
])
  test(`not a token: ${JSON.stringify(text.slice(0, 20))}`, () =>
    equal(readAcknowledgeToken(secret, text), undefined))
