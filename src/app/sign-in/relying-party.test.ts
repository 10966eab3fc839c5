import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { pageAddress, relyingParty } from '#/app/sign-in/relying-party.ts'

const NAMED = 'https://tocsin.acme.example'
const LOCAL = 'http://127.0.0.1:4870'

const CASES: readonly (readonly [string, string | undefined, string | undefined])[] = [
  [NAMED, NAMED, 'tocsin.acme.example'],
  [NAMED, 'http://tocsin.acme.example', 'tocsin.acme.example'],
  [NAMED, 'https://evil.example', undefined],
  [NAMED, 'https://tocsin.acme.example.evil.example', undefined],
  [NAMED, 'http://localhost:4870', undefined],
  [NAMED, undefined, undefined],
  [NAMED, 'null', undefined],
  [LOCAL, 'http://localhost:4870', 'localhost'],
  [LOCAL, LOCAL, undefined],
  ['http://localhost:4870', LOCAL, undefined],
  ['http://10.0.0.7:4870', 'http://10.0.0.7:4870', undefined],
  ['http://[fd00::7]:4870', 'http://[fd00::7]:4870', undefined],
]

for (const [publicUrl, origin, id] of CASES)
  test(`passkeys of ${publicUrl} at ${origin}: ${id ?? 'none'}`, () => {
    equal(relyingParty(publicUrl, origin)?.id, id)
  })

test('a page that came without TLS does not speak for one that has it', () => {
  deepEqual(relyingParty(NAMED, 'http://tocsin.acme.example')?.origin, NAMED)
})

test('a link leads to the name by which its maker came, on one machine; elsewhere to the public address', () => {
  equal(pageAddress(LOCAL, 'http://localhost:4870'), 'http://localhost:4870')
  equal(pageAddress(NAMED, 'http://localhost:4870'), NAMED)
  equal(pageAddress(LOCAL, 'https://evil.example'), LOCAL)
  equal(pageAddress(LOCAL, undefined), LOCAL)
})
