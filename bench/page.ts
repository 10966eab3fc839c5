// How long a signal takes until somebody is called: from before it is sent until the call has come in at a sink, beside
// Alertmanager with no group wait, same sender, same sink, alternating, each time a fresh server. Ours is durable before it is answered.
// Usage: node bench/page.ts [rounds, default 3] [idle | busy | storm]
import { setTimeout as sleep } from 'node:timers/promises'
import { bodies } from './alerts.ts'
import { startPaged } from './paged.ts'
import type { Paged } from './paged.ts'
import { goFirstWithAll } from './processor.ts'
import { printLoad, printTable, quantile, spread } from './report.ts'
import { postRequest, send } from './sender.ts'
import type { TargetName } from './targets.ts'

const NAMES = ['alertmanager', 'tocsin'] as const
const SIGNALS = 150
const WARM_UP = 20
/** Between two signals, so that none waits for another. */
const PAUSE_MS = 20
const BUSY_PER_SECOND = 2_000
const BUSY_BATCH = 50
const STORM_ALERTS = 100_000
const STORM_BATCH = 500
const STORM_CONNECTIONS = 8
/** Whoever is called later than this was not called. */
const PAGE_MS_MAX = 30_000

function signal(name: string, severity: string): string {
  const startsAt = new Date().toISOString()
  return JSON.stringify([{ labels: { alertname: name, severity }, annotations: {}, startsAt }])
}

/** Sends one signal of a group of its own, and gives how many milliseconds later the call for it came. */
async function page(paged: Paged, name: string): Promise<number> {
  const from = performance.now()
  const called = paged.sink
    .next(body => body.includes(name), PAGE_MS_MAX)
    .catch(error => {
      throw new Error(`${paged.name} ${name}`, { cause: error })
    })
  await send(paged.target, [postRequest(paged.target, signal(name, 'critical'))], 1)
  return (await called) - from
}

async function pages(paged: Paged, run: string, count: number): Promise<readonly number[]> {
  const waits: number[] = []
  for (let index = 0; index < count; index++) {
    waits.push(await page(paged, `${run}${index}x`))
    await sleep(PAUSE_MS)
  }
  return waits
}

async function idle(name: TargetName): Promise<readonly number[]> {
  const paged = await startPaged(name, { join: '0s' })
  try {
    await pages(paged, 'Warm', WARM_UP)
    goFirstWithAll(paged.pid)
    return await pages(paged, 'Idle', SIGNALS)
  } finally {
    await paged.stop()
  }
}

/** The other alerts are of groups that are known, as most are: two thousand a second, whatever becomes of ours. */
async function busy(name: TargetName): Promise<readonly number[]> {
  const paged = await startPaged(name, { join: '0s' })
  try {
    const known = requests(paged, 'known', 3_000, 100)
    await send(paged.target, known, 4)
    await sleep(3_000)
    const ended = new AbortController()
    const others = steadily(paged, ended.signal)
    await pages(paged, 'Warm', WARM_UP)
    goFirstWithAll(paged.pid)
    const waits = await pages(paged, 'Busy', SIGNALS)
    ended.abort()
    await others
    return waits
  } finally {
    await paged.stop()
  }
}

async function steadily(paged: Paged, signal: AbortSignal): Promise<void> {
  const seconds = 60
  const others = requests(paged, 'known', BUSY_PER_SECOND * seconds, BUSY_BATCH, 3_000)
  const everyMs = (1_000 * BUSY_BATCH) / BUSY_PER_SECOND
  const from = performance.now()
  const sending: Promise<unknown>[] = []
  for (let index = 0; !signal.aborted; index++) {
    const other = others[index % others.length]
    if (other !== undefined) sending.push(send(paged.target, [other], 1))
    await sleep(Math.max(0, from + index * everyMs - performance.now()))
  }
  await Promise.all(sending)
}

function requests(paged: Paged, run: string, count: number, batch: number, first = 0): Buffer[] {
  return bodies(run, count, batch, place => first + place).map(body =>
    postRequest(paged.target, body),
  )
}

type Stormed = { readonly pageMs: number; readonly stormMs: number }

/** In the middle of alerts of a thousand groups, or each of its own, comes one that is heavier. */
async function storm(name: TargetName, shape: Shape): Promise<Stormed> {
  const paged = await startPaged(name, { join: '5m' })
  try {
    const all = stormRequests(paged, shape)
    const half = all.length / 2
    const from = performance.now()
    let page: Promise<number> | undefined
    let answered = 0
    await send(paged.target, all, STORM_CONNECTIONS, () => {
      answered += 1
      if (answered === half) page = heavier(paged)
    })
    const stormMs = performance.now() - from
    return { pageMs: (await page) ?? Infinity, stormMs }
  } finally {
    await paged.stop()
  }
}

/** It says in its text which one it is at Alertmanager; with us it is one more call for the incident of the storm. */
async function heavier(paged: Paged): Promise<number> {
  const from = performance.now()
  const called = paged.sink.next(
    body => paged.name === 'tocsin' || body.includes('DataLoss'),
    PAGE_MS_MAX,
  )
  await send(paged.target, [postRequest(paged.target, signal('DataLoss', 'critical'))], 1)
  return (await called) - from
}

const SHAPES = { 'a thousand groups': 1_000, 'a group for each': STORM_ALERTS } as const
type Shape = keyof typeof SHAPES

function stormRequests(paged: Paged, shape: Shape): readonly Buffer[] {
  const startsAt = new Date().toISOString()
  return Array.from({ length: STORM_ALERTS / STORM_BATCH }, (_, request) => {
    const alerts = Array.from({ length: STORM_BATCH }, (_unused, place) => {
      const number = request * STORM_BATCH + place
      const labels = {
        alertname: `Storm${number % SHAPES[shape]}`,
        pod: `pod-${number}`,
        severity: 'warning',
      }
      return { labels, annotations: { summary: `Pod ${number} is away` }, startsAt }
    })
    return postRequest(paged.target, JSON.stringify(alerts))
  })
}

type Waits = Record<TargetName, number[][]>

async function compare(rounds: number, of: (name: TargetName) => Promise<readonly number[]>) {
  const waits: Waits = { alertmanager: [], tocsin: [] }
  for (let round = 0; round < rounds; round++)
    for (const name of NAMES) waits[name].push([...(await of(name))])
  return waits
}

function rowOf(row: string, waits: Waits): readonly string[] {
  const at = (name: TargetName, share: number) => waits[name].map(run => quantile(run, share))
  const middle = (values: readonly number[]) => quantile(values, 0.5)
  const cells = NAMES.flatMap(name =>
    [0.5, 0.99].map(share => {
      const values = at(name, share)
      const [low, high] = [Math.min(...values), Math.max(...values)]
      return `${middle(values).toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`
    }),
  )
  const ratio = [0.5, 0.99].map(share =>
    (middle(at('tocsin', share)) / middle(at('alertmanager', share))).toFixed(2),
  )
  return [row, ...cells, ratio.map(each => `${each}×`).join(' / ')]
}

const [rounds = '3', only] = process.argv.slice(2)
const asked = (name: string) => only === undefined || only === name
printLoad('before')
const table: (readonly string[])[] = []
if (asked('idle')) table.push(rowOf('idle', await compare(Number(rounds), idle)))
if (asked('busy'))
  table.push(
    rowOf(`beside ${BUSY_PER_SECOND} alerts a second`, await compare(Number(rounds), busy)),
  )
const HEAD = ['ms until called', 'Alertmanager p50', 'p99', 'Tocsin p50', 'p99', 'p50 / p99']
if (table.length > 0) printTable(HEAD, ...table)
if (asked('storm')) {
  const stormed: (readonly string[])[] = []
  for (const shape of Object.keys(SHAPES) as Shape[])
    for (const name of NAMES) {
      const runs: Stormed[] = []
      for (let round = 0; round < Number(rounds); round++) runs.push(await storm(name, shape))
      const pageMs = spread(runs.map(run => run.pageMs))
      stormed.push([shape, name, pageMs, spread(runs.map(run => run.stormMs))])
    }
  printTable(
    ['storm of 100,000', '', 'ms until called for the heavier one', 'ms for the storm'],
    ...stormed,
  )
}
printLoad('after')
