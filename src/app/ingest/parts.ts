// The parts of the intake, put together: what each is handed of the others.
import type { IngestNeeds } from '#/app/ingest/ingest.ts'
import { createFollower } from '#/app/ingest/follow.ts'
import type { Follower } from '#/app/ingest/follow.ts'
import type { KnownAlert } from '#/app/ingest/alert-index.ts'
import type { Memory } from '#/app/ingest/memory.ts'
import { createMemory, reportOf, takeRow } from '#/app/ingest/memory.ts'
import type { CommitQueue } from '#/app/ingest/queue.ts'
import { createCommitQueue } from '#/app/ingest/queue.ts'
import type { RestateNeeds } from '#/app/ingest/restate.ts'
import { applySilences } from '#/app/ingest/restate.ts'
import type { SilenceShelf } from '#/app/ingest/silences.ts'
import { createSilenceShelf } from '#/app/ingest/silences.ts'
import type { Teller } from '#/app/ingest/tell.ts'
import { createTeller } from '#/app/ingest/tell.ts'
import { commitAlerts } from '#/app/ingest/write.ts'
import type { AlertRow } from '#/store/alerts.ts'

export type Parts = {
  readonly memory: Memory
  readonly silences: SilenceShelf
  readonly teller: Teller
  readonly queue: CommitQueue
  readonly follower: Follower
  readonly restating: RestateNeeds
  /** Alerts that memory answered for, whose end is still to be written. */
  readonly touched: KnownAlert[]
}

export function assemble(needs: IngestNeeds): Parts {
  const { pool, alone, nowMs, elapsedMs, report, onGroups, sources } = needs
  const node = needs.newUuid()
  const memory = createMemory(needs.groupBy, nowMs())
  const silences = createSilenceShelf({ ...needs, node })
  const teller = createTeller({
    pool,
    nowMs,
    node,
    sources,
    rankOf: needs.rankOf ?? (() => 0),
    index: memory.index,
    onGroups,
    report,
  })
  const writing = { pool, nowMs, node, alone, memory, silences, teller }
  const queue = createCommitQueue(waiting => commitAlerts(writing, waiting), elapsedMs, report)
  const follower: Follower = createFollower({
    pool,
    node,
    alone,
    elapsedMs,
    report,
    lastCommit: () => memory.commits,
    take: (rows, commit) => takeRows(memory, queue, rows, commit),
    unresolved: () => unresolvedOf(memory),
    onSilences: async () => {
      await silences.load()
      await applySilences(restating)
    },
  })
  const restating: RestateNeeds = { ...writing, queue, follower }
  return { memory, silences, teller, queue, follower, restating, touched: [] }
}

function* unresolvedOf({ index }: Memory): Iterable<string> {
  for (const { state, identity } of index.all()) if (state !== 'resolved') yield identity
}

/**
 * Takes rows over from the database, but for those that this node has written since they were read, or is writing: they are
 * given back to be read again.
 */
function takeRows(
  memory: Memory,
  queue: CommitQueue,
  rows: readonly AlertRow[],
  commit: number,
): readonly string[] {
  return rows.flatMap(row => {
    const known = memory.index.byIdentity(row.identity)
    if (queue.holds(row.labels) || (known !== undefined && known.writtenIn > commit))
      return [row.identity]
    // Another node ended it, and then this one answered that it still fires: that answer has to be made good.
    const outdated = known?.touched === true && known.updatedAtMs > row.updatedAtMs
    if (known !== undefined && outdated && known.state !== row.state)
      queue.push(reportOf(known), undefined)
    else takeRow(memory, row)
    return []
  })
}
