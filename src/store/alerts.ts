// Alerts and their groups. A group's counts are moved by the statement that moves its alerts, from what the rows were before:
// so they are right whichever node wrote an alert last, and no node needs to know what the others are doing.
import type { AlertState } from '#/core/intake/alert.ts'
import type { Instant } from '#/core/time.ts'
import { boolColumn, textColumn, timeColumn, uuidColumn } from '#/store/alert-arrays.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** An alert as it is to be written. Ids are 32 hex digits; `text` (its labels), `annotations`, `rest` and `beside` are JSON. */
export type AlertWrite = {
  readonly identity: string
  readonly text: string
  readonly annotations: string
  readonly generatorUrl: string
  readonly rest: string | undefined
  readonly beside: string | undefined
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly timeout: boolean
  readonly state: AlertState
  readonly group: { readonly key: string }
}

/** A group that the alerts belong to. `firstAlert` begins its round, if it is quiet. */
export type GroupWrite = {
  readonly key: string
  readonly labels: string
  readonly firstAlert: string | undefined
}

/** Who writes, and until when it may keep what it claims for itself. */
export type Claim = { readonly now: Instant; readonly node: string; readonly until: Instant }

/** A group of which something is still to be told, claimed by the node that reads it. */
export type ClaimedGroup = {
  readonly key: string
  /** JSON text. */
  readonly labels: string
  readonly firstAlert: string | null
  readonly round: number
  readonly active: number
  readonly fired: number
  readonly toldRound: number
  readonly toldFiring: boolean
  readonly nextCount: number
  readonly incidentId: string | null
}

/**
 * Writes alerts, no identity twice, and counts their groups; gives those groups of which something is now to be told, which
 * this node has claimed. One statement, so one flush to the disk, and `notices` go out with its commit. Alerts
 * and groups are each taken in the order of their keys: unsorted, two nodes deadlock.
 */
export async function writeAlerts(
  db: Db,
  {
    alerts,
    groups,
    claim,
    notices,
  }: {
    readonly alerts: readonly AlertWrite[]
    readonly groups: readonly GroupWrite[]
    readonly claim: Claim
    readonly notices: readonly string[]
  },
): Promise<readonly ClaimedGroup[]> {
  const [answer] = await rows<{ claimed: readonly ClaimedGroup[] | null }>(db, WRITE_ALERTS, [
    ...groupValues(groups, claim, notices),
    uuidColumn(alerts.map(alert => alert.identity)),
    textColumn(
      'json',
      alerts.map(alert => alert.text),
    ),
    textColumn(
      'json',
      alerts.map(alert => alert.annotations),
    ),
    textColumn(
      'text',
      alerts.map(alert => alert.generatorUrl.replaceAll('\0', '\uFFFD')),
    ),
    textColumn(
      'json',
      alerts.map(alert => alert.rest),
    ),
    timeColumn(alerts.map(alert => alert.startsAtMs)),
    timeColumn(alerts.map(alert => alert.endsAtMs)),
    boolColumn(alerts.map(alert => alert.timeout)),
    textColumn(
      'text',
      alerts.map(alert => alert.state),
    ),
    uuidColumn(alerts.map(alert => alert.group.key)),
    textColumn(
      'json',
      alerts.map(alert => alert.beside),
    ),
  ])
  return answer?.claimed ?? []
}

/** A new state for an alert whose time has come, or which a silence covers or no longer covers. */
export type AlertRestate = {
  readonly identity: string
  readonly state: AlertState
  /** The new state holds only while the end of the alert is past, or only while it is not: another node may know better. */
  readonly ended: boolean
}

/** Changes states, where they still apply, and counts groups as `writeAlerts` does. Gives also the alerts that changed. */
export async function restateAlerts(
  db: Db,
  {
    alerts,
    groups,
    claim,
    notices,
  }: {
    readonly alerts: readonly AlertRestate[]
    readonly groups: readonly GroupWrite[]
    readonly claim: Claim
    readonly notices: readonly string[]
  },
): Promise<{ readonly claimed: readonly ClaimedGroup[]; readonly moved: readonly string[] }> {
  const [answer] = await rows<{
    claimed: readonly ClaimedGroup[] | null
    moved: readonly string[] | null
  }>(db, RESTATE_ALERTS, [
    ...groupValues(groups, claim, notices),
    uuidColumn(alerts.map(alert => alert.identity)),
    textColumn(
      'text',
      alerts.map(alert => alert.state),
    ),
    boolColumn(alerts.map(alert => alert.ended)),
  ])
  return { claimed: answer?.claimed ?? [], moved: answer?.moved ?? [] }
}

function groupValues(
  groups: readonly GroupWrite[],
  { now, node, until }: Claim,
  notices: readonly string[],
): readonly unknown[] {
  return [
    now,
    node,
    until,
    textColumn('text', notices),
    uuidColumn(groups.map(group => group.key)),
    textColumn(
      'json',
      groups.map(group => group.labels),
    ),
    uuidColumn(groups.map(group => group.firstAlert)),
  ]
}

/** A repeat of an alert that changed nothing but its end. */
export type AlertTouch = {
  readonly identity: string
  readonly state: AlertState
  readonly endsAtMs: number
  readonly timeout: boolean
  readonly updatedAtMs: number
}

/**
 * Writes when unchanged alerts were last heard of and until when they fire. Leaves alone those that are by now in another state
 * or were written later by another node. Gives the identities that it wrote.
 */
export async function touchAlerts(
  db: Db,
  touches: readonly AlertTouch[],
): Promise<readonly string[]> {
  const touched = await rows<{ identity: string }>(db, TOUCH_ALERTS, [
    uuidColumn(touches.map(touch => touch.identity)),
    textColumn(
      'text',
      touches.map(touch => touch.state),
    ),
    timeColumn(touches.map(touch => touch.endsAtMs)),
    boolColumn(touches.map(touch => touch.timeout)),
    timeColumn(touches.map(touch => touch.updatedAtMs)),
  ])
  return touched.map(({ identity }) => identity)
}

/** The channel on which nodes tell each other which alerts they wrote. */
export const ALERT_CHANNEL = 'tocsin_alert'

const hex = (uuid: string) => `replace(${uuid}::text, '-', '')`

const CLAIMED_JSON = (group: string) => `
  json_build_object(
    'key', ${hex(`${group}.key`)}, 'labels', ${group}.labels::text, 'firstAlert', ${hex(`${group}.first_alert`)}, 'round', ${group}.round,
    'active', ${group}.active, 'fired', ${group}.fired, 'toldRound', ${group}.told_round,
    'toldFiring', ${group}.told_firing, 'nextCount', ${group}.next_count, 'incidentId', ${group}.incident_id)`

// From `written`, which says of each alert what it was and what it is. An existing claim is left to its holder only if the
// group was pending already: else the holder has told everything, and will not look again.
const COUNT_GROUPS = `
  moved as (
    select group_key,
           count(*) filter (where state = 'firing')::int as fired,
           (count(*) filter (where state = 'firing') - count(*) filter (where was_state = 'firing'))::int as active
      from written
     where state is distinct from was_state
     group by group_key
  ), counted as (
    insert into alert_group as g
           (key, labels, first_alert, round, active, fired, changed_at,
            told_round, told_firing, next_count, claimed_by, claimed_until)
    select group_key, coalesce(given.labels, '{}'), given.first_alert, (active > 0)::int, active, fired, $1::timestamptz,
           0, false, 10, $2::uuid, $3::timestamptz
      from moved
      left join unnest($5::uuid[], $6::json[], $7::uuid[]) as given (key, labels, first_alert) on given.key = group_key
     order by group_key
        on conflict (key) do update
       set first_alert = case when g.active = 0 then coalesce(excluded.first_alert, g.first_alert) else g.first_alert end,
           round = g.round + (g.active = 0 and excluded.active > 0)::int,
           fired = case when g.active = 0 and excluded.active > 0 then 0 else g.fired end + excluded.fired,
           active = g.active + excluded.active,
           changed_at = excluded.changed_at,
           claimed_by = case when g.pending and g.claimed_until > $1 then g.claimed_by else $2::uuid end,
           claimed_until = case when g.pending and g.claimed_until > $1 then g.claimed_until else $3 end
    returning g.*
  )
  select (select json_agg(${CLAIMED_JSON('counted')})
            from counted where pending and claimed_by = $2::uuid and claimed_until = $3) as claimed`

const TELL_NODES = `(select count(pg_notify('${ALERT_CHANNEL}', notice)) from unnest($4::text[]) notice) as told`

export const WRITE_ALERTS = statement(
  'write_alerts',
  `
  with written as (
    insert into alert as a
           (identity, labels, annotations, generator_url, rest, starts_at, ends_at, timeout, state, was_state,
            group_key, beside, received_at, updated_at)
    select identity, labels, annotations, generator_url, rest, starts_at, ends_at, timeout, state, null,
           group_key, beside, $1::timestamptz, $1::timestamptz
      from unnest($8::uuid[], $9::json[], $10::json[], $11::text[], $12::json[], $13::timestamptz[], $14::timestamptz[],
                  $15::bool[], $16::text[], $17::uuid[], $18::json[])
        as next (identity, labels, annotations, generator_url, rest, starts_at, ends_at, timeout, state, group_key, beside)
     order by identity
        on conflict (identity) do update
       set annotations = excluded.annotations, generator_url = excluded.generator_url, rest = excluded.rest,
           beside = excluded.beside,
           starts_at = excluded.starts_at, ends_at = excluded.ends_at, timeout = excluded.timeout,
           was_state = a.state, state = excluded.state, updated_at = excluded.updated_at,
           group_key = case when a.state = 'resolved' then excluded.group_key else a.group_key end
    returning group_key, state, was_state
  ), ${COUNT_GROUPS}, ${TELL_NODES}`,
)

export const RESTATE_ALERTS = statement(
  'restate_alerts',
  `
  with due as (
    select alert.identity, next.state
      from alert
      join unnest($8::uuid[], $9::text[], $10::bool[]) as next (identity, state, ended)
        on next.identity = alert.identity
     where alert.state <> next.state
       and (alert.ends_at <= $1) = next.ended
     order by alert.identity
       for no key update of alert
  ), written as (
    update alert as a
       set was_state = a.state, state = due.state
      from due
     where a.identity = due.identity
    returning a.identity, a.group_key, a.state, a.was_state
  ), ${COUNT_GROUPS}, ${TELL_NODES},
         (select json_agg(${hex('identity')}) from written) as moved`,
)

export const TOUCH_ALERTS = statement(
  'touch_alerts',
  `
  with due as (
    select next.*
      from alert
      join unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::bool[], $5::timestamptz[])
        as next (identity, state, ends_at, timeout, updated_at) on next.identity = alert.identity
     where alert.state = next.state
       and alert.updated_at <= next.updated_at
     order by alert.identity
       for no key update of alert
  )
  update alert as a
     set ends_at = due.ends_at, timeout = due.timeout, updated_at = due.updated_at, was_state = a.state
    from due
   where a.identity = due.identity
  returning ${hex('a.identity')} as identity`,
)

/** An alert as it stands in the database. */
export type AlertRow = {
  readonly identity: string
  readonly labels: string
  readonly annotations: string
  readonly generatorUrl: string
  readonly rest: string | null
  readonly beside: string | null
  readonly startsAtMs: number
  readonly endsAtMs: number
  readonly timeout: boolean
  readonly state: AlertState
  readonly groupKey: string
  readonly receivedAtMs: number
  readonly updatedAtMs: number
}

const inMs = (column: string, name: string) =>
  `(extract(epoch from ${column}) * 1000)::int8 as "${name}"`

const ALERT_COLUMNS = `
  ${hex('identity')} as identity, labels::text, annotations::text, generator_url as "generatorUrl", rest::text, beside::text, timeout, state,
         ${hex('group_key')} as "groupKey", ${inMs('starts_at', 'startsAtMs')}, ${inMs('ends_at', 'endsAtMs')},
         ${inMs('received_at', 'receivedAtMs')}, ${inMs('updated_at', 'updatedAtMs')}`

/** Up to `limit` alerts that are not resolved, in order of identity, after `after`. */
export async function readUnresolved(
  db: Db,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly AlertRow[]> {
  return rows<AlertRow>(db, READ_UNRESOLVED, [after, limit])
}

export const FIRST_IDENTITY = '0'.repeat(32)

export const READ_UNRESOLVED = statement(
  'read_unresolved',
  `
  select ${ALERT_COLUMNS}
    from alert
   where state <> 'resolved'
     and alert.identity > $1::uuid
   order by alert.identity
   limit $2`,
)

export async function readAlertRows(
  db: Db,
  identities: readonly string[],
): Promise<readonly AlertRow[]> {
  return rows<AlertRow>(db, READ_ALERTS, [uuidColumn(identities)])
}

export const READ_ALERTS = statement(
  'read_alerts',
  `
  select ${ALERT_COLUMNS}
    from alert
   where alert.identity = any($1::uuid[])`,
)

/**
 * Deletes up to `limit` alerts that were over and not heard of since `before`, with groups as old that nobody is to be told of.
 * Gives how many rows went.
 */
export async function forgetAlerts(
  db: Db,
  { before, limit }: { readonly before: Instant; readonly limit: number },
): Promise<number> {
  const alerts = await changed(db, FORGET_ALERTS, [before, limit])
  return alerts + (await changed(db, FORGET_GROUPS, [before, limit]))
}

export const FORGET_ALERTS = statement(
  'forget_alerts',
  `
  delete from alert
   where ctid = any(array(
           select ctid from alert where state = 'resolved' and updated_at < $1 limit $2 for update skip locked))
     and state = 'resolved'`,
)

export const FORGET_GROUPS = statement(
  'forget_groups',
  `
  delete from alert_group
   where ctid = any(array(
           select ctid from alert_group where active = 0 and not pending and changed_at < $1 limit $2
              for update skip locked))
     and active = 0`,
)
