import { deepEqual, equal, ok } from 'node:assert/strict'
import { afterEach, beforeEach, suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { QueryConfig } from 'pg'
import { RESOLVE_TIMEOUT_MS } from '#/core/intake/alert.ts'
import { parseMatchers } from '#/core/intake/matchers.ts'
import { readSilence } from '#/core/intake/silence.ts'
import type { IngestNeeds } from '#/app/ingest/ingest.ts'
import { RESOLVED_KEPT_MS } from '#/app/ingest/restate.ts'
import { CLAIM_MS } from '#/app/ingest/tell.ts'
import { MARK_TOLD } from '#/store/alert-groups.ts'
import { WRITE_ALERTS } from '#/store/alerts.ts'
import type { Pool } from '#/store/db.ts'
import { freshDatabase } from '../kit/database.ts'
import { alerts, MINUTE, miscounted, stored, told } from './alerts.ts'
import type { Clock } from './clock.ts'
import { BEGAN_MS, clockAt } from './clock.ts'
import type { IntakeServer } from './server.ts'
import { startIngest } from './server.ts'

/** Until something is so, for ten seconds at most. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    ok(tries < 1_000)
    await sleep(10)
  }
}

type Node = Omit<IntakeServer, 'app' | 'url'>

const { pool } = await freshDatabase()
let clock: Clock = clockAt()
let nodes: Node[] = []

async function start(needs: Partial<IngestNeeds> = {}): Promise<Node> {
  const node = await startIngest(pool, { nowMs: clock.nowMs, alone: true, ...needs })
  nodes.push(node)
  return node
}

beforeEach(async () => {
  clock = clockAt()
  nodes = []
  await pool.query('truncate alert, alert_group, silence cascade')
})

afterEach(async () => {
  for (const { stop } of nodes) await stop()
  deepEqual(await miscounted(pool), [])
  deepEqual(
    nodes.flatMap(({ errors }) => errors),
    [],
  )
})

/** The pool, whose answer to the second write of alerts comes only after groups were marked as told of. */
function secondWriteLate(behind: Pool) {
  const marked = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  let writes = 0
  async function query(asked: QueryConfig) {
    const { name } = asked
    const isSecond = name === WRITE_ALERTS.name && ++writes === 2
    const result = await behind.query(asked)
    if (name === MARK_TOLD.name) setImmediate(marked.resolve)
    if (!isSecond) return result
    written.resolve()
    await marked.promise
    return result
  }
  const late: Pool = Object.assign(Object.create(behind), { query })
  return { pool: late, written: written.promise }
}

const HOST_DOWN = { labels: { alertname: 'HostDown', instance: 'db-1:9100', severity: 'critical' } }

async function send(
  node: Node,
  ...given: Parameters<typeof alerts> extends [number, ...infer R] ? R : never
) {
  await node.ingest.accept(alerts(clock.nowMs(), ...given))
  await node.ingest.settled()
}

function find(node: Node, ...filter: readonly string[]): readonly string[] {
  const matchers = parseMatchers(filter)
  ok(!('malformed' in matchers))
  return [...node.ingest.find(matchers)].map(({ labels }) => labels['instance'] ?? '')
}

async function silence(node: Node, name: string, forMs: number, fromMs = 0) {
  const read = readSilence(
    {
      matchers: [{ name: 'alertname', value: name }],
      startsAt: new Date(clock.nowMs() + fromMs).toISOString(),
      endsAt: new Date(clock.nowMs() + fromMs + forMs).toISOString(),
      createdBy: 'ana',
      comment: 'planned',
    },
    clock.nowMs(),
  )
  ok('draft' in read)
  const placed = await node.ingest.putSilence(undefined, read.draft)
  ok('id' in placed)
  await node.ingest.settled()
  return placed.id
}

suite('what is answered is on the disk', () => {
  test('an alert is in the database when it is answered', async () => {
    const { ingest } = await start()
    await ingest.accept(alerts(BEGAN_MS, HOST_DOWN))
    deepEqual(await stored(pool), [
      { name: 'HostDown', state: 'firing', ends: BEGAN_MS + RESOLVE_TIMEOUT_MS },
    ])
  })

  test('an unchanged repeat is answered from memory, and its end is on the disk a beat later', async () => {
    const node = await start()
    await send(node, { ...HOST_DOWN, starts: -MINUTE, ends: 4 * MINUTE })
    clock.pass(MINUTE)
    await send(node, { ...HOST_DOWN, starts: -2 * MINUTE, ends: 4 * MINUTE })
    const { commits, answeredFromMemory } = node.ingest.counts()
    deepEqual({ commits, answeredFromMemory }, { commits: 1, answeredFromMemory: 1 })
    equal((await stored(pool))[0]?.ends, BEGAN_MS + 4 * MINUTE)
    await node.ingest.beat()
    equal((await stored(pool))[0]?.ends, BEGAN_MS + 5 * MINUTE)
  })

  const CHANGES: readonly (readonly [what: string, change: object])[] = [
    ['says something new', { annotations: { summary: 'worse' } }],
    ['is over', { ends: -1 }],
    ['began earlier than known', { starts: -2 * MINUTE }],
  ]
  for (const [what, change] of CHANGES)
    test(`a report that ${what} is written before it is answered`, async () => {
      const node = await start()
      await send(node, { ...HOST_DOWN, starts: -MINUTE, ends: 4 * MINUTE })
      await send(node, { ...HOST_DOWN, starts: -MINUTE, ends: 4 * MINUTE, ...change })
      equal(node.ingest.counts().answeredFromMemory, 0)
      equal(node.ingest.counts().commits, 2)
    })

  test('a repeat is written at once when what is on the disk would end soon', async () => {
    const node = await start()
    await send(node, { ...HOST_DOWN, starts: 0, ends: 9_000 })
    await send(node, { ...HOST_DOWN, starts: 0, ends: MINUTE })
    equal(node.ingest.counts().answeredFromMemory, 0)
    equal((await stored(pool))[0]?.ends, BEGAN_MS + MINUTE)
  })

  test('after a restart it knows every alert, and calls none over before it has listened as long as a sender may be silent', async () => {
    const before = await start()
    await send(before, { ...HOST_DOWN, ends: MINUTE })
    await before.stop()
    clock.pass(60 * MINUTE)
    const node = await start()
    await node.ingest.beat()
    deepEqual(find(node), ['db-1:9100'])
    clock.pass(RESOLVE_TIMEOUT_MS - 1)
    await node.ingest.beat()
    deepEqual(find(node), ['db-1:9100'])
    clock.pass(1)
    await node.ingest.beat()
    await node.ingest.settled()
    deepEqual(find(node), [])
    deepEqual(told(node.calls), ['resolved HostDown 1/0'])
  })
})

suite('what is told', () => {
  test('a group is told of once when it fires, once when it is over, and again when it fires again', async () => {
    const node = await start()
    await send(node, HOST_DOWN)
    await send(node, HOST_DOWN, { labels: { alertname: 'HostDown', instance: 'db-2' } })
    await send(node, { ...HOST_DOWN, starts: -1, ends: -1 })
    await send(node, { labels: { alertname: 'HostDown', instance: 'db-2' }, starts: -1, ends: -1 })
    await send(node, HOST_DOWN)
    deepEqual(told(node.calls), [
      'fired HostDown 1/1',
      'resolved HostDown 2/0',
      'fired HostDown 1/1',
    ])
    deepEqual(
      node.calls.flat().map(({ round }) => round),
      [1, 1, 2],
    )
  })

  test('one group that cannot be told keeps nobody else, neither in its bundle nor after it', async () => {
    let isSpoiled = true
    const heard = new Set<string>()
    const gate = Promise.withResolvers<void>()
    const node = await start({
      async onGroups(changes) {
        await gate.promise
        const names = changes.map(({ signal }) => signal.title)
        if (isSpoiled && names.includes('Spoiled')) throw new Error('never')
        for (const name of names) heard.add(name)
      },
      report: () => {},
    })
    const named = (alertname: string) => ({ labels: { alertname, severity: 'critical' } })
    await node.ingest.accept(alerts(clock.nowMs(), named('First')))
    await node.ingest.accept(alerts(clock.nowMs(), named('Spoiled'), named('One'), named('Two')))
    gate.resolve()
    await until(() => heard.has('One') && heard.has('Two'))
    // By now it is tried at longer and longer intervals, all by itself.
    await sleep(4_000)
    const from = performance.now()
    await node.ingest.accept(alerts(clock.nowMs(), named('Later')))
    await until(() => heard.has('Later'))
    ok(performance.now() - from < 2_000)
    isSpoiled = false
    await node.ingest.settled()
    ok(heard.has('Spoiled'))
  })

  test('an alert that nobody repeats is over when its end passes', async () => {
    const node = await start()
    await send(node, HOST_DOWN)
    clock.pass(RESOLVE_TIMEOUT_MS - 1)
    await node.ingest.beat()
    deepEqual(told(node.calls), ['fired HostDown 1/1'])
    clock.pass(1)
    await node.ingest.beat()
    await node.ingest.settled()
    deepEqual(told(node.calls), ['fired HostDown 1/1', 'resolved HostDown 1/0'])
    deepEqual(find(node), [])
  })

  test('an alert that came only when it was over is kept and told to no one', async () => {
    const node = await start()
    await send(node, { ...HOST_DOWN, starts: -MINUTE, ends: -1 })
    deepEqual(told(node.calls), [])
    equal((await stored(pool))[0]?.state, 'resolved')
  })

  test('what is long over is forgotten in memory, and is another round when it comes back', async () => {
    const node = await start()
    await send(node, { ...HOST_DOWN, ends: MINUTE })
    clock.pass(MINUTE)
    await node.ingest.beat()
    clock.pass(RESOLVED_KEPT_MS)
    await node.ingest.beat()
    equal(node.ingest.counts().known, 0)
    await send(node, HOST_DOWN)
    deepEqual(told(node.calls), [
      'fired HostDown 1/1',
      'resolved HostDown 1/0',
      'fired HostDown 1/1',
    ])
  })

  test('100,000 alerts of one group are told of six times', async () => {
    const node = await start()
    const storm = Array.from({ length: 100_000 }, (_, n) => ({
      labels: { alertname: 'HostDown', instance: `host-${n}` },
    }))
    const requests = Array.from({ length: 100 }, (_, n) =>
      node.ingest.accept(alerts(BEGAN_MS, ...storm.slice(n * 1_000, (n + 1) * 1_000))),
    )
    await Promise.all(requests)
    await node.ingest.settled()
    const lines = told(node.calls)
    ok(lines.length <= 6, `${lines.length} changes`)
    equal(lines[0]?.startsWith('fired'), true)
    ok(lines.slice(1).every(line => line.startsWith('grew')))
    equal(node.ingest.counts().unresolved, 100_000)
    const { rows } = await pool.query('select active, fired from alert_group')
    deepEqual(rows, [{ active: 100_000, fired: 100_000 }])
  })

  test('an answer that comes only after its group was told of does not tell of it again', async () => {
    const late = secondWriteLate(pool)
    const calls: string[] = []
    const node = await start({
      pool: late.pool,
      onGroups: async changes => {
        calls.push(...told([changes]))
        await late.written
      },
    })
    await node.ingest.accept(alerts(BEGAN_MS, HOST_DOWN))
    while (calls.length === 0) await new Promise(setImmediate)
    await send(node, { labels: { alertname: 'HostDown', instance: 'db-2' } })
    deepEqual(calls, ['fired HostDown 1/1'])
  })

  test('alerts of thousands of groups are told of in few calls', async () => {
    const node = await start()
    const storm = Array.from({ length: 5_000 }, (_, n) => ({ labels: { alertname: `a${n}` } }))
    await send(node, ...storm)
    equal(node.calls.flat().length, 5_000)
    ok(node.calls.length <= 12, `${node.calls.length} calls`)
  })

  test('what fired and was over while nobody could be told is told as both', async () => {
    let busy: (() => void) | undefined
    const calls: string[] = []
    const node = await start({
      onGroups: async changes => {
        calls.push(...told([changes]))
        if (busy === undefined) await new Promise<void>(done => (busy = done))
      },
    })
    await node.ingest.accept(alerts(BEGAN_MS, { labels: { alertname: 'First' } }))
    while (busy === undefined) await new Promise(setImmediate)
    await node.ingest.accept(alerts(BEGAN_MS, HOST_DOWN))
    await node.ingest.accept(alerts(BEGAN_MS, { ...HOST_DOWN, ends: 0 }))
    busy()
    await node.ingest.settled()
    deepEqual(calls, ['fired First 1/1', 'fired HostDown 1/0', 'resolved HostDown 1/0'])
  })

  test('a keeper that fails is asked again until it has taken what there is', async () => {
    let failures = 2
    const calls: string[] = []
    const node = await start({
      onGroups: async changes => {
        if (failures-- > 0) throw new Error('not now')
        calls.push(...told([changes]))
      },
    })
    await send(node, HOST_DOWN)
    deepEqual(calls, ['fired HostDown 1/1'])
    equal(node.errors.splice(0).length, 2)
  })

  test('what a node owed when it died is told by another when the claim has lapsed', async () => {
    let giveUp: ((reason: Error) => void) | undefined
    const dead = await start({
      onGroups: () =>
        new Promise((_resolve, reject) => {
          giveUp = reject
        }),
    })
    await dead.ingest.accept(alerts(BEGAN_MS, HOST_DOWN))
    while (giveUp === undefined) await new Promise(setImmediate)
    const heir = await start()
    for (let beat = 0; beat < 10; beat += 1) await heir.ingest.beat()
    deepEqual(told(heir.calls), [])
    clock.pass(CLAIM_MS)
    for (let beat = 0; beat < 5; beat += 1) await heir.ingest.beat()
    await heir.ingest.settled()
    deepEqual(told(heir.calls), ['fired HostDown 1/1'])
    deepEqual(heir.calls[0]?.[0]?.signal.systems, ['db-1'])
    const end = dead.stop()
    giveUp(new Error('it never came back'))
    await end
    dead.errors.length = 0
  })
})

suite('silences', () => {
  test('a silenced alert is kept and shown, and told to no one until the silence ends', async () => {
    const node = await start()
    await silence(node, 'HostDown', 2 * MINUTE)
    await send(node, HOST_DOWN)
    deepEqual(told(node.calls), [])
    deepEqual(find(node), ['db-1:9100'])
    clock.pass(2 * MINUTE)
    await node.ingest.beat()
    await node.ingest.settled()
    deepEqual(told(node.calls), ['fired HostDown 1/1'])
  })

  test('a silence over what fires is told as that, and as fired anew when someone ends it', async () => {
    const node = await start()
    await send(node, HOST_DOWN)
    const id = await silence(node, 'HostDown', MINUTE)
    await node.ingest.expireSilence(id)
    await node.ingest.settled()
    deepEqual(told(node.calls), [
      'fired HostDown 1/1',
      'silenced HostDown 1/0',
      'fired HostDown 1/1',
    ])
  })

  test('a silence that is planned begins when its time comes', async () => {
    const node = await start()
    await silence(node, 'HostDown', MINUTE, MINUTE)
    await send(node, HOST_DOWN)
    clock.pass(MINUTE)
    await node.ingest.beat()
    await node.ingest.settled()
    deepEqual(told(node.calls), ['fired HostDown 1/1', 'silenced HostDown 1/0'])
  })

  test('silences outlive a restart', async () => {
    const before = await start()
    const id = await silence(before, 'HostDown', 2 * MINUTE)
    await before.stop()
    const node = await start()
    equal(node.ingest.silence(id)?.comment, 'planned')
    await send(node, HOST_DOWN)
    deepEqual(told(node.calls), [])
  })
})

suite('heartbeats', () => {
  const WATCHDOG = { labels: { alertname: 'Watchdog', severity: 'none' } }

  test('a heartbeat opens nothing while it beats, and its silence is the alarm', async () => {
    const node = await start()
    await send(node, WATCHDOG)
    clock.pass(4 * MINUTE)
    await send(node, WATCHDOG)
    await node.ingest.beat()
    deepEqual(told(node.calls), [])
    clock.pass(RESOLVE_TIMEOUT_MS)
    await node.ingest.beat()
    await node.ingest.settled()
    deepEqual(told(node.calls), ['fired Watchdog 1/1'])
    equal(node.calls[0]?.[0]?.signal.title, 'Heartbeat stopped: Watchdog')
    await send(node, WATCHDOG)
    deepEqual(told(node.calls), ['fired Watchdog 1/1', 'resolved Watchdog 1/0'])
  })
})

suite('the plan may change', () => {
  test('a firing alert stays in its group; when it fires again it is grouped by the new plan', async () => {
    let groupBy: readonly string[] = ['alertname']
    const node = await start({ groupBy: () => groupBy })
    await send(node, HOST_DOWN)
    groupBy = ['instance']
    await send(node, { ...HOST_DOWN, annotations: { summary: 'worse' } })
    deepEqual(told(node.calls), ['fired HostDown 1/1'])
    await send(node, { ...HOST_DOWN, ends: 0 })
    await send(node, HOST_DOWN)
    deepEqual(told(node.calls), [
      'fired HostDown 1/1',
      'resolved HostDown 1/0',
      'fired HostDown 1/1',
    ])
    const [first, , third] = node.calls.flat()
    ok(first?.key !== third?.key)
  })
})
