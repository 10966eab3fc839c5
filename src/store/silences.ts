// Silences as they stand in the database. What they mean is core/intake/silence.ts.
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'
import { ALERT_CHANNEL } from '#/store/alerts.ts'
import type { Instant } from '#/core/time.ts'
import { textArray } from '#/store/binary-array.ts'
import { timeColumn } from '#/store/alert-arrays.ts'

/** `body` is JSON text of the matchers, `createdBy` and `comment`. */
export type SilenceRow = {
  readonly id: string
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly updatedAtMs: number
  readonly body: string
}

/** Writes silences, new or changed, all or none, and tells the other nodes with the commit. */
export async function writeSilences(
  db: Db,
  silences: readonly SilenceRow[],
  notice: string,
): Promise<void> {
  await rows(db, WRITE_SILENCES, [
    textArray(silences.map(({ id }) => id)),
    timeColumn(silences.map(({ startsAtMs }) => startsAtMs)),
    timeColumn(silences.map(({ endsAtMs }) => endsAtMs)),
    timeColumn(silences.map(({ updatedAtMs }) => updatedAtMs)),
    textArray(silences.map(({ body }) => body)),
    notice,
  ])
}

export const WRITE_SILENCES = statement(
  'write_silences',
  `
  with written as (
    insert into silence (id, starts_at, ends_at, updated_at, body)
    select id::uuid, starts_at, ends_at, updated_at, body::json
      from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::text[])
        as next (id, starts_at, ends_at, updated_at, body)
     order by id
        on conflict (id) do update
       set starts_at = excluded.starts_at, ends_at = excluded.ends_at, updated_at = excluded.updated_at,
           body = excluded.body
  )
  select pg_notify('${ALERT_CHANNEL}', $6)`,
)

/** Silences that have not ended, or ended after `endedAfter`. */
export async function readSilences(db: Db, endedAfter: Instant): Promise<readonly SilenceRow[]> {
  return rows<SilenceRow>(db, READ_SILENCES, [endedAfter])
}

export const READ_SILENCES = statement(
  'read_silences',
  `
  select id::text, (extract(epoch from starts_at) * 1000)::int8 as "startsAtMs",
         (extract(epoch from ends_at) * 1000)::int8 as "endsAtMs",
         (extract(epoch from updated_at) * 1000)::int8 as "updatedAtMs", body::text
    from silence
   where ends_at > $1
   order by ends_at, id`,
)
