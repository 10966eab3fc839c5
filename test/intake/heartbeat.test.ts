import { deepEqual, equal, ok } from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { pino } from 'pino'
import { RESOLVE_TIMEOUT_MS } from '#/core/intake/alert.ts'
import { fromMs } from '#/core/time.ts'
import { createHeartbeats } from '#/app/doors/heartbeats.ts'
import type { Heartbeats } from '#/app/doors/heartbeats.ts'
import type { IngestNeeds } from '#/app/ingest/ingest.ts'
import { freshDatabase } from '../kit/database.ts'
import { MINUTE, told } from './alerts.ts'
import type { Clock } from './clock.ts'
import { BEGAN_MS, clockAt } from './clock.ts'
import type { IntakeServer } from './server.ts'
import { startIngest } from './server.ts'

type Node = Omit<IntakeServer, 'app' | 'url'> & { readonly heartbeats: Heartbeats }

const { pool } = await freshDatabase()
let clock: Clock = clockAt()
let nodes: Node[] = []

async function start(needs: Partial<IngestNeeds> = {}): Promise<Node> {
  const node = await startIngest(pool, { nowMs: clock.nowMs, alone: true, ...needs })
  const shell = { pool, now: () => fromMs(clock.nowMs()), log: pino({ level: 'silent' }) }
  const started = { ...node, heartbeats: createHeartbeats({ shell, ingest: node.ingest }) }
  nodes.push(started)
  return started
}

/** As the second hand moves: what time alone changes is done. */
async function pass(node: Node, ms: number): Promise<void> {
  clock.pass(ms)
  await node.ingest.beat()
  await node.ingest.settled()
}

async function changeDoor(change: string): Promise<void> {
  await pool.query(`update door set ${change} where name = 'backup'`)
}

beforeEach(async () => {
  clock = clockAt()
  nodes = []
  await pool.query('truncate alert, alert_group, silence, door cascade')
  await pool.query(
    `insert into door values ('door-1', 'backup', 'heartbeat', 'Nightly backup', null, null, 100, 100000, true,
                              $1, 'ana', $1)`,
    [fromMs(BEGAN_MS)],
  )
})

afterEach(async () => {
  for (const { stop } of nodes) await stop()
  deepEqual(
    nodes.flatMap(({ errors }) => errors),
    [],
  )
})

/** Expected every ten minutes, five late. */
async function expecting(): Promise<Node> {
  const node = await start()
  ok(await node.heartbeats.expect('backup', { everySeconds: 600, graceSeconds: 300 }))
  return node
}

const standing = async (node: Node) => (await node.heartbeats.list())[0]?.standing

test('T1.1 a heartbeat that lapses is a signal, and its return ends it', async () => {
  const node = await expecting()
  equal(await standing(node), 'waiting')
  ok(await node.heartbeats.beat('backup'))
  equal(await standing(node), 'beating')
  await pass(node, 15 * MINUTE - 1)
  deepEqual(told(node.calls), [])
  await pass(node, 1)
  deepEqual(told(node.calls), ['fired Nightly backup 1/1'])
  const [change] = node.calls.flat()
  equal(change?.signal.title, 'Heartbeat stopped: Nightly backup')
  equal(change?.signal.startsAt, fromMs(BEGAN_MS + 15 * MINUTE))
  equal(change?.signal.door, 'backup')
  equal(await standing(node), 'lapsed')
  ok(await node.heartbeats.beat('backup'))
  await node.ingest.settled()
  deepEqual(told(node.calls).slice(1), ['resolved Nightly backup 1/0'])
  equal(await standing(node), 'beating')
})

test('while it beats nobody is told, and it is shown when it came and is due', async () => {
  const node = await expecting()
  for (let beat = 0; beat < 20; beat += 1) {
    ok(await node.heartbeats.beat('backup'))
    await pass(node, 10 * MINUTE)
  }
  deepEqual(told(node.calls), [])
  const [shown] = await node.heartbeats.list()
  equal(shown?.lastBeat, fromMs(BEGAN_MS + 190 * MINUTE))
  equal(shown?.dueAt, fromMs(BEGAN_MS + 205 * MINUTE))
})

test('one that has never been heard wakes nobody', async () => {
  const node = await expecting()
  await pass(node, 3 * 24 * 60 * MINUTE)
  deepEqual(told(node.calls), [])
  equal(await standing(node), 'waiting')
})

test('a restart forgets neither the beat nor the lapse, and gives the sender time to be heard', async () => {
  const before = await expecting()
  ok(await before.heartbeats.beat('backup'))
  await before.stop()
  nodes = []
  clock.pass(60 * MINUTE)
  const after = await start()
  equal(await standing(after), 'beating')
  await pass(after, RESOLVE_TIMEOUT_MS - 1)
  deepEqual(told(after.calls), [])
  await pass(after, 1)
  deepEqual(told(after.calls), ['fired Nightly backup 1/1'])
  await after.stop()
  nodes = []
  const again = await start()
  equal(await standing(again), 'lapsed')
  ok(await again.heartbeats.beat('backup'))
  await again.ingest.settled()
  deepEqual(told(again.calls), ['resolved Nightly backup 1/0'])
})

async function lapsed(): Promise<Node> {
  const node = await expecting()
  ok(await node.heartbeats.beat('backup'))
  await pass(node, 20 * MINUTE)
  equal(await standing(node), 'lapsed')
  return node
}

test('a heartbeat that is paused is expected no more, its alarm ends, and it is awaited again afterwards', async () => {
  const node = await lapsed()
  await changeDoor('enabled = false')
  await node.heartbeats.settle('backup')
  await node.ingest.settled()
  deepEqual(told(node.calls).slice(1), ['resolved Nightly backup 1/0'])
  equal(await node.heartbeats.beat('backup'), false)
  await pass(node, 30 * 24 * 60 * MINUTE)
  equal(node.calls.flat().length, 2)
  equal(await standing(node), 'paused')
  await changeDoor('enabled = true')
  await node.heartbeats.settle('backup')
  equal(await standing(node), 'beating')
  await pass(node, 15 * MINUTE)
  equal(await standing(node), 'lapsed')
})

test('a heartbeat that is taken away is expected no more, and its alarm ends', async () => {
  const node = await lapsed()
  await pool.query("delete from door where name = 'backup'")
  await node.heartbeats.settle('backup')
  await pass(node, 30 * 24 * 60 * MINUTE)
  deepEqual(
    node.calls.flat().map(({ change }) => change),
    ['fired', 'resolved'],
  )
  equal(await node.heartbeats.beat('backup'), false)
})

test('another rhythm counts from the last beat on', async () => {
  const node = await expecting()
  ok(await node.heartbeats.beat('backup'))
  ok(await node.heartbeats.expect('backup', { everySeconds: 60, graceSeconds: 0 }))
  await node.heartbeats.settle('backup')
  await pass(node, MINUTE)
  deepEqual(told(node.calls), ['fired Nightly backup 1/1'])
})

test('a name that nobody expects beats for nothing', async () => {
  const node = await expecting()
  equal(await node.heartbeats.beat('other'), false)
  equal(await node.heartbeats.expect('other', { everySeconds: 60, graceSeconds: 0 }), false)
})
