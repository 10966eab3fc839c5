// What a SIGKILL costs: alerts are sent over eight connections until the server is killed in the midst of it; then it is started
// again on what it left, and asked for everything that it had acknowledged.
import { setTimeout as sleep } from 'node:timers/promises'
import { benchAlert } from './alerts.ts'
import { postRequest, send } from './sender.ts'
import type { TargetName } from './targets.ts'
import { start } from './targets.ts'

const BATCH = 20
const CONNECTIONS = 8
const REQUESTS_MAX = 20_000

export type Killed = { readonly acknowledged: number; readonly lost: number }

/** Kills it `afterMs` after the first request. */
export async function kill(name: TargetName, afterMs: number): Promise<Killed> {
  const first = await start(name)
  const now = Date.now()
  const body = (request: number) =>
    Array.from({ length: BATCH }, (_, place) => benchAlert('kill', request * BATCH + place, now))
  const requests = Array.from({ length: REQUESTS_MAX }, (_, request) =>
    postRequest(first.target, JSON.stringify(body(request))),
  )
  const acknowledged: number[] = []
  const sending = send(first.target, requests, CONNECTIONS, index => acknowledged.push(index))
  await sleep(afterMs)
  const second = await first.crash()
  await sending
  const answer = await fetch(`${second.base}/api/v2/alerts`, { headers: second.headers })
  const shown = (await answer.json()) as { labels: { pod: string } }[]
  await second.stop()
  const pods = new Set(shown.map(({ labels }) => labels.pod))
  const lost = acknowledged
    .flatMap(request => body(request))
    .filter(({ labels }) => !pods.has(labels['pod'] ?? ''))
  return { acknowledged: acknowledged.length * BATCH, lost: lost.length }
}
