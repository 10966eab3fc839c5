import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'

const by = TOCSIN
const begun = after(HOME, ALARM)
const led = begun.and(asks('ana', '09:01', { do: 'acknowledge' }))
const holder = ({ incident }: typeof begun, role: string) => incident.roles.get(role)

test('who gives a command that the plan reserves for a vacant role takes the role, on record', () => {
  begun
    .when(asks('bo', '09:05', { do: 'classify', severity: 'mild', type: 'outage' }))
    .recordsAmong(
      { type: 'role-assigned', role: 'lead', person: 'bo', accepted: true, by },
      { type: 'classified', by: 'bo' },
    )
})

test('who may not hold the role may not give the command, and neither may another once it is held', () => {
  const classify = { do: 'classify', severity: 'mild', type: 'outage' } as const
  begun
    .when(asks('odo', '09:05', classify))
    .refuses('not-yours', { command: 'classify', roles: ['lead'] })
  led.when(asks('bo', '09:05', classify)).refuses('not-yours', { roles: ['lead'] })
})

test('who holds a role that excludes the other does not take the other by acting', () => {
  const scribe = begun.and(asks('bo', '09:01', { do: 'assign', role: 'scribe', person: 'bo' }))
  scribe
    .when(asks('bo', '09:05', { do: 'classify', severity: 'mild', type: 'outage' }))
    .refuses('not-yours')
})

test('a role given to another waits until they accept, who are asked by a page', () => {
  const offered = led.and(asks('ana', '09:05', { do: 'assign', role: 'scribe', person: 'bo' }))
  deepEqual(holder(offered, 'scribe'), { person: 'bo', since: at('09:05'), accepted: false })
  const [page] = [...offered.incident.pages.values()].filter(it => it.person === 'bo')
  equal(page?.state, 'waiting')
  const accepted = offered.and(asks('bo', '09:06', { do: 'accept', role: 'scribe' }))
  deepEqual(holder(accepted, 'scribe')?.accepted, true)
  equal(accepted.incident.pages.get(page?.id ?? '')?.state, 'acknowledged')
})

test('acknowledging the page accepts the role as well', () => {
  const accepted = led.and(
    asks('ana', '09:05', { do: 'assign', role: 'scribe', person: 'bo' }),
    asks('bo', '09:06', { do: 'acknowledge' }),
  )
  equal(holder(accepted, 'scribe')?.accepted, true)
})

test('taking a role oneself needs no page', () => {
  const taken = begun.and(asks('bo', '09:01', { do: 'assign', role: 'scribe', person: 'bo' }))
  equal(holder(taken, 'scribe')?.accepted, true)
  equal([...taken.incident.pages.values()].filter(it => it.person === 'bo').length, 0)
})

test('taking, accepting and giving twice is no error and records nothing', () => {
  led.when(asks('ana', '09:05', { do: 'assign', role: 'lead', person: 'ana' })).records()
  led.when(asks('ana', '09:05', { do: 'accept', role: 'lead' })).records()
  const offered = led.and(asks('ana', '09:05', { do: 'assign', role: 'scribe', person: 'bo' }))
  offered.when(asks('ana', '09:06', { do: 'assign', role: 'scribe', person: 'bo' })).records()
})

test('a hand-over goes on record with both names, and is asked of the new holder', () => {
  led
    .when(
      asks('ana', '09:05', { do: 'hand-over', role: 'lead', to: 'eva', reason: 'My shift ends' }),
    )
    .recordsAmong(
      { type: 'role-handed-over', role: 'lead', from: 'ana', to: 'eva', reason: 'My shift ends' },
      { type: 'page-sent', party: 'eva', person: 'eva' },
    )
  const handed = led.and(asks('ana', '09:05', { do: 'hand-over', role: 'lead', to: 'eva' }))
  handed.when(asks('ana', '09:06', { do: 'resolve', text: 'Done' })).refuses('not-yours')
  const confirmed = handed.and(asks('eva', '09:07', { do: 'acknowledge' }))
  deepEqual(holder(confirmed, 'lead'), { person: 'eva', since: at('09:07'), accepted: true })
})

test('a role is not handed to who holds one that excludes it', () => {
  const scribe = led.and(asks('bo', '09:02', { do: 'assign', role: 'scribe', person: 'bo' }))
  scribe
    .when(asks('ana', '09:05', { do: 'hand-over', role: 'lead', to: 'bo' }))
    .refuses('roles-conflict', { with: 'scribe', person: 'bo' })
})

test('a role that was declined is vacant, and the others in line are asked', () => {
  const declined = led.and(asks('ana', '09:05', { do: 'decline', role: 'lead', reason: 'Ill' }))
  equal(holder(declined, 'lead'), undefined)
  const asked = [...declined.incident.pages.values()].filter(it => it.state === 'waiting')
  deepEqual(
    asked.map(it => [it.party, it.person]),
    [['lead', 'bo']],
  )
})

test('saying no to a page for a role hands it on to the next', () => {
  begun
    .when(asks('ana', '09:01', { do: 'decline', role: 'lead', reason: 'Ill' }))
    .recordsAmong(
      { type: 'page-handed-on', person: 'ana', reason: 'Ill' },
      { type: 'page-sent', person: 'bo', by },
    )
})

test('who is called in is paged and takes part', () => {
  const called = led.and(
    asks('ana', '09:05', { do: 'call-in', person: 'zoe', reason: 'You know the disks' }),
  )
  equal(called.incident.responders.has('zoe'), true)
  const page = [...called.incident.pages.values()].find(it => it.person === 'zoe')
  equal(page?.state, 'waiting')
  led
    .when(asks('ana', '09:05', { do: 'call-in', person: 'zoe', reason: 'You know the disks' }))
    .recordsAmong({ type: 'page-sent', text: 'You know the disks', person: 'zoe' })
})
