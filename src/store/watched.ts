// What the watchdog looks at: whether anything that is due is left lying.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type Watched = {
  readonly databaseAt: Instant
  readonly messageDueAt: Instant | null
  readonly wakeDueAt: Instant | null
  /** Since when a group waits whose change nobody was told of, and which no living node has in hand. */
  readonly signalPendingAt: Instant | null
  readonly deadLetters: number
}

export async function readWatched(db: Db, now: Instant): Promise<Watched> {
  const [watched] = await rows<Watched>(db, READ_WATCHED, [now])
  if (watched === undefined)
    throw new Error('Tocsin’s own mistake: a row without a table gave none.')
  return watched
}

// A claimed message is due when its claim lapses, and a claimed group is late only from then on.
export const READ_WATCHED = statement(
  'read_watched',
  `
  select clock_timestamp() as "databaseAt",
         (select min(due_at) from outbox) as "messageDueAt",
         (select min(wake_at) from incident) as "wakeDueAt",
         (select min(greatest(changed_at, claimed_until)) from alert_group where pending) as "signalPendingAt",
         (select count(*)::int4 from dead_letter where at > $1::timestamptz - interval '1 day') as "deadLetters"`,
)
