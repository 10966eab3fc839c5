import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import type { Instant } from '#/core/time.ts'
import type { History } from '../../../test/kit/given.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const LADDER = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}, owner: {title: Owner}}
  groups: {board: {title: Board}}
  roles: {lead: {title: Lead, holders: [chief]}}
  obligations:
    - {id: call, title: Take the lead, do: page, to: lead, text: "{{title}}"}
    - {id: fix, title: Fix it, when: {severity: bad}, do: task, by: lead, from: detected, within: 1h, late: {escalate: 2}}
  escalation:
    1: {title: Lead, members: [lead]}
    2: {title: Engineers, members: [engineer]}
    3: {title: Board, members: [board], when: {severity: bad}}
    4: {title: Owner, members: [owner]}
  paging: {wait: 5m, rounds: 1}
`
const STAFF = { chief: ['ana'], engineer: ['bo', 'eva'], board: ['ida'], owner: ['odo'] }
const setting = settingOf(plan(LADDER), STAFF, { also: ['zoe'] })

/** Which levels were reached when, and why. */
function climbOf({ events }: History): readonly string[] {
  return events.flatMap(event =>
    event.type === 'escalated' ? [`${event.at.slice(11, 16)} ${event.level} ${event.cause}`] : [],
  )
}

/** Goes on, woken exactly when the incident asks to be, up to an instant. */
function untouched(history: History, until: string): History {
  const plan_ = setting.plan
  for (let now = history.events.at(-1)?.at as Instant; ;) {
    const next = wakeAt(plan_, history.incident, now)
    if (next === undefined || next > at(until)) return history
    history = history.and(wake(next))
    now = next
  }
}

test('silence climbs from level to level, past those that this incident may not reach', () => {
  const silent = untouched(after(setting, ALARM), '10:00')
  deepEqual(climbOf(silent), ['09:05 2 silence', '09:15 4 silence'])
})

test('a level that may be reached is not passed over', () => {
  const serious = after(
    setting,
    ALARM,
    asks(TOCSIN, '09:00', { do: 'classify', severity: 'bad', type: 'outage' }),
  )
  deepEqual(climbOf(untouched(serious, '09:59')), [
    '09:05 2 silence',
    '09:15 3 silence',
    '09:20 4 silence',
  ])
})

test('an answer on a level stops the climb', () => {
  const silent = untouched(after(setting, ALARM), '09:05')
  const answered = silent.and(asks('bo', '09:06', { do: 'acknowledge' }))
  deepEqual(climbOf(untouched(answered, '12:00')), ['09:05 2 silence'])
})

test('of several who are paged on a level, one answer is enough', () => {
  const two = settingOf(
    plan(LADDER.replace('members: [engineer]', 'members: [engineer, owner]')),
    STAFF,
  )
  const answered = after(two, ALARM, wake('09:05'), asks('odo', '09:06', { do: 'acknowledge' }))
  deepEqual(climbOf(answered.and(wake('09:10'), wake('09:15'), wake('09:20'), wake('09:25'))), [
    '09:05 2 silence',
  ])
})

test('while everyone is silent those asked last are asked again and again', () => {
  const silent = untouched(after(setting, ALARM), '11:00')
  const asked = silent.events.filter(event => event.type === 'page-sent' && event.person === 'odo')
  deepEqual(
    asked.map(event => event.at.slice(11, 16)),
    ['09:15', '09:35', '09:55', '10:15', '10:35', '10:55'],
  )
})

test('what was reached for another reason is skipped over, and what lies between is still asked', () => {
  const jumped = after(
    setting,
    ALARM,
    asks('zoe', '09:01', { do: 'classify', severity: 'bad', type: 'outage' }),
    asks('zoe', '09:02', { do: 'escalate', level: 3, reason: 'The board wants to know' }),
  )
  deepEqual(climbOf(untouched(jumped, '09:30')), [
    '09:02 3 zoe',
    '09:05 2 silence',
    '09:07 4 silence',
  ])
})

test('a level is reached once, and a later cause tells who is on it instead of paging them', () => {
  const reached = after(
    setting,
    ALARM,
    asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'outage' }),
    asks('ana', '09:02', { do: 'escalate', level: 2, reason: 'Two of them' }),
    asks('bo', '09:03', { do: 'acknowledge' }),
  )
  reached.when(wake('10:00')).records()
  const missed = reached.and(wake('10:00'))
  deepEqual(climbOf(missed), ['09:02 2 ana'])
  const told = missed.events.find(event => event.type === 'message-sent' && event.act === 'missed')
  deepEqual(told?.type === 'message-sent' && told.recipients.map(({ to }) => to), [
    'ana',
    'bo',
    'eva',
  ])
})

test('a missed limit climbs to the level that the plan names', () => {
  const missed = after(
    setting,
    ALARM,
    asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'outage' }),
    wake('10:00'),
  )
  deepEqual(climbOf(missed), ['10:00 2 late:fix'])
})

test('a line that ended because the role was taken is not silence when the role is given back', () => {
  const second = settingOf(
    plan(`
      positions: {chief: {title: Chief}, engineer: {title: Engineer}}
      roles: {lead: {title: Lead, holders: [chief, engineer]}}
      obligations:
        - {id: call, title: Take the lead, do: page, to: lead, text: "{{title}}"}
      escalation: {1: {title: Engineers, members: [engineer]}}
    `),
    STAFF,
  )
  const given = after(
    second,
    ALARM,
    asks('bo', '09:01', { do: 'assign', role: 'lead', person: 'bo' }),
    asks('bo', '09:30', { do: 'decline', role: 'lead' }),
  )
  deepEqual(climbOf(given), [])
  equal(given.incident.pages.size, 2)
})

test('who alone could hold a role and declines it leaves it to the ladder', () => {
  const declined = after(
    setting,
    ALARM,
    asks('ana', '09:01', { do: 'acknowledge' }),
    asks('ana', '09:02', { do: 'decline', role: 'lead', reason: 'I am on a train' }),
  )
  deepEqual(climbOf(declined), ['09:02 2 silence'])
})

test('nobody is asked again for a role that somebody has taken without another word', () => {
  const taking = settingOf(
    plan(`
      positions: {chief: {title: Chief}, engineer: {title: Engineer}}
      roles: {lead: {title: Lead, holders: [chief, engineer], may: [reopen]}}
      obligations: [{id: call, title: Take the lead, do: page, to: lead, text: "{{title}}"}]
    `),
    STAFF,
  )
  // Reopening what is open changes nothing, but whoever does it is there and has the role that it takes.
  const taken = after(taking, ALARM, asks('bo', '09:01', { do: 'reopen', reason: 'Is it on?' }))
  equal(taken.incident.roles.get('lead')?.person, 'bo')
  equal(wakeAt(taking.plan, taken.incident, at('09:01')), undefined)
})

test('nobody climbs over an incident that is over', () => {
  const resolved = after(
    setting,
    ALARM,
    asks('zoe', '09:01', { do: 'resolve', text: 'It was a test' }),
  )
  deepEqual(climbOf(untouched(resolved, '12:00')), [])
})

test('reopening is not silence, and wakes again whom nobody has answered for', () => {
  const again = after(
    setting,
    ALARM,
    asks('zoe', '09:01', { do: 'declassify', reason: 'It was a test' }),
    asks('zoe', '10:00', { do: 'reopen', reason: 'It was none' }),
  )
  deepEqual(climbOf(again), [])
  equal(again.incident.pages.get('call/lead')?.state, 'waiting')
})

test('a person may escalate only to where the plan lets this incident go', () => {
  const open = after(setting, ALARM)
  open
    .when(asks('zoe', '09:01', { do: 'escalate', level: 3, reason: 'Help' }))
    .refuses('level-not-allowed')
  open
    .when(asks('zoe', '09:01', { do: 'escalate', level: 4, reason: 'Help' }))
    .recordsAmong(
      { type: 'escalated', level: 4, cause: 'zoe', people: ['odo'], reason: 'Help' },
      { type: 'page-sent', person: 'odo' },
    )
})
