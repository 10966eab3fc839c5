import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { wakeAt } from '#/core/incident/keep.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const CREW = { chief: ['ana'], engineer: ['bo'] }
const PEOPLE = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}}
  roles: {lead: {title: Lead, holders: [chief, engineer]}}
`
const BAD = asks('ana', '09:00', { do: 'classify', severity: 'bad', type: 'outage' })

const updating = settingOf(
  plan(
    PEOPLE,
    `
  audiences: {all: {title: All, members: [everyone]}}
  obligations:
    - {id: news, title: News, when: {severity: bad}, do: update, to: all, by: lead, from: declared,
       every: {aim: 1h, limit: 2h}, until: resolved}
  `,
  ),
  CREW,
)
const news = (time: string) => asks('ana', time, { do: 'update', to: ['all'], text: 'News' })

test('a period of what recurs starts at each update, and ends with the incident', () => {
  const begun = after(updating, ALARM, BAD, news('10:30'))
  deepEqual(
    ['news#1', 'news#2'].map(key => [
      begun.standing(key, '10:30'),
      begun.obligation(key, '10:30').due,
    ]),
    [
      ['met', at('11:00')],
      ['open', at('12:30')],
    ],
  )
  const over = begun.and(asks('ana', '11:00', { do: 'resolve', text: 'Restarted' }))
  equal(over.standing('news#2', '11:00'), 'void')
  equal(wakeAt(updating.plan, over.incident, at('11:00')), undefined)
})

test('a missed period stays on record, and the next one starts when the update comes at last', () => {
  const missed = after(updating, ALARM, BAD, wake('11:00'))
  equal(missed.standing('news#1', '15:00'), 'overdue')
  const late = missed.and(news('15:00'))
  equal(late.standing('news#1', '15:00'), 'met-late')
  equal(late.obligation('news#2', '15:00').due, at('17:00'))
})

test('waiving one period does not waive those after it: the next is owed from then on', () => {
  const waived = after(
    updating,
    ALARM,
    BAD,
    asks('ana', '10:00', { do: 'waive', obligation: 'news#1', reason: 'Everyone is in the room' }),
  )
  deepEqual(
    ['news#1', 'news#2'].map(key => [
      waived.standing(key, '10:30'),
      waived.obligation(key, '10:30').due,
    ]),
    [
      ['waived', at('11:00')],
      ['open', at('12:00')],
    ],
  )
})

test('a missed period stays overdue after the resolution', () => {
  const resolved = after(
    updating,
    ALARM,
    BAD,
    asks('ana', '12:00', { do: 'resolve', text: 'Restarted' }),
  )
  equal(resolved.standing('news#1', '12:00'), 'overdue')
})

test('what recurs does not arrive overdue when it comes to apply again', () => {
  const again = after(
    updating,
    ALARM,
    BAD,
    news('10:00'),
    asks('ana', '10:30', { do: 'resolve', text: 'Restarted' }),
  ).and(asks('ana', '20:00', { do: 'reopen', reason: 'It is back' }))
  const { standing, due } = again.obligation('news#2', '20:00')
  deepEqual([standing, due], ['open', at('22:00')])
})

test('the first period does not arrive overdue either when it comes to apply again', () => {
  const again = after(
    updating,
    ALARM,
    BAD,
    asks('ana', '10:30', { do: 'resolve', text: 'Restarted' }),
  ).and(asks('ana', '20:00', { do: 'reopen', reason: 'It is back' }))
  const { standing, due } = again.obligation('news#1', '20:00')
  deepEqual([standing, due], ['open', at('22:00')])
})
