// The plan of P0 to P3 as those live through it who are told, woken and escalated to.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Receipt } from '#/core/incident/event.ts'
import { town } from '../kit/people.ts'
import { openTown } from './town.ts'

const { they, of, report, tell, pass, receiptsOf } = await openTown(
  'creditnexus',
  town({
    positions: {
      cto: ['ana'],
      'lead-developer': ['bo'],
      'security-team': ['sam'],
      'senior-developer': ['sue'],
      devops: ['dee'],
      'product-manager': ['pia'],
      ceo: ['ida'],
      legal: ['lea'],
      'public-relations': ['pat'],
      'regulatory-affairs': ['ron'],
      'on-call': ['fay'],
    },
    groups: { board: ['joe'] },
  }),
  '2026-03-02T03:00:00Z',
)

const P0 = { do: 'classify', severity: 'P0', type: 'outage' } as const
const delivered = (receipts: readonly Receipt[]) =>
  new Set(
    receipts
      .filter(({ outcome }) => outcome === 'delivered')
      .map(({ to, channel }) => `${to} ${channel}`),
  )

/** Everyone who was paged since, over Slack, as the plan has it. */
function wokenSince(heard: number): ReadonlySet<string> {
  return new Set(
    they.received.slice(heard).flatMap(({ act, to }) => (act === 'page' ? (to.person ?? []) : [])),
  )
}

/** Nothing of one test waits in the next. */
async function over(incident: string): Promise<void> {
  await tell(incident, 'ana', { do: 'declassify', reason: 'It was a test' })
}

test('C3.3 C3.4 C4.1 C7.1 C7.2 a critical incident: the commander, then the team and the executives, in the same second', async () => {
  const incident = await report({ title: 'Ransomware', source: 'security-monitoring' })
  of('ana').slack.expect('Ransomware')
  ok(delivered(await receiptsOf(incident, 'C3.3')).has('ana slack'))
  await of('ana').slack.press('I am on it')
  const heard = they.received.length
  await tell(incident, 'ana', P0)
  const woken = wokenSince(heard)
  for (const person of ['sam', 'sue', 'pia', 'ida'])
    ok(woken.has(person), `${person} is woken: ${[...woken].join()}`)
  ok(!woken.has('joe') && !woken.has('lea'), 'neither the board nor advisers outside')
  const alerted = delivered(await receiptsOf(incident, 'C4.1'))
  for (const person of ['ana', 'sam'])
    ok(alerted.has(`${person} slack`) && alerted.has(`${person} email`), [...alerted].join())
  ok(delivered(await receiptsOf(incident, 'C7.2')).has('ida slack'))
  ok(they.received.every(({ arrivedAt }) => arrivedAt === '2026-03-02T03:00:00.000Z'))
  await over(incident)
})

test('C3.4 C4.1 a medium one wakes and alerts nobody but the commander', async () => {
  const incident = await report({ title: 'Odd login', source: 'user-report', reporter: 'dee' })
  await of('ana').slack.press('I am on it')
  const heard = they.received.length
  await tell(incident, 'ana', { do: 'classify', severity: 'P2', type: 'outage' })
  deepEqual([...wokenSince(heard)], [])
  equal((await receiptsOf(incident, 'C4.1')).length, 0)
  await over(incident)
})

test('C3.3 C7.1 without an answer the next holder is woken, and silence reaches the executives', async () => {
  const incident = await report({ title: 'Backups fail', source: 'system-monitoring' })
  await pass(2)
  ok(wokenSince(0).has('bo'))
  const heard = they.received.length
  await pass(9)
  ok(!wokenSince(heard).has('ida'))
  await pass(1)
  ok(wokenSince(heard).has('ida'), 'after everyone was asked three times')
  await of('ida').email.press('I am on it')
  await over(incident)
})

test('C7.3 a data breach is with the executives when the hour ends', async () => {
  const incident = await report({ title: 'A dump is on sale', source: 'external-researcher' })
  await of('ana').slack.press('I am on it')
  await tell(incident, 'ana', { do: 'classify', severity: 'P2', type: 'data-breach' })
  const heard = they.received.length
  await pass(59)
  ok(!wokenSince(heard).has('ida'))
  await pass(1)
  ok(wokenSince(heard).has('ida'))
  await over(incident)
})

for (const [clause, fact] of [
  ['C7.4', 'personal-data'],
  ['C7.5', 'public-disclosure'],
] as const)
  test(`${clause} advisers outside are woken as soon as ${fact} is answered with yes`, async () => {
    const incident = await report({ title: `About ${fact}`, source: 'security-monitoring' })
    await of('ana').slack.press('I am on it')
    await tell(incident, 'ana', { do: 'classify', severity: 'P1', type: 'data-breach' })
    const heard = they.received.length
    await tell(incident, 'ana', { do: 'answer', fact, value: 'yes' })
    const woken = wokenSince(heard)
    for (const person of ['lea', 'pat', 'ron']) ok(woken.has(person), `${person} is woken`)
    await over(incident)
  })

test('C5.10 whoever reports a vulnerability from outside has the acknowledgement in their inbox', async () => {
  const reporter = 'robin@research.example'
  const incident = await report({ title: 'A flaw', source: 'external-researcher', reporter })
  await of('ana').slack.press('I am on it')
  await tell(incident, 'sam', { do: 'assign', role: 'security-lead', person: 'sam' })
  await pass(20 * 60)
  await tell(incident, 'sam', {
    do: 'send-notice',
    obligation: 'acknowledge-report',
    parts: { 'next-steps': 'We write by Friday' },
  })
  of(reporter).email.expect('We write by Friday')
  await over(incident)
})

test('C5.10 where nobody writes to them within a day it is missed, and said', async () => {
  const incident = await report({
    title: 'Another flaw',
    source: 'external-researcher',
    reporter: 'kim@research.example',
  })
  await of('ana').slack.press('I am on it')
  await pass(24 * 60)
  const missed = they.received.filter(
    ({ act, subject }) => act === 'missed' && /flaw/.test(subject),
  )
  ok(missed.length > 0)
  await over(incident)
})
