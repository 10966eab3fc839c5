import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Reach } from '#/core/directory.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Receipt } from '#/core/incident/event.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { quietly } from '#/core/paging/reach.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import type { History } from '../../../test/kit/given.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const PLAN = plan(`
  positions: {chief: {title: Chief}, engineer: {title: Engineer}}
  roles: {lead: {title: Lead, holders: [chief, engineer]}}
  audiences: {team: {title: Team, members: [everyone], via: [email, sms]}}
  obligations:
    - {id: call, title: Take the lead, do: page, to: lead, text: "{{title}}"}
  paging: {wait: {bad: 5m, mild: 15m}, rounds: 2, via: {bad: [sms, email], mild: email}}
`)
const STEPS: Reach = {
  pages: [
    { afterMinutes: 0, via: ['push'] },
    { afterMinutes: 1, via: ['sms'] },
    { afterMinutes: 3, via: ['voice', 'sms'] },
    { afterMinutes: 9, via: ['email'] },
  ],
}

function wishing(reach: Reach, its = PLAN): Setting {
  const setting = settingOf(its, { chief: ['ana'], engineer: ['bo'] })
  const ana = { id: 'ana', name: 'Ana', email: 'ana@inside.example', reach }
  const people = new Map([...setting.directory.people, ['ana', ana]])
  return { ...setting, directory: { ...setting.directory, people } }
}
const setting = wishing(STEPS)

function pagesOf({ events }: History): readonly string[] {
  return events.flatMap(event =>
    event.type === 'page-sent'
      ? [`${event.at.slice(11, 16)} ${event.person} ${event.channels.join('+')}`]
      : [],
  )
}

/** Woken exactly when the incident asks to be. */
function untouched(history: History, its: Setting, until: string): History {
  let now = history.events.at(-1)?.at ?? at('09:00')
  for (;;) {
    const next = wakeAt(its.plan, history.incident, now)
    if (next === undefined || next > at(until)) return history
    history = history.and({ do: 'wake', by: TOCSIN, at: next })
    now = next
  }
}

const receipts = (time: string, outcomes: Partial<Record<Channel, Receipt['outcome']>>) =>
  asks(TOCSIN, time, {
    do: 'record-receipts',
    receipts: Object.entries(outcomes).map(([channel, outcome]) => ({
      message: 'call/lead',
      to: 'ana',
      channel: channel as Channel,
      outcome,
      attempts: 1,
    })),
  })

test('a page goes over the channels of each step while nobody answers, within the wait for the next in line', () => {
  deepEqual(pagesOf(untouched(after(setting, ALARM), setting, '09:09')), [
    '09:00 ana push',
    '09:01 ana sms',
    '09:03 ana voice+sms',
    '09:05 bo sms+email',
  ])
})

test('who was silent to all that is asked over all of their channels at once in the next round', () => {
  const twice = pagesOf(untouched(after(setting, ALARM), setting, '09:12'))
  equal(twice.at(-1), '09:10 ana push+sms+voice+email')
})

test('steps stop with an answer', () => {
  const answered = after(setting, ALARM, wake('09:01'), asks('ana', '09:02', { do: 'acknowledge' }))
  deepEqual(pagesOf(untouched(answered, setting, '12:00')), ['09:00 ana push', '09:01 ana sms'])
  equal(wakeAt(setting.plan, answered.incident, at('09:02')), undefined)
})

test('steps that a late wake missed go out together, and none of them after the wait', () => {
  deepEqual(pagesOf(after(setting, ALARM, wake('09:04'))), [
    '09:00 ana push',
    '09:04 ana sms+voice',
  ])
  deepEqual(pagesOf(after(setting, ALARM, wake('09:05'))), ['09:00 ana push', '09:05 bo sms+email'])
})

test('where nothing got through the next step is taken at once, and the next in line only after the last', () => {
  const lost = after(setting, ALARM, receipts('09:00', { push: 'failed' }))
  deepEqual(pagesOf(lost), ['09:00 ana push', '09:00 ana sms'])
  const more = lost.and(receipts('09:00', { sms: 'failed' }))
  deepEqual(pagesOf(more).slice(2), ['09:00 ana voice'])
  const all = more.and(
    receipts('09:00', { voice: 'no-address' }),
    receipts('09:01', { email: 'failed' }),
  )
  deepEqual(pagesOf(all).slice(3), ['09:00 ana email', '09:01 bo sms+email'])
})

test('a milder level waits longer and by its own channels, and a worse one counts at once', () => {
  const judged = (severity: string, time: string) =>
    asks(TOCSIN, time, { do: 'classify', severity, type: 'outage' })
  const mild = after(setting, ALARM, judged('mild', '09:00'))
  deepEqual(pagesOf(untouched(mild, setting, '09:20')).slice(3), [
    '09:09 ana email',
    '09:15 bo email',
  ])
  const raised = mild.and(wake('09:03'), judged('bad', '09:07'))
  deepEqual(pagesOf(raised).at(-1), '09:07 bo sms+email')
})

test('channels that a page itself names go along with those that somebody wishes', () => {
  const its = plan(`
    positions: {chief: {title: Chief}}
    obligations:
      - {id: call, title: Come, do: page, to: chief, via: [slack, email], text: "{{title}}"}
  `)
  deepEqual(pagesOf(after(wishing(STEPS, its), ALARM)), ['09:00 ana push+slack+email'])
})

test('a gate keeps a channel shut for steps too, and never swallows one', () => {
  const its = plan(`
    positions: {chief: {title: Chief}}
    obligations:
      - {id: call, title: Come, do: page, to: chief, text: "{{title}}"}
      - {id: clear, title: All clear, do: task, by: chief}
    gates: {silence: {title: Nothing over push, before: ["via:push", "via:sms"], needs: [clear]}}
  `)
  deepEqual(pagesOf(after(wishing(STEPS, its), ALARM, wake('09:01'), wake('09:03'))), [
    '09:00 ana email',
    '09:01 ana email',
    '09:03 ana voice',
  ])
})

const QUIET: Reach = { ...STEPS, quiet: { from: '22:00', to: '07:00', zone: 'Europe/Berlin' } }
for (const [time, kept] of [
  // Berlin is an hour ahead of UTC in winter and two in summer.
  ['2026-03-02T20:59:59Z', ['email', 'sms']],
  ['2026-03-02T21:00:00Z', ['email']],
  ['2026-03-03T05:59:59Z', ['email']],
  ['2026-03-03T06:00:00Z', ['email', 'sms']],
  ['2026-07-02T19:59:59Z', ['email', 'sms']],
  ['2026-07-02T20:00:00Z', ['email']],
] as const)
  test(`at ${time} what is no page goes to somebody whose night begins at ten by ${kept.join(' and ')}`, () => {
    const ana = { id: 'ana', name: 'Ana', reach: QUIET }
    deepEqual(quietly(ana, ['email', 'sms'], ['email'], at(time)), kept)
  })

test('ringing channels that somebody does not wish for messages are left out, and no other', () => {
  const ana = { id: 'ana', name: 'Ana', reach: { ...STEPS, messages: ['slack'] as const } }
  const noon = at('12:00')
  deepEqual(quietly(ana, ['email', 'sms', 'voice'], ['email'], noon), ['email'])
  deepEqual(quietly(ana, [], ['email'], noon), ['slack'])
  deepEqual(quietly(ana, ['voice'], ['email'], noon), ['slack'])
})

test('in quiet hours pages ring, and what is no page is told at once over what does not', () => {
  const night = wishing({ ...QUIET, quiet: { from: '08:00', to: '12:00', zone: 'UTC' } })
  const told = after(
    night,
    ALARM,
    asks('bo', '09:01', { do: 'update', to: ['team'], text: 'We know' }),
  )
  equal(pagesOf(told)[0], '09:00 ana push')
  const sent = told.events.find(event => event.type === 'message-sent')
  deepEqual(sent?.type === 'message-sent' && sent.recipients, [
    { to: 'ana', channels: ['email'] },
    { to: 'bo', channels: ['email', 'sms'] },
  ])
})
