// Alerts out, side by side with Alertmanager: all of 10,000 active, and one by a label of 10,000 and of 100,000.
// Usage: node bench/list.ts [repeats, default 7]
import { setTimeout as sleep } from 'node:timers/promises'
import { bodies } from './alerts.ts'
import { postRequest, send } from './sender.ts'
import type { Running, TargetName } from './targets.ts'
import { start } from './targets.ts'

const SETTLE_MS = 1_500
const NAMES = ['alertmanager', 'tocsin'] as const
const [repeats = '7'] = process.argv.slice(2)

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function fill(running: Running, from: number, to: number): Promise<void> {
  const requests = bodies('list', to - from, 1_000, place => from + place).map(body =>
    postRequest(running.target, body),
  )
  const { refused } = await send(running.target, requests, 4)
  if (refused > 0) throw new Error(`${running.name} refused ${refused} requests`)
}

/** Median milliseconds of a GET, its answer read to the end; the first one, which finds everything cold, is apart. */
async function timed(running: Running, path: string, expected: number) {
  const times: number[] = []
  // The other program is still collecting its garbage, with every core there is.
  await sleep(SETTLE_MS)
  for (let repeat = 0; repeat <= Number(repeats); repeat += 1) {
    const began = performance.now()
    const answer = await fetch(running.base + path, { headers: running.headers })
    const text = await answer.text()
    times.push(performance.now() - began)
    const found = (JSON.parse(text) as unknown[]).length
    if (found !== expected)
      throw new Error(`${running.name} showed ${found} alerts, not ${expected}`)
  }
  const [first = 0, ...others] = times
  return { first, median: median(others) }
}

async function memory(running: Running): Promise<string> {
  if (running.name !== 'tocsin') return ''
  const answer = await fetch(new URL('/memory', running.base))
  const { heapUsed, unresolved } = (await answer.json()) as { heapUsed: number; unresolved: number }
  return ` (heap ${(heapUsed / unresolved / 1000).toFixed(2)} kB an alert, garbage included)`
}

const running: Record<TargetName, Running> = {
  alertmanager: await start('alertmanager'),
  tocsin: await start('tocsin'),
}
console.log('| active | what | Alertmanager ms (first) | Tocsin ms (first) | ratio |')
console.log('|---|---|---|---|---|')

async function row(active: number, what: string, path: string, expected: number): Promise<void> {
  const [theirs, ours] = [
    await timed(running.alertmanager, path, expected),
    await timed(running.tocsin, path, expected),
  ]
  const cell = (times: { readonly first: number; readonly median: number }) =>
    `${times.median.toFixed(1)} (${times.first.toFixed(1)})`
  const ratio = (theirs.median / ours.median).toFixed(0)
  console.log(
    `| ${active.toLocaleString('en')} | ${what} | ${cell(theirs)} | ${cell(ours)} | ${ratio}× |`,
  )
}

const onePod = (number: number) =>
  `/api/v2/alerts?filter=${encodeURIComponent(`pod="api-${(number * 2_654_435_761) % 4_294_967_296}-${number}"`)}`

for (const name of NAMES) await fill(running[name], 0, 10_000)
await row(10_000, 'list all', '/api/v2/alerts', 10_000)
await row(10_000, 'one by label', onePod(7_777), 1)
for (const name of NAMES) await fill(running[name], 10_000, 100_000)
await row(100_000, 'one by label', onePod(77_777), 1)
console.log(`\n100,000 active${await memory(running.tocsin)}`)
for (const name of NAMES) await running[name].stop()
