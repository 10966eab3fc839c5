// Alerts in, side by side with Alertmanager in one run: same sender, same alerts, alternating, each time a fresh server.
// Usage: node bench/ingest.ts [rounds, default 3] [row name]
import { bodies } from './alerts.ts'
import { kill } from './kill.ts'
import { postRequest, send } from './sender.ts'
import type { Running, TargetName } from './targets.ts'
import { start } from './targets.ts'

type Row = {
  readonly name: string
  readonly batch: number
  readonly connections: number
  readonly alerts: number
  /** How many different alerts are sent again and again; absent: each is new. */
  readonly repeating?: number
}

const ROWS: readonly Row[] = [
  { name: 'new-100', batch: 100, connections: 16, alerts: 60_000 },
  { name: 'new-1000', batch: 1_000, connections: 16, alerts: 80_000 },
  { name: 'repeat-100', batch: 100, connections: 16, alerts: 150_000, repeating: 1_000 },
  { name: 'repeat-1', batch: 1, connections: 16, alerts: 30_000, repeating: 1_000 },
  { name: 'new-1', batch: 1, connections: 16, alerts: 25_000 },
  { name: 'new-1-alone', batch: 1, connections: 1, alerts: 3_000 },
]
const WARM_UP_ALERTS = 3_000

type Measured = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number }

async function measure(name: TargetName, row: Row): Promise<Measured> {
  const running = await start(name)
  try {
    await sendRow(running, { ...row, alerts: WARM_UP_ALERTS }, 'warm-up')
    // A row of repeats begins when each alert is known.
    if (row.repeating !== undefined)
      await sendRow(running, { ...row, batch: 100, alerts: row.repeating }, 'measured')
    const sent = await sendRow(running, row, 'measured')
    if (sent.refused > 0) throw new Error(`${name} refused ${sent.refused} requests of ${row.name}`)
    return { perSecond: row.alerts / sent.seconds, p50Ms: sent.p50Ms, p99Ms: sent.p99Ms }
  } finally {
    await running.stop()
  }
}

function sendRow({ target }: Running, row: Row, run: string) {
  const numberOf = (place: number) => (row.repeating === undefined ? place : place % row.repeating)
  const requests = bodies(run, row.alerts, row.batch, numberOf).map(body =>
    postRequest(target, body),
  )
  return send(target, requests, row.connections)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function summary(runs: readonly Measured[]): Measured {
  return {
    perSecond: median(runs.map(run => run.perSecond)),
    p50Ms: median(runs.map(run => run.p50Ms)),
    p99Ms: median(runs.map(run => run.p99Ms)),
  }
}

function line(row: Row, alertmanager: Measured, tocsin: Measured): string {
  const cell = ({ perSecond, p50Ms, p99Ms }: Measured) =>
    `${Math.round(perSecond).toLocaleString('en')} | ${p50Ms.toFixed(2)} / ${p99Ms.toFixed(1)}`
  const ratio = (tocsin.perSecond / alertmanager.perSecond).toFixed(2)
  const tail = (tocsin.p99Ms / alertmanager.p99Ms).toFixed(2)
  return `| ${row.name} | ${cell(alertmanager)} | ${cell(tocsin)} | ${ratio}× | ${tail}× |`
}

const [rounds = '3', only] = process.argv.slice(2)
console.log(
  '| row | Alertmanager alerts/s | p50 / p99 ms | Tocsin alerts/s | p50 / p99 ms | rate | p99 |',
)
console.log('|---|---|---|---|---|---|---|')
for (const row of ROWS.filter(({ name }) => only === undefined || name === only)) {
  const runs: Record<TargetName, Measured[]> = { alertmanager: [], tocsin: [] }
  for (let round = 0; round < Number(rounds); round += 1)
    for (const name of ['alertmanager', 'tocsin'] as const)
      runs[name].push(await measure(name, row))
  console.log(line(row, summary(runs.alertmanager), summary(runs.tocsin)))
}

if (only === undefined || only === 'kill') {
  console.log('\n| SIGKILL while alerts come in | acknowledged | lost |')
  console.log('|---|---|---|')
  for (const name of ['alertmanager', 'tocsin'] as const)
    for (let round = 0; round < Number(rounds); round += 1) {
      const { acknowledged, lost } = await kill(name, 400 + round * 250)
      console.log(`| ${name} | ${acknowledged} | ${lost} |`)
    }
}
