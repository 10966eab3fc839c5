import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'

const by = TOCSIN
const resolved = after(
  HOME,
  ALARM,
  asks('ana', '09:01', { do: 'complete', obligation: 'look' }),
  asks('bo', '09:02', { do: 'note', text: 'I help' }),
  asks('ana', '09:03', { do: 'resolve', text: 'New disk' }),
)
const followUp = { do: 'add-follow-up', title: 'Buy disks', owner: 'bo', due: at('12:00') } as const

test('each responder owes notes of their own, and only their own meet it', () => {
  const written = resolved.and(asks('ana', '09:10', { do: 'write-notes', text: 'I was there' }))
  deepEqual(
    [written.standing('notes@ana', '09:10'), written.standing('notes@bo', '09:10')],
    ['met', 'open'],
  )
  written
    .when(asks('ana', '09:11', { do: 'write-notes', text: 'And more' }))
    .records({ type: 'notes-written', text: 'And more' })
})

test('a meeting invites whom the plan wants, whoever took part, and whom one names', () => {
  resolved
    .when(
      asks('ana', '09:10', {
        do: 'schedule-meeting',
        obligation: 'review',
        starts: at('15:00'),
        invite: ['zoe'],
      }),
    )
    .records(
      {
        type: 'meeting-scheduled',
        meeting: `meeting-${resolved.events.length + 1}`,
        obligation: 'review',
        startsAt: at('15:00'),
        invited: ['ana', 'bo', 'zoe'],
      },
      {
        type: 'message-sent',
        by,
        message: `message-${resolved.events.length + 2}`,
        act: 'invitation',
        obligation: 'review',
        audiences: ['ana', 'bo', 'zoe'],
        recipients: ['ana', 'bo', 'zoe'].map(to => ({ to, channels: ['email' as const] })),
        outside: false,
        subject: 'Review: Broken',
        text: 'You are invited to: Review. It starts at 2026-03-02T15:00:00.000Z.',
        cites: [],
        meeting: {
          id: `meeting-${resolved.events.length + 1}`,
          startsAt: at('15:00'),
          minutes: 60,
        },
      },
    )
})

test('a meeting is held when the notes are there and those whom the plan wants are present', () => {
  const hold = (...present: string[]) =>
    asks('bo', '09:20', { do: 'hold-meeting', obligation: 'review', present })
  resolved.when(hold('ana')).refuses('order-broken', { first: ['notes'] })
  const written = resolved.and(
    ...['ana', 'bo'].map(who => asks(who, '09:10', { do: 'write-notes', text: 'So' })),
  )
  written.when(hold('bo')).refuses('attendance-missing', { missing: ['chief'] })
  written.when(hold('ana', 'nobody')).refuses('person-unknown', { person: ['nobody'] })
  written
    .when(hold('ana', 'bo', 'ana'))
    .recordsAmong(
      { type: 'meeting-held', present: ['ana', 'bo'] },
      { type: 'obligation-met', obligation: 'review' },
    )
  const held = written.and(hold('ana', 'bo'))
  held.when({ ...hold('ana'), at: at('09:30') }).refuses('obligation-not-open', { standing: 'met' })
  equal(held.incident.moments.get('reviewed'), at('09:20'))
})

test('a meeting that was scheduled is the one that is held', () => {
  const written = resolved.and(
    ...['ana', 'bo'].map(who => asks(who, '09:10', { do: 'write-notes', text: 'So' })),
    asks('ana', '09:11', { do: 'schedule-meeting', obligation: 'review', starts: at('15:00') }),
    asks('ana', '15:30', { do: 'hold-meeting', obligation: 'review', present: ['ana'] }),
  )
  deepEqual(
    [...written.incident.meetings.values()].map(({ startsAt, heldAt }) => [startsAt, heldAt]),
    [[at('15:00'), at('15:30')]],
  )
})

test('a resolution has an owner and a date, from whom the plan lets designate', () => {
  resolved.when(asks('bo', '09:10', followUp)).refuses('not-yours', { roles: ['chief'] })
  resolved
    .when(asks('ana', '09:10', followUp))
    .recordsAmong(
      { type: 'follow-up-added', owner: 'bo', dueAt: at('12:00'), planChange: false },
      { type: 'obligation-met', obligation: 'actions' },
    )
})

for (const [time, standing] of [
  ['11:59:59.999', 'open'],
  ['12:00:00.000', 'overdue'],
] as const)
  test(`a follow-up with the date 12:00 is ${standing} at ${time}, also after the incident is closed`, () => {
    const agreed = resolved.and(asks('ana', '09:10', followUp))
    const [id = ''] = agreed.incident.followUps.keys()
    equal(agreed.and(wake(time)).standing(`act@${id}`, time), standing)
  })

test('finishing a follow-up meets it, twice is no error', () => {
  const agreed = resolved.and(asks('ana', '09:10', followUp))
  const [id = ''] = agreed.incident.followUps.keys()
  const done = agreed.and(asks('bo', '11:00', { do: 'finish-follow-up', 'follow-up': id }))
  equal(done.standing(`act@${id}`, '11:00'), 'met')
  done.when(asks('bo', '11:05', { do: 'finish-follow-up', 'follow-up': id })).records()
})

test('a finding is written before its promise is ticked off, and nothing-found is a finding too', () => {
  const tick = asks('ana', '09:20', { do: 'complete', obligation: 'lessons' })
  resolved.when(tick).refuses('obligation-needs-act', { command: 'add-finding' })
  resolved
    .and(asks('ana', '09:10', { do: 'add-finding', kind: 'lesson', text: 'None' }))
    .when(tick)
    .recordsAmong({ type: 'obligation-met', obligation: 'lessons' })
})

test('feedback is for who took part', () => {
  const reviewed = resolved.and(
    ...['ana', 'bo'].map(who => asks(who, '09:10', { do: 'write-notes', text: 'So' })),
    asks('ana', '09:20', { do: 'hold-meeting', obligation: 'review', present: ['ana', 'odo'] }),
  )
  reviewed
    .when(asks('ana', '09:30', { do: 'give-feedback', person: 'odo', text: 'Thanks' }))
    .refuses('person-unknown')
  const told = reviewed.and(
    asks('ana', '09:30', { do: 'give-feedback', person: 'bo', text: 'Thanks' }),
  )
  deepEqual(
    [told.standing('thanks@bo', '09:30'), told.standing('thanks@ana', '09:30')],
    ['met', 'open'],
  )
})
