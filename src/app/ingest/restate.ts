// What happens to alerts without a report: their end passes, or a silence begins, ends or is changed.
import { RESOLVE_TIMEOUT_MS, stateOf } from '#/core/intake/alert.ts'
import type { AlertState } from '#/core/intake/alert.ts'
import type { Follower } from '#/app/ingest/follow.ts'
import type { KnownAlert } from '#/app/ingest/alert-index.ts'
import type { Memory } from '#/app/ingest/memory.ts'
import type { CommitQueue } from '#/app/ingest/queue.ts'
import { ALERTS_PER_COMMIT_MAX } from '#/app/ingest/waiting.ts'
import type { WriteNeeds } from '#/app/ingest/write.ts'
import { groupWrites } from '#/app/ingest/write.ts'
import { claimAt } from '#/app/ingest/tell.ts'
import { alertNotices } from '#/store/alert-notices.ts'
import { restateAlerts } from '#/store/alerts.ts'

/** How long an alert that is over is remembered: Prometheus repeats for so long that it is over. */
export const RESOLVED_KEPT_MS = 15 * 60_000
const LOOK_AGAIN_MS = 1_000

export type RestateNeeds = WriteNeeds & {
  readonly queue: CommitQueue
  readonly follower: Follower
}

type Change = { readonly alert: KnownAlert; readonly state: AlertState }

/**
 * Ends what has ended, and forgets what has been over for long. Looks at every alert in memory, 2 ms for 100,000, and so
 * only when `nextLapseMs` has come; then names the next instant. The database has the last word on each.
 */
export async function lapse(needs: RestateNeeds): Promise<void> {
  const { memory, silences, nowMs } = needs
  const now = nowMs()
  const ended: Change[] = []
  const over: KnownAlert[] = []
  let next = Infinity
  for (const alert of memory.index.all()) {
    const atMs = changesAt(memory, alert)
    if (atMs > now) next = Math.min(next, atMs)
    else if (needs.queue.holds(alert.text)) next = Math.min(next, now + LOOK_AGAIN_MS)
    else if (alert.state === 'resolved') over.push(alert)
    else {
      const silenced = silences.covering(alert.seen).length > 0
      const state = stateOf(alert, { nowMs: now, heartbeat: alert.heartbeat, silenced })
      if (state !== alert.state) ended.push({ alert, state })
    }
  }
  memory.nextLapseMs = next
  for (const alert of over) {
    memory.index.drop(alert)
    memory.groups.leave(alert)
  }
  await restate(needs, ended, true)
}

/** When time alone makes something else of an alert. A heartbeat that has stopped stays stopped. */
function changesAt({ heardSinceMs }: Memory, alert: KnownAlert): number {
  const { state, heartbeat, endsAtMs, updatedAtMs } = alert
  if (state === 'resolved') return Math.max(endsAtMs, updatedAtMs) + RESOLVED_KEPT_MS
  if (heartbeat && state !== 'beating') return Infinity
  // Repeats of the time when the program was down were heard by nobody: that silence says nothing.
  return updatedAtMs < heardSinceMs
    ? Math.max(endsAtMs, heardSinceMs + RESOLVE_TIMEOUT_MS)
    : endsAtMs
}

/** Silences what active silences cover, and lets sound what none covers any more. */
export async function applySilences(needs: RestateNeeds): Promise<void> {
  const { memory, silences } = needs
  const covered = new Set<KnownAlert>()
  for (const { matchers } of silences.active())
    for (const alert of memory.index.find(matchers)) covered.add(alert)
  const changes: Change[] = []
  for (const alert of memory.index.all()) {
    if (alert.state === 'firing' && covered.has(alert)) changes.push({ alert, state: 'silenced' })
    if (alert.state === 'silenced' && !covered.has(alert)) changes.push({ alert, state: 'firing' })
  }
  await restate(
    needs,
    changes.filter(({ alert }) => !alert.heartbeat),
    false,
  )
  await restate(
    needs,
    changes.filter(({ alert }) => alert.heartbeat),
    true,
  )
}

async function restate(
  needs: RestateNeeds,
  changes: readonly Change[],
  ended: boolean,
): Promise<void> {
  for (let start = 0; start < changes.length; start += ALERTS_PER_COMMIT_MAX)
    await restateSome(needs, changes.slice(start, start + ALERTS_PER_COMMIT_MAX), ended)
}

async function restateSome(
  { pool, nowMs, node, alone, memory, teller, follower }: RestateNeeds,
  changes: readonly Change[],
  ended: boolean,
): Promise<void> {
  const identities = changes.map(({ alert }) => alert.identity)
  const { moved } = await teller.claiming(async () => {
    const restated = await restateAlerts(pool, {
      alerts: changes.map(({ alert, state }) => ({ identity: alert.identity, state, ended })),
      groups: groupWrites(
        changes.map(({ alert: { group, identity }, state }) => ({ group, identity, state })),
      ),
      claim: claimAt(nowMs(), node),
      notices: alone ? [] : alertNotices(node, identities),
    })
    rememberMoved(memory, changes, restated.moved)
    return restated
  })
  // Another node knew better: it extended the alert, or was faster.
  const done = new Set(moved)
  const stale = identities.filter(identity => !done.has(identity))
  if (stale.length > 0) await follower.reread(stale)
}

function rememberMoved(memory: Memory, changes: readonly Change[], moved: readonly string[]): void {
  const done = new Set(moved)
  for (const { alert, state } of changes) {
    if (!done.has(alert.identity)) continue
    memory.index.restate(alert, state)
    memory.nextLapseMs = Math.min(memory.nextLapseMs, changesAt(memory, alert))
  }
}
