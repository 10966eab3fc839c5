// One commit of alerts: what the reports amount to, the statement, and what is remembered of it.
import type { Alert } from '#/core/intake/alert.ts'
import { isHeartbeat, merge, seenLabels, stateOf } from '#/core/intake/alert.ts'
import { identityOf } from '#/app/ingest/groups.ts'
import type { KnownAlert } from '#/app/ingest/alert-index.ts'
import type { Memory } from '#/app/ingest/memory.ts'
import { remember } from '#/app/ingest/memory.ts'
import type { Waiting } from '#/app/ingest/waiting.ts'
import type { SilenceShelf } from '#/app/ingest/silences.ts'
import type { Teller } from '#/app/ingest/tell.ts'
import { claimAt } from '#/app/ingest/tell.ts'
import { alertNotices } from '#/store/alert-notices.ts'
import type { GroupWrite } from '#/store/alerts.ts'
import { writeAlerts } from '#/store/alerts.ts'
import type { Pool } from '#/store/db.ts'

export type WriteNeeds = {
  readonly pool: Pool
  readonly nowMs: () => number
  readonly node: string
  readonly alone: boolean
  readonly memory: Memory
  readonly silences: SilenceShelf
  readonly teller: Teller
}

/** Writes what waits in one statement, and remembers it. Rejects when nothing of it was written. */
export async function commitAlerts(needs: WriteNeeds, waiting: readonly Waiting[]): Promise<void> {
  const { pool, nowMs, node, alone, memory, teller } = needs
  const now = nowMs()
  const rows = rowsOf(needs, waiting, now)
  await teller.claiming(async () => {
    const claimed = await writeAlerts(pool, {
      alerts: rows,
      groups: groupWrites(
        rows.filter(({ text, state }) => memory.index.get(text)?.state !== state),
      ),
      claim: claimAt(now, node),
      notices: alone
        ? []
        : alertNotices(
            node,
            rows.map(({ identity }) => identity),
          ),
    })
    memory.commits += 1
    for (const row of rows) remember(memory, row)
    return { claimed }
  })
}

/** One row for each label set: a statement must not meet an identity twice. */
function rowsOf(
  needs: WriteNeeds,
  waiting: readonly Waiting[],
  now: number,
): readonly KnownAlert[] {
  const merged = new Map<string, Alert>()
  for (const { alert } of waiting) {
    const before = merged.get(alert.text) ?? needs.memory.index.get(alert.text)
    merged.set(alert.text, before === undefined ? alert : merge(before, alert, now))
  }
  return [...merged.values()].map(alert => rowOf(needs, alert, now))
}

/** The alert as it will be known once it is committed. */
function rowOf({ memory, silences }: WriteNeeds, alert: Alert, nowMs: number): KnownAlert {
  const known = memory.index.get(alert.text)
  const heartbeat = known?.heartbeat ?? isHeartbeat(alert.labels)
  const labels = known?.labels ?? alert.labels
  const { beside } = alert
  const seen = known?.beside === beside ? (known?.seen ?? seenLabels(alert)) : seenLabels(alert)
  const silenced = silences.active().length > 0 && silences.covering(seen).length > 0
  return {
    identity: known?.identity ?? identityOf(alert.text),
    labels,
    seen: beside === undefined ? labels : seen,
    beside,
    text: known?.text ?? alert.text,
    heartbeat,
    annotations: alert.annotations,
    generatorUrl: alert.generatorUrl,
    rest: alert.rest,
    startsAtMs: alert.startsAtMs,
    endsAtMs: alert.endsAtMs,
    timeout: alert.timeout,
    state: stateOf(alert, { nowMs, heartbeat, silenced }),
    // While it fires an alert stays in its group, whatever the plan has come to say: the group's count would be wrong.
    group:
      known !== undefined && known.state !== 'resolved' ? known.group : memory.groups.of(alert),
    receivedAtMs: known?.receivedAtMs ?? nowMs,
    updatedAtMs: nowMs,
    durableEndsAtMs: alert.endsAtMs,
    touched: false,
    writtenIn: memory.commits,
  }
}

/** The groups whose counts may move, each once, with the alert that begins its round if it is quiet. */
export function groupWrites(
  moving: readonly Pick<KnownAlert, 'group' | 'identity' | 'state'>[],
): readonly GroupWrite[] {
  const groups = new Map<string, GroupWrite>()
  for (const { state, group, identity } of moving) {
    if (groups.get(group.key)?.firstAlert !== undefined) continue
    const firstAlert = state === 'firing' ? identity : undefined
    groups.set(group.key, { key: group.key, labels: JSON.stringify(group.labels), firstAlert })
  }
  return [...groups.values()]
}
