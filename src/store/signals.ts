// Groups of alerts and their alerts, as people look at them. They are written in alerts.ts and alert-groups.ts.
import type { Instant } from '#/core/time.ts'
import type { AlertState } from '#/core/intake/alert.ts'
import { uuidColumn } from '#/store/alert-arrays.ts'
import { textArray } from '#/store/binary-array.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** A group with the alert that began its round; labels and annotations are JSON text. */
export type SeenGroup = {
  readonly key: string
  readonly labels: string
  readonly round: number
  readonly active: number
  readonly fired: number
  readonly changedAt: Instant
  readonly incidentId: string | null
  readonly firstLabels: string | null
  readonly firstAnnotations: string | null
  readonly firstUrl: string | null
  readonly firstStartsAt: Instant | null
  readonly firstBeside: string | null
  readonly firstAlert: string | null
}

const SEEN_GROUP = `
  select replace(g.key::text, '-', '') as key, g.labels::text, g.round, g.active, g.fired, g.changed_at as "changedAt",
         g.incident_id as "incidentId", a.labels::text as "firstLabels", a.annotations::text as "firstAnnotations",
         a.generator_url as "firstUrl", a.starts_at as "firstStartsAt",
         a.beside::text as "firstBeside", replace(g.first_alert::text, '-', '') as "firstAlert"
    from alert_group g
    left join alert a on a.identity = g.first_alert`

/** Those that fire, those that are quiet, or all, without those of the incidents that are hidden; the newest change first. */
export async function readSeenGroups(
  db: Db,
  {
    firing,
    hidden,
    limit,
  }: {
    readonly firing: boolean | undefined
    readonly hidden: readonly string[]
    readonly limit: number
  },
): Promise<readonly SeenGroup[]> {
  return rows<SeenGroup>(db, READ_SEEN_GROUPS, [firing, textArray(hidden), limit])
}

export const READ_SEEN_GROUPS = statement(
  'read_seen_groups',
  `${SEEN_GROUP}
   where ($1::boolean is null or (g.active > 0) = $1)
     and (g.incident_id is null or g.incident_id <> all($2::text[]))
   order by g.changed_at desc, g.key
   limit $3`,
)

/** Those that began or ended since, the newest change first. */
export async function readGroupsSince(
  db: Db,
  { since, limit }: { readonly since: Instant; readonly limit: number },
): Promise<readonly SeenGroup[]> {
  return rows<SeenGroup>(db, READ_GROUPS_SINCE, [since, limit])
}

export const READ_GROUPS_SINCE = statement(
  'read_groups_since',
  `${SEEN_GROUP}
   where g.changed_at >= $1
   order by g.changed_at desc, g.key
   limit $2`,
)

export async function readGroupsOf(db: Db, keys: readonly string[]): Promise<readonly SeenGroup[]> {
  return rows<SeenGroup>(db, READ_GROUPS_OF, [uuidColumn(keys)])
}

export const READ_GROUPS_OF = statement(
  'read_groups_of',
  `${SEEN_GROUP}
   where g.key = any($1::uuid[])
   order by g.changed_at, g.key`,
)

export async function readSeenGroup(db: Db, key: string): Promise<SeenGroup | undefined> {
  const [group] = await rows<SeenGroup>(db, READ_SEEN_GROUP, [key])
  return group
}

export const READ_SEEN_GROUP = statement(
  'read_seen_group',
  `${SEEN_GROUP}
   where g.key = $1::uuid`,
)

/** An alert as it came. */
export type SeenAlert = {
  readonly identity: string
  readonly labels: string
  readonly annotations: string
  readonly url: string
  readonly rest: string | null
  /** JSON: what it says beside its identity; null for Alertmanager's. */
  readonly beside: string | null
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly timeout: boolean
  readonly state: AlertState
  readonly receivedAt: Instant
  readonly updatedAt: Instant
}

/** The alerts of a group, what fires first, then what was heard of last. */
export async function readAlertsOf(
  db: Db,
  key: string,
  limit: number,
): Promise<readonly SeenAlert[]> {
  return rows<SeenAlert>(db, READ_ALERTS_OF, [key, limit])
}

export const READ_ALERTS_OF = statement(
  'read_alerts_of',
  `
  select replace(identity::text, '-', '') as identity, labels::text, annotations::text, generator_url as url, rest::text, beside::text,
         starts_at as "startsAt", ends_at as "endsAt", timeout, state, received_at as "receivedAt", updated_at as "updatedAt"
    from alert
   where group_key = $1::uuid
   order by state = 'resolved', updated_at desc, identity
   limit $2`,
)

/** Where in a log it stands that signals joined it, oldest first. */
export async function readJoinings(
  db: Db,
  incidentId: string,
): Promise<readonly { readonly version: number }[]> {
  return rows<{ version: number }>(db, READ_JOININGS, [incidentId])
}

export const READ_JOININGS = statement(
  'read_joinings',
  `
  select version
    from event
   where incident_id = $1
     and type in ('declared', 'signals-attached')
   order by version
   limit 1000`,
)
