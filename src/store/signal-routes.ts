// What became of groups of alerts by the routing book: written when one begins to fire, in the transaction that routes it.
import { uuidColumn } from '#/store/alert-arrays.ts'
import { textArray } from '#/store/binary-array.ts'
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export type Outcome = 'opened' | 'joined' | 'held' | 'dropped' | 'quiet'

/** `decision` is what app/routing.ts wrote there. */
export type SignalRoute = {
  readonly key: string
  readonly round: number
  readonly at: Instant
  readonly book: number
  readonly outcome: Outcome
  readonly decision: object
  readonly againAt: Instant | null
  /** Milliseconds since 1970. */
  readonly fired: readonly number[]
}

export async function writeSignalRoutes(
  tx: Transaction,
  routes: readonly SignalRoute[],
): Promise<void> {
  await changed(tx, WRITE_SIGNAL_ROUTES, [JSON.stringify(routes)])
}

export const WRITE_SIGNAL_ROUTES = statement(
  'write_signal_routes',
  `
  insert into signal_route (key, round, at, book, outcome, decision, again_at, fired)
  select key, round, at, book, outcome, decision, "againAt", fired
    from jsonb_to_recordset($1::jsonb)
      as (key uuid, round int4, at timestamptz, book int4, outcome text, decision jsonb, "againAt" timestamptz, fired jsonb)
      on conflict (key) do update
     set round = excluded.round, at = excluded.at, book = excluded.book, outcome = excluded.outcome,
         decision = excluded.decision, again_at = excluded.again_at, fired = excluded.fired`,
)

const ROUTE_COLUMNS = `replace(r.key::text, '-', '') as key, r.round, r.at, r.book, r.outcome, r.decision, r.again_at as "againAt", r.fired`

export async function readSignalRoutes(
  db: Db,
  keys: readonly string[],
): Promise<readonly SignalRoute[]> {
  return rows<SignalRoute>(db, READ_SIGNAL_ROUTES, [uuidColumn(keys)])
}

export const READ_SIGNAL_ROUTES = statement(
  'read_signal_routes',
  `
  select ${ROUTE_COLUMNS}
    from signal_route r
   where r.key = any($1::uuid[])`,
)

/** Groups that are quiet and have to be looked at by now, those first that wait longest. */
export async function dueSignalRoutes(
  db: Db,
  now: Instant,
  limit: number,
): Promise<readonly { readonly key: string }[]> {
  return rows(db, DUE_SIGNAL_ROUTES, [now, limit])
}

export const DUE_SIGNAL_ROUTES = statement(
  'due_signal_routes',
  `
  select replace(key::text, '-', '') as key
    from signal_route
   where again_at <= $1
   order by again_at, key
   limit $2`,
)

/** What is quiet, for those who show alerts; the newest first. */
export async function quietSignals(
  db: Db,
  limit: number,
): Promise<readonly Pick<SignalRoute, 'key' | 'decision'>[]> {
  return rows(db, QUIET_SIGNALS, [limit])
}

export const QUIET_SIGNALS = statement(
  'quiet_signals',
  `
  select replace(key::text, '-', '') as key, decision
    from signal_route
   where again_at is not null
   order by at desc, key
   limit $1`,
)

/** They do not fire any more: nothing is left to look at, and they inhibit nobody. */
export async function endSignalRoutes(tx: Transaction, keys: readonly string[]): Promise<void> {
  await changed(tx, END_SIGNAL_ROUTES, [uuidColumn(keys)])
}

export const END_SIGNAL_ROUTES = statement(
  'end_signal_routes',
  `
  update signal_route
     set again_at = null
   where key = any($1::uuid[])
     and again_at is not null`,
)

/** Makes what is quiet for one of these inhibitions, or all that is quiet, be looked at now. */
export async function hastenSignalRoutes(
  tx: Transaction,
  now: Instant,
  inhibitions: readonly string[] | undefined,
): Promise<number> {
  const named = inhibitions === undefined ? null : textArray(inhibitions)
  return changed(tx, HASTEN_SIGNAL_ROUTES, [now, named])
}

export const HASTEN_SIGNAL_ROUTES = statement(
  'hasten_signal_routes',
  `
  update signal_route
     set again_at = $1
   where again_at > $1
     and ($2::text[] is null
          or (decision->'quiet'->>'by' = 'inhibited' and decision->'quiet'->>'id' = any($2)))`,
)

/** A group inhibits others while it fires. */
export type Inhibiting = {
  readonly inhibition: string
  readonly equalHash: string
  readonly key: string
}

export async function writeInhibiting(
  tx: Transaction,
  inhibiting: readonly Inhibiting[],
): Promise<void> {
  await changed(tx, WRITE_INHIBITING, [
    textArray(inhibiting.map(({ inhibition }) => inhibition)),
    textArray(inhibiting.map(({ equalHash }) => equalHash)),
    uuidColumn(inhibiting.map(({ key }) => key)),
  ])
}

export const WRITE_INHIBITING = statement(
  'write_inhibiting',
  `
  insert into signal_inhibits (inhibition, equal_hash, key)
  select *
    from unnest($1::text[], $2::text[], $3::uuid[])
      on conflict do nothing`,
)

/** Gives the inhibitions for which they were a source. */
export async function endInhibiting(
  tx: Transaction,
  keys: readonly string[],
): Promise<readonly string[]> {
  const ended = await rows<{ inhibition: string }>(tx, END_INHIBITING, [uuidColumn(keys)])
  return [...new Set(ended.map(({ inhibition }) => inhibition))]
}

export const END_INHIBITING = statement(
  'end_inhibiting',
  `
  delete from signal_inhibits
   where key = any($1::uuid[])
  returning inhibition`,
)

/** Of each of these pairs a group that inhibits and fires. */
export async function findInhibiting(
  db: Db,
  pairs: readonly Omit<Inhibiting, 'key'>[],
): Promise<readonly Inhibiting[]> {
  return rows<Inhibiting>(db, FIND_INHIBITING, [
    textArray(pairs.map(({ inhibition }) => inhibition)),
    textArray(pairs.map(({ equalHash }) => equalHash)),
  ])
}

export const FIND_INHIBITING = statement(
  'find_inhibiting',
  `
  select distinct on (i.inhibition, i.equal_hash) i.inhibition, i.equal_hash as "equalHash",
         replace(i.key::text, '-', '') as key
    from unnest($1::text[], $2::text[]) as asked (inhibition, equal_hash)
    join signal_inhibits i using (inhibition, equal_hash)
    join alert_group g on g.key = i.key
   where g.active > 0
   order by i.inhibition, i.equal_hash, i.key`,
)

export type IncidentRoute = {
  readonly incidentId: string
  readonly groupHash: string | null
  readonly onCall: string | null
  readonly lastAt: Instant
}

/** Notes what joins an incident, and that something has. */
export async function writeIncidentRoute(tx: Transaction, route: IncidentRoute): Promise<void> {
  const { incidentId, groupHash, onCall, lastAt } = route
  await changed(tx, WRITE_INCIDENT_ROUTE, [incidentId, groupHash, onCall, lastAt])
}

export const WRITE_INCIDENT_ROUTE = statement(
  'write_incident_route',
  `
  insert into incident_route (incident_id, group_hash, on_call, last_at)
  values ($1, $2, $3, $4)
      on conflict (incident_id) do update
     set last_at = excluded.last_at`,
)

/** The newest open incident of a group, in which something has come in since. What few may see takes in nothing more. */
export async function findGrouped(
  db: Db,
  groupHash: string,
  { since, until }: { readonly since: Instant; readonly until: Instant },
): Promise<{ readonly id: string; readonly severity: string | null } | undefined> {
  const [found] = await rows<{ id: string; severity: string | null }>(db, FIND_GROUPED, [
    groupHash,
    since,
    until,
  ])
  return found
}

export const FIND_GROUPED = statement(
  'find_grouped',
  `
  select i.id, i.summary->>'severity' as severity
    from incident_route r join incident i on i.id = r.incident_id
   where r.group_hash = $1
     and r.last_at between $2 and $3
     and i.open
     and not i.restricted
     and coalesce(i.summary->>'status', '') = 'open'
   order by i.number desc
   limit 1`,
)

/** What was posted last of each of these alerts, as it came. */
export async function payloadsOf(
  db: Db,
  alerts: readonly string[],
): Promise<readonly { readonly alert: string; readonly body: Uint8Array }[]> {
  return rows(db, PAYLOADS_OF, [uuidColumn(alerts)])
}

export const PAYLOADS_OF = statement(
  'payloads_of',
  `
  select replace(asked.alert::text, '-', '') as alert, last.body
    from unnest($1::uuid[]) as asked (alert)
    join lateral (
         select body
           from door_payload
          where alerts @> array[asked.alert]
          order by id desc
          limit 1) as last on true`,
)
