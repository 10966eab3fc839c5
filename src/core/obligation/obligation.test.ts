import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { obligations } from '#/core/obligation/obligation.ts'
import { msBetween } from '#/core/time.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const CREW = { chief: ['ana'], engineer: ['bo'] }
const PEOPLE = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}}
  roles: {lead: {title: Lead, holders: [chief, engineer]}}
`

const clocked = settingOf(
  plan(
    PEOPLE,
    `
  obligations:
    - {id: fix, title: Fix it, do: task, by: lead, from: detected, within: 1h, aim: 30m}
    - {id: call, title: Call them, do: task, by: lead, from: detected, within: 1h, warn: 10m}
    - {id: look, title: Look at it, do: task, by: lead, from: detected, within: 1h}
    - {id: care, title: Take care, do: task, by: lead, from: detected, unmeasured: without delay}
  `,
  ),
  CREW,
)

// At 09:00 the clock starts; an hour later it is over. Half-open: at the limit itself it is overdue.
for (const [key, time, standing] of [
  ['fix', '09:00:00.000', 'open'],
  ['fix', '09:29:59.999', 'open'],
  ['fix', '09:30:00.000', 'due-soon'],
  ['fix', '09:59:59.999', 'due-soon'],
  ['fix', '10:00:00.000', 'overdue'],
  ['call', '09:49:59.999', 'open'],
  ['call', '09:50:00.000', 'due-soon'],
  ['call', '10:00:00.000', 'overdue'],
  // Where the plan says neither aim nor reminder, it is due soon when a quarter of the time is left.
  ['look', '09:44:59.999', 'open'],
  ['look', '09:45:00.000', 'due-soon'],
  ['look', '09:59:59.999', 'due-soon'],
  ['look', '10:00:00.000', 'overdue'],
  // Words that name no time never make anything late.
  ['care', '23:59:59.999', 'open'],
] as const)
  test(`an obligation with a limit at 10:00 (${key}) is ${standing} at ${time}`, () => {
    equal(after(clocked, ALARM).standing(key, time), standing)
  })

for (const [time, standing] of [
  ['09:00:00.000', 'met'],
  ['09:59:59.999', 'met'],
  ['10:00:00.000', 'met-late'],
  ['10:00:00.001', 'met-late'],
] as const)
  test(`what is ticked at ${time} with a limit at 10:00 is ${standing} for good`, () => {
    const done = after(clocked, ALARM, asks('ana', time, { do: 'complete', obligation: 'fix' }))
    for (const later of [time, '10:00', '23:00']) equal(done.standing('fix', later), standing)
  })

for (const [time, events] of [
  ['09:29:59.999', []],
  ['09:30:00.000', ['obligation-warned']],
  ['09:59:59.999', ['obligation-warned']],
  ['10:00:00.000', ['obligation-missed']],
  ['10:00:00.001', ['obligation-missed']],
] as const)
  test(`the first wake after the beginning, at ${time}, records ${events.join() || 'nothing'}`, () => {
    const recorded = after(clocked, ALARM, wake(time)).events.filter(
      event => 'obligation' in event && event.obligation === 'fix' && event.type !== 'message-sent',
    )
    deepEqual(
      recorded.map(event => event.type),
      events,
    )
  })

test('a clock that is woken at each next change sees a change each time', () => {
  let history = after(clocked, ALARM)
  const woken = []
  for (;;) {
    const now = history.events.at(-1)?.at ?? at('09:00')
    const next = wakeAt(clocked.plan, history.incident, now)
    if (next === undefined) break
    const standings = (time: string) =>
      obligations(clocked.plan, history.incident, at(time)).map(it => it.standing)
    notEqual(standings(next).join(), standings(now).join())
    const before = history.events.length
    history = history.and(wake(next))
    notEqual(history.events.length, before)
    woken.push(next)
  }
  deepEqual(woken, ['09:30', '09:45', '09:50', '10:00'].map(at))
})

test('what was missed stays overdue when it no longer applies, until it is met late or waived', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
    obligations:
      - {id: report, title: Report, when: {severity: bad}, do: task, by: lead, from: classified, within: 1h, waivable-by: lead}
      - {id: calm, title: Stay calm, when: {severity: bad}, do: task, by: lead, from: classified, within: 3h}
    `,
    ),
    CREW,
  )
  const missed = after(
    setting,
    ALARM,
    asks('ana', '09:00', { do: 'classify', severity: 'bad', type: 'outage' }),
    asks('ana', '10:30', { do: 'classify', severity: 'mild', reason: 'It was a test system' }),
  )
  equal(missed.standing('calm', '10:30'), 'void')
  equal(missed.standing('report', '10:30'), 'overdue')
  equal(missed.standing('report', '23:00'), 'overdue')
  const late = missed.and(asks('ana', '11:00', { do: 'complete', obligation: 'report' }))
  equal(late.standing('report', '11:00'), 'met-late')
  const waived = missed.and(
    asks('ana', '11:00', { do: 'waive', obligation: 'report', reason: 'Nobody to report to' }),
  )
  equal(waived.standing('report', '11:00'), 'waived')
})

const raised = settingOf(
  plan(
    PEOPLE,
    `
  audiences: {all: {title: All, members: [everyone]}}
  obligations:
    - {id: status, title: Status, when: {severity: [bad, mild]}, do: update, to: all, by: lead,
       from: {newest: [declared, reclassified]}, within: 1h}
  `,
  ),
  CREW,
)
const BAD = asks('ana', '09:00', { do: 'classify', severity: 'bad', type: 'outage' })
const MILD = asks('ana', '12:00', { do: 'classify', severity: 'mild', reason: 'It calms down' })

test('a clock that starts anew after the limit was missed excuses nothing', () => {
  const missed = after(raised, ALARM, BAD, MILD)
  equal(missed.standing('status', '12:00'), 'overdue')
  const sent = missed.and(asks('ana', '12:30', { do: 'update', to: ['all'], text: 'At last' }))
  equal(sent.standing('status', '12:30'), 'met-late')
})

test('a clock that starts anew after it was met late does not make it in time', () => {
  const late = asks('ana', '11:00', { do: 'update', to: ['all'], text: 'At last' })
  equal(after(raised, ALARM, BAD, late).standing('status', '11:00'), 'met-late')
  equal(after(raised, ALARM, BAD, late, MILD).standing('status', '12:00'), 'met-late')
})

test('a clock whose start is taken away again by reopening stays overdue when it was missed', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
    obligations:
      - {id: review, title: Review, do: task, by: lead, from: resolved, within: 1h}
    `,
    ),
    CREW,
  )
  const missed = after(
    setting,
    ALARM,
    asks('ana', '09:10', { do: 'resolve', text: 'Restarted' }),
    asks('ana', '11:00', { do: 'reopen', reason: 'It is back' }),
  )
  equal(missed.standing('review', '11:00'), 'overdue')
  const corrected = missed.and(
    asks('ana', '11:30', { do: 'mark', moment: 'occurred', when: at('08:00') }),
    asks('ana', '11:30', {
      do: 'correct-moment',
      moment: 'occurred',
      when: at('08:30'),
      reason: 'The log says so',
    }),
  )
  equal(corrected.standing('review', '11:30'), 'overdue')
  const again = missed.and(asks('ana', '12:00', { do: 'resolve', text: 'Mended' }))
  equal(again.standing('review', '12:00'), 'overdue')
})

test('a correction of a moment moves the limit, and the log shows the old one and the new', () => {
  const told = after(clocked, ALARM)
  told
    .when(
      asks('ana', '09:05', {
        do: 'correct-moment',
        moment: 'detected',
        when: at('08:50'),
        reason: 'The guard saw it first',
      }),
    )
    .recordsAmong(
      { type: 'moment-marked', when: at('08:50'), was: at('09:00') },
      {
        type: 'obligation-rescheduled',
        obligation: 'fix',
        due: at('09:50'),
        was: at('10:00'),
      },
    )
})

test('a correction of a moment that was wrong can show that a limit was not missed', () => {
  const corrected = after(
    clocked,
    ALARM,
    wake('10:00'),
    asks('ana', '10:05', {
      do: 'correct-moment',
      moment: 'detected',
      when: at('09:30'),
      reason: 'The clock of the monitor was wrong',
    }),
  )
  equal(corrected.standing('fix', '10:05'), 'due-soon')
  equal(corrected.standing('fix', '10:30'), 'overdue')
})

test('while a fact is unknown an obligation is armed and names it; the answer opens or voids it', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
    facts: {personal: {ask: Personal data?, by: lead}}
    obligations:
      - {id: tell, title: Tell, when: {fact: {personal: yes}}, do: task, by: lead}
    `,
    ),
    CREW,
  )
  const asked = after(setting, ALARM)
  deepEqual(
    [asked.standing('tell', '09:00'), asked.obligation('tell', '09:00').waitsFor],
    ['armed', ['personal']],
  )
  const answered = (value: string | null) =>
    asked
      .and(asks('ana', '09:05', { do: 'answer', fact: 'personal', value }))
      .standing('tell', '09:05')
  equal(answered('yes'), 'open')
  equal(answered('no'), 'void')
  equal(answered(null), 'armed')
})

test('while the start of a clock is unknown an obligation is armed and names it', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
    obligations:
      - {id: tell, title: Tell, do: task, by: lead, from: aware, within: 72h}
      - {id: both, title: Both, do: task, by: lead, from: {latest: [aware, contained]}, within: 1h}
      - {id: either, title: Either, do: task, by: lead, from: {earliest: [aware, contained]}, within: 1h}
      - {id: newest, title: Newest, do: task, by: lead, from: {newest: [aware, contained]}, within: 1h}
      - {id: chained, title: Chained, do: task, by: lead, from: {met: newest}, within: 1h}
    `,
    ),
    CREW,
  )
  const keys = ['tell', 'both', 'either', 'newest', 'chained']
  const dues = (history: ReturnType<typeof after>) =>
    keys.map(key => history.obligation(key, '09:30').due?.slice(11, 16))
  const asked = after(setting, ALARM)
  deepEqual(
    keys.map(key => asked.standing(key, '09:00')),
    keys.map(() => 'armed'),
  )
  deepEqual(asked.obligation('tell', '09:00').waitsFor, ['aware'])
  const aware = asked.and(asks('ana', '09:10', { do: 'mark', moment: 'aware' }))
  deepEqual(dues(aware), ['09:10', undefined, '10:10', '10:10', undefined])
  const contained = aware.and(asks('ana', '09:20', { do: 'contain' }))
  deepEqual(dues(contained), ['09:10', '10:20', '10:10', '10:20', undefined])
  const done = contained.and(asks('ana', '09:25', { do: 'complete', obligation: 'newest' }))
  deepEqual(dues(done), ['09:10', '10:20', '10:10', '10:20', '10:25'])
})

test('a limit in calendar days is as long as the days are', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
    zone: Europe/Luxembourg
    obligations:
      - {id: day, title: Within a day, do: task, by: lead, from: detected, within: 1d}
      - {id: hours, title: Within 24 hours, do: task, by: lead, from: detected, within: 24h}
    `,
    ),
    CREW,
  )
  // On 29 March 2026 the clocks in Luxembourg go forward: the day has 23 hours.
  const before = { ...ALARM, at: at('2026-03-28T12:00:00Z') }
  const hours = ['day', 'hours'].map(key => {
    const { from, due } = after(setting, before).obligation(key, '2026-03-28T12:00:00Z')
    return from === undefined || due === undefined ? undefined : msBetween(from, due) / 3_600_000
  })
  deepEqual(hours, [23, 24])
})

for (const [time, standing] of [
  ['09:14:59.999', 'met'],
  ['09:15:00.000', 'met-late'],
] as const)
  test(`an answer at ${time} to a limit of 15 minutes is ${standing}, whether the limit is known before or after`, () => {
    const setting = settingOf(
      plan(
        PEOPLE,
        `
        obligations:
          - {id: respond, title: Respond, when: {severity: bad}, do: task, by: lead, from: detected, within: 15m, met: acknowledged}
        `,
      ),
      CREW,
    )
    const answered = asks('bo', time, { do: 'note', text: 'I look' })
    const classified = (by: string, when: string) =>
      asks(by, when, { do: 'classify', severity: 'bad', type: 'outage' })
    const before = after(setting, ALARM, classified(TOCSIN, '09:00'), answered)
    const afterwards = after(setting, ALARM, answered, classified('ana', '09:20'))
    deepEqual(
      [before.standing('respond', '09:20'), afterwards.standing('respond', '09:20')],
      [standing, standing],
    )
  })

test('a correction of something else does not let a missed clock start anew later', () => {
  const corrected = after(
    raised,
    ALARM,
    BAD,
    asks('ana', '10:30', { do: 'mark', moment: 'occurred', when: at('08:00') }),
    asks('ana', '11:00', {
      do: 'correct-moment',
      moment: 'occurred',
      when: at('08:30'),
      reason: 'Logs',
    }),
  )
  equal(corrected.standing('status', '11:00'), 'overdue')
  equal(corrected.and(MILD).standing('status', '12:00'), 'overdue')
})

test('what the product does by itself at the limit is in time, and late when it was woken late', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      obligations:
        - {id: climb, title: Tell the engineers, do: escalate, level: 1, within: 1h}
      escalation: {1: {title: Engineers, members: [engineer]}}
      `,
    ),
    CREW,
  )
  equal(after(setting, ALARM, wake('10:00')).standing('climb', '10:00'), 'met')
  equal(after(setting, ALARM, wake('10:00:00.001')).standing('climb', '10:01'), 'met-late')
  const byHand = after(
    setting,
    ALARM,
    asks('ana', '09:05', { do: 'escalate', level: 1, reason: 'Now' }),
  )
  equal(byHand.standing('climb', '09:05'), 'met')
})

test('an aim without a limit shows, and wakes nobody', () => {
  const setting = settingOf(
    plan(PEOPLE, 'obligations: [{id: look, title: Look, do: task, by: lead, aim: 1h}]'),
    CREW,
  )
  const begun = after(setting, ALARM)
  deepEqual(
    [begun.standing('look', '09:59:59.999'), begun.standing('look', '10:00')],
    ['open', 'due-soon'],
  )
  equal(wakeAt(setting.plan, begun.incident, at('09:00')), undefined)
})

test('what is only kept and shown is never owed, and nothing waits for it', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      obligations:
        - {id: spirit, title: Stay friendly, do: task, by: lead, recorded-only: Nobody can measure it}
        - {id: write, title: Write, do: task, by: lead, after: spirit}
      `,
    ),
    CREW,
  )
  const written = after(
    setting,
    ALARM,
    asks('ana', '09:05', { do: 'complete', obligation: 'write' }),
  )
  equal(written.standing('write', '09:05'), 'met')
  deepEqual(
    obligations(setting.plan, written.incident, at('09:05')).map(it => it.key),
    ['write'],
  )
})
