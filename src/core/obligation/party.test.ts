import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { actsAs, addressesOf, ownersOf, peopleOf } from '#/core/obligation/party.ts'
import { ALARM, after, asks } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const setting = settingOf(
  plan(`
    positions: {chief: {title: Chief}, engineer: {title: Engineer}, on-call: {title: On call}}
    groups: {board: {title: Board}}
    roles: {lead: {title: Lead, holders: [chief, engineer]}, second: {title: Second, holders: [engineer]}}
    audiences:
      everyone: {title: All of us, members: [everyone]}
      team: {title: Team, members: [lead, second, board]}
      wide: {title: Team and who is there, members: [lead, second, board, responders, on-call]}
      house: {title: Whoever reported it, members: [reporter]}
      customers: {title: Customers, outside: true, members: [customers, reporter]}
  `),
  { chief: ['ana'], engineer: ['bo', 'eva'], board: ['ida', 'jon'], 'on-call': ['eva'] },
  { also: ['zoe'], contacts: new Map([['customers', ['all@customers.example']]]) },
)
const ALL = ['ana', 'bo', 'eva', 'ida', 'jon', 'zoe']
const begun = after(setting, ALARM).incident
const led = after(
  setting,
  ALARM,
  asks('bo', '09:05', { do: 'assign', role: 'lead', person: 'bo' }),
).incident

for (const [party, people] of [
  ['chief', ['ana']],
  ['engineer', ['bo', 'eva']],
  ['board', ['ida', 'jon']],
  ['on-call', ['eva']],
  ['zoe', ['zoe']],
  ['lead', ['ana', 'bo', 'eva']],
  ['team', ['ana', 'bo', 'eva', 'ida', 'jon']],
  ['everyone', ALL],
  ['house', []],
  ['customers', []],
  ['nobody', []],
] as const)
  test(`before anyone has a role, ${party} is ${people.join(', ') || 'nobody'}`, () => {
    deepEqual(peopleOf(setting, begun, party), people)
  })

for (const [party, people] of [
  ['lead', ['bo', 'ana', 'eva']],
  ['second', ['bo', 'eva']],
  ['wide', ['bo', 'ana', 'eva', 'ida', 'jon']],
  ['responders', ['bo']],
] as const)
  test(`once bo leads, ${party} is ${people.join(', ')}`, () => {
    deepEqual(peopleOf(setting, led, party), people)
  })

test('who owes it is who holds the role, or the first in line; of a group everyone', () => {
  deepEqual(
    [
      ownersOf(setting, begun, 'lead'),
      ownersOf(setting, led, 'lead'),
      ownersOf(setting, led, 'board'),
    ],
    [['ana'], ['bo'], ['ida', 'jon']],
  )
})

test('while nobody holds a role whoever may hold it acts as it; then only its holder does', () => {
  deepEqual(
    ['ana', 'bo', 'zoe'].map(person => actsAs(setting, begun, person, 'lead')),
    [true, true, false],
  )
  deepEqual(
    ['ana', 'bo', 'zoe'].map(person => actsAs(setting, led, person, 'lead')),
    [false, true, false],
  )
})

for (const [reporter, addresses] of [
  ['monitoring', ['all@customers.example']],
  ['finder@research.example', ['all@customers.example', 'finder@research.example']],
  ['zoe', ['all@customers.example', 'zoe']],
] as const)
  test(`outside are the contact lists, and the reporter ${reporter} when there is a way to reach them`, () => {
    const incident = after(setting, { ...ALARM, reporter } as typeof ALARM).incident
    deepEqual(addressesOf(setting, incident, 'customers'), addresses)
    equal(peopleOf(setting, incident, 'house').includes('zoe'), reporter === 'zoe')
  })

test('two roles of an audience that share a position have its people once, in order', () => {
  const shared = settingOf(
    plan(`
      positions: {chief: {title: Chief}, engineer: {title: Engineer}}
      roles:
        lead: {title: Lead, holders: [chief]}
        second: {title: Second, holders: [chief, engineer]}
      audiences: {both: {title: Both, members: [lead, second]}}
    `),
    { chief: ['ana'], engineer: ['bo'] },
  )
  deepEqual(peopleOf(shared, after(shared, ALARM).incident, 'both'), ['ana', 'bo'])
})
