// One commit of alerts: what the reports amount to, the statement, and what is remembered of it.
import type { Alert } from '#/core/intake/alert.ts'
import { isHeartbeat, merge, stateOf } from '#/core/intake/alert.ts'
import { identityOf } from '#/app/ingest-groups.ts'
import type { KnownAlert } from '#/app/ingest-index.ts'
import type { Memory, Written } from '#/app/ingest-memory.ts'
import { remember } from '#/app/ingest-memory.ts'
import type { Waiting } from '#/app/ingest-queue.ts'
import type { SilenceShelf } from '#/app/ingest-silences.ts'
import type { Teller } from '#/app/ingest-tell.ts'
import { claimAt } from '#/app/ingest-tell.ts'
import { alertNotices } from '#/store/alert-notices.ts'
import type { AlertWrite, GroupWrite } from '#/store/alerts.ts'
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

/** An alert with what was known of it before. */
type Row = Written & { readonly known: KnownAlert | undefined }

/** Writes what waits in one statement, and remembers it. Rejects when nothing of it was written. */
export async function commitAlerts(needs: WriteNeeds, waiting: readonly Waiting[]): Promise<void> {
  const { pool, nowMs, node, alone, memory, teller } = needs
  const now = nowMs()
  const rows = rowsOf(needs, waiting, now)
  const claimed = await writeAlerts(pool, {
    alerts: rows.map(toWrite),
    groups: groupWrites(rows.filter(({ known, state }) => known?.state !== state)),
    claim: claimAt(now, node),
    notices: alone
      ? []
      : alertNotices(
          node,
          rows.map(({ identity }) => identity),
        ),
  })
  memory.commits += 1
  for (const row of rows) remember(memory, row, now)
  teller.take(claimed)
}

/** One row for each label set: a statement must not meet an identity twice. */
function rowsOf(needs: WriteNeeds, waiting: readonly Waiting[], now: number): readonly Row[] {
  const { index } = needs.memory
  const merged = new Map<string, { alert: Alert; known: KnownAlert | undefined }>()
  for (const { alert } of waiting) {
    const earlier = merged.get(alert.text)
    const known = earlier === undefined ? index.get(alert.text) : earlier.known
    const before = earlier?.alert ?? known
    merged.set(alert.text, {
      alert: before === undefined ? alert : merge(before, alert, now),
      known,
    })
  }
  return [...merged.values()].map(({ alert, known }) => rowOf(needs, alert, known, now))
}

function rowOf(
  { memory, silences }: WriteNeeds,
  alert: Alert,
  known: KnownAlert | undefined,
  nowMs: number,
): Row {
  const heartbeat = known?.heartbeat ?? isHeartbeat(alert.labels)
  const silenced = silences.active().length > 0 && silences.covering(alert.labels).length > 0
  return {
    alert,
    known,
    heartbeat,
    identity: known?.identity ?? identityOf(alert.text),
    // While it fires an alert stays in its group, whatever the plan has come to say: the group's count would be wrong.
    group:
      known !== undefined && known.state !== 'resolved' ? known.group : memory.groups.of(alert),
    state: stateOf(alert, { nowMs, heartbeat, silenced }),
  }
}

function toWrite({ alert, identity, group, state }: Row): AlertWrite {
  return { ...alert, rest: alert.rest, labels: alert.text, identity, state, groupKey: group.key }
}

/** The groups whose counts may move, each once, with the alert that begins its round if it is quiet. */
export function groupWrites(
  moving: readonly Pick<Row, 'group' | 'identity' | 'state'>[],
): readonly GroupWrite[] {
  const groups = new Map<string, GroupWrite>()
  for (const { state, group, identity } of moving) {
    if (groups.get(group.key)?.firstAlert !== undefined) continue
    const firstAlert = state === 'firing' ? identity : undefined
    groups.set(group.key, { key: group.key, labels: JSON.stringify(group.labels), firstAlert })
  }
  return [...groups.values()]
}
