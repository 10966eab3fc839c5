// How late a clock is: from the instant at which an incident wants to be woken to the commit of what the engine decided, with
// the real loop, a thousand a second, a million more pending; beside two job queues, from due time to the start of the job.
// Usage: node bench/lateness.ts [per second, default 1000] [seconds, default 8]
import { fromMs, plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { createIncidentShelf } from '#/app/incidents/incidents.ts'
import type { Shell } from '#/app/shell.ts'
import { startWakeLoop } from '#/app/wake.ts'
import { startListening } from '#/store/listen.ts'
import { shellOn, startCluster } from './database.ts'
import type { Cluster } from './database.ts'
import { declareMany, fillIncidents, keepPlan, tinyPlan } from './pending.ts'
import { installPeers, openBoss, openGraphile } from './peers.ts'
import type { Peer } from './peers.ts'
import { goFirst, startCounting } from './processor.ts'
import { printLoad, printTable, quantile, whole } from './report.ts'

const RATE = Number(process.argv[2] ?? 1_000)
const SECONDS = Number(process.argv[3] ?? 8)
const COUNT = RATE * SECONDS
const PENDING = 1_000_000
/** The tiny plan's first clock warns this long after the declaration. */
const WARNED_AFTER_MS = 7.5 * 3_600_000
/** Time to write down what will become due, and to calm down after it. */
const LEAD_MS = 20_000

type Lateness = {
  readonly name: string
  readonly lateMs: readonly number[]
  readonly cores: number
}

const now = (): Instant => fromMs(Date.now())
const preciseMs = () => performance.timeOrigin + performance.now()
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** When the n-th becomes due, from a first instant that lies ahead. */
const dueFrom = (first: number) => (index: number) => first + Math.floor((index * 1000) / RATE)

async function ours({ open, postmaster }: Cluster): Promise<Lateness> {
  const { connection, pool } = await open('ours')
  const shell = shellOn(pool, now)
  const plan = await keepPlan(shell, tinyPlan(1))
  await fillIncidents(pool, plan, PENDING)
  const due = dueFrom(Date.now() + LEAD_MS)
  await declareMany(shell, plan, COUNT, index => fromMs(due(index) - WARNED_AFTER_MS))
  if (Date.now() > due(0)) throw new Error('the machine is too slow to prepare in time')
  const lateMs: number[] = []
  const shelf = createIncidentShelf()
  const listened: Shell = {
    ...shell,
    incidents: {
      ...shelf,
      // The loop tells memory right after the commit.
      appended(incident) {
        const declared = incident.moments.get('declared') ?? now()
        lateMs.push(preciseMs() - toMs(plusMs(declared, WARNED_AFTER_MS)))
        shelf.appended(incident)
      },
    },
  }
  const loop = startWakeLoop(listened)
  const listening = startListening(connection, {
    onNotice: notice => {
      if (notice.kind === 'wake') loop.poke(notice.at)
    },
    onListening: () => loop.poke(),
    onTrouble: error => console.error(error),
  })
  await pause(due(0) - Date.now())
  goFirst(postmaster)
  const spent = startCounting(postmaster)
  while (lateMs.length < COUNT) await pause(50)
  const { nodeUs, postgresUs } = spent()
  await loop.stop()
  await listening.stop()
  return {
    name: 'Tocsin, decided and committed',
    lateMs,
    cores: (nodeUs + postgresUs) / 1e6 / SECONDS,
  }
}

async function theirs(peer: Peer, postmaster: number): Promise<Lateness> {
  const due = dueFrom(Date.now() + LEAD_MS / 4)
  await peer.add(Array.from({ length: COUNT }, (_, index) => due(index)))
  const lateMs: number[] = []
  const working = peer.work(COUNT, dueMs => lateMs.push(preciseMs() - dueMs))
  await pause(due(0) - Date.now())
  goFirst(postmaster)
  const spent = startCounting(postmaster)
  await working
  const { nodeUs, postgresUs } = spent()
  await peer.stop()
  return { name: `${peer.name}, tuned`, lateMs, cores: (nodeUs + postgresUs) / 1e6 / SECONDS }
}

const peers = installPeers()
if ('why' in peers) console.log(`${peers.why}\n`)
printLoad('at the start')
const cluster = await startCluster()
try {
  const measured = [await ours(cluster)]
  if ('directory' in peers) {
    const graphile = await openGraphile(peers.directory, await cluster.create('graphile'))
    measured.push(await theirs(graphile, cluster.postmaster))
    const boss = await openBoss(peers.directory, await cluster.create('boss'))
    measured.push(await theirs(boss, cluster.postmaster))
  }
  console.log(`${whole(RATE)} a second, ${SECONDS} s:\n`)
  printTable(
    ['', 'late p50 / p99 / max ms', 'processor, of one core'],
    ...measured.map(({ name, lateMs, cores }) => [
      name,
      [0.5, 0.99, 1].map(share => quantile(lateMs, share).toFixed(1)).join(' / '),
      `${Math.round(cores * 100)} %`,
    ]),
  )
  console.log('The goals are 5 ms and 25 ms.')
  printLoad('at the end')
} finally {
  await cluster.stop()
}
