import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'

const begun = after(
  HOME,
  ALARM,
  asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'outage' }),
)
const merged = begun.and(
  asks('ana', '09:05', { do: 'merge', into: 'INC-2', reason: 'The same disk' }),
)

test('a merge ends what is owed here, says where it went, and wakes nobody any more', () => {
  deepEqual([merged.incident.status, merged.incident.mergedInto], ['merged', 'INC-2'])
  deepEqual(
    [merged.standing('look', '09:05'), merged.standing('news#1', '09:05')],
    ['void', 'void'],
  )
  equal(wakeAt(HOME.plan, merged.incident, at('09:05')), undefined)
})

test('what was missed before a merge stays overdue', () => {
  const late = begun.and(
    wake('10:00'),
    asks('ana', '10:05', { do: 'merge', into: 'INC-2', reason: 'The same' }),
  )
  equal(late.standing('look', '10:05'), 'overdue')
})

test('the other incident says what came to it, and goes on as it was', () => {
  begun
    .when(asks(TOCSIN, '09:05', { do: 'absorb', incident: 'INC-2' }))
    .records({ type: 'absorbed', incident: 'INC-2' })
})

test('a merge can be taken back, and its promises go on from when they applied again', () => {
  const back = merged.and(asks('ana', '09:30', { do: 'reopen', reason: 'Not the same' }))
  deepEqual([back.incident.status, back.incident.mergedInto], ['open', undefined])
  deepEqual(
    [back.standing('look', '09:30'), back.obligation('look', '09:30').due],
    ['due-soon', at('10:00')],
  )
  deepEqual(back.obligation('news#1', '09:30').due, at('11:30'))
})

for (const [does, body] of [
  ['contain', { do: 'contain' }],
  ['classify', { do: 'classify', severity: 'mild', reason: 'Less' }],
  ['resolve', { do: 'resolve', text: 'Done' }],
  ['escalate', { do: 'escalate', level: 2, reason: 'Help' }],
] as const)
  test(`after the end nobody gives the command ${does}`, () => {
    merged.when(asks('ana', '09:10', body)).refuses('incident-not-open', { status: 'merged' })
  })

test('after the end one may still write, correct, waive and reopen', () => {
  const late = begun.and(
    wake('10:00'),
    asks('ana', '10:05', { do: 'declassify', reason: 'A test' }),
  )
  late
    .when(asks('bo', '10:10', { do: 'note', text: 'I was there' }))
    .recordsAmong({ type: 'noted' })
  late
    .when(asks('ana', '10:10', { do: 'waive', obligation: 'look', reason: 'A test' }))
    .recordsAmong({ type: 'obligation-waived', obligation: 'look' })
  late
    .when(asks('ana', '10:10', { do: 'reopen', reason: 'No test' }))
    .recordsAmong({ type: 'reopened' })
})

test('resolving twice and reopening what is open is no error', () => {
  const resolved = begun.and(
    asks('ana', '09:10', { do: 'complete', obligation: 'look' }),
    asks('ana', '09:11', { do: 'resolve', text: 'New disk' }),
  )
  resolved.when(asks('ana', '09:12', { do: 'resolve', text: 'New disk' })).records()
  begun.when(asks('ana', '09:12', { do: 'reopen', reason: 'Why not' })).records()
})

test('time goes on after the resolution for what counts from there', () => {
  const resolved = begun.and(
    asks('ana', '09:10', { do: 'complete', obligation: 'look' }),
    asks('ana', '09:11', { do: 'resolve', text: 'New disk' }),
  )
  equal(resolved.obligation('review', '09:11').due, at('2026-03-07T09:11:00Z'))
  equal(wakeAt(HOME.plan, resolved.incident, at('09:11')) !== undefined, true)
})
