import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const by = TOCSIN
const PEOPLE = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}, owner: {title: Owner}}
  roles: {lead: {title: Lead, holders: [chief]}, second: {title: Second, holders: [engineer]}}
  audiences:
    all: {title: All, members: [everyone], via: [email]}
    team: {title: Team, members: [lead, second], via: [slack]}
    owners: {title: Owners, members: [owner]}
    customers: {title: Customers, outside: true, members: [customers], via: [email]}
`
const CREW = { chief: ['ana'], engineer: ['bo'] }
const updating = settingOf(
  plan(
    PEOPLE,
    `
    obligations:
      - {id: news, title: News, do: update, to: team, by: lead, from: declared, every: {aim: 1h, limit: 2h}}
      - {id: first, title: First word, do: update, to: all, by: lead}
      - {id: owners, title: Tell the owners, do: update, to: owners, by: lead}
      - {id: outside, title: Tell the customers, do: update, to: customers, by: lead}
      - {id: last, title: Last word, do: update, to: all, by: lead, after: owners}
    `,
  ),
  CREW,
  { contacts: new Map([['customers', ['all@customers.example']]]) },
)
const begun = after(updating, ALARM)
const says = (to: string) =>
  asks('ana', '09:30', { do: 'update', to: [to], text: 'It is the disk' })
const metBy = (to: string) =>
  begun
    .when(says(to))
    .events.flatMap(event => (event.type === 'obligation-met' ? [event.obligation] : []))

test('an update meets what was promised to its audience, and says when the next one comes', () => {
  begun.when(says('team')).records(
    {
      type: 'message-sent',
      by,
      message: 'message-3',
      act: 'update',
      obligation: 'news#1',
      audiences: ['team'],
      recipients: [
        { to: 'ana', channels: ['slack'] },
        { to: 'bo', channels: ['slack'] },
      ],
      outside: false,
      subject: 'Update: Broken',
      text: 'It is the disk\n\nNext update by 2026-03-02T10:30:00.000Z.',
      cites: [],
    },
    {
      type: 'update-posted',
      message: 'message-3',
      to: ['team'],
      text: 'It is the disk',
      nextBy: at('10:30'),
    },
    { type: 'obligation-met', obligation: 'news#1', when: at('09:30') },
    {
      type: 'obligations-opened',
      by,
      opened: [
        {
          obligation: 'news#2',
          rule: 'news',
          from: at('09:30'),
          aim: at('10:30'),
          due: at('11:30'),
        },
      ],
    },
  )
})

test('an update to everyone reaches those inside who wanted to hear of it, and nobody outside', () => {
  // What waits for another is not met before it; what nobody is there to hear is met all the same.
  deepEqual(metBy('all'), ['news#1', 'first', 'owners'])
  deepEqual(metBy('team'), ['news#1'])
  deepEqual(metBy('customers'), ['outside'])
})

test('an update that would reach nobody is refused', () => {
  begun.when(says('owners')).refuses('nobody-to-tell', { audience: ['owners'] })
})

test('whoever is in two audiences gets one message, over the channels of both', () => {
  const [sent] = begun.when(
    asks('ana', '09:30', { do: 'update', to: ['team', 'all'], text: 'News' }),
  ).events
  deepEqual(sent?.type === 'message-sent' && sent.recipients, [
    { to: 'ana', channels: ['slack', 'email'] },
    { to: 'bo', channels: ['slack', 'email'] },
  ])
})

const PARTS = { what: 'A disk broke', next: 'We write again tomorrow' }
const breach = after(
  HOME,
  ALARM,
  asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'breach' }),
  asks('ana', '09:02', { do: 'mark', moment: 'aware' }),
  asks('ana', '09:03', { do: 'answer', fact: 'users', value: 12 }),
)
const approve = (parts: Readonly<Record<string, string>>, time = '09:10') =>
  asks('ana', time, { do: 'approve', obligation: 'notice', parts })
const send = (parts: Readonly<Record<string, string>>, time = '09:20') =>
  asks('bo', time, { do: 'send-notice', obligation: 'notice', parts })

test('a notice goes out whole and approved, in the order of its template', () => {
  breach
    .and(approve(PARTS))
    .when(send({ next: PARTS.next, what: PARTS.what }))
    .recordsAmong(
      { type: 'gate-passed', gate: 'counted' },
      {
        type: 'message-sent',
        by,
        act: 'notice',
        outside: true,
        recipients: [{ to: 'all@customers.example', channels: ['email'] }],
        subject: 'About Broken',
        text: 'Dear customer\n\nWhat happened\nA disk broke\n\nWhat comes next\nWe write again tomorrow',
      },
      { type: 'notice-sent', obligation: 'notice', byHand: false, parts: PARTS },
      { type: 'obligation-met', obligation: 'notice' },
    )
})

test('approval is of exactly this text: one more letter wants another', () => {
  const approved = breach.and(approve(PARTS))
  approved
    .when(send({ ...PARTS, what: 'A disk broke.' }))
    .refuses('approval-missing', { roles: ['lead'] })
  approved
    .and(approve({ ...PARTS, what: 'A disk broke.' }, '09:15'))
    .when(send({ ...PARTS, what: 'A disk broke.' }))
    .recordsAmong({ type: 'notice-sent' })
  // The first text is approved still.
  approved.when(send(PARTS)).recordsAmong({ type: 'notice-sent' })
})

test('approving the same text twice is no error and is recorded once', () => {
  breach.and(approve(PARTS)).when(approve(PARTS, '09:12')).records()
})

for (const [what, parts, code] of [
  ['lacks a part', { what: 'A disk broke' }, 'part-missing'],
  ['has an empty part', { ...PARTS, next: '  ' }, 'part-missing'],
  ['has a part too many', { ...PARTS, more: 'And more' }, 'part-unknown'],
] as const)
  test(`a notice that ${what} is refused though somebody approved it`, () => {
    breach.and(approve(parts)).when(send(parts)).refuses(code)
  })

test('a notice waits behind its gate', () => {
  const uncounted = after(
    HOME,
    ALARM,
    asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'breach' }),
    asks('ana', '09:02', { do: 'mark', moment: 'aware' }),
    approve(PARTS),
  )
  uncounted.when(send(PARTS)).refuses('gate-not-met', { open: ['how-many'] })
})

test('a notice that was sent by hand is recorded, and goes out to nobody', () => {
  const sent = breach
    .and(approve(PARTS))
    .when({ ...send(PARTS), 'by-hand': true } as ReturnType<typeof send>)
  sent.recordsAmong({ type: 'notice-sent', byHand: true, message: '' }, { type: 'obligation-met' })
  equal(
    sent.events.some(event => event.type === 'message-sent'),
    false,
  )
})

test('in an exercise a notice is recorded and reaches no outsider', () => {
  const practice = { ...ALARM, exercise: true } as typeof ALARM
  const sent = after(
    HOME,
    practice,
    asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'breach' }),
    asks('ana', '09:02', { do: 'mark', moment: 'aware' }),
    asks('ana', '09:03', { do: 'answer', fact: 'users', value: 12 }),
    approve(PARTS),
  ).when(send(PARTS))
  sent.recordsAmong({ type: 'obligation-met', obligation: 'notice' })
  deepEqual(
    sent.events.flatMap(event => (event.type === 'message-sent' ? event.recipients : [])),
    [{ to: 'all@customers.example', channels: [] }],
  )
})

test('in an exercise people inside are woken and told as ever', () => {
  const practice = after(HOME, { ...ALARM, exercise: true } as typeof ALARM)
  practice
    .when(asks('ana', '09:01', { do: 'classify', severity: 'bad', type: 'outage' }))
    .recordsAmong({
      type: 'message-sent',
      act: 'notify',
      recipients: [{ to: 'ana', channels: ['email'] }],
    })
})

test('a report and a publication go through their approvals as well', () => {
  const intruder = breach.and(
    asks('ana', '09:05', { do: 'answer', fact: 'intruder', value: 'yes' }),
  )
  intruder
    .when(
      asks('ana', '09:30', {
        do: 'submit-report',
        obligation: 'report',
        text: 'All we know',
        receipt: 'A-1',
      }),
    )
    .recordsAmong(
      {
        type: 'report-submitted',
        obligation: 'report',
        receipt: 'A-1',
        parts: { text: 'All we know' },
      },
      { type: 'obligation-met', obligation: 'report' },
    )
  intruder
    .when(asks('ana', '09:30', { do: 'submit-report', obligation: 'report' }))
    .refuses('part-missing')
  const reviewed = breach.and(
    asks('ana', '09:10', { do: 'complete', obligation: 'look' }),
    asks('ana', '09:11', { do: 'resolve', text: 'New disk' }),
    asks('ana', '09:12', { do: 'write-notes', text: 'I was there' }),
    asks('ana', '09:14', { do: 'hold-meeting', obligation: 'review', present: ['ana'] }),
  )
  const publish = asks('ana', '09:30', { do: 'publish', obligation: 'public', text: 'All of it' })
  reviewed.when(publish).refuses('approval-missing', { roles: ['lead'] })
  reviewed
    .and(asks('ana', '09:20', { do: 'approve', obligation: 'public', text: 'All of it' }))
    .when(publish)
    .recordsAmong(
      { type: 'published', where: 'library' },
      { type: 'obligation-met', obligation: 'public' },
    )
})

test('what is written by people is never read as a placeholder', () => {
  const [sent] = begun.when(
    asks('ana', '09:30', { do: 'update', to: ['all'], text: '{{title}}' }),
  ).events
  equal(sent?.type === 'message-sent' && sent.text.startsWith('{{title}}'), true)
})
