import { deepEqual, equal } from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { transaction } from '#/store/db.ts'
import { bury, listDeadLetters, redrive } from '#/store/dead-letters.ts'
import { claimDue, nextDueAt, retry, settle } from '#/store/outbox.ts'
import { freshDatabase } from '../kit/database.ts'
import { append, at, begin, closed } from './logs.ts'

const { pool } = await freshDatabase()
const LEASE_MS = 60_000
const id = await begin(pool, 'sender')
let version = 0

beforeEach(async () => {
  await pool.query('truncate outbox, dead_letter')
})

/** Queues messages to these people, due so many milliseconds after `at`. */
async function queue(due: Readonly<Record<string, number>>): Promise<void> {
  version += 1
  const messages = Object.entries(due).map(([recipient, ms]) => ({
    version,
    message: 'm',
    recipient,
    channel: 'email' as const,
    idempotencyKey: `${version}/${recipient}`,
    dueAt: plusMs(at, ms),
  }))
  await append(pool, id, version - 1, [closed], { messages })
}

const claim = (now: Instant, limit = 10) =>
  claimDue(pool, { now, claimedUntil: plusMs(now, LEASE_MS), limit })

test('what is due is claimed, the longest waiting first, up to and at its instant', async () => {
  await queue({ later: 1, now: 0, earlier: -1, earliest: -2 })
  const first = await claim(at, 2)
  deepEqual(first.map(({ recipient }) => recipient).sort(), ['earlier', 'earliest'])
  deepEqual(
    (await claim(at)).map(({ recipient }) => recipient),
    ['now'],
  )
  equal(await nextDueAt(pool), plusMs(at, 1))
})

test('workers that claim at the same time get different messages, and all of them', async () => {
  await queue(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`p${n}`, -n])))
  const claimed = (await Promise.all(Array.from({ length: 8 }, () => claim(at, 30)))).flat()
  const rest = await claim(at, 200)
  const ids = [...claimed, ...rest].map(message => message.id)
  equal(ids.length, 200)
  equal(new Set(ids).size, 200)
})

test('the claim of a worker that died lapses, and another sends again', async () => {
  await queue({ ana: 0 })
  const [first] = await claim(at)
  deepEqual(await claim(plusMs(at, LEASE_MS - 1)), [])
  const [second] = await claim(plusMs(at, LEASE_MS))
  deepEqual([first?.attempt, second?.attempt], [1, 2])
  equal(first?.idempotencyKey, second?.idempotencyKey)
})

test('a worker that slept through its lease changes nothing any more', async () => {
  await queue({ ana: 0 })
  const [asleep] = await claim(at)
  const later = plusMs(at, LEASE_MS)
  const [awake] = await claim(later)
  if (asleep === undefined || awake === undefined) throw new Error('both claimed')
  deepEqual(await transaction(pool, tx => settle(tx, [asleep])), [])
  equal(await retry(pool, asleep, { dueAt: at, error: 'late' }), false)
  equal(await transaction(pool, tx => bury(tx, asleep, { reason: 'late', at: later })), false)
  deepEqual(await transaction(pool, tx => settle(tx, [awake])), [awake.id])
  equal(await nextDueAt(pool), undefined)
})

test('a message that failed comes back when it is said to, with what went wrong', async () => {
  await queue({ ana: 0 })
  const [failed] = await claim(at)
  if (failed === undefined) throw new Error('claimed')
  equal(await retry(pool, failed, { dueAt: plusMs(at, 5), error: 'timeout' }), true)
  deepEqual(await claim(plusMs(at, 4)), [])
  const [again] = await claim(plusMs(at, 5))
  deepEqual([again?.attempt, again?.lastError], [2, 'timeout'])
})

test('a message that was given up stays until it is sent again, under the key that it had', async () => {
  await queue({ ana: 0 })
  const [given] = await claim(at)
  if (given === undefined) throw new Error('claimed')
  const reason = 'mailbox unknown'
  equal(await transaction(pool, tx => bury(tx, given, { reason, at })), true)
  equal(await nextDueAt(pool), undefined)
  const { lastError: _, ...rest } = given
  deepEqual(await listDeadLetters(pool, 10), [{ ...rest, reason, at }])

  const dueAt = plusMs(at, 1000)
  equal(await transaction(pool, tx => redrive(tx, given.id, dueAt)), true)
  equal(await transaction(pool, tx => redrive(tx, given.id, dueAt)), false)
  deepEqual(await listDeadLetters(pool, 10), [])
  const [risen] = await claim(dueAt)
  deepEqual(risen, { ...given, attempt: 1, lastError: reason })
})

test('a claim that is rolled back was none', async () => {
  await queue({ ana: 0 })
  const died = transaction(pool, async tx => {
    await claimDue(tx, { now: at, claimedUntil: plusMs(at, LEASE_MS), limit: 1 })
    throw new Error('died')
  })
  await died.catch(() => undefined)
  equal((await claim(at))[0]?.attempt, 1)
})
