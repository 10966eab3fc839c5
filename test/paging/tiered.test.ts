// The tiered plan as those live through it who are told and woken.
import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { town } from '../kit/people.ts'
import { openTown } from './town.ts'

const { they, of, report, tell, pass, receiptsOf } = await openTown(
  'tiered',
  town(
    {
      positions: {
        'on-call': ['fay', 'eli'],
        engineer: ['eli', 'bo'],
        'second-engineer': ['dee'],
        cto: ['ana'],
        ceo: ['ida'],
      },
      groups: { 'technical-leadership': ['ana', 'gus'], 'client-partners': ['hugo'] },
    },
    {
      fay: {
        reach: {
          pages: [
            { afterMinutes: 0, via: ['push'] },
            { afterMinutes: 1, via: ['sms'] },
            { afterMinutes: 3, via: ['voice'] },
          ],
        },
      },
    },
  ),
  '2026-03-02T03:00:00Z',
)

test('T1.1 T1.2 what a machine reports is in the inbox of the technical leadership in the same second, with receipts', async () => {
  const incident = await report({ title: 'Odd tokens', source: 'automatic-detection' })
  for (const person of ['ana', 'gus']) {
    const mail = of(person).email.expect('Odd tokens')
    equal(mail.arrivedAt, '2026-03-02T03:00:00.000Z')
  }
  deepEqual(
    (await receiptsOf(incident, 'T1.2')).map(({ to, channel, outcome }) => [to, channel, outcome]),
    [
      ['ana', 'email', 'delivered'],
      ['gus', 'email', 'delivered'],
    ],
  )
  of('fay').push.expect('Odd tokens')
  await tell(incident, 'fay', { do: 'declassify', reason: 'A test of the gateway' })
})

test('T1.1 what a person reports wakes the engineer on call as well, and nobody of the leadership', async () => {
  const incident = await report({ title: 'Slow', source: 'person', reporter: 'hugo' })
  of('fay').push.expect('Slow')
  of('ana').email.isSilent()
  await of('fay').push.press('1')
  await tell(incident, 'fay', { do: 'declassify', reason: 'A cable' })
})

test('T2.1 whoever is on call is woken by push, then text, then a call; without an answer the next is', async () => {
  await report({ title: 'Token theft', source: 'automatic-detection' })
  of('fay').push.expect('Token theft')
  of('fay').sms.isSilent()
  await pass(1)
  of('fay').sms.expect('Token theft')
  await pass(2)
  of('fay').voice.expect('Token theft')
  of('eli').sms.isSilent()
  await pass(2)
  equal(of('eli').sms.expect('Token theft').arrivedAt, '2026-03-02T03:05:00.000Z')
  await of('eli').sms.reply('1')
  const heard = they.received.length
  await pass(60)
  deepEqual(
    they.received.slice(heard).filter(({ act }) => act === 'page'),
    [],
    'nobody is woken for it any more',
  )
})

test('T2.1 a key says that one cannot, and the next is woken in the same second', async () => {
  await report({ title: 'Disk full', source: 'automatic-detection' })
  of('fay').push.expect('Disk full')
  await pass(3)
  await of('fay').voice.press('2')
  equal(of('eli').sms.expect('Disk full').arrivedAt.slice(11, 16), '04:08')
  await of('eli').sms.reply('1')
})
