// Which signs of life are expected, and how often. When one was last heard is in its alert.
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type StoredHeartbeat = {
  readonly door: string
  readonly name: string
  readonly title: string
  readonly enabled: boolean
  /** Null: nobody has said yet. */
  readonly everySeconds: number | null
  readonly graceSeconds: number | null
}

/** By name; of one name alone where one is given. */
export async function readHeartbeats(
  db: Db,
  name: string | undefined,
): Promise<readonly StoredHeartbeat[]> {
  return rows<StoredHeartbeat>(db, READ_HEARTBEATS, [name ?? null])
}

export const READ_HEARTBEATS = statement(
  'read_heartbeats',
  `
  select door.id as door, name, title, enabled, every_seconds as "everySeconds", grace_seconds as "graceSeconds"
    from door
    left join heartbeat on heartbeat.door = door.id
   where kind = 'heartbeat' and ($1::text is null or name = $1)
   order by name`,
)

export async function putHeartbeat(
  db: Db,
  wish: { readonly door: string; readonly everySeconds: number; readonly graceSeconds: number },
): Promise<void> {
  await changed(db, PUT_HEARTBEAT, [wish.door, wish.everySeconds, wish.graceSeconds])
}

export const PUT_HEARTBEAT = statement(
  'put_heartbeat',
  `
  insert into heartbeat (door, every_seconds, grace_seconds) values ($1, $2, $3)
      on conflict (door) do update set every_seconds = excluded.every_seconds, grace_seconds = excluded.grace_seconds`,
)
