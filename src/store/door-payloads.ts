// What was posted through doors, as it came, and how often.
import type { Instant } from '#/core/time.ts'
import { uuidColumn } from '#/store/alert-arrays.ts'
import { textArray } from '#/store/binary-array.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type PayloadOutcome = 'taken' | 'ignored' | 'refused'

export type NewPayload = {
  readonly door: string
  readonly receivedAt: Instant
  readonly outcome: PayloadOutcome
  readonly cause: string | null
  /** JSON text. */
  readonly headers: string
  readonly body: Uint8Array
  /** How long the body was; less of it may be kept. */
  readonly size: number
  /** Identities of alerts, 32 hex digits each. */
  readonly alerts: readonly string[]
}

export type StoredPayload = Omit<NewPayload, 'door' | 'alerts'> & {
  /** Grows from each to the next. */
  readonly id: number
}

/** Durable when it resolves; gives its number. */
export async function keepPayload(db: Db, payload: NewPayload): Promise<number> {
  const { door, receivedAt, outcome, cause, headers, body, size, alerts } = payload
  const values = [door, receivedAt, outcome, cause, headers, body, size, uuidColumn(alerts)]
  const [kept] = await rows<{ id: number }>(db, KEEP_PAYLOAD, values)
  return kept?.id ?? 0
}

export const KEEP_PAYLOAD = statement(
  'keep_payload',
  `
  insert into door_payload (door, received_at, outcome, cause, headers, body, size, alerts)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  returning id`,
)

const PAYLOAD = `
  select id, received_at as "receivedAt", outcome, cause, headers::text, body, size
    from door_payload p`

// One payload may tell of several alerts, and one of those belong to what is hidden.
const NOT_HIDDEN = (hidden: string) => `not exists (
           select from alert join alert_group on alert_group.key = alert.group_key
            where alert.identity = any(p.alerts)
              and alert_group.incident_id = any(${hidden}::text[]))`

/** What its sender posted of an alert, the newest first, without what belongs to incidents that are hidden. */
export async function payloadsOfAlert(
  db: Db,
  {
    alert,
    hidden,
    limit,
  }: { readonly alert: string; readonly hidden: readonly string[]; readonly limit: number },
): Promise<readonly StoredPayload[]> {
  return rows<StoredPayload>(db, PAYLOADS_OF_ALERT, [alert, textArray(hidden), limit])
}

export const PAYLOADS_OF_ALERT = statement(
  'payloads_of_alert',
  `${PAYLOAD}
   where alerts @> array[$1::uuid]
     and ${NOT_HIDDEN('$2')}
   order by id desc
   limit $3`,
)

/** What was posted through a door last, without what belongs to incidents that are hidden. */
export async function payloadsOfDoor(
  db: Db,
  {
    door,
    hidden,
    limit,
  }: { readonly door: string; readonly hidden: readonly string[]; readonly limit: number },
): Promise<readonly StoredPayload[]> {
  return rows<StoredPayload>(db, PAYLOADS_OF_DOOR, [door, textArray(hidden), limit])
}

export const PAYLOADS_OF_DOOR = statement(
  'payloads_of_door',
  `${PAYLOAD}
   where door = $1
     and ${NOT_HIDDEN('$2')}
   order by id desc
   limit $3`,
)

/** The alerts of a payload of one door, by its number. */
export async function alertsOfPayload(
  db: Db,
  door: string,
  id: number,
): Promise<readonly { readonly labels: string; readonly firing: boolean }[]> {
  return rows(db, ALERTS_OF_PAYLOAD, [door, id])
}

export const ALERTS_OF_PAYLOAD = statement(
  'alerts_of_payload',
  `
  select alert.labels::text, alert.state <> 'resolved' as firing
    from door_payload join alert on alert.identity = any(door_payload.alerts)
   where door_payload.door = $1
     and door_payload.id = $2
   order by alert.identity`,
)

/**
 * Deletes what is older than `before`, and of each door the oldest beyond so many bytes, a portion at a time. Gives how many
 * rows went.
 */
export async function forgetPayloads(
  db: Db,
  {
    before,
    bytesMax,
    limit,
  }: { readonly before: Instant; readonly bytesMax: number; readonly limit: number },
): Promise<number> {
  return changed(db, FORGET_PAYLOADS, [before, bytesMax, limit])
}

export const FORGET_PAYLOADS = statement(
  'forget_payloads',
  `
  delete from door_payload
   where id in (
           select id
             from (select id, received_at, sum(octet_length(body)) over (partition by door order by id desc) as bytes
                     from door_payload) as kept
            where received_at < $1
               or bytes > $2
            limit $3)`,
)

/** How often something came of what was posted through a door, since it was last written. */
export type DoorTally = {
  readonly door: string
  readonly taken: number
  readonly ignored: number
  readonly refused: number
  readonly receivedAt: Instant | null
  readonly refusedAt: Instant | null
  readonly refusal: string | null
}

/** Adds to what is counted. A door that is gone is not counted. */
export async function countDoor(db: Db, tally: DoorTally): Promise<void> {
  const { door, taken, ignored, refused, receivedAt, refusedAt, refusal } = tally
  await rows(db, COUNT_DOOR, [door, taken, ignored, refused, receivedAt, refusedAt, refusal])
}

export const COUNT_DOOR = statement(
  'count_door',
  `
  insert into door_count as c (door, taken, ignored, refused, received_at, refused_at, refusal)
  select id, $2, $3, $4, $5, $6, $7
    from door
   where id = $1
      on conflict (door) do update
     set taken = c.taken + excluded.taken, ignored = c.ignored + excluded.ignored, refused = c.refused + excluded.refused,
         received_at = greatest(c.received_at, excluded.received_at),
         refusal = case when excluded.refused_at >= c.refused_at or c.refused_at is null
                        then coalesce(excluded.refusal, c.refusal) else c.refusal end,
         refused_at = greatest(c.refused_at, excluded.refused_at)`,
)

export async function readDoorCounts(db: Db): Promise<readonly DoorTally[]> {
  return rows<DoorTally>(db, READ_DOOR_COUNTS)
}

export const READ_DOOR_COUNTS = statement(
  'read_door_counts',
  `
  select door, taken, ignored, refused, received_at as "receivedAt", refused_at as "refusedAt", refusal
    from door_count`,
)
