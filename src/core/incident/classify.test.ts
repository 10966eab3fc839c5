import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { HOME } from '../../../test/kit/house.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const begun = after(HOME, ALARM)
const classify = (time: string, severity: string, type: string, reason?: string) =>
  asks('ana', time, { do: 'classify', severity, type, ...(reason !== undefined && { reason }) })
const answer = (time: string, fact: string, value: string | number | boolean | null) =>
  asks('ana', time, { do: 'answer', fact, value })

test('a raise opens what the new level asks for, from then on, and needs no reason', () => {
  const raised = begun.and(classify('09:05', 'mild', 'outage'), classify('09:40', 'bad', 'outage'))
  deepEqual(
    [raised.standing('climb', '09:40'), raised.obligation('climb', '09:40').due?.slice(11, 16)],
    ['open', '10:40'],
  )
  equal(raised.incident.moments.get('reclassified')?.slice(11, 16), '09:40')
})

test('lowering needs a reason, voids what no longer applies, and keeps both levels on record', () => {
  const bad = begun.and(classify('09:05', 'bad', 'outage'))
  bad.when(classify('09:30', 'mild', 'outage')).refuses('reason-needed', { was: 'bad' })
  bad.when(classify('09:30', 'mild', 'outage', 'Only the test system')).recordsAmong(
    {
      type: 'classified',
      severity: 'mild',
      was: { severity: 'bad', incidentType: 'outage' },
      reason: 'Only the test system',
    },
    { type: 'obligation-voided', obligation: 'news#1', cause: 'does-not-apply' },
    { type: 'obligation-voided', obligation: 'climb', cause: 'does-not-apply' },
  )
})

test('down and up again: what was void opens anew, what was met stays met', () => {
  const again = begun.and(
    classify('09:05', 'bad', 'outage'),
    classify('09:30', 'mild', 'outage', 'Only the test system'),
    classify('09:40', 'bad', 'outage'),
  )
  deepEqual(
    [again.standing('climb', '09:40'), again.standing('tell-all', '09:40')],
    ['open', 'met'],
  )
  equal(again.obligation('climb', '09:40').due?.slice(11, 16), '10:40')
})

test('another type of the same severity opens what the type asks for, and is no reclassification', () => {
  const breach = begun.and(classify('09:05', 'bad', 'outage'), classify('09:30', 'bad', 'breach'))
  equal(breach.standing('how-many', '09:30'), 'open')
  equal(breach.incident.moments.has('reclassified'), false)
})

test('the same again is no error, and the type is kept where none is given', () => {
  const bad = begun.and(classify('09:05', 'mild', 'breach'))
  bad.when(classify('09:30', 'mild', 'breach')).records()
  const raised = bad.and(asks('ana', '09:30', { do: 'classify', severity: 'bad' }))
  equal(raised.incident.type, 'breach')
})

test('a floor that a fact forces holds, and one whose fact is unknown does not', () => {
  begun
    .when(classify('09:05', 'mild', 'breach'))
    .recordsAmong({ type: 'classified', severity: 'mild' })
  const known = begun.and(answer('09:04', 'intruder', 'yes'))
  known.when(classify('09:05', 'mild', 'breach')).refuses('below-floor', { floor: 'bad' })
  known
    .and(answer('09:05', 'intruder', 'no'))
    .when(classify('09:06', 'mild', 'breach'))
    .recordsAmong({ type: 'classified' })
})

test('what the plan proposes goes on record beside what was given', () => {
  const proposing = settingOf(
    plan(`
      severities:
        bad: {title: Bad, propose: {fact: {users: {over: 500}}}}
        mild: {title: Mild, propose: {fact: {users: {at-most: 500}}}}
      facts: {users: {ask: How many?, kind: number, by: lead}}
      positions: {chief: {title: Chief}}
      roles: {lead: {title: Lead, holders: [chief]}}
    `),
    { chief: ['ana'] },
  )
  for (const [users, proposed] of [
    [500, 'mild'],
    [501, 'bad'],
  ] as const)
    after(proposing, ALARM, answer('09:01', 'users', users))
      .when(classify('09:05', 'mild', 'outage'))
      .recordsAmong({ type: 'classified', severity: 'mild', proposed })
})

for (const [fact, value, recorded] of [
  ['intruder', true, { answer: 'yes' }],
  ['intruder', false, { answer: 'no' }],
  ['intruder', 'yes', { answer: 'yes' }],
  ['users', 12, { answer: 12 }],
  ['users', '12', { answer: 12 }],
  ['users', 0, { answer: 0 }],
  ['cause', 'people', { answer: 'people' }],
  // What is typed freely can be redacted one day, so it stands where texts stand.
  ['story', 'A disk broke', { value: 'A disk broke' }],
  ['users', null, {}],
] as const)
  test(`${JSON.stringify(value)} answers ${fact}`, () => {
    begun.when(answer('09:05', fact, value)).recordsAmong({ type: 'answered', fact, ...recorded })
  })

for (const [fact, value] of [
  ['intruder', 'maybe'],
  ['intruder', 1],
  ['users', -1],
  ['users', 'many'],
  ['users', ''],
  ['users', true],
  ['users', Infinity],
  ['cause', 'weather'],
  ['story', false],
] as const)
  test(`${JSON.stringify(value)} (${typeof value}) does not answer ${fact}`, () => {
    begun.when(answer('09:05', fact, value)).refuses('answer-invalid', { fact })
  })

test('an answer may be taken back: what waited for it is armed again, and lateness stands', () => {
  const setting = settingOf(
    plan(`
      facts: {personal: {ask: Personal data?, by: lead}}
      positions: {chief: {title: Chief}}
      roles: {lead: {title: Lead, holders: [chief]}}
      obligations:
        - {id: tell, title: Tell, when: {fact: {personal: yes}}, do: task, by: lead}
        - {id: soon, title: Tell soon, when: {fact: {personal: yes}}, do: task, by: lead, within: 1h}
    `),
    { chief: ['ana'] },
  )
  const back = after(
    setting,
    ALARM,
    answer('09:05', 'personal', 'yes'),
    wake('10:05'),
    answer('10:10', 'personal', null),
  )
  deepEqual([back.standing('tell', '10:10'), back.standing('soon', '10:10')], ['armed', 'overdue'])
})

test('declassifying ends what is owed but what speaks of it, and wakes nobody any more', () => {
  const calm = begun.and(asks('ana', '09:05', { do: 'declassify', reason: 'A test' }))
  deepEqual(
    [calm.incident.status, calm.standing('look', '09:05'), calm.standing('not-serious', '09:05')],
    ['declassified', 'void', 'open'],
  )
  equal(
    [...calm.incident.pages.values()].some(page => page.state === 'waiting'),
    false,
  )
  calm.when(asks('ana', '09:06', { do: 'complete', obligation: 'not-serious' })).records({
    type: 'obligation-met',
    obligation: 'not-serious',
    when: at('09:06'),
  })
})

test('what was missed before a declassification stays overdue', () => {
  const missed = begun.and(
    wake('10:00'),
    asks('ana', '10:05', { do: 'declassify', reason: 'A test' }),
  )
  equal(missed.standing('look', '10:05'), 'overdue')
})
