import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { wakeAt } from '#/core/incident/keep.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const PEOPLE = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}}
  roles: {lead: {title: Lead, holders: [chief, engineer]}}
  audiences: {all: {title: All, members: [everyone]}, team: {title: Team, members: [lead]}}
`
const CREW = { chief: ['ana'], engineer: ['bo'] }
const BAD = asks('ana', '09:05', { do: 'classify', severity: 'bad', type: 'outage' })
const by = TOCSIN

test('what begins together is one event, and what the product does by itself follows in the same decision', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      obligations:
        - {id: fix, title: Fix it, when: {severity: bad}, do: task, by: lead, from: detected, within: 1h, aim: 30m}
        - {id: tell, title: Tell all, cite: A.1, when: {severity: bad}, do: notify, to: all, text: "{{severity}}: {{title}}"}
      clauses: {A.1: Tell all}
      `,
    ),
    CREW,
  )
  const from = at('09:00')
  after(setting, ALARM)
    .when(BAD)
    .records(
      { type: 'classified', severity: 'bad', incidentType: 'outage' },
      {
        type: 'obligations-opened',
        by,
        opened: [
          { obligation: 'fix', rule: 'fix', from, aim: at('09:30'), due: at('10:00') },
          { obligation: 'tell', rule: 'tell' },
        ],
      },
      {
        type: 'message-sent',
        by,
        message: 'message-4',
        act: 'notify',
        obligation: 'tell',
        audiences: ['all'],
        recipients: [
          { to: 'ana', channels: ['email'] },
          { to: 'bo', channels: ['email'] },
        ],
        outside: false,
        subject: 'Broken',
        text: 'bad: Broken',
        cites: ['A.1'],
      },
      { type: 'obligation-met', by, obligation: 'tell', when: at('09:05') },
    )
})

test('a message that reaches nobody is not sent, and what asks for it stays open', () => {
  const setting = settingOf(
    plan(PEOPLE, 'obligations: [{id: tell, title: Tell, do: notify, to: team, text: Hello}]'),
  )
  const told = after(setting, ALARM)
  deepEqual(
    told.events.map(event => event.type),
    ['declared', 'obligations-opened'],
  )
  equal(told.standing('tell', '09:00'), 'open')
})

test('a reminder goes to whoever owes it, once, and a miss to those whom the plan names as well', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      obligations:
        - {id: fix, title: Fix it, do: task, by: lead, from: detected, within: 1h, late: {notify: all}, help: Begin with the disk}
      `,
    ),
    CREW,
  )
  const told = after(
    setting,
    ALARM,
    wake('09:45'),
    wake('09:50'),
    wake('10:00'),
    wake('10:30'),
  ).events
  deepEqual(
    told.flatMap(event =>
      event.type === 'message-sent'
        ? [
            [
              event.at.slice(11, 16),
              event.act,
              event.subject,
              event.recipients.map(({ to }) => to).join(),
            ],
          ]
        : [],
    ),
    [
      ['09:45', 'reminder', 'Due soon: Fix it (Broken)', 'ana'],
      ['10:00', 'missed', 'Overdue: Fix it (Broken)', 'ana,bo'],
    ],
  )
})

test('an escalation with a limit leaves people that long to decide, and then happens by itself', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      obligations:
        - {id: climb, title: Tell the engineers, when: {severity: bad}, do: escalate, level: 1, within: 1h}
        - {id: soon, title: Tell the chief, when: {severity: bad}, do: escalate, level: 2}
      escalation: {1: {title: Engineers, members: [engineer]}, 2: {title: Chief, members: [chief]}}
      `,
    ),
    CREW,
  )
  const classified = after(setting, ALARM, BAD)
  deepEqual([...classified.incident.levels.keys()], [2])
  deepEqual(wakeAt(setting.plan, classified.incident, at('09:05')), at('09:10'))
  classified.when(wake('10:05')).records()
  const climbed = classified.and(wake('10:04:59.999'), wake('10:05'))
  deepEqual(
    [...climbed.incident.levels].map(([level, { at: when }]) => [level, when]),
    [
      [2, at('09:05')],
      [1, at('10:05')],
    ],
  )
})

test('what ends a promise may be the very thing that meets it', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      obligations:
        - {id: judge, title: Judge it, when: {none: [{reached: classified}]}, do: task, by: lead, met: classified}
        - {id: tidy, title: Tidy up, when: {none: [{reached: classified}]}, do: task, by: lead}
      `,
    ),
    CREW,
  )
  const judged = after(setting, ALARM, BAD)
  deepEqual([judged.standing('judge', '09:05'), judged.standing('tidy', '09:05')], ['met', 'void'])
})

test('what is met from the record is met when that happened, and not before its own clock began', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      obligations:
        - {id: know, title: Establish it, when: {severity: bad}, do: task, by: lead, met: aware}
        - {id: again, title: Look again, when: {severity: bad}, do: task, by: lead, from: contained, within: 4h, met: aware}
        - {id: both, title: Both, when: {severity: bad}, do: task, by: lead, met: {all: [{reached: aware}, {reached: contained}]}}
        - {id: either, title: Either, when: {severity: bad}, do: task, by: lead, met: {any: [{reached: aware}, {reached: contained}]}}
      `,
    ),
    CREW,
  )
  const known = after(
    setting,
    ALARM,
    asks('ana', '09:01', { do: 'mark', moment: 'aware', when: at('08:30') }),
    asks('ana', '09:02', { do: 'contain', when: at('08:40') }),
    BAD,
  )
  const when = (key: string) => known.obligation(key, '09:05').entry?.metAt
  deepEqual(
    ['know', 'again', 'both', 'either'].map(when),
    ['08:30', '08:40', '08:40', '08:30'].map(at),
  )
})

test('promises that hang one on the other settle in one decision, however many there are', () => {
  const chain = Array.from(
    { length: 120 },
    (_, index) =>
      `  - {id: r${index + 1}, title: Next, do: task, by: lead, met: {done: [r${index}]}}`,
  )
  const setting = settingOf(
    plan(
      PEOPLE,
      [
        'obligations:',
        ...chain.toReversed(),
        '  - {id: r0, title: First, do: task, by: lead}',
      ].join('\n'),
    ),
    CREW,
  )
  const done = after(setting, ALARM, asks('ana', '09:05', { do: 'complete', obligation: 'r0' }))
  equal(done.standing('r120', '09:05'), 'met')
})

const STAGED = settingOf(
  plan(
    PEOPLE,
    `
    obligations: [{id: look, title: Look, do: task, by: lead, waivable-by: lead}]
    stages: {one: {title: One}, two: {title: Two, begins: {reached: classified}}, three: {title: Three}}
    gates: {looked: {title: Looked, before: "stage:two", needs: [look], waivable-by: lead}}
    `,
  ),
  CREW,
)

test('a stage begins by itself when its condition holds and the gate before it is open', () => {
  const waits = after(STAGED, ALARM, BAD)
  equal(waits.incident.stage, undefined)
  waits
    .when(asks('ana', '09:06', { do: 'complete', obligation: 'look' }))
    .recordsAmong(
      { type: 'gate-passed', gate: 'looked', by },
      { type: 'stage-began', stage: 'two', by },
    )
})

test('a stage that the response is past already does not begin by itself', () => {
  const past = after(
    STAGED,
    ALARM,
    asks('ana', '09:01', { do: 'complete', obligation: 'look' }),
    asks('ana', '09:02', { do: 'begin-stage', stage: 'three' }),
    BAD,
  )
  equal(past.incident.stage, 'three')
})

test('answering the question that a promise asks meets it, and not-known-yet does not', () => {
  const setting = settingOf(
    plan(
      PEOPLE,
      `
      facts: {users: {ask: How many?, kind: number, by: lead}}
      obligations: [{id: count, title: Count, do: ask, fact: users, by: lead}]
      `,
    ),
    CREW,
  )
  const answered = (value: number | null) =>
    after(setting, ALARM, asks('ana', '09:01', { do: 'answer', fact: 'users', value }))
  equal(answered(null).standing('count', '09:01'), 'open')
  equal(answered(0).standing('count', '09:01'), 'met')
})
