import { equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import {
  createPasswords,
  PASSWORD_COST,
  PasswordsBusy,
  weaknessOf,
} from '#/app/sign-in/password.ts'

const cheap = createPasswords({ memoryKib: 8, passes: 1 })

test('a password is kept at the cost of today, with a salt of its own, and is known again', async () => {
  const passwords = createPasswords(PASSWORD_COST)
  const hash = await passwords.hash('a long way to go')
  match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  equal(await passwords.matches('a long way to go', hash), true)
  equal(await passwords.matches('a long way to gO', hash), false)
  equal(passwords.isOutdated(hash), false)
})

test('a hash of other programs is known, and one of cheaper days is outdated', async () => {
  // From the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1`.
  const hash =
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  equal(await cheap.matches('password', hash), true)
  equal(cheap.isOutdated(hash), true)
})

test('the same letters typed on another keyboard are the same password', async () => {
  const hash = await cheap.hash('caf\u00e9 au lait')
  equal(await cheap.matches('cafe\u0301 au lait', hash), true)
})

test('two hashes of one password differ, and nothing matches what is no hash', async () => {
  notEqual(await cheap.hash('x'), await cheap.hash('x'))
  for (const hash of [null, '', 'x', '$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA'])
    equal(await cheap.matches('', hash), false)
})

test('so many at once are told that it is busy, and the others are answered', async () => {
  const answers = await Promise.allSettled(
    Array.from({ length: 110 }, () => cheap.matches('x', null)),
  )
  const refused = answers.flatMap(it => (it.status === 'rejected' ? [it.reason as unknown] : []))
  equal(refused.length, 8)
  ok(refused.every(reason => reason instanceof PasswordsBusy))
  equal(await cheap.matches('x', null), false)
})

const WEAK: readonly (readonly [string, ReturnType<typeof weaknessOf>])[] = [
  ['ninechars', 'short'],
  ['ten chars!', undefined],
  ['aaaaaaaaaaaaaaaa', 'repeated'],
  ['abababababab', 'repeated'],
  ['Ana Silva 1', 'own-name'],
  ['silva@acme.example', 'own-name'],
  ['silva likes wooden boats', undefined],
  ['🐕🐈🐎🐖🐑🐓🦆🦉🐝🐢', undefined],
]

for (const [password, weakness] of WEAK)
  test(`"${password}" is ${weakness === undefined ? 'good enough' : `weak: ${weakness}`}`, () => {
    equal(weaknessOf(password, ['ana', 'Ana Silva', 'silva@acme.example']), weakness)
  })
