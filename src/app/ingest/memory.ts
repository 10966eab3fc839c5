// What this node knows of the alerts in the database, and how rows become that knowledge.
import { isHeartbeat, seenLabels } from '#/core/intake/alert.ts'
import type { Alert } from '#/core/intake/alert.ts'
import type { Labels } from '#/core/intake/labels.ts'
import type { GroupShelf } from '#/app/ingest/groups.ts'
import { createGroupShelf } from '#/app/ingest/groups.ts'
import type { AlertIndex, KnownAlert } from '#/app/ingest/alert-index.ts'
import { createAlertIndex } from '#/app/ingest/alert-index.ts'
import type { AlertRow } from '#/store/alerts.ts'

/** What `ingest*.ts` share: the alerts and groups in memory, and two numbers. */
export type Memory = {
  readonly index: AlertIndex
  readonly groups: GroupShelf
  /** How many commits of alerts this node has made. */
  commits: number
  /** No alert in memory changes by time alone before this instant. */
  nextLapseMs: number
  /** When this node began to listen. An alert that it has not heard of since may have been repeated while nobody heard. */
  readonly heardSinceMs: number
}

export function createMemory(groupBy: () => readonly string[], nowMs: number): Memory {
  return {
    index: createAlertIndex(),
    groups: createGroupShelf(groupBy),
    commits: 0,
    nextLapseMs: Infinity,
    heardSinceMs: nowMs,
  }
}

/** Remembers an alert as it has just been committed. */
export function remember(memory: Memory, written: KnownAlert): void {
  memory.nextLapseMs = Math.min(memory.nextLapseMs, written.endsAtMs)
  written.writtenIn = memory.commits
  const known = memory.index.get(written.text)
  if (known !== undefined && known.group === written.group && known.seen === written.seen) {
    memory.index.restate(known, written.state)
    Object.assign(known, written)
    return
  }
  // It fires again after the plan has come to group it differently; or what it says beside its identity has changed.
  if (known !== undefined) memory.index.drop(known)
  memory.index.add(written)
}

/** Takes over a row that another node wrote. An alert that is over and not known need not become known. */
export function takeRow(memory: Memory, row: AlertRow): void {
  memory.nextLapseMs = Math.min(memory.nextLapseMs, row.endsAtMs)
  const known = memory.index.byIdentity(row.identity)
  if (known !== undefined && known.beside === (row.beside ?? undefined))
    return overwrite(memory, known, row)
  // Another node was told otherwise of it: it is found by other labels from now on.
  if (known !== undefined) memory.index.drop(known)
  if (row.state === 'resolved') return
  const labels = JSON.parse(row.labels) as Labels
  const { labels: text, groupKey, ...rest } = row
  const beside = row.beside ?? undefined
  memory.index.add({
    ...rest,
    labels,
    text,
    rest: row.rest ?? undefined,
    beside,
    seen: seenLabels({ labels, beside }),
    heartbeat: isHeartbeat(labels),
    group: memory.groups.withKey(groupKey, { labels, text, beside }),
    durableEndsAtMs: row.endsAtMs,
    touched: false,
    writtenIn: memory.commits,
  })
}

function overwrite(memory: Memory, known: KnownAlert, row: AlertRow): void {
  memory.index.restate(known, row.state)
  known.annotations = row.annotations
  known.generatorUrl = row.generatorUrl
  known.rest = row.rest ?? undefined
  known.startsAtMs = row.startsAtMs
  known.durableEndsAtMs = row.endsAtMs
  // A later repeat that was answered from memory stays; its end is written with the next touch.
  if (known.touched && known.updatedAtMs > row.updatedAtMs) return
  known.endsAtMs = row.endsAtMs
  known.timeout = row.timeout
  known.updatedAtMs = row.updatedAtMs
  known.touched = false
}

/** The report that a known alert amounts to. */
export function reportOf(known: KnownAlert): Alert {
  const { labels, text, annotations, generatorUrl, rest, beside } = known
  const { startsAtMs, endsAtMs, timeout } = known
  const report = { labels, text, annotations, generatorUrl, beside, startsAtMs, endsAtMs, timeout }
  return { ...report, startGiven: true, ...(rest === undefined ? {} : { rest }) }
}
