import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const systems = { ...ALARM, systems: ['web', 'db#1'] } as typeof ALARM
const begun = after(
  HOME,
  systems,
  asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'breach' }),
)

test('what is ticked off is met then, by name, with what was said of it', () => {
  begun
    .when(
      asks('bo', '09:05', {
        do: 'complete',
        obligation: 'look',
        text: 'Full disk',
        url: 'https://w.example/1',
      }),
    )
    .recordsAmong({
      type: 'obligation-met',
      obligation: 'look',
      when: at('09:05'),
      text: 'Full disk',
      url: 'https://w.example/1',
      by: 'bo',
    })
})

test('ticking twice is no error', () => {
  const done = asks('bo', '09:05', { do: 'complete', obligation: 'look' })
  begun
    .and(done)
    .when({ ...done, at: at('09:06') })
    .records()
})

test('of one for each system, each is ticked by its own key', () => {
  const done = begun.and(asks('bo', '09:05', { do: 'complete', obligation: 'restore@db#1' }))
  deepEqual(
    [done.standing('restore@db#1', '09:05'), done.standing('restore@web', '09:05')],
    ['met', 'open'],
  )
})

for (const [obligation, command] of [
  ['page-lead', 'acknowledge'],
  ['how-many', 'answer'],
  ['news', 'update'],
  ['notice', 'send-notice'],
  ['climb', 'escalate'],
  ['keep-logs', 'add-evidence'],
] as const)
  test(`${obligation} is met by its own command ${command}, not by ticking`, () => {
    const aware = after(
      HOME,
      ALARM,
      asks('odo', '09:01', { do: 'mark', moment: 'aware' }),
      // By the product: a person who classifies takes the lead, and so answers its page.
      asks(TOCSIN, '09:01', { do: 'classify', severity: 'bad', type: 'breach' }),
    )
    aware
      .when(asks('odo', '09:05', { do: 'complete', obligation }))
      .refuses('obligation-needs-act', { command })
  })

test('a waiver is by name and with a reason, of what is open or cannot be told yet', () => {
  begun
    .when(asks('ana', '09:05', { do: 'waive', obligation: 'look', reason: 'It is gone' }))
    .recordsAmong({
      type: 'obligation-waived',
      obligation: 'look',
      reason: 'It is gone',
      by: 'ana',
    })
  const armed = begun.and(
    asks('ana', '09:05', { do: 'waive', obligation: 'report', reason: 'No duty' }),
  )
  equal(armed.standing('report', '09:05'), 'waived')
  // Waived before it ever applied, it stays so when it does.
  const applies = armed.and(asks('ana', '09:06', { do: 'answer', fact: 'intruder', value: 'yes' }))
  equal(applies.standing('report', '09:06'), 'waived')
})

test('waiving twice is no error, and what is met or void cannot be waived', () => {
  const waiver = asks('ana', '09:05', { do: 'waive', obligation: 'look', reason: 'It is gone' })
  begun
    .and(waiver)
    .when({ ...waiver, at: at('09:06') })
    .records()
  const met = begun.and(asks('ana', '09:04', { do: 'complete', obligation: 'look' }))
  met.when(waiver).refuses('obligation-not-open', { standing: 'met' })
  begun
    .when(asks('ana', '09:05', { do: 'waive', obligation: 'lessons', reason: 'None' }))
    .recordsAmong({ type: 'obligation-waived' })
})

test('waiving one update does not waive those after it', () => {
  const setting = settingOf(
    plan(`
      positions: {chief: {title: Chief}}
      roles: {lead: {title: Lead, holders: [chief]}}
      audiences: {all: {title: All, members: [everyone]}}
      obligations:
        - {id: news, title: News, do: update, to: all, by: lead, from: declared, every: 2h, until: resolved, waivable-by: lead}
    `),
    { chief: ['ana'] },
  )
  const waived = after(
    setting,
    ALARM,
    asks('ana', '10:00', { do: 'waive', obligation: 'news#1', reason: 'All are here' }),
  )
  deepEqual(
    [
      waived.standing('news#1', '10:00'),
      waived.standing('news#2', '10:00'),
      waived.obligation('news#2', '10:00').due,
    ],
    ['waived', 'open', at('12:00')],
  )
  const late = after(
    setting,
    ALARM,
    wake('11:00'),
    asks('ana', '11:30', { do: 'waive', obligation: 'news#1', reason: 'All are here' }),
  )
  deepEqual(late.obligation('news#2', '11:30').due, at('13:30'))
})

test('waiving an update that cannot be told yet does not waive those after it either', () => {
  const early = after(
    HOME,
    ALARM,
    asks('ana', '09:01', { do: 'waive', obligation: 'news#1', reason: 'Not now' }),
  )
  equal(early.standing('news#1', '09:01'), 'waived')
  const bad = early.and(asks('ana', '09:30', { do: 'classify', severity: 'bad', type: 'outage' }))
  deepEqual(
    [
      bad.standing('news#1', '09:30'),
      bad.standing('news#2', '09:30'),
      bad.obligation('news#2', '09:30').due,
    ],
    ['waived', 'open', at('11:30')],
  )
})

test('a stage over open work wants a reason, and both go on record; back needs none', () => {
  const waived = begun.and(asks('ana', '09:04', { do: 'waive', gate: 'ready', reason: 'No time' }))
  waived
    .when(asks('ana', '09:05', { do: 'begin-stage', stage: 'second', reason: 'It spreads' }))
    .recordsAmong({ type: 'stage-began', stage: 'second', over: ['look'], reason: 'It spreads' })
  const second = waived.and(
    asks('ana', '09:05', { do: 'begin-stage', stage: 'second', reason: 'It spreads' }),
  )
  second.when(asks('ana', '09:06', { do: 'begin-stage', stage: 'second' })).records()
  second
    .when(asks('ana', '09:06', { do: 'begin-stage', stage: 'first' }))
    .records({ type: 'stage-began', stage: 'first', over: [] })
})

test('systems and fields are added once', () => {
  begun
    .when(asks('ana', '09:05', { do: 'add-systems', systems: ['web', 'mail', 'mail'] }))
    .recordsAmong({ type: 'systems-added', systems: ['mail'] })
  begun.when(asks('ana', '09:05', { do: 'add-systems', systems: ['web'] })).records()
  const set = asks('ana', '09:05', { do: 'set-field', field: 'impact', value: 'Some' })
  begun
    .and(set)
    .when({ ...set, at: at('09:06') })
    .records()
})

test('a follow-up is finished by its own command', () => {
  const agreed = after(
    HOME,
    ALARM,
    asks('ana', '09:01', {
      do: 'add-follow-up',
      title: 'Buy disks',
      owner: 'bo',
      due: at('12:00'),
    }),
  )
  const [id = ''] = agreed.incident.followUps.keys()
  agreed
    .when(asks('bo', '09:05', { do: 'complete', obligation: `act@${id}` }))
    .refuses('obligation-needs-act', { command: 'finish-follow-up' })
})
