import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from './directory.ts'
import { addressAt } from './contact.ts'

const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@acme.example', phone: '+3525550101' }

test('without further contacts the directory says where somebody is reached', () => {
  equal(addressAt(ana, 'email'), 'ana@acme.example')
  equal(addressAt(ana, 'sms'), '+3525550101')
  equal(addressAt(ana, 'voice'), '+3525550101')
  equal(addressAt(ana, 'teams'), undefined)
  equal(addressAt(ana, 'push'), undefined)
  equal(addressAt({ ...ana, push: true }, 'push'), 'ana')
})

test('the first address that somebody confirmed goes before the one in the directory', () => {
  const contacts = [
    { channel: 'sms', address: '+3525550199', verified: false },
    { channel: 'sms', address: '+3525550142', verified: true },
    { channel: 'sms', address: '+3525550143', verified: true },
    { channel: 'ntfy', address: 'https://ntfy.acme.example/ana', verified: true },
  ] as const
  equal(addressAt({ ...ana, contacts }, 'sms'), '+3525550142')
  equal(addressAt({ ...ana, contacts }, 'voice'), '+3525550101')
  equal(addressAt({ ...ana, contacts }, 'ntfy'), 'https://ntfy.acme.example/ana')
})

test('an address that nobody confirmed is for a page to which nothing else is left', () => {
  const contacts = [{ channel: 'sms', address: '+3525550199', verified: false }] as const
  equal(addressAt({ id: 'bo', name: 'Bo', contacts }, 'sms'), undefined)
  equal(
    addressAt({ id: 'bo', name: 'Bo', contacts }, 'sms', { evenUnverified: true }),
    '+3525550199',
  )
  equal(addressAt({ ...ana, contacts }, 'sms', { evenUnverified: true }), '+3525550101')
})
