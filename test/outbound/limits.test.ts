// What a storm of messages becomes for the phone of one person, over a clock that is moved.
import { deepEqual, equal, match } from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import type { Channel } from '#/core/plan/plan.ts'
import type { Destination, Message, Outcome } from '#/outbound/message.ts'
import { freshDatabase } from '../kit/database.ts'
import {
  clock,
  countOf,
  declare,
  deliverWith,
  directoryOf,
  messageTo,
  outcomesOf,
  pageTo,
  put,
  receiptsOf,
} from './outbox.ts'

const { pool } = await freshDatabase()
beforeEach(async () => {
  await pool.query('truncate outbox, sent_message')
})

const people = directoryOf([
  { id: 'ana', name: 'Ana', email: 'ana@acme.example', phone: '+49301234567' },
])
const MINUTE = 60_000

function phone(answer: () => Outcome = () => ({ delivered: true })) {
  const got: Message[] = []
  const over = (channel: Channel): Destination => ({
    channel,
    async send(message) {
      const outcome = answer()
      if (outcome.delivered) got.push(message)
      return outcome
    },
  })
  const time = clock()
  const node = () =>
    deliverWith({ pool, now: time.now, destinations: [over('sms'), over('email')], people })
  return { got, time, node, deliver: node() }
}

/** Messages over SMS, each of an incident of its own unless it is named. */
async function send(count: number, incident?: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const id = incident ?? (await declare(pool, `inc-${crypto.randomUUID()}`))
    const recipients = [{ to: 'ana', channels: ['sms'] as const }]
    await put(pool, id, messageTo(['ana'], { recipients, message: `m${n}`, subject: `News ${n}` }))
    ids.push(id)
  }
  return ids
}

suite('limits of what reaches one person', () => {
  test('a burst of news is one text message, and each of them is on record as delivered', async () => {
    const { got, deliver } = phone()
    const ids = await send(5)
    await deliver.drain()
    equal(got.length, 1)
    equal(got[0]?.subject, '5 messages about several incidents')
    for (let n = 0; n < 5; n++) match(got[0]?.text ?? '', new RegExp(`News ${n}`))
    for (const id of ids) {
      deepEqual(await outcomesOf(pool, id), ['ana over sms: delivered'])
      equal((await receiptsOf(pool, id))[0]?.detail, 'Together with 4 others.')
    }
    equal(await countOf(pool, 'outbox'), 0)
  })

  test('what comes within the minute waits for its end, untried, and then goes together', async () => {
    const { got, time, deliver } = phone()
    await send(1)
    await deliver.drain()
    const ids = await send(3)
    time.pass(30_000)
    await deliver.drain()
    equal(got.length, 1)
    equal(await countOf(pool, 'outbox'), 3)
    time.pass(30_000)
    await deliver.drain()
    equal(got.length, 2)
    equal(got[1]?.subject, '3 messages about several incidents')
    equal((await receiptsOf(pool, ids[0] ?? ''))[0]?.attempts, 1)
  })

  test('C3.3 the first page of an incident goes at once, whatever has gone before it', async () => {
    const { got, deliver } = phone()
    await send(4)
    await deliver.drain()
    for (let n = 0; n < 30; n++) {
      const id = await declare(pool, `inc-${crypto.randomUUID()}`)
      await put(pool, id, pageTo('ana', { channels: ['sms'] }))
    }
    await deliver.drain()
    equal(got.length, 31)
    equal(await countOf(pool, 'outbox'), 0)
  })

  test('a first page that did not get through is no repetition', async () => {
    let isAway = true
    const { got, time, deliver } = phone(() =>
      isAway ? { delivered: false, retry: 'later', cause: new Error('away') } : { delivered: true },
    )
    const id = await declare(pool, 'inc-page-again')
    await put(pool, id, pageTo('ana', { channels: ['sms'] }))
    await deliver.drain()
    isAway = false
    time.pass(2_000)
    await deliver.drain()
    equal(got.length, 1)
  })

  test('a page that is repeated within the minute waits; over mail it does not', async () => {
    const { got, deliver } = phone()
    const id = await declare(pool, 'inc-repeated')
    for (const page of ['one', 'two'])
      await put(pool, id, pageTo('ana', { page, channels: ['sms', 'email'] }))
    await deliver.drain()
    // Two nodes look at one after the other: the first of them is a first page.
    const repeated = await declare(pool, 'inc-repeated-later')
    await put(pool, repeated, pageTo('ana', { page: 'one', channels: ['sms', 'email'] }))
    await deliver.drain()
    await put(pool, repeated, pageTo('ana', { page: 'two', channels: ['sms', 'email'] }))
    await deliver.drain()
    equal(got.filter(({ channel }) => channel === 'email').length, 4)
    equal(await countOf(pool, 'outbox'), 1)
  })

  test('a signal that is worse than all before it rings at once, though the storm has just rung', async () => {
    const { got, deliver } = phone()
    const id = await declare(pool, 'inc-worse')
    await put(pool, id, pageTo('ana', { page: 'call/lead', channels: ['sms'] }))
    await deliver.drain()
    const worse = { page: 'call+7/lead', channels: ['sms'], subject: 'Worse signal' } as const
    await put(pool, id, pageTo('ana', worse))
    await deliver.drain()
    equal(got.length, 2)
    await put(pool, id, pageTo('ana', { ...worse, attempt: 1 }))
    await deliver.drain()
    equal(got.length, 2)
  })

  test('another node knows what this one has sent', async () => {
    const { got, node, deliver } = phone()
    await send(1)
    await deliver.drain()
    await send(1)
    await node().drain()
    equal(got.length, 1)
  })

  test('a page among what goes together can be answered from it', async () => {
    const { got, deliver, time } = phone()
    const id = await declare(pool, 'inc-with-page')
    await put(pool, id, pageTo('ana', { page: 'one', channels: ['sms'] }))
    await deliver.drain()
    await put(pool, id, pageTo('ana', { page: 'two', channels: ['sms'], subject: 'Still open' }))
    await send(2, id)
    await deliver.drain()
    time.pass(MINUTE)
    await deliver.drain()
    equal(got.length, 2)
    equal(got[1]?.subject, '3 messages')
    match(got[1]?.text ?? '', /Still open/)
    match(got[1]?.acknowledgeUrl ?? '', /^https:/)
    equal(got[1]?.act, 'page')
  })

  test('what cannot be put together because it is gone out as it was approved goes alone', async () => {
    const { got, deliver } = phone()
    const id = await declare(pool, 'inc-notice')
    const recipients = [{ to: 'ana', channels: ['sms'] as const }]
    for (const message of ['n1', 'n2'])
      await put(pool, id, messageTo(['ana'], { recipients, message, act: 'notice' }))
    await deliver.drain()
    equal(got.length, 2)
  })
})
