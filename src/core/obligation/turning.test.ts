import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { nextTurn } from '#/core/obligation/turning.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { ALARM, after, asks, at, given, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const PLAN = plan(`
  zone: UTC
  positions: {chief: {title: Chief}}
  roles: {lead: {title: Lead, holders: [chief]}}
  calendars: {office: {title: Office, zone: UTC, hours: 09:00-17:00}}
  facts: {big: {ask: Is it big?, by: lead}}
  moments:
    release: {title: Release, by: lead, scheduled: yes}
    evening: {title: Evening, is: {after: declared, by: 9h}}
  obligations:
    - {id: half-hour, title: After half an hour, do: task, by: lead, when: {passed: {after: declared, by: 30m}}, within: 1h}
    - {id: long, title: It is long, do: task, by: lead, when: {lasted: {from: declared, to: resolved, over: 2h}}}
    - {id: night, title: At night, do: task, by: lead, when: {none: [{during: office}]}}
    - {id: evening-task, title: In the evening, do: task, by: lead, when: {reached: evening}}
    - {id: after-release, title: After the release, do: task, by: lead, from: release, within: 1h}
    - {id: answer, title: Answer, do: task, by: lead, within: [{when: {passed: {after: declared, by: 20m}}, limit: 1h}, {limit: 10m}]}
    - {id: until-noon, title: Until noon, do: task, by: lead, from: declared, within: 1h, until: {passed: {after: declared, by: 3h}}}
`)
const SETTING = settingOf(PLAN, { chief: ['ana'] })
const begun = after(SETTING, ALARM)

function turns(incident: Incident, from: string, count: number): readonly string[] {
  const found: string[] = []
  let now = at(from)
  for (let index = 0; index < count; index++) {
    const next = nextTurn(PLAN, incident, now)
    if (next === undefined) break
    found.push(next.slice(11, 23))
    now = next
  }
  return found
}

test('time turns conditions at what passes, a moment after what lasts exactly so long, and when it is closed', () => {
  deepEqual(turns(begun.incident, '09:00', 7), [
    '09:20:00.000',
    '09:30:00.000',
    '11:00:00.001',
    '12:00:00.000',
    '17:00:00.000',
    '18:00:00.000',
    '09:00:00.000',
  ])
})

test('of what was over in time nothing turns later', () => {
  const over = begun.and(asks('ana', '10:00', { do: 'resolve', text: 'It works' })).incident
  equal(turns(over, '10:00', 3).includes('11:00:00.001'), false)
})

test('working hours come and go for an incident that is over no more', () => {
  const closed = begun.and(
    asks('ana', '10:00', { do: 'resolve', text: 'It works' }),
    asks('ana', '10:01', { do: 'close' }),
  )
  deepEqual(turns(closed.incident, '10:01', 9), ['12:00:00.000', '18:00:00.000'])
  equal(closed.standing('night', '23:00'), 'void')
})

test('what is scheduled may be marked before it comes, and what counts from it is not owed before', () => {
  const marked = begun.and(
    asks('ana', '09:10', { do: 'mark', moment: 'release', when: at('14:00') }),
  )
  deepEqual(
    [marked.standing('after-release', '13:59'), marked.obligation('after-release', '13:59').due],
    ['armed', at('15:00')],
  )
  equal(marked.and(wake('14:00')).standing('after-release', '14:00'), 'open')
  const moved = marked.and(
    asks('ana', '09:20', { do: 'mark', moment: 'release', when: at('16:00') }),
  )
  equal(moved.obligation('after-release', '09:30').due, at('17:00'))
})

test('nothing else is marked before it comes, and nothing is scheduled for the end of time', () => {
  begun
    .when(asks('ana', '09:10', { do: 'mark', moment: 'contained', when: at('14:00') }))
    .refuses('moment-in-future')
  begun
    .when(asks('ana', '09:10', { do: 'mark', moment: 'release', when: at('9999-12-31T23:00:00Z') }))
    .refuses('moment-in-future')
})

test('whoever looks late finds what time has turned as it turned', () => {
  const late = begun.and(wake('13:00'))
  // It came to apply at half past nine, and an hour later it was over.
  const { from, due, standing } = late.obligation('half-hour', '13:00')
  deepEqual([from, due, standing], [at('09:30'), at('10:30'), 'overdue'])
  // The limit of ten minutes was over before the case of an hour came.
  equal(late.obligation('answer', '13:00').due, at('09:10'))
  // It was overdue before it would have ended.
  equal(late.standing('until-noon', '13:00'), 'overdue')
})

test('and finds the same after another node has folded the log', () => {
  const late = begun.and(wake('13:00'))
  const again = given(SETTING, ...late.events)
  deepEqual(again.obligation('half-hour', '14:00'), late.obligation('half-hour', '14:00'))
})
