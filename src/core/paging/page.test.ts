import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { TOCSIN } from '#/core/incident/event.ts'
import type { History } from '../../../test/kit/given.ts'
import { ALARM, after, asks, at, given, wake } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const CREW = `
  positions: {chief: {title: Chief}, engineer: {title: Engineer}}
  roles:
    lead: {title: Lead, holders: [chief, engineer]}
    second: {title: Second, holders: [chief, engineer], not-with: [lead]}
  paging: {wait: 5m, rounds: 2}
`
const STAFF = { chief: ['ana'], engineer: ['bo', 'eva'] }
const setting = settingOf(
  plan(
    CREW,
    `
    obligations:
      - {id: call, title: Take the lead, do: page, to: lead, text: "{{title}}"}
  `,
  ),
  STAFF,
  { also: ['zoe'] },
)
const LINE = 'call/lead'

/** What a history says about pages: who was asked when, and how each line ended. */
function pagesOf({ events }: History): readonly string[] {
  return events.flatMap(event => {
    const time = event.at.slice(11, 16)
    if (event.type === 'page-sent') return [`${time} ${event.person}`]
    if (event.type === 'page-ended') return [`${time} ended ${event.cause}`]
    return event.type === 'page-acknowledged' ? [`${time} ${event.person} answers`] : []
  })
}

for (const [time, asked] of [
  ['09:04:59.999', ['09:00 ana']],
  ['09:05:00.000', ['09:00 ana', '09:05 bo']],
  ['09:05:00.001', ['09:00 ana', '09:05 bo']],
] as const)
  test(`a page that waits five minutes has gone to ${asked.length} by ${time}`, () => {
    deepEqual(pagesOf(after(setting, ALARM, wake(time))), asked)
  })

test('everyone in line is asked in turn, twice round, and then the line ends unanswered', () => {
  const minutes = [5, 10, 15, 20, 25, 30].map(minute =>
    wake(`09:${String(minute).padStart(2, '0')}`),
  )
  deepEqual(pagesOf(after(setting, ALARM, ...minutes)), [
    '09:00 ana',
    '09:05 bo',
    '09:10 eva',
    '09:15 ana',
    '09:20 bo',
    '09:25 eva',
    '09:30 ended unanswered',
  ])
})

test('a wake that comes late asks the next one late, and passes nobody over', () => {
  deepEqual(pagesOf(after(setting, ALARM, wake('11:00'), wake('11:05'))), [
    '09:00 ana',
    '11:00 bo',
    '11:05 eva',
  ])
})

test('a line with nobody in it ends at once, on record', () => {
  deepEqual(pagesOf(after(settingOf(setting.plan), ALARM)), ['09:00 ended nobody-to-ask'])
})

test('who answers a page of a role takes it, and the page goes no further', () => {
  const answered = after(setting, ALARM, asks('ana', '09:03', { do: 'acknowledge' }))
  deepEqual(pagesOf(answered.and(wake('09:30'))), ['09:00 ana', '09:03 ana answers'])
  deepEqual(answered.incident.roles.get('lead'), {
    person: 'ana',
    since: at('09:03'),
    accepted: true,
  })
  equal(answered.standing('call', '09:03'), 'met')
})

test('who was asked first may still answer when the page has gone on to another', () => {
  const late = after(setting, ALARM, asks('ana', '09:07', { do: 'acknowledge', page: LINE }))
  deepEqual(pagesOf(late), ['09:00 ana', '09:07 bo', '09:07 ana answers'])
})

test('who was asked first answers without naming the page as well', () => {
  const late = after(setting, ALARM, wake('09:05'), asks('ana', '09:07', { do: 'acknowledge' }))
  equal(late.incident.pages.get(LINE)?.state, 'acknowledged')
})

test('a page that ended unanswered can still be answered', () => {
  const minutes = [5, 10, 15, 20, 25, 30].map(minute =>
    wake(`09:${String(minute).padStart(2, '0')}`),
  )
  const late = after(
    setting,
    ALARM,
    ...minutes,
    asks('bo', '09:40', { do: 'acknowledge', page: LINE }),
  )
  equal(late.standing('call', '09:40'), 'met')
})

test('any command of somebody answers their page, since it shows that they are awake', () => {
  const noted = after(setting, ALARM, asks('ana', '09:03', { do: 'note', text: 'I look' }))
  deepEqual(pagesOf(noted), ['09:00 ana', '09:03 ana answers'])
})

test('what a machine does answers no page', () => {
  const joined = { id: 's2', source: 'monitoring', title: 'Again', count: 1 }
  const more = after(
    setting,
    ALARM,
    asks(TOCSIN, '09:03', { do: 'attach-signal', signals: [joined] }),
  )
  equal(more.incident.pages.get(LINE)?.state, 'waiting')
})

test('a page that is handed on goes to the next in line at once, and not back to who handed it on', () => {
  const handed = after(setting, ALARM, asks('ana', '09:01', { do: 'hand-on', reason: 'I drive' }))
  deepEqual(pagesOf(handed), ['09:00 ana', '09:01 bo'])
  deepEqual(pagesOf(handed.and(asks('bo', '09:02', { do: 'hand-on' }))), [
    '09:00 ana',
    '09:01 bo',
    '09:02 eva',
  ])
})

test('who has taken over a turn since is asked, in the place of whoever had it', () => {
  const once = (staff: Readonly<Record<string, readonly string[]>>) =>
    settingOf(
      plan(
        `
        positions: {chief: {title: Chief}}
        roles: {lead: {title: Lead, holders: [chief]}}
        paging: {wait: 5m, rounds: 1}
        `,
        `
        obligations:
          - {id: call, title: Take the lead, do: page, to: lead, text: "{{title}}"}
        `,
      ),
      staff,
      { also: ['ana', 'bo', 'eva'] },
    )
  const asked = after(once({ chief: ['ana', 'eva'] }), ALARM)
  const swapped = given(once({ chief: ['bo', 'eva'] }), ...asked.events)
  deepEqual(pagesOf(swapped.and(wake('09:05'), wake('09:10'), wake('09:15'))), [
    '09:00 ana',
    '09:05 bo',
    '09:10 eva',
    '09:15 ended unanswered',
  ])
  const shorter = given(once({ chief: ['eva'] }), ...asked.events)
  deepEqual(pagesOf(shorter.and(wake('09:05'), wake('09:10'))), [
    '09:00 ana',
    '09:05 eva',
    '09:10 ended unanswered',
  ])
})

test('who stands in line alone and hands on leaves nobody to ask, and that goes on record', () => {
  const alone = settingOf(setting.plan, { chief: ['ana'] })
  const handed = after(alone, ALARM, asks('ana', '09:01', { do: 'hand-on' }))
  deepEqual(pagesOf(handed), ['09:00 ana', '09:01 ended declined'])
})

test('a page ends when another takes the role, and when the incident is over', () => {
  const taken = after(
    setting,
    ALARM,
    asks('bo', '09:01', { do: 'assign', role: 'lead', person: 'bo' }),
  )
  deepEqual(pagesOf(taken), ['09:00 ana', '09:01 ended role-taken'])
  const merged = after(
    setting,
    ALARM,
    asks(TOCSIN, '09:01', { do: 'merge', into: 'INC-2', reason: 'The same' }),
  )
  deepEqual(pagesOf(merged), ['09:00 ana', '09:01 ended incident-over'])
})

const reaching = settingOf(
  plan(
    CREW,
    `
    obligations:
      - {id: call, title: Take the lead, do: page, to: lead, via: [email, sms], text: "{{title}}"}
    escalation: {1: {title: Second, members: [second]}}
    `,
  ),
  STAFF,
)
type Outcome = 'delivered' | 'failed' | 'channel-missing' | 'no-address'
const receipts = (time: string, to: string, outcomes: Partial<Record<'email' | 'sms', Outcome>>) =>
  asks(TOCSIN, time, {
    do: 'record-receipts',
    receipts: Object.entries(outcomes).map(([channel, outcome]) => ({
      message: LINE,
      to,
      channel: channel as 'email' | 'sms',
      outcome,
      attempts: 1,
    })),
  })

for (const [what, outcomes, movesOn] of [
  ['failed over each of its channels', { email: 'failed', sms: 'no-address' }, true],
  ['was delivered over one of them', { email: 'failed', sms: 'delivered' }, false],
  ['failed over one of them', { email: 'failed' }, false],
  ['has a channel that is not there yet', { email: 'failed', sms: 'channel-missing' }, false],
] as const)
  test(`a page that ${what} ${movesOn ? 'moves on at once' : 'waits as long as any'}`, () => {
    const told = after(reaching, ALARM, receipts('09:01', 'ana', outcomes))
    deepEqual(pagesOf(told), movesOn ? ['09:00 ana', '09:01 bo'] : ['09:00 ana'])
    deepEqual(
      pagesOf(told.and(wake('09:05')))
        .at(1)
        ?.slice(6),
      'bo',
    )
  })

test('a page that fails over its channels one after the other moves on with the last', () => {
  const told = after(
    reaching,
    ALARM,
    receipts('09:01', 'ana', { email: 'failed' }),
    receipts('09:02', 'ana', { sms: 'failed' }),
  )
  deepEqual(pagesOf(told), ['09:00 ana', '09:02 bo'])
})

test('what became of the page to whoever was asked before says nothing of the next', () => {
  const told = after(
    reaching,
    ALARM,
    wake('09:05'),
    receipts('09:06', 'ana', { email: 'failed', sms: 'failed' }),
  )
  deepEqual(pagesOf(told), ['09:00 ana', '09:05 bo'])
})

test('whoever could not be reached is asked again in the next round', () => {
  const unreached = after(
    reaching,
    ALARM,
    receipts('09:01', 'ana', { email: 'failed', sms: 'failed' }),
  )
  deepEqual(pagesOf(unreached.and(wake('09:06'), wake('09:11'))), [
    '09:00 ana',
    '09:01 bo',
    '09:06 eva',
    '09:11 ana',
  ])
})

test('where nobody else is in line, not to be reached is silence, and the ladder is climbed at once', () => {
  const alone = { ...reaching, directory: settingOf(reaching.plan, { chief: ['ana'] }).directory }
  const unreached = after(
    alone,
    ALARM,
    receipts('09:01', 'ana', { email: 'failed', sms: 'failed' }),
  )
  deepEqual(pagesOf(unreached).slice(0, 2), ['09:00 ana', '09:01 ended nobody-to-ask'])
  equal(unreached.incident.level, 1)
})

test('an answer stands, whatever becomes of the message afterwards', () => {
  const answered = after(
    reaching,
    ALARM,
    asks('ana', '09:01', { do: 'acknowledge' }),
    receipts('09:02', 'ana', { email: 'failed', sms: 'failed' }),
  )
  deepEqual(pagesOf(answered), ['09:00 ana', '09:01 ana answers'])
})

const SERIOUS = settingOf(
  plan(
    CREW,
    `
    obligations:
      - {id: call, title: Take the lead, when: {severity: bad}, do: page, to: lead, text: "{{title}}", waivable-by: lead}
  `,
  ),
  STAFF,
  { also: ['zoe'] },
)
const bad = (time: string) => asks('zoe', time, { do: 'classify', severity: 'bad', type: 'outage' })
const mild = (time: string) =>
  asks('zoe', time, { do: 'classify', severity: 'mild', reason: 'Less than feared' })

test('nobody is woken any more for what no longer applies', () => {
  const calmed = after(SERIOUS, ALARM, bad('09:00'), mild('09:03'))
  deepEqual(pagesOf(calmed.and(wake('09:05'), wake('09:10'))), [
    '09:00 ana',
    '09:03 ended not-needed',
  ])
})

test('nobody is woken any more for what was waived', () => {
  const waived = after(SERIOUS, ALARM, bad('09:00'), wake('09:05')).and(
    asks('eva', '09:06', { do: 'waive', obligation: 'call', reason: 'I lead from the office' }),
  )
  deepEqual(pagesOf(waived.and(wake('09:10'))), ['09:00 ana', '09:05 bo', '09:06 ended not-needed'])
})

test('what applies again wakes people again', () => {
  const raised = after(SERIOUS, ALARM, bad('09:00'), mild('09:03'), bad('12:00'))
  deepEqual(pagesOf(raised), ['09:00 ana', '09:03 ended not-needed', '12:00 ana'])
})

test('what applies again wakes people again though they were silent before', () => {
  const minutes = [5, 10, 15, 20, 25, 30].map(minute =>
    wake(`09:${String(minute).padStart(2, '0')}`),
  )
  const raised = after(SERIOUS, ALARM, bad('09:00'), ...minutes, mild('10:00'), bad('12:00'))
  equal(pagesOf(raised).at(-1), '12:00 ana')
})

test('a heavier signal that comes while people are still being asked begins a line of its own', () => {
  const joins = (time: string, urgency: string) =>
    asks(TOCSIN, time, {
      do: 'attach-signal',
      signals: [{ id: 's2', source: 'monitoring', title: 'Errors', count: 2, urgency }],
    })
  const alarm = { ...ALARM, signal: { id: 's1', source: 'monitoring' } } as typeof ALARM
  const twice = after(
    setting,
    alarm,
    joins('09:01', 'warning'),
    wake('09:05'),
    joins('09:06', 'critical'),
  )
  deepEqual(pagesOf(twice), ['09:00 ana', '09:01 ana', '09:05 bo', '09:06 bo', '09:06 ana'])
  equal(twice.incident.pages.size, 3)
})

test('a page that is sent for each system says for which clause and what it is about to whoever comes next', () => {
  const each = settingOf(
    plan(
      CREW,
      `
      obligations:
        - {id: call, title: Look at it, do: page, each: system, to: lead, text: Look at it now}
      `,
    ),
    STAFF,
  )
  const systems = { ...ALARM, systems: ['db#1'] } as typeof ALARM
  after(each, systems).when(wake('09:05')).records()
  const next = after(each, systems, wake('09:05')).events.at(-1)
  deepEqual(next?.type === 'page-sent' && [next.obligation, next.text], [
    'call@db#1',
    'Look at it now',
  ])
})

const PAIR = settingOf(
  plan(
    CREW,
    `
    obligations:
      - {id: call, title: Come, do: page, to: [lead, second], text: "{{title}}"}
  `,
  ),
  STAFF,
)

test('two roles that one person must not hold together are asked of two people', () => {
  const called = after(PAIR, ALARM)
  deepEqual(pagesOf(called), ['09:00 ana', '09:00 bo'])
  const both = called.and(
    asks('ana', '09:01', { do: 'acknowledge' }),
    asks('bo', '09:02', { do: 'acknowledge' }),
  )
  deepEqual(
    [...both.incident.roles].map(([role, { person }]) => [role, person]),
    [
      ['lead', 'ana'],
      ['second', 'bo'],
    ],
  )
  equal(both.standing('call', '09:02'), 'met')
})

test('roles that exclude each other do so whichever was taken first', () => {
  const second = after(
    PAIR,
    ALARM,
    asks('eva', '09:01', { do: 'assign', role: 'second', person: 'eva' }),
  )
  second
    .when(asks('eva', '09:02', { do: 'assign', role: 'lead', person: 'eva' }))
    .refuses('roles-conflict', { with: 'second' })
})

test('who declines a role is not asked for it again, and the others in line are', () => {
  const declined = after(setting, ALARM, asks('ana', '09:01', { do: 'acknowledge' })).and(
    asks('ana', '09:10', { do: 'decline', role: 'lead', reason: 'I fall asleep' }),
  )
  deepEqual(pagesOf(declined), ['09:00 ana', '09:01 ana answers', '09:10 bo'])
})

test('who declines a role that was offered never held it', () => {
  const offered = after(
    setting,
    ALARM,
    asks('bo', '09:01', { do: 'assign', role: 'lead', person: 'ana' }),
  )
  const types = offered
    .when(asks('ana', '09:02', { do: 'decline', role: 'lead' }))
    .events.map(event => event.type)
  equal(types.includes('role-accepted'), false)
  equal(types.includes('role-declined'), true)
})

test('a heavier signal wakes whoever triages once more; a lighter or an equal one does not', () => {
  const joins = (id: string, time: string, urgency: string) =>
    asks(TOCSIN, time, {
      do: 'attach-signal',
      signals: [{ id, source: 'monitoring', title: id, count: 1, urgency }],
    })
  const alarm = {
    ...ALARM,
    signal: { id: 's1', source: 'monitoring', urgency: 'warning' },
  } as typeof ALARM
  const answered = after(setting, alarm, asks('ana', '09:01', { do: 'acknowledge' }))
  const lighter = answered.and(joins('s2', '09:02', 'chatter'), joins('s3', '09:03', 'warning'))
  equal(pagesOf(lighter).length, 2)
  const heavier = lighter.and(joins('s4', '09:04', 'critical'))
  equal(pagesOf(heavier).at(2)?.slice(0, 6), '09:04 ')
  const classified = lighter.and(bad('09:05'), joins('s4', '09:06', 'critical'))
  equal(pagesOf(classified).filter(it => it.startsWith('09:06')).length, 0)
})
