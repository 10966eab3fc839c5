import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { AT_BANK } from '../../../test/kit/bank.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const open = after(AT_BANK, ALARM, asks('ana', '09:01', { do: 'acknowledge' }))
const classified = (severity: string, type = 'outage', time = '09:02') =>
  asks('ana', time, { do: 'classify', severity, type })
const answered = (fact: string, value: boolean, time: string) =>
  asks('ana', time, { do: 'answer', fact, value })
const tellPress = (time: string) =>
  asks('lea', time, { do: 'send-notice', obligation: 'tell-press', text: 'We know' })

const approvals = ['ana', 'lea'].map(by =>
  asks(by, '09:05', { do: 'approve', obligation: 'tell-press', text: 'We know' }),
)
const worst = open.and(
  classified('worst'),
  asks('lea', '09:04', { do: 'send-notice', obligation: 'tell-clients', text: 'We know' }),
  ...approvals,
)

test('a ban ends when what it waits for holds, and begins again when it does not any more', () => {
  worst.when(tellPress('09:06')).refuses('gate-not-met', {
    gate: 'no-word',
    open: ['until', 'fact:external'],
  })
  const sure = worst.and(answered('external', true, '09:07'))
  sure.when(tellPress('09:08')).recordsAmong({ type: 'notice-sent' })
  sure
    .and(answered('external', false, '09:08'))
    .when(tellPress('09:09'))
    .refuses('gate-not-met', { open: ['until'] })
})

test('what the product would say by itself waits for the gate, and is said as it opens', () => {
  equal(worst.standing('press-news', '09:06'), 'open')
  const sure = worst.and(answered('external', true, '09:07'))
  deepEqual(
    sure.events
      .filter(event => event.type === 'gate-passed' || event.type === 'message-sent')
      .filter(event => event.at === at('09:07'))
      .map(event => (event.type === 'gate-passed' ? event.gate : event.obligation)),
    ['no-word', 'press-news'],
  )
})

test('a gate that nobody may waive is not waived by its name either; one that was waived stays so', () => {
  worst
    .when(asks('ana', '09:06', { do: 'waive', gate: 'no-word', reason: 'They ask' }))
    .refuses('gate-not-waivable')
  const mild = open.and(classified('bad'), asks('ana', '09:03', { do: 'contain' }))
  const back = (time: string) => asks('bo', time, { do: 'complete', obligation: 'back' })
  mild.when(back('09:04')).refuses('gate-not-met', { gate: 'soak', 'waivable-by': 'commander' })
  const waived = mild.and(asks('ana', '09:05', { do: 'waive', gate: 'soak', reason: 'No time' }))
  waived.when(back('09:06')).recordsAmong({ type: 'obligation-met' })
  waived.when(asks('ana', '09:06', { do: 'waive', gate: 'soak', reason: 'Again' })).records()
})

test('a gate that is there in some cases only holds nothing back in the others, and holds while that cannot be told', () => {
  const back = asks('bo', '09:06', { do: 'complete', obligation: 'back' })
  const contained = asks('ana', '09:03', { do: 'contain' })
  open.and(classified('mild'), contained).when(back).recordsAmong({ type: 'obligation-met' })
  open.and(contained).when(back).refuses('gate-not-met', { gate: 'soak' })
})

test('one gate before several steps is passed on record once, and asked at each of them', () => {
  const soaked = open.and(
    classified('bad'),
    asks('ana', '09:03', { do: 'contain' }),
    asks('ana', '09:04', { do: 'mark', moment: 'contained-for-good' }),
  )
  const staged = soaked.and(
    asks('ana', '09:05', { do: 'begin-stage', stage: 'restore', reason: 'It holds' }),
    asks('bo', '09:06', { do: 'complete', obligation: 'back' }),
  )
  equal(staged.events.filter(event => event.type === 'gate-passed').length, 1)
})

test('a message avoids a channel that is barred, and goes by the others', () => {
  const sent = (type: string) =>
    open
      .and(
        classified('bad', type),
        asks('ana', '09:05', { do: 'update', to: ['team'], text: 'It goes on' }),
      )
      .events.flatMap(event =>
        event.type === 'message-sent' && event.act === 'update' ? event.recipients : [],
      )
      .map(({ channels }) => channels.join())
  deepEqual([...new Set(sent('outage'))], ['slack,email'])
  deepEqual([...new Set(sent('theft'))], ['email'])
})

const barred = (via: string) =>
  settingOf(
    plan(`
      positions: {a: {title: A}}
      roles: {lead: {title: Lead, holders: [a]}}
      audiences: {team: {title: Team, members: [everyone], via: [sms]}}
      obligations:
        - {id: call, do: page, to: lead, via: [sms]}
        - {id: told, do: notify, to: team, text: "{{title}}"}
      gates: {quiet: {before: "via:sms", until: never}, mute: {before: "via:voice", until: never}}
      paging: {via: [${via}]}
    `),
    { a: ['ana'] },
  )

test('a page goes out all the same: by another channel of pages, or else by the barred one', () => {
  const channels = (via: string) =>
    after(barred(via), ALARM).events.flatMap(event =>
      event.type === 'page-sent' ? [event.channels] : [],
    )
  deepEqual(channels('sms, email'), [['email']])
  deepEqual(channels('sms, voice'), [['sms']])
})

test('a message for which no channel is left is not sent, and stays owed for everyone to see', () => {
  const silent = after(barred('sms'), ALARM)
  equal(silent.events.filter(event => event.type === 'message-sent').length, 0)
  equal(silent.standing('told', '09:01'), 'open')
})

test('a gate that is only recorded holds nothing back', () => {
  const recorded = settingOf(
    plan(`
      positions: {a: {title: A}}
      roles: {lead: {title: Lead, holders: [a]}}
      obligations: [{id: work, do: task, by: lead}]
      gates: {ban: {before: "do:work", until: never, recorded-only: Not agreed yet}}
    `),
    { a: ['ana'] },
  )
  after(recorded, ALARM)
    .when(asks('ana', '09:01', { do: 'complete', obligation: 'work' }))
    .recordsAmong({ type: 'obligation-met' })
})

test('whoever may see it is settled before anything is said, and the mark is on all of it', () => {
  const told = settingOf(
    plan(`
      positions: {a: {title: A}}
      roles: {lead: {title: Lead, holders: [a]}}
      audiences: {team: {title: Team, members: [everyone]}}
      obligations:
        - {id: told, do: notify, to: team, text: "{{title}}", when: {type: breach}}
        - {id: call, do: page, to: lead, when: {type: breach}}
        - {id: quiet, do: restrict, to: [lead], label: SECRET, when: {type: breach}}
    `),
    { a: ['ana'] },
  )
  const said = after(
    told,
    ALARM,
    asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'breach' }),
    wake('09:06'),
  ).events.flatMap(event =>
    event.type === 'message-sent' || event.type === 'page-sent' ? [event.subject] : [],
  )
  deepEqual(said, ['[SECRET] Broken', '[SECRET] Broken', '[SECRET] No answer yet: Broken'])
})
