// Two nodes on one database. Each hears what the other wrote; neither's memory may answer what is no longer so.
import { deepEqual, equal, ok } from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { parseMatchers } from '#/core/intake/matchers.ts'
import { readSilence } from '#/core/intake/silence.ts'
import { CLAIM_MS } from '#/app/ingest/tell.ts'
import { RESOLVE_TIMEOUT_MS } from '#/core/intake/alert.ts'
import { freshDatabase } from '../kit/database.ts'
import { alerts, MINUTE, miscounted, told } from './alerts.ts'
import type { Clock } from './clock.ts'
import { clockAt } from './clock.ts'
import { startIngest } from './server.ts'

type Node = Awaited<ReturnType<typeof startIngest>>
type Pair = { readonly a: Node; readonly b: Node; readonly clock: Clock }

const { pool } = await freshDatabase()

async function withTwo(run: (pair: Pair) => Promise<void>): Promise<void> {
  await pool.query('truncate alert, alert_group, silence cascade')
  const clock = clockAt()
  const needs = { nowMs: clock.nowMs, alone: false }
  const [a, b] = [await startIngest(pool, needs), await startIngest(pool, needs)]
  try {
    await run({ a, b, clock })
    await settle(a, b)
    deepEqual(await miscounted(pool), [])
    deepEqual([...a.errors, ...b.errors], [])
  } finally {
    await Promise.all([a.stop(), b.stop()])
  }
}

/** Everything is written, heard and told. A beat asks the connection that notices come on, so they have come. */
async function settle(...nodes: readonly Node[]): Promise<void> {
  for (let round = 0; round < 2; round += 1)
    for (const { ingest } of nodes) {
      await ingest.settled()
      await ingest.beat()
    }
}

async function send({ ingest }: Node, clock: Clock, ends: number, ...instances: readonly string[]) {
  const given = instances.map(instance => ({
    labels: { alertname: 'HostDown', instance },
    starts: 0,
    ends,
  }))
  await ingest.accept(alerts(clock.nowMs(), ...given))
}

function firing({ ingest }: Node): readonly string[] {
  const matchers = parseMatchers(['alertname=HostDown'])
  ok(!('malformed' in matchers))
  return [...ingest.find(matchers)].map(({ labels }) => labels['instance'] ?? '').toSorted()
}

suite('two nodes', () => {
  test('what one node takes the other shows', () =>
    withTwo(async ({ a, b, clock }) => {
      await send(a, clock, 4 * MINUTE, 'x', 'y')
      await settle(a, b)
      deepEqual(firing(b), ['x', 'y'])
      await send(b, clock, 0, 'x')
      await settle(b, a)
      deepEqual(firing(a), ['y'])
    }))

  test('a node does not answer from memory for an alert that the other has ended', () =>
    withTwo(async ({ a, b, clock }) => {
      await send(a, clock, 4 * MINUTE, 'x')
      await settle(a, b)
      await send(b, clock, 0, 'x')
      await settle(b, a)
      await send(a, clock, 4 * MINUTE, 'x')
      equal(a.ingest.counts().answeredFromMemory, 0)
      await settle(a, b)
      deepEqual(firing(b), ['x'])
      deepEqual(told([...a.calls, ...b.calls]).toSorted(), [
        'fired HostDown 1/1',
        'fired HostDown 1/1',
        'resolved HostDown 1/0',
      ])
    }))

  test('an alert that one node hears repeated is not ended by the other', () =>
    withTwo(async ({ a, b, clock }) => {
      await send(a, clock, 4 * MINUTE, 'x')
      await settle(a, b)
      clock.pass(3 * MINUTE)
      await send(a, clock, 4 * MINUTE, 'x')
      equal(a.ingest.counts().answeredFromMemory, 1)
      await settle(a)
      clock.pass(2 * MINUTE)
      await settle(b)
      deepEqual(firing(b), ['x'])
      deepEqual(told(b.calls), [])
    }))

  test('a group is told of by one node, though both see it', () =>
    withTwo(async ({ a, b, clock }) => {
      await Promise.all([
        send(a, clock, 4 * MINUTE, 'x', 'y'),
        send(b, clock, 4 * MINUTE, 'y', 'z'),
      ])
      await settle(a, b)
      equal(told([...a.calls, ...b.calls]).length, 1)
    }))

  test('an end that both find is one end', () =>
    withTwo(async ({ a, b, clock }) => {
      await send(a, clock, RESOLVE_TIMEOUT_MS, 'x')
      await settle(a, b)
      clock.pass(RESOLVE_TIMEOUT_MS)
      await Promise.all([a.ingest.beat(), b.ingest.beat()])
      await settle(a, b)
      const lines = told([...a.calls, ...b.calls])
      deepEqual(lines, ['fired HostDown 1/1', 'resolved HostDown 1/0'])
      deepEqual([firing(a), firing(b)], [[], []])
    }))

  test('a silence set on one node holds on the other', () =>
    withTwo(async ({ a, b, clock }) => {
      const read = readSilence(
        {
          matchers: [{ name: 'alertname', value: 'HostDown' }],
          startsAt: new Date(clock.nowMs()).toISOString(),
          endsAt: new Date(clock.nowMs() + MINUTE).toISOString(),
          createdBy: 'ana',
          comment: '',
        },
        clock.nowMs(),
      )
      ok('draft' in read)
      await a.ingest.putSilence(undefined, read.draft)
      // Hearing of it and reading it are two steps; on a busy machine the second may take a few rounds.
      for (let round = 0; round < 100 && b.ingest.silences([]).length === 0; round++)
        await settle(b)
      await send(b, clock, 4 * MINUTE, 'x')
      await settle(a, b)
      deepEqual(told([...a.calls, ...b.calls]), [])
      clock.pass(MINUTE)
      await settle(a, b)
      deepEqual(told([...a.calls, ...b.calls]), ['fired HostDown 1/1'])
    }))

  test('a node whose connection broke reads everything anew before its memory answers again', () =>
    withTwo(async ({ a, b, clock }) => {
      await send(a, clock, 4 * MINUTE, 'x', 'y')
      await settle(a, b)
      await pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and query in ('listen tocsin_alert', 'select')`,
      )
      await send(b, clock, 0, 'x')
      await settle(a, b)
      await settle(a, b)
      deepEqual(firing(a), ['y'])
      ok(a.errors.length + b.errors.length > 0)
      a.errors.length = 0
      b.errors.length = 0
    }))

  // Goal: whatever is sent to whichever node, groups are counted right, both nodes end up knowing the same, and everything that
  // fires has been told of. Method: random reports, beats and passing time on two nodes at once; afterwards the
  // counts are compared with the alerts themselves.
  test('random reports to either node never lose or double count', async () => {
    const step = fc.record({
      node: fc.constantFrom('a' as const, 'b' as const),
      instances: fc.uniqueArray(fc.constantFrom('u', 'v', 'w', 'x', 'y', 'z'), { minLength: 1 }),
      ends: fc.constantFrom(0, 20_000, 4 * MINUTE),
      passes: fc.constantFrom(0, 0, 1_000, 30_000),
      waits: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), steps =>
        withTwo(async ({ a, b, clock }) => {
          const sent: Promise<void>[] = []
          for (const { node, instances, ends, passes, waits } of steps) {
            sent.push(send(node === 'a' ? a : b, clock, ends, ...instances))
            if (waits) await Promise.all(sent)
            if (waits && passes > 0) await (node === 'a' ? b : a).ingest.beat()
            clock.pass(passes)
          }
          await Promise.all(sent)
          await settle(a, b, a, b)
          deepEqual(firing(a), firing(b))
          const { rows } = await pool.query<{ instance: string }>(
            `select labels->>'instance' as instance from alert where state = 'firing' order by 1`,
          )
          deepEqual(
            firing(a),
            rows.map(({ instance }) => instance),
          )
          const { rows: pending } = await pool.query('select key from alert_group where pending')
          clock.pass(CLAIM_MS)
          deepEqual(pending, [])
        }),
      ),
      { numRuns: 40, endOnFailure: true },
    )
  })
})
