import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { History } from '../../../test/kit/given.ts'
import { ALARM, after, asks, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const PLAN = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}, expert: {title: Expert}}
  groups: {crew: {title: Crew}}
  roles:
    lead: {title: Lead, holders: [chief, engineer]}
    second: {title: Second, holders: [engineer], not-with: [lead]}
  obligations:
    - {id: call, title: Take the lead, do: page, to: lead, text: "{{title}}"}
  escalation:
    1: {title: Lead, members: [lead]}
    2: {title: Expert, members: [expert]}
  paging: {wait: 5m, rounds: 2}
`
const STAFF = { chief: ['ana'], engineer: ['bo', 'eva'], expert: ['kim'], crew: ['dee', 'fay'] }
const turns = new Map([['rota:nights', ['zoe']]])
const base = settingOf(plan(PLAN), STAFF, { also: ['zoe'] })
const setting = { ...base, directory: { ...base.directory, turns } }

function pagesOf({ events }: History): readonly string[] {
  return events.flatMap(event => {
    const time = event.at.slice(11, 16)
    if (event.type === 'page-sent')
      return [
        `${time} ${event.person}${event.handedBy === undefined ? '' : ` for ${event.handedBy}`}`,
      ]
    if (event.type === 'page-ended') return [`${time} ended ${event.cause}`]
    return event.type === 'page-acknowledged' ? [`${time} ${event.person} answers`] : []
  })
}

const handOn = (by: string, time: string, to?: string) =>
  asks(by, time, { do: 'hand-on', ...(to !== undefined && { to }), reason: 'I am on a train' })
const open = after(setting, ALARM)

test('who cannot says so, and is not asked again while the others have not said so too', () => {
  const declined = open.and(handOn('ana', '09:01'))
  const minutes = ['09:06', '09:11', '09:16', '09:21', '09:26'].map(wake)
  deepEqual(pagesOf(declined.and(...minutes)).slice(0, 5), [
    '09:00 ana',
    '09:01 bo',
    '09:06 eva',
    '09:11 bo',
    '09:16 eva',
  ])
})

test('when everyone in line has said no the ladder is climbed at once', () => {
  const all = open.and(handOn('ana', '09:01'), handOn('bo', '09:02'), handOn('eva', '09:03'))
  deepEqual(pagesOf(all), [
    '09:00 ana',
    '09:01 bo',
    '09:02 eva',
    '09:03 ended declined',
    '09:03 kim',
  ])
})

test('to say no is no answer: where all others are silent somebody is asked again and again', () => {
  const two = settingOf(plan(PLAN.replace(/escalation:[^]*paging/, 'paging')), {
    ...STAFF,
    engineer: ['bo'],
  })
  const silent = after(two, ALARM, handOn('ana', '09:01')).and(
    wake('09:06'),
    wake('09:11'),
    wake('09:26'),
    wake('09:31'),
  )
  deepEqual(pagesOf(silent), [
    '09:00 ana',
    '09:01 bo',
    '09:06 bo',
    '09:11 ended unanswered',
    '09:26 ana',
    '09:31 bo',
  ])
})

test('whoever is named is asked at once, told by whom and why, and takes it with an answer', () => {
  const handed = open.and(handOn('ana', '09:01', 'zoe'))
  deepEqual(pagesOf(handed), ['09:00 ana', '09:01 zoe for ana'])
  const sent = handed.events.at(-1)
  deepEqual(sent?.type === 'page-sent' && [sent.subject, sent.text], [
    'ana hands this on to you: Broken',
    'Broken ana says: I am on a train',
  ])
  const answered = handed.and(asks('zoe', '09:02', { do: 'acknowledge' }))
  equal(answered.incident.roles.get('lead')?.person, 'zoe')
  deepEqual(pagesOf(answered.and(wake('10:00'))).slice(2), ['09:02 zoe answers'])
})

test('what was handed on comes back when the other is silent, and only then goes on down the line', () => {
  const silent = open.and(handOn('ana', '09:01', 'zoe'), wake('09:06'), wake('09:11'))
  deepEqual(pagesOf(silent), ['09:00 ana', '09:01 zoe for ana', '09:06 ana', '09:11 bo'])
})

test('of several behind a name one after the other is asked, before it comes back', () => {
  const silent = open.and(handOn('ana', '09:01', 'crew'), handOn('dee', '09:02'), wake('09:07'))
  deepEqual(pagesOf(silent), ['09:00 ana', '09:01 dee for ana', '09:02 fay for ana', '09:07 ana'])
})

test('whoever was named may name another, and it comes back to the last who did', () => {
  const chain = open.and(
    handOn('ana', '09:01', 'zoe'),
    handOn('zoe', '09:02', 'kim'),
    wake('09:07'),
    wake('09:12'),
  )
  deepEqual(pagesOf(chain), [
    '09:00 ana',
    '09:01 zoe for ana',
    '09:02 kim for zoe',
    '09:07 zoe',
    '09:12 bo',
  ])
})

test('a page may go to whoever has the turn of a rota', () => {
  deepEqual(pagesOf(open.and(handOn('ana', '09:01', 'rota:nights'))).at(-1), '09:01 zoe for ana')
})

test('only whom it waits for hands it on, to somebody else who may take it', () => {
  open.when(handOn('bo', '09:01', 'zoe')).refuses('page-unknown')
  open.when(handOn('ana', '09:01', 'nobody')).refuses('person-unknown')
  open.when(handOn('ana', '09:01', 'everyone')).refuses('person-unknown')
  open.when(handOn('ana', '09:01', 'chief')).refuses('nobody-behind')
  const taken = open.and(asks('kim', '09:01', { do: 'assign', role: 'second', person: 'kim' }))
  taken.when(handOn('ana', '09:02', 'kim')).refuses('roles-conflict', { with: 'second' })
})

test('more people are called in by name of a position, group or rota, with words why; one answer is enough', () => {
  const called = open.and(
    asks('bo', '09:01', { do: 'call-in', person: 'crew', reason: 'The disks are full' }),
  )
  const sent = called.events.at(-1)
  deepEqual(sent?.type === 'page-sent' && [sent.person, sent.text], ['dee', 'The disks are full'])
  const next = called
    .and(wake('09:06'))
    .events.find(event => event.type === 'page-sent' && event.person === 'fay')
  equal(next?.type === 'page-sent' && next.text, 'The disks are full')
  const answered = called.and(asks('dee', '09:02', { do: 'acknowledge' }))
  equal([...answered.incident.pages.values()].at(-1)?.state, 'acknowledged')
  open.when(asks('bo', '09:01', { do: 'call-in', person: 'everyone' })).refuses('person-unknown')
  open.when(asks('kim', '09:01', { do: 'call-in', person: 'expert' })).refuses('nobody-behind')
})

test('who needs help climbs to the next level without knowing its number, and has answered by that', () => {
  const helped = open.and(asks('ana', '09:01', { do: 'escalate', reason: 'Too big for me' }))
  deepEqual(pagesOf(helped).slice(0, 2), ['09:00 ana', '09:01 ana answers'])
  equal(helped.incident.level, 1)
  const more = helped.and(asks('ana', '09:02', { do: 'escalate', reason: 'Still' }))
  equal(pagesOf(more).at(-1), '09:02 kim')
  more
    .when(asks('ana', '09:03', { do: 'escalate', reason: 'Still' }))
    .refuses('level-not-allowed', { reached: 2 })
})
