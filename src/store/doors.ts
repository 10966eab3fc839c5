// Doors for senders, and their keys. Of a key only the hash is here.
import { fromMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { uuidColumn } from '#/store/alert-arrays.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type StoredDoor = {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly title: string
  readonly mapping: string | null
  readonly sealedSecret: string | null
  readonly perMinute: number
  readonly bytesMax: number
  readonly enabled: boolean
  readonly createdAt: Instant
  readonly createdBy: string
  readonly changedAt: Instant
}

export type StoredKey = {
  readonly id: string
  readonly door: string
  /** SHA-256 in hex. */
  readonly hash: string
  readonly hint: string
  readonly createdAt: Instant
  /** From then on it opens nothing. */
  readonly endsAt: Instant | null
}

/** By name. */
export async function readDoors(db: Db): Promise<readonly StoredDoor[]> {
  return rows<StoredDoor>(db, READ_DOORS)
}

export const READ_DOORS = statement(
  'read_doors',
  `
  select id, name, kind, title, mapping, sealed_secret as "sealedSecret", per_minute as "perMinute",
         bytes_max as "bytesMax", enabled, created_at as "createdAt", created_by as "createdBy", changed_at as "changedAt"
    from door
   order by name`,
)

/** Those that still open, the newest first. */
export async function readDoorKeys(db: Db, now: Instant): Promise<readonly StoredKey[]> {
  return rows<StoredKey>(db, READ_DOOR_KEYS, [now])
}

export const READ_DOOR_KEYS = statement(
  'read_door_keys',
  `
  select id, door, hash, hint, created_at as "createdAt", ends_at as "endsAt"
    from door_key
   where ends_at is null or ends_at > $1
   order by created_at desc, id`,
)

/** Gives false where another door has the name already. */
export async function createDoor(db: Db, door: StoredDoor): Promise<boolean> {
  const { id, name, kind, title, mapping, sealedSecret, perMinute, bytesMax } = door
  const { enabled, createdAt, createdBy, changedAt } = door
  const limits = [perMinute, bytesMax, enabled]
  const values = [id, name, kind, title, mapping, sealedSecret, ...limits, createdAt, createdBy]
  return (await changed(db, CREATE_DOOR, [...values, changedAt])) > 0
}

export const CREATE_DOOR = statement(
  'create_door',
  `
  insert into door (id, name, kind, title, mapping, sealed_secret, per_minute, bytes_max, enabled, created_at, created_by,
                    changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      on conflict (name) do nothing`,
)

/** What may be changed of a door: not its name, by which its alerts are known, nor its kind. */
export type DoorChange = Pick<
  StoredDoor,
  'id' | 'title' | 'mapping' | 'sealedSecret' | 'perMinute' | 'bytesMax' | 'enabled' | 'changedAt'
>

export async function changeDoor(db: Db, change: DoorChange): Promise<boolean> {
  const { id, title, mapping, sealedSecret, perMinute, bytesMax, enabled, changedAt } = change
  const values = [id, title, mapping, sealedSecret, perMinute, bytesMax, enabled, changedAt]
  return (await changed(db, CHANGE_DOOR, values)) > 0
}

export const CHANGE_DOOR = statement(
  'change_door',
  `
  update door
     set title = $2, mapping = $3, sealed_secret = $4, per_minute = $5, bytes_max = $6, enabled = $7, changed_at = $8
   where id = $1`,
)

export async function deleteDoor(db: Db, id: string): Promise<boolean> {
  return (await changed(db, DELETE_DOOR, [id])) > 0
}

export const DELETE_DOOR = statement('delete_door', 'delete from door where id = $1')

export async function addDoorKey(
  db: Db,
  { id, door, hash, hint, createdAt, endsAt }: StoredKey,
): Promise<void> {
  await rows(db, ADD_DOOR_KEY, [id, door, hash, hint, createdAt, endsAt])
}

export const ADD_DOOR_KEY = statement(
  'add_door_key',
  `
  insert into door_key (id, door, hash, hint, created_at, ends_at)
  values ($1, $2, $3, $4, $5, $6)`,
)

/** The keys of a door but one end then, unless they end before. */
export async function endDoorKeys(
  db: Db,
  { door, but, endsAt }: { readonly door: string; readonly but: string; readonly endsAt: Instant },
): Promise<void> {
  await changed(db, END_DOOR_KEYS, [door, but, endsAt])
}

export const END_DOOR_KEYS = statement(
  'end_door_keys',
  `
  update door_key
     set ends_at = least(ends_at, $3)
   where door = $1
     and id <> $2`,
)

/** The incidents that these groups of alerts were last linked to. */
export async function incidentsOfGroups(
  db: Db,
  groupKeys: readonly string[],
): Promise<readonly { readonly key: string; readonly incident: string }[]> {
  return rows(db, INCIDENTS_OF_GROUPS, [uuidColumn(groupKeys)])
}

export const INCIDENTS_OF_GROUPS = statement(
  'incidents_of_groups',
  `
  select replace(key::text, '-', '') as key, incident_id as incident
    from alert_group
   where key = any($1::uuid[])
     and incident_id is not null`,
)

/** Groups with an alert that fires until `endsAtMs`, whose incident has ended or was merged into another. */
export async function groupsLeftOver(db: Db, endsAtMs: number): Promise<readonly string[]> {
  const groups = await rows<{ key: string }>(db, GROUPS_LEFT_OVER, [fromMs(endsAtMs)])
  return groups.map(({ key }) => key)
}

export const GROUPS_LEFT_OVER = statement(
  'groups_left_over',
  `
  select distinct replace(g.key::text, '-', '') as key
    from alert a join alert_group g on g.key = a.group_key join incident i on i.id = g.incident_id
   where a.state <> 'resolved'
     and a.ends_at = $1
     and not i.open
   limit 1000`,
)
