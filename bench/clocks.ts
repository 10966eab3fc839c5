// What is due, done: the outbox and the wakes, with a million of each pending, beside two job queues in the same run; and
// what a look costs that finds nothing. Takes about three minutes.
// Usage: node bench/clocks.ts [rounds, default 3]
import { instant, plusMs } from '#/core/time.ts'
import { transaction } from '#/store/db.ts'
import type { Pool } from '#/store/db.ts'
import { claimDue, settle } from '#/store/outbox.ts'
import { claimDueWakes, nextWakeAt } from '#/store/wake.ts'
import { contest } from './contest.ts'
import type { Contender, Rate } from './contest.ts'
import { shellOn, startCluster } from './database.ts'
import type { Cluster } from './database.ts'
import { bundledPlan, declareMany, fillOutbox, keepPlan, tinyPlan } from './pending.ts'
import { installPeers, openBoss, openGraphile } from './peers.ts'
import type { Peer } from './peers.ts'
import { median, printLoad, printTable, quantile, spread, whole } from './report.ts'
import { openSleepers } from './wakes.ts'

const ROUNDS = Number(process.argv[2] ?? 3)
const PENDING = 1_000_000
const FEW = 10_000
const JOBS = 50_000
const CLAIMED_AT_ONCE = 1_000
/** As many as memory keeps. */
const TINY_COUNT = 10_000
const WHOLE_COUNT = 1_000
const POLLS = 2_000

const NOW = instant('2026-03-02T09:00Z')
const LATER = instant('2040-01-01T00:00Z')

/** Lease and complete: claim a batch, commit; settle it, commit; in two lanes, as the peers work with several. */
async function openOutbox(cluster: Cluster): Promise<Contender> {
  const { pool } = await cluster.open('outbox')
  const shell = shellOn(pool, () => NOW)
  // Every message belongs to an event.
  await declareMany(shell, await keepPlan(shell, tinyPlan(1)), 1, () => NOW)
  await fillOutbox(pool, PENDING, LATER)
  const claimedUntil = plusMs(NOW, 60_000)
  const lane = async () => {
    for (let done = 0; ;) {
      const due = await claimDue(pool, { now: NOW, claimedUntil, limit: CLAIMED_AT_ONCE })
      if (due.length === 0) return done
      done += (await transaction(pool, tx => settle(tx, due))).length
    }
  }
  return {
    name: 'outbox, lease and complete',
    prepare: () => fillOutbox(pool, JOBS, NOW),
    async work() {
      const lanes = await Promise.all([lane(), lane()])
      return lanes.reduce((sum, done) => sum + done)
    },
  }
}

/** A peer has nothing pending but what is due. */
function working(peer: Peer): Contender {
  return {
    name: `${peer.name}, tuned`,
    prepare: () => peer.add(Array.from({ length: JOBS }, () => Date.now() - 1_000)),
    async work() {
      await peer.work(JOBS, () => {})
      return JOBS
    },
  }
}

/** Milliseconds of one round of the wake loop in which nothing is due. */
async function idle(pool: Pool): Promise<readonly number[]> {
  const taken: number[] = []
  for (let poll = 0; poll < POLLS; poll++) {
    const began = performance.now()
    await nextWakeAt(pool)
    taken.push(performance.now() - began)
  }
  // The first ones prepare their statements.
  return taken.slice(POLLS / 10)
}

/** The same for the statement that claims, which runs only when something is due. */
async function idleClaim(pool: Pool): Promise<readonly number[]> {
  const taken: number[] = []
  await transaction(pool, async tx => {
    for (let poll = 0; poll < POLLS; poll++) {
      const began = performance.now()
      await claimDueWakes(tx, { now: NOW, limit: 200 })
      taken.push(performance.now() - began)
    }
  })
  return taken.slice(POLLS / 10)
}

const peers = installPeers()
if ('why' in peers) console.log(`${peers.why}\n`)
printLoad('at the start')
const cluster = await startCluster()
const opened: Peer[] = []
try {
  const outbox = await openOutbox(cluster)
  const tiny = await openSleepers(await cluster.open('tiny'), {
    name: 'wakes, tiny plan',
    source: tinyPlan(ROUNDS),
    count: TINY_COUNT,
    others: PENDING,
  })
  const full = await openSleepers(await cluster.open('whole'), {
    name: 'wakes, creditnexus',
    source: bundledPlan('creditnexus'),
    count: WHOLE_COUNT,
    others: FEW,
  })
  if ('directory' in peers) {
    opened.push(await openGraphile(peers.directory, await cluster.create('graphile')))
    opened.push(await openBoss(peers.directory, await cluster.create('boss')))
  }
  const polls = { many: await idle(tiny.pool), few: await idle(full.pool) }
  const claims = { many: await idleClaim(tiny.pool), few: await idleClaim(full.pool) }
  const rates = await contest(
    cluster.postmaster,
    [outbox, ...opened.map(working), tiny.cold, tiny.warm, full.cold, full.warm],
    ROUNDS,
  )
  printRates(rates)
  printPolls('next wake', polls)
  printPolls('claim', claims)
  printLoad('at the end')
} finally {
  for (const peer of opened) await peer.stop()
  await cluster.stop()
}

function printRates(rates: ReadonlyMap<string, readonly Rate[]>): void {
  const of = (name: string) => (rates.get(name) ?? []).map(({ perSecond }) => perSecond)
  const beside = (name: string, peer: string) =>
    of(peer).length === 0 ? '' : `${(median(of(name)) / median(of(peer))).toFixed(2)}×`
  const rows = [...rates].map(([name, its]) => [
    name,
    spread(its.map(rate => rate.perSecond)),
    `${whole(median(its.map(rate => rate.nodeUs)))} + ${whole(median(its.map(rate => rate.postgresUs)))}`,
    beside(name, 'graphile-worker, tuned'),
    beside(name, 'pg-boss, tuned'),
  ])
  printTable(
    ['', 'per second', 'µs of processor each, Node + PostgreSQL', '÷ graphile-worker', '÷ pg-boss'],
    ...rows,
  )
}

function printPolls(
  name: string,
  { many, few }: { readonly many: readonly number[]; readonly few: readonly number[] },
): void {
  const cell = (taken: readonly number[]) =>
    `${median(taken).toFixed(3)} / ${quantile(taken, 0.99).toFixed(2)}`
  printTable(
    [`nothing due: ${name}`, 'p50 / p99 ms', 'goal'],
    [`${whole(PENDING)} pending`, cell(many), '≤ 0.3'],
    [`${whole(FEW)} pending`, cell(few), '≤ 0.3'],
  )
}
