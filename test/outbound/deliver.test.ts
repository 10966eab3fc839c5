import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, afterEach, test } from 'node:test'
import { readAcknowledgeToken } from '#/app/paging/acknowledge-link.ts'
import { PROBES_MAX } from '#/app/deliver/health.ts'
import { plusMs } from '#/core/time.ts'
import { createEmail } from '#/outbound/email.ts'
import { createLog, type LogLine } from '#/outbound/log.ts'
import type { Destination, Outcome } from '#/outbound/message.ts'
import { parseSmtpUrl } from '#/outbound/smtp-url.ts'
import { createWebhook } from '#/outbound/webhook.ts'
import { listDeadLetters, redrive } from '#/store/dead-letters.ts'
import { transaction } from '#/store/db.ts'
import { claimDue } from '#/store/outbox.ts'
import { freshDatabase } from '../kit/database.ts'
import { readMail, reply, startMailServer, textOf, type Answers } from './mail-server.ts'
import {
  began,
  clock,
  countOf,
  declare,
  deliverWith,
  directoryOf,
  logTo,
  messageTo,
  outcomesOf,
  pageTo,
  put,
  receiptsOf,
  recordReceipts,
  type Line,
} from './outbox.ts'
import { startReceiver } from './receiver.ts'

const { pool } = await freshDatabase()
const answers: Answers = {}
const mail = await startMailServer(answers)
const receiver = await startReceiver()
const closing: (() => unknown)[] = [() => mail.close(), () => receiver.close()]
after(async () => {
  for (const close of closing) await close()
})
afterEach(async () => {
  delete answers.recipient
  delete answers.content
  await pool.query('delete from outbox')
  await pool.query('delete from dead_letter')
})

function emailOver(url: string): Destination {
  const smtp = parseSmtpUrl(url)
  if ('problem' in smtp) throw new Error(smtp.problem)
  const email = createEmail({ smtp, from: { name: 'Tocsin', address: 'tocsin@example.org' } })
  closing.unshift(() => email.close?.())
  return email
}

const hook = `http://127.0.0.1:${receiver.port}/bo`
const people = directoryOf(
  [
    { id: 'ana', name: 'Ana', email: 'ana@example.org' },
    { id: 'bo', name: 'Bo', email: 'bo@example.org', webhook: hook },
    { id: 'cleo', name: 'Cleo' },
    { id: 'olga', name: 'Olga', email: 'olga@example.org', webhook: hook },
  ],
  { operators: ['olga'] },
)
const email = emailOver(mail.url)
const webhook = createWebhook({
  secrets: [`whsec_${Buffer.alloc(32).toString('base64')}`],
  allow: [`127.0.0.1:${receiver.port}`],
  now: () => began,
})

let incidents = 0
const incident = (options = {}) => declare(pool, `inc-${++incidents}`, options)

/** What arrives from here on. */
function mailsFromHere() {
  const from = mail.mails.length
  return () => mail.mails.slice(from).map(({ to, raw }) => ({ to: to[0], ...readMail(raw) }))
}

/** A destination that answers what the test says, and keeps what it was handed. */
function pretend(channel: 'email' | 'webhook', answer: () => Outcome | Promise<Outcome>) {
  const messages: string[] = []
  const destination: Destination = {
    channel,
    send: async message => {
      messages.push(message.messageId)
      return answer()
    },
  }
  return { destination, messages }
}
const delivered: Outcome = { delivered: true }
const later: Outcome = { delivered: false, retry: 'later', cause: new Error('not now') }
const never: Outcome = { delivered: false, retry: 'never', cause: new Error('not ever') }

test('C3.3 a page is mailed with a link that acknowledges it, and has a receipt', async () => {
  const id = await incident()
  await put(pool, id, pageTo('ana'))
  const mails = mailsFromHere()
  await deliverWith({ pool, now: clock().now, destinations: [email], people }).drain()
  const [arrived] = mails()
  equal(arrived?.to, 'ana@example.org')
  const text = arrived === undefined ? '' : textOf(arrived, 'text/plain')
  const token = /https:\/\/tocsin\.example\.org\/acknowledge\/(\S+)/.exec(text)?.[1] ?? ''
  deepEqual(readAcknowledgeToken('s'.repeat(32), token), {
    incident: id,
    page: 'p1/commander',
    person: 'ana',
  })
  match(text, /Incident #\d+ \(P0\): Files renamed on prod-db-1/)
  deepEqual(await receiptsOf(pool, id), [
    {
      message: 'p1/commander',
      to: 'ana',
      channel: 'email',
      outcome: 'delivered',
      attempts: 1,
      detail: 'The mail server took it.',
    },
  ])
  equal(await countOf(pool, 'outbox'), 0)
})

test('C4.1 an alert over two channels goes out over both, each with its receipt', async () => {
  const id = await incident()
  await put(pool, id, messageTo([], { recipients: [{ to: 'bo', channels: ['email', 'webhook'] }] }))
  await deliverWith({ pool, now: clock().now, destinations: [email, webhook], people }).drain()
  deepEqual(await outcomesOf(pool, id), ['bo over email: delivered', 'bo over webhook: delivered'])
})

test('the same line asked a second time is a second mail', async () => {
  const id = await incident()
  await put(pool, id, pageTo('ana'))
  await put(pool, id, pageTo('ana', { attempt: 2 }))
  const mails = mailsFromHere()
  await deliverWith({ pool, now: clock().now, destinations: [email], people }).drain()
  equal(new Set(mails().map(({ headers }) => headers.get('message-id'))).size, 2)
})

test('a mail server that is down for an hour gets the mail when it is back, once', async () => {
  const id = await incident()
  await put(pool, id, messageTo(['ana']))
  answers.recipient = () => reply(451, 'try again later')
  const time = clock()
  const mails = mailsFromHere()
  const deliver = deliverWith({ pool, now: time.now, destinations: [email], people })
  for (let minute = 0; minute < 60; minute++) {
    await deliver.drain()
    time.pass(60_000)
  }
  equal(mails().length, 0)
  deepEqual(await receiptsOf(pool, id), [])
  delete answers.recipient
  time.pass(15 * 60_000)
  await deliver.drain()
  equal(mails().length, 1)
  const [receipt] = await receiptsOf(pool, id)
  equal(receipt?.outcome, 'delivered')
  ok((receipt?.attempts ?? 0) > 5)
})

test('what one channel will never carry goes out over the next, and both are on record', async () => {
  const id = await incident()
  await put(pool, id, pageTo('bo'))
  answers.recipient = () => reply(550, 'no such user')
  await deliverWith({ pool, now: clock().now, destinations: [email, webhook], people }).drain()
  deepEqual(await outcomesOf(pool, id), ['bo over email: failed', 'bo over webhook: delivered'])
  equal(await countOf(pool, 'outbox'), 0)
  equal(await countOf(pool, 'dead_letter'), 0)
})

test('what nothing can carry is a dead letter of which the operators hear over what still works', async () => {
  const id = await incident()
  await put(pool, id, pageTo('ana'))
  answers.recipient = address =>
    address === 'olga@example.org' ? undefined : reply(550, 'no such user')
  const mails = mailsFromHere()
  await deliverWith({ pool, now: clock().now, destinations: [email], people }).drain()
  deepEqual(await outcomesOf(pool, id), ['ana over email: failed'])
  const [letter] = await listDeadLetters(pool, 10)
  equal(letter?.recipient, 'ana')
  match(letter?.reason ?? '', /550/)
  const told = mails()
  deepEqual(
    told.map(({ to }) => to),
    ['olga@example.org'],
  )
  match(told[0]?.headers.get('subject') ?? '', /could not be delivered/)
  // Whoever runs Tocsin need not be one who may read of the incident.
  ok(!JSON.stringify(told.map(part => textOf(part, 'text/plain'))).includes('prod-db-1'))

  delete answers.recipient
  await transaction(pool, tx => redrive(tx, letter?.id ?? 0, began))
  await deliverWith({ pool, now: clock().now, destinations: [email], people }).drain()
  deepEqual(await outcomesOf(pool, id), ['ana over email: delivered', 'ana over email: failed'])
})

test('a channel that fails again and again is told of once, over another, and without end in itself', async () => {
  const id = await incident()
  await put(pool, id, messageTo(['ana', 'bo', 'olga']))
  const dead = pretend('email', () => later)
  const time = clock()
  const lines: Line[] = []
  const deliver = deliverWith({
    pool,
    now: time.now,
    destinations: [dead.destination, webhook],
    people,
    log: logTo(lines),
  })
  const before = receiver.requests.length
  for (let round = 0; round < 8; round++) {
    await deliver.drain()
    time.pass(60_000)
  }
  const told = receiver.requests.slice(before)
  deepEqual(
    told.map(({ body }) => (JSON.parse(body) as { type: string }).type),
    ['incident.channel-dead'],
  )
  equal(lines.filter(({ level }) => level === 'error').length, 1)
})

test('operators who cannot be told either are a line in the log', async () => {
  const id = await incident()
  await put(pool, id, pageTo('ana'))
  const lines: Line[] = []
  const dead = pretend('email', () => never)
  const log = logTo(lines)
  await deliverWith({
    pool,
    now: clock().now,
    destinations: [dead.destination],
    people,
    log,
  }).drain()
  const errors = lines.filter(({ level }) => level === 'error').map(({ text }) => text)
  equal(errors.length, 2)
  match(errors[1] ?? '', /No operator could be told/)
})

test('a page that fails three times is sent over another channel too, while the first is tried on', async () => {
  const id = await incident()
  await put(pool, id, pageTo('bo'))
  let answer: Outcome = later
  const flaky = pretend('email', () => answer)
  const time = clock()
  const destinations = [flaky.destination, webhook]
  const deliver = deliverWith({ pool, now: time.now, destinations, people })
  for (let attempt = 0; attempt < 6; attempt++) {
    await deliver.drain()
    if (attempt === 1) deepEqual(await outcomesOf(pool, id), [])
    time.pass(60_000)
  }
  deepEqual(await outcomesOf(pool, id), ['bo over webhook: delivered'])
  answer = delivered
  time.pass(60_000)
  await deliver.drain()
  deepEqual(await outcomesOf(pool, id), ['bo over email: delivered', 'bo over webhook: delivered'])
})

test('a mail server that is down neither delays a page nor takes the places of other channels', async () => {
  const id = await incident()
  const time = clock()
  let trying = 0
  let tryingMost = 0
  const dead = pretend('email', async () => {
    tryingMost = Math.max(tryingMost, ++trying)
    await new Promise(resolve => setImmediate(resolve))
    trying--
    return later
  })
  const destinations = [dead.destination, webhook]
  const deliver = deliverWith({ pool, now: time.now, destinations, people })
  await put(
    pool,
    id,
    messageTo(['ana', 'cleo@example.org', 'd@example.org', 'e@example.org', 'f@example.org']),
  )
  await deliver.drain()
  tryingMost = 0
  const many = Array.from({ length: 200 }, (_, index) => `p${index}@example.org`)
  await put(pool, id, messageTo(many, { message: 'm2' }))
  await put(pool, id, pageTo('bo'))
  await deliver.drain()
  ok(tryingMost <= PROBES_MAX, `${tryingMost} at once`)
  deepEqual(await outcomesOf(pool, id), ['bo over webhook: delivered'])
})

test('a first start without a mail server says so in the receipt and shows the text in the log', async () => {
  const id = await incident()
  await put(pool, id, pageTo('ana'))
  const shown: LogLine[] = []
  const destinations = [createLog(line => shown.push(line))]
  await deliverWith({ pool, now: clock().now, destinations, people }).drain()
  deepEqual(await receiptsOf(pool, id), [
    {
      message: 'p1/commander',
      to: 'ana',
      channel: 'email',
      outcome: 'channel-missing',
      attempts: 0,
      detail: 'The channel email is not set up.',
    },
  ])
  equal(shown[0]?.text, 'You are asked to take command.')
  match(shown[0]?.acknowledgeUrl ?? '', /^https:/)
  equal(await countOf(pool, 'outbox'), 0)
  equal(await countOf(pool, 'dead_letter'), 0)
})

test('a channel that is not set up gives way to one that is', async () => {
  const id = await incident()
  await put(pool, id, pageTo('bo', { channels: ['slack'] }))
  await deliverWith({ pool, now: clock().now, destinations: [email], people }).drain()
  deepEqual(await outcomesOf(pool, id), [
    'bo over email: delivered',
    'bo over slack: channel-missing',
  ])
})

test('whoever has no address on record, or has left, has a receipt that says so', async () => {
  const id = await incident()
  await put(pool, id, messageTo(['cleo', 'gone', 'someone@example.net']))
  await deliverWith({ pool, now: clock().now, destinations: [email], people }).drain()
  deepEqual(await outcomesOf(pool, id), [
    'cleo over email: no-address',
    'gone over email: no-address',
    'someone@example.net over email: delivered',
  ])
})

test('an exercise reaches people of the house and nobody outside', async () => {
  const id = await incident({ exercise: true })
  await put(pool, id, messageTo(['ana', 'reporter@example.net']))
  await put(pool, id, messageTo(['bo'], { message: 'm2', outside: true }))
  const mails = mailsFromHere()
  await deliverWith({ pool, now: clock().now, destinations: [email, webhook], people }).drain()
  deepEqual(await outcomesOf(pool, id), [
    'ana over email: delivered',
    'bo over email: withheld',
    'reporter@example.net over email: withheld',
  ])
  const [only, ...others] = mails()
  equal(others.length, 0)
  match(only?.headers.get('subject') ?? '', /^\[EXERCISE\]/)
})

test('an update to three hundred people is a few events of the log, not three hundred', async () => {
  const id = await incident()
  const many = Array.from({ length: 300 }, (_, index) => `p${index}@example.org`)
  await put(pool, id, messageTo(many))
  const quick = pretend('email', () => delivered)
  await deliverWith({ pool, now: clock().now, destinations: [quick.destination], people }).drain()
  equal(quick.messages.length, 300)
  equal((await receiptsOf(pool, id)).length, 300)
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int4 from event where incident_id = $1 and type = 'receipts-recorded'",
    [id],
  )
  ok((rows[0]?.count ?? 300) <= 30, `${rows[0]?.count} events`)
})

test('two nodes share the work: everything goes out once', async () => {
  const ids = await Promise.all([incident(), incident(), incident()])
  const many = Array.from({ length: 50 }, (_, index) => `p${index}@example.org`)
  for (const id of ids) await put(pool, id, messageTo(many))
  const quick = pretend('email', async () => {
    await new Promise(resolve => setImmediate(resolve))
    return delivered
  })
  const node = () =>
    deliverWith({ pool, now: clock().now, destinations: [quick.destination], people })
  await Promise.all([node().drain(), node().drain()])
  equal(quick.messages.length, 150)
  equal(new Set(quick.messages).size, 150)
  for (const id of ids) equal((await receiptsOf(pool, id)).length, 50)
})

test('a message that another node has taken over since is that node’s alone', async () => {
  const id = await incident()
  await put(pool, id, messageTo(['ana']))
  const time = clock()
  const slow = pretend('email', async () => {
    // The send takes longer than the claim lasts, and another node is faster.
    time.pass(61_000)
    const [taken] = await claimDue(pool, {
      now: time.now(),
      claimedUntil: plusMs(time.now(), 60_000),
      limit: 1,
    })
    equal(taken?.attempt, 2)
    return delivered
  })
  await deliverWith({ pool, now: time.now, destinations: [slow.destination], people }).drain()
  deepEqual(await receiptsOf(pool, id), [])
  equal(await countOf(pool, 'outbox'), 1)
})

test('a log that cannot be written to for a moment makes nobody hear of it twice', async () => {
  const id = await incident()
  await put(pool, id, messageTo(['ana']))
  const quick = pretend('email', () => delivered)
  let tries = 0
  await deliverWith({
    pool,
    now: clock().now,
    destinations: [quick.destination],
    people,
    recordReceipts: async (tx, incidentId, receipts) => {
      if (++tries === 1) throw new Error('the database is going down')
      await recordReceipts(tx, incidentId, receipts)
    },
  }).drain()
  equal(quick.messages.length, 1)
  equal((await receiptsOf(pool, id)).length, 1)
  equal(await countOf(pool, 'outbox'), 0)
})

test('a text that is redacted before it goes out does not go out', async () => {
  const id = await incident()
  await put(pool, id, messageTo(['ana'], { text: 'the password is hunter2' }))
  const redacted = {
    type: 'redacted',
    at: began,
    by: 'ana',
    version: 2,
    reason: 'a password',
  } as const
  await put(pool, id, redacted)
  const mails = mailsFromHere()
  await deliverWith({ pool, now: clock().now, destinations: [email], people }).drain()
  const [arrived] = mails()
  ok(arrived !== undefined && !JSON.stringify(arrived).includes('hunter2'))
  ok(textOf(arrived, 'text/plain').includes('[redacted]'))
})

test('a destination that breaks down is tried again', async () => {
  const id = await incident()
  await put(pool, id, messageTo(['ana']))
  let tries = 0
  const broken = pretend('email', () => {
    if (++tries === 1) throw new TypeError('our mistake')
    return delivered
  })
  const time = clock()
  const deliver = deliverWith({ pool, now: time.now, destinations: [broken.destination], people })
  await deliver.drain()
  time.pass(60_000)
  await deliver.drain()
  deepEqual(await outcomesOf(pool, id), ['ana over email: delivered'])
})

test('the loop sleeps until it is poked, and finishes what is in flight when it is stopped', async () => {
  const id = await incident()
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  let begin = () => {}
  const sending = new Promise<void>(resolve => {
    begin = resolve
  })
  const slow = pretend('email', async () => {
    begin()
    await held
    return delivered
  })
  const deliver = deliverWith({ pool, now: clock().now, destinations: [slow.destination], people })
  deliver.start()
  await put(pool, id, messageTo(['ana']))
  deliver.poke()
  await sending
  const stopped = deliver.stop()
  release()
  await stopped
  deepEqual(await outcomesOf(pool, id), ['ana over email: delivered'])
})
