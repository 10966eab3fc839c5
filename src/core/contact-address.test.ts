import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { addressMistake, isPlaceholder, sharedAddresses } from '#/core/contact-address.ts'

test('C9.1 what nobody filled in, and what nobody reads, is a placeholder', () => {
  for (const value of [
    '[CTO Email]',
    'TBD',
    'todo',
    'xxx',
    'XX@acme.example',
    'tbd@acme.example',
    'n/a',
    '???',
    'cto@example.com',
    'someone@your-company.de',
    'noreply@acme.example',
    'no-reply@acme.example',
    'Do-Not-Reply@acme.example',
    'no_reply+oncall@acme.example',
    '000-000',
    '+10000000000',
    '+352 000 000 000',
    '+12025550142',
    '+1 (202) 555-0100',
    '+11234567890',
    '+4999999999',
  ])
    equal(isPlaceholder(value), true, value)
})

test('what is odd but real is none', () => {
  for (const value of [
    'ana@acme.example',
    'noreen@acme.example',
    'reply@acme.example',
    '+3525550101',
    '+352621550101',
    '+12025550199'.replace('55501', '55601'),
    '+442079460000',
    'todor',
    'ana.todo',
    '00x',
    'https://hooks.acme.example/000000000',
  ])
    equal(isPlaceholder(value), false, value)
})

test('an address has the form that its channel takes', () => {
  for (const [channel, right, wrong] of [
    ['email', 'ana@acme.example', 'ana@acme'],
    ['email', 'a.b+c@sub.acme.example', 'ana@acme.example, bo@acme.example'],
    ['sms', '+3525550101', '3525550101'],
    ['voice', '+3525550101', '+352 555'],
    ['slack', 'ana.silva', 'ana silva'],
    ['ntfy', 'tocsin-ana', 'a/b'],
    ['ntfy', 'https://ntfy.acme.example/ana', 'https://ntfy.acme.example/'],
    ['teams', 'https://acme.example/workflows/1?sig=x', 'acme.example'],
    ['email', 'ana@acme.example', ''],
    ['webhook', 'https://hooks.acme.example', 'ftp://hooks.acme.example'],
  ] as const) {
    equal(addressMistake(channel, right), undefined, right)
    notEqual(addressMistake(channel, wrong), undefined, wrong)
  }
  notEqual(addressMistake('webhook', `https://acme.example/${'x'.repeat(500)}`), undefined)
})

test('an address of several people is told with all of them', () => {
  const people = new Map([
    ['ana', { email: 'ana@acme.example', phone: '+3525550101' }],
    ['bo', { email: 'Ana@acme.example', contacts: [{ address: '+3525550101' }] }],
    ['cai', { email: 'cai@acme.example' }],
  ])
  deepEqual(sharedAddresses(people), [
    { address: 'ana@acme.example', people: ['ana', 'bo'] },
    { address: '+3525550101', people: ['ana', 'bo'] },
  ])
})
