// Which incidents count in the figures. What they come to is reckoned from their logs.
import type { Instant } from '#/core/time.ts'
import { textArray } from '#/store/binary-array.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type CountedHead = {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly planId: string
  readonly planHash: string
  readonly wakeAt: Instant | null
}

/** All that were not practice, oldest first. `sees`: the restricted ones that the reader may see; the others are not there. */
export async function listCounted(
  db: Db,
  sees: 'all' | readonly string[],
): Promise<readonly CountedHead[]> {
  return rows<CountedHead>(db, LIST_COUNTED, [sees === 'all' ? null : textArray(sees)])
}

export const LIST_COUNTED = statement(
  'list_counted',
  `
  select id, number, version, plan_id as "planId", plan_hash as "planHash", wake_at as "wakeAt"
    from incident
   where drill_id is null
     and summary->>'exercise' is distinct from 'true'
     and (not restricted or $1::text[] is null or id = any($1))
   order by number`,
)
