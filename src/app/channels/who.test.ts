import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { Contact, Person } from '#/core/directory.ts'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import { peopleAt } from './who.ts'

const contact = (address: string, verified: boolean): Contact => ({
  channel: 'sms',
  address,
  verified,
})
const people: readonly Person[] = [
  { id: 'ana', name: 'Ana', phone: '+3525550101', contacts: [contact('+3525550102', true)] },
  { id: 'bo', name: 'Bo', contacts: [contact('+3525550101', false)] },
  { id: 'cleo', name: 'Cleo', email: 'Cleo@acme.example' },
]
const directory = { ...EMPTY_DIRECTORY, people: new Map(people.map(it => [it.id, it])) }
const at = (address: string) => peopleAt(directory, ['sms', 'email'], address).map(({ id }) => id)

test('an address of the directory, or one that somebody confirmed, is theirs', () => {
  deepEqual(at('+3525550101'), ['ana'])
  deepEqual(at('+3525550102'), ['ana'])
  deepEqual(at('cleo@ACME.example'), ['cleo'])
})

test('nobody becomes somebody else by writing down their address', () => {
  deepEqual(at('+3525550101').includes('bo'), false)
  deepEqual(at(''), [])
})
