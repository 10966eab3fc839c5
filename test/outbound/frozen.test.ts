// Nodes as real processes over one real database and a real mail server: one is frozen or killed at the worst moments.
import { deepEqual, equal } from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { freshDatabase } from '../kit/database.ts'
import { readMail, startMailServer, type Answers } from './mail-server.ts'
import { clockFromHere, SPEED, startNode, until, type Point, type RunningNode } from './nodes.ts'
import { countOf, declare, messageTo, outcomesOf, pageTo, put } from './outbox.ts'

const { pool, connection } = await freshDatabase()
const answers: Answers = {}
const mail = await startMailServer(answers)
const running = new Set<RunningNode>()
after(async () => {
  for (const node of running) await node.stop()
  await mail.close()
})

const people = ['ana', 'bo', 'cleo']
const everyone = people.map(person => `${person} over email: delivered`)

async function node(at?: Point, signal: 'SIGSTOP' | 'SIGKILL' = 'SIGSTOP'): Promise<RunningNode> {
  const clock = clockFromHere()
  const orders = { connection, smtp: mail.url, people, clock }
  const started = await startNode(at === undefined ? orders : { ...orders, strike: { at, signal } })
  running.add(started)
  return started
}

async function stop(...nodes: readonly RunningNode[]): Promise<void> {
  await Promise.all(nodes.map(started => started.stop()))
  for (const started of nodes) running.delete(started)
}

/** Message-IDs of what has arrived from here on, one for each mail. */
function idsFromHere() {
  const from = mail.mails.length
  return () =>
    mail.mails.slice(from).map(({ raw }) => readMail(raw).headers.get('message-id') ?? '')
}

const delivered = (id: string, count: number) =>
  until('everything is delivered', async () => {
    const outcomes = await outcomesOf(pool, id)
    return outcomes.length >= count && (await countOf(pool, 'outbox')) === 0
  })

/** Longer than a claim, on the nodes' clock. */
const claimsLapse = () => pause(65_000 / SPEED)

test('a node that was frozen between claim and sending wakes up and sends nothing again', async () => {
  const id = await declare(pool, 'frozen-before')
  const ids = idsFromHere()
  const frozen = await node('claimed')
  await put(pool, id, messageTo(people))
  await frozen.struck
  const other = await node()
  await claimsLapse()
  await delivered(id, people.length)
  frozen.process.kill('SIGCONT')
  await pause(500)
  await stop(frozen, other)
  equal(ids().length, people.length)
  equal(new Set(ids()).size, people.length)
  deepEqual(await outcomesOf(pool, id), everyone)
})

test('a node that was frozen while sending wakes up and records nothing of what is another’s by now', async () => {
  const id = await declare(pool, 'frozen-during')
  const ids = idsFromHere()
  let release = () => {}
  answers.hold = new Promise(resolve => {
    release = resolve
  })
  const frozen = await node()
  await put(pool, id, pageTo('ana'))
  await mail.arrivals(mail.mails.length + 1)
  frozen.process.kill('SIGSTOP')
  delete answers.hold
  const other = await node()
  await claimsLapse()
  await delivered(id, 1)
  release()
  frozen.process.kill('SIGCONT')
  await pause(500)
  await stop(frozen, other)
  // The mail server had taken it without having said so: at least once, and a mail reader shows it once.
  equal(ids().length, 2)
  equal(new Set(ids()).size, 1)
  deepEqual(await outcomesOf(pool, id), ['ana over email: delivered'])
})

test('a node that was frozen after sending wakes up and records nothing of what is another’s by now', async () => {
  const id = await declare(pool, 'frozen-after')
  const ids = idsFromHere()
  const frozen = await node('sent')
  await put(pool, id, pageTo('ana'))
  await frozen.struck
  const other = await node()
  await claimsLapse()
  await delivered(id, 1)
  frozen.process.kill('SIGCONT')
  await pause(500)
  await stop(frozen, other)
  equal(new Set(ids()).size, 1)
  deepEqual(await outcomesOf(pool, id), ['ana over email: delivered'])
})

for (const [point, mailsPerPerson] of [
  ['claimed', 1],
  ['sent', 2],
  ['recording', 2],
] as const)
  test(`a node that is killed at the point "${point}" loses nothing and doubles no receipt`, async () => {
    const id = await declare(pool, `killed-${point}`)
    const ids = idsFromHere()
    const killed = await node(point, 'SIGKILL')
    await put(pool, id, pageTo('ana'))
    await killed.struck
    const other = await node()
    await claimsLapse()
    await delivered(id, 1)
    await stop(killed, other)
    equal(ids().length, mailsPerPerson)
    equal(new Set(ids()).size, 1)
    deepEqual(await outcomesOf(pool, id), ['ana over email: delivered'])
  })

test('what is in flight when a node is told to end is finished and on record', async () => {
  const id = await declare(pool, 'ended')
  let release = () => {}
  answers.hold = new Promise(resolve => {
    release = resolve
  })
  const only = await node()
  await put(pool, id, pageTo('ana'))
  await mail.arrivals(mail.mails.length + 1)
  const stopped = stop(only)
  release()
  delete answers.hold
  await stopped
  deepEqual(await outcomesOf(pool, id), ['ana over email: delivered'])
})
