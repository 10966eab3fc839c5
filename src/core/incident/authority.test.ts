import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { AT_BANK, BANK } from '../../../test/kit/bank.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const bad = after(
  AT_BANK,
  ALARM,
  asks('ana', '09:01', { do: 'acknowledge' }),
  asks('ana', '09:02', { do: 'classify', severity: 'bad', type: 'outage' }),
)
const approved = (by: string, time: string) =>
  asks(by, time, { do: 'approve', decision: 'shut-down' })
const decided = (time: string) =>
  asks('ana', time, { do: 'take-decision', decision: 'shut-down', reason: 'It spreads' })

test('two approvals of one person are one', () => {
  bad
    .and(approved('ana', '09:03'), approved('ana', '09:04'))
    .when(decided('09:05'))
    .refuses('approval-missing', { least: 2 })
})

test('one who stands for two of the parties is still one person', () => {
  const one = settingOf(
    plan(`
      positions: {cto: {title: CTO}, ciso: {title: CISO}}
      roles: {lead: {title: Lead, holders: [cto]}}
      decisions:
        joint: {title: Joint, approve: {by: [cto, ciso], least: 2}}
        each: {title: Each, approve: [cto, ciso]}
    `),
    { cto: ['ana'], ciso: ['ana'] },
  )
  const both = (decision: string) =>
    after(one, ALARM, asks('ana', '09:01', { do: 'approve', decision }))
  const take = (decision: string) => asks('ana', '09:02', { do: 'take-decision', decision })
  both('joint').when(take('joint')).refuses('approval-missing')
  // Where each of the parties is wanted, whoever stands for both speaks for both.
  both('each').when(take('each')).records({ type: 'decision-taken', decision: 'each' })
})

test('approvals lapse at the very instant, and are given anew', () => {
  const given = bad.and(approved('ana', '09:03'), approved('sam', '09:04'))
  given.when(decided('13:02:59.999')).recordsAmong({ type: 'decision-taken' })
  // Ana's own word has lapsed, and she gives it anew by taking the decision; that of Sam lapses a minute later.
  given
    .when(decided('13:03'))
    .recordsAmong(
      { type: 'approved', by: 'ana' },
      { type: 'decision-taken', lapsesAt: at('17:03') },
    )
  given.when(decided('13:04')).refuses('approval-missing', { roles: ['guard', 'counsel'] })
})

test('an approval that stands is not put on record twice', () => {
  bad.and(approved('ana', '09:03')).when(approved('ana', '09:04')).records()
})

test('a decision that lapses is told to those who may take it again, and may be', () => {
  const taken = bad.and(approved('ana', '09:03'), approved('sam', '09:04'), decided('09:05'))
  taken.when(decided('09:06')).recordsAmong({ type: 'decision-taken', lapsesAt: at('13:06') })
  const lapsed = taken.when(wake('13:05')).events
  deepEqual(lapsed, [])
  const events = taken.and(wake('13:05')).events
  ok(events.some(event => event.type === 'decision-lapsed' && event.at === at('13:05')))
  ok(events.some(event => event.type === 'message-sent' && event.act === 'reminder'))
  equal(taken.and(wake('13:05')).standing('follow-shutdown', '13:05'), 'overdue')
})

test('a decision without an end stands, and taking it again is no error', () => {
  const paid = bad.and(asks('ana', '09:03', { do: 'answer', fact: 'cost', value: 100 }))
  const pay = asks('ana', '09:04', { do: 'take-decision', decision: 'pay' })
  paid.when(pay).records({ type: 'decision-taken', decision: 'pay' })
  paid
    .and(pay)
    .when(asks('ana', '09:05', { do: 'take-decision', decision: 'pay' }))
    .records()
})

const askIsolate = asks('bo', '09:10', { do: 'ask-approval', obligation: 'isolate' })
const isolate = (time: string) => asks('bo', time, { do: 'complete', obligation: 'isolate' })

test('silence is consent from the very instant on, and that goes on record by itself', () => {
  const asked = bad.and(askIsolate)
  asked.when(isolate('09:39:59.999')).refuses('approval-missing')
  const { events } = asked.and(wake('09:40'))
  deepEqual(
    events
      .filter(event => event.type === 'consent-presumed')
      .map(({ at: when, by, of }) => [when, by, of]),
    [[at('09:40'), 'tocsin', ['commander', 'guard']]],
  )
  asked.and(wake('09:40')).when(isolate('09:40')).recordsAmong({ type: 'obligation-met' })
})

test('nobody who was never asked has consented by silence', () => {
  bad.when(isolate('18:00')).refuses('approval-missing')
})

test('an objection keeps silence from being consent, until the same person approves', () => {
  const objected = bad.and(
    askIsolate,
    asks('sam', '09:20', { do: 'object', obligation: 'isolate', reason: 'The shop stops' }),
  )
  objected.and(wake('09:40')).when(isolate('11:00')).refuses('approval-missing')
  objected
    .and(asks('sam', '09:30', { do: 'approve', obligation: 'isolate' }))
    .when(isolate('09:31'))
    .recordsAmong({ type: 'obligation-met' })
})

test('whoever objects after approving has not approved any more', () => {
  bad
    .and(
      askIsolate,
      asks('sam', '09:11', { do: 'approve', obligation: 'isolate' }),
      asks('sam', '09:12', { do: 'object', obligation: 'isolate', reason: 'I was wrong' }),
    )
    .when(isolate('09:13'))
    .refuses('approval-missing')
})

test('asking twice is asking once; what nobody has to approve is not asked for', () => {
  bad
    .and(askIsolate)
    .when(asks('bo', '09:11', { do: 'ask-approval', obligation: 'isolate' }))
    .records()
  bad
    .when(asks('bo', '09:11', { do: 'ask-approval', obligation: 'rebuild' }))
    .refuses('approval-not-wanted')
})

test('whoever breaks the glass owes a report for each time, also when the incident was none', () => {
  const broke = (time: string) =>
    asks('ana', time, {
      do: 'take-decision',
      decision: 'shut-down',
      'break-glass': true,
      reason: 'Nobody answers',
    })
  bad
    .when(broke('09:10'))
    .recordsAmong(
      { type: 'authority-overridden', decision: 'shut-down', role: 'commander' },
      { type: 'decision-taken' },
      { type: 'obligations-opened' },
    )
  const twice = bad.and(broke('09:10'), broke('09:20'))
  const reports = [...twice.incident.overrides.keys()].map(
    override => `shut-down-without-approval@${override}`,
  )
  deepEqual(
    reports.map(key => twice.standing(key, '09:30')),
    ['open', 'open'],
  )
  const over = twice.and(asks('ana', '09:40', { do: 'declassify', reason: 'A test' }))
  equal(over.standing(reports[0] ?? '', '09:41'), 'open')
  over
    .when(asks('ana', '10:00', { do: 'complete', obligation: reports[0] ?? '', text: 'It spread' }))
    .recordsAmong({ type: 'obligation-met' })
})

test('with every word given nothing is broken by saying so', () => {
  bad
    .and(approved('ana', '09:03'), approved('sam', '09:04'))
    .when(
      asks('ana', '09:05', {
        do: 'take-decision',
        decision: 'shut-down',
        'break-glass': true,
        reason: 'To be sure',
      }),
    )
    .events.forEach(event => notEqual(event.type, 'authority-overridden'))
})

test('what is decided shuts a gate, and opens what waits for it', () => {
  const keys = ['ana', 'sam'].map(by =>
    asks(by, '09:03', { do: 'approve', decision: 'open-vault' }),
  )
  const opened = bad.and(
    ...keys,
    asks('ana', '09:04', { do: 'take-decision', decision: 'open-vault' }),
  )
  opened
    .and(approved('ana', '09:05'), approved('sam', '09:05'))
    .when(decided('09:06'))
    .refuses('gate-not-met', { gate: 'not-twice', open: ['until'], 'waivable-by': 'guard' })
})

test('each promise that follows from another carries out its clauses', () => {
  const follows = BANK.rules.filter(({ id }) => /-without-approval$|^hand-over-/.test(id))
  deepEqual(
    follows.map(({ id, by, cite }) => [id, by, cite]),
    [
      ['isolate-without-approval', 'fixer', []],
      ['shut-down-without-approval', 'commander', []],
      ['hand-over-commander', 'commander', []],
    ],
  )
})
