// One row for each incident: where its log ends, when it wants to be woken, what lists show.
import { GENESIS, open as openRecord } from '#/core/evidence/chain.ts'
import type { Json } from '#/core/evidence/canonical.ts'
import type { Pace } from '#/core/exercise/pace.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Instant } from '#/core/time.ts'
import { textArray } from '#/store/binary-array.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

/** What lists and loops need of an incident without reading its log. `summary` must hold no free text. */
export type Standing = {
  /** When time alone next changes something; undefined when nothing is left to wait for. */
  readonly wakeAt: Instant | undefined
  readonly open: boolean
  readonly restricted: boolean
  readonly summary: Json
}

export type NewIncident = {
  readonly id: string
  readonly planId: string
  /** Of a plan that is kept (`plans.ts`). */
  readonly planHash: string
}

/** Begins an empty log at version 0. Gives its number, or undefined when there is a log of that id already. */
export async function newIncident(
  db: Db,
  { id, planId, planHash }: NewIncident,
): Promise<number | undefined> {
  const [begun] = await rows<{ number: number }>(db, BEGIN_LOG, [id, GENESIS, planId, planHash])
  return begun?.number
}

export const BEGIN_LOG = statement(
  'begin_log',
  `
  insert into incident (id, version, head, plan_id, plan_hash, open, restricted, summary)
  values ($1, 0, $2, $3, $4, true, false, '{}')
      on conflict (id) do nothing
  returning number`,
)

/** Pins an incident to another version of its plan, in the transaction that puts that on record. */
export async function pinPlan(
  tx: Transaction,
  id: string,
  { planId, planHash }: { readonly planId: string; readonly planHash: string },
): Promise<void> {
  await rows(tx, PIN_PLAN, [id, planId, planHash])
}

export const PIN_PLAN = statement(
  'pin_plan',
  `
  update incident
     set plan_id = $2, plan_hash = $3
   where id = $1`,
)

export type IncidentHead = {
  readonly id: string
  readonly number: number
  readonly version: number
  readonly head: string
  readonly planId: string
  readonly planHash: string
  readonly wakeAt: Instant | null
  readonly open: boolean
  readonly restricted: boolean
  readonly summary: Json
  /** The drill that it is the incident of, and then how its time follows from real time. */
  readonly drillId: string | null
  readonly pace: Pace | null
}

export async function readIncidentHead(db: Db, id: string): Promise<IncidentHead | undefined> {
  const [head] = await rows<IncidentHead>(db, READ_HEAD, [id])
  return head
}

export const READ_HEAD = statement(
  'read_head',
  `
  select id, number, version, head, plan_id as "planId", plan_hash as "planHash", wake_at as "wakeAt",
         open, restricted, summary, drill_id as "drillId", pace
    from incident
   where id = $1`,
)

/** By the number that people say. */
export async function readIncidentNumbered(
  db: Db,
  number: number,
): Promise<IncidentHead | undefined> {
  const [head] = await rows<IncidentHead>(db, READ_HEAD_NUMBERED, [number])
  return head
}

export const READ_HEAD_NUMBERED = statement(
  'read_head_numbered',
  `
  select id, number, version, head, plan_id as "planId", plan_hash as "planHash", wake_at as "wakeAt",
         open, restricted, summary, drill_id as "drillId", pace
    from incident
   where number = $1`,
)

/** `first` is the event that the log begins with, for its title: no copy of free text is kept where a redaction misses it. */
export type ListedIncident = IncidentHead & { readonly first: IncidentEvent | undefined }

export type IncidentQuery = {
  /** Undefined: open and closed. */
  readonly open?: boolean | undefined
  /** Undefined: any, and those without. */
  readonly severity?: string | undefined
  readonly status?: string | undefined
  readonly type?: string | undefined
  /** Id of the plan. */
  readonly plan?: string | undefined
  /** Undefined: real ones and practised ones. */
  readonly exercise?: boolean | undefined
  /** Detected then or later. */
  readonly since?: Instant | undefined
  /** Detected before. */
  readonly until?: Instant | undefined
  /** In the title or the description, or the number. */
  readonly words?: string | undefined
  /** Restricted incidents that the reader may see; the others are passed over as if they were not there. */
  readonly sees: 'all' | readonly string[]
  readonly limit: number
  /** The number of the last one on the page before. */
  readonly before?: number | undefined
}

/** Newest first. */
export async function listIncidents(
  db: Db,
  { sees, limit, before, ...asked }: IncidentQuery,
): Promise<readonly ListedIncident[]> {
  const { open, severity, status, type, plan, exercise, since, until, words } = asked
  const seen = sees === 'all' ? null : textArray(sees)
  return withFirst(
    await rows<Recorded>(db, LIST_INCIDENTS, [
      open,
      seen,
      before,
      limit,
      severity,
      status,
      type,
      plan,
      exercise,
      since,
      until,
      words === undefined ? undefined : JSON.stringify(words).slice(1, -1).toLowerCase(),
      words === undefined || !NUMBER.test(words) ? undefined : words.replace('#', ''),
    ]),
  )
}

/** As people say which incident they mean. */
const NUMBER = /^#?\d{1,15}$/

type Recorded = IncidentHead & { readonly record: string | null; readonly textPart: string | null }

function withFirst(listed: readonly Recorded[]): readonly ListedIncident[] {
  return listed.map(({ record, textPart, ...head }) => ({
    ...head,
    first: record === null ? undefined : openRecord(record, textPart).event,
  }))
}

// The words are looked for where a redaction takes them out, in JSON.
export const LIST_INCIDENTS = statement(
  'list_incidents',
  `
  select id, number, incident.version, head, plan_id as "planId", plan_hash as "planHash", wake_at as "wakeAt",
         open, restricted, summary, drill_id as "drillId", pace, record, text_part as "textPart"
    from incident left join event on incident_id = id and event.version = 1
   where ($1::boolean is null or open = $1)
     and (not restricted or $2::text[] is null or id = any($2))
     and ($3::bigint is null or number < $3)
     and ($5::text is null or summary->>'severity' = $5)
     and ($6::text is null or summary->>'status' = $6)
     and ($7::text is null or summary->>'type' = $7)
     and ($8::text is null or plan_id = $8)
     and ($9::boolean is null or (summary->>'exercise')::boolean = $9)
     and ($10::text is null or summary->>'detected' >= $10)
     and ($11::text is null or summary->>'detected' < $11)
     and ($12::text is null or number = $13::bigint
          or strpos(lower(replace(replace(text_part, '"title":', ''), '"description":', '')), $12) > 0)
   order by number desc
   limit $4`,
)

/** The worst of the open ones first: what is real before what is practised, what goes on before what is resolved. */
export async function listWorst(
  db: Db,
  { sees, limit }: Pick<IncidentQuery, 'sees' | 'limit'>,
): Promise<readonly ListedIncident[]> {
  const seen = sees === 'all' ? null : textArray(sees)
  return withFirst(await rows<Recorded>(db, LIST_WORST, [seen, limit]))
}

// What nobody has classified may be anything, and stands next to the worst.
export const LIST_WORST = statement(
  'list_worst',
  `
  select id, number, incident.version, head, plan_id as "planId", plan_hash as "planHash", wake_at as "wakeAt",
         open, restricted, summary, drill_id as "drillId", pace, record, text_part as "textPart"
    from incident left join event on incident_id = id and event.version = 1
   where open
     and (not restricted or $1::text[] is null or id = any($1))
   order by coalesce(summary->>'exercise', '') = 'true', coalesce(summary->>'status', '') = 'resolved',
            coalesce((summary->>'rank')::float8, 0.5), number desc
   limit $2`,
)

/** Those, open or not, that ask one of these people or parties for something, newest first. */
export async function listAsking(
  db: Db,
  { asked, sees, limit }: Pick<IncidentQuery, 'sees' | 'limit'> & { asked: readonly string[] },
): Promise<readonly IncidentHead[]> {
  const seen = sees === 'all' ? null : textArray(sees)
  return rows<IncidentHead>(db, LIST_ASKING, [textArray(asked), seen, limit])
}

// What an earlier version wrote does not say whom it asks: it may be anybody.
export const LIST_ASKING = statement(
  'list_asking',
  `
  select id, number, version, head, plan_id as "planId", plan_hash as "planHash", wake_at as "wakeAt",
         open, restricted, summary, drill_id as "drillId", pace
    from incident
   where ((summary->'asks')::jsonb ?| (select $1::text[]) or (open and summary->'asks' is null))
     and (not restricted or $2::text[] is null or id = any($2))
   order by number desc
   limit $3`,
)

/**
 * The incident of a plan that signals join at this moment: the newest that no one has classified. Undefined when there is none.
 * `until`: one that is joined for longer than this has its time from a clock that was set back since, and wakes nobody any more.
 * What few may see takes in nothing more: all the others would lose sight of it.
 */
export async function findJoinable(
  db: Db,
  {
    planId,
    now,
    until,
    onCall,
  }: { planId: string; now: Instant; until: Instant; onCall?: string | undefined },
): Promise<string | undefined> {
  const [found] = await rows<{ id: string }>(db, FIND_JOINABLE, [planId, now, onCall, until])
  return found?.id
}

// Instants are text of fixed width, so text compares as time.
// Who is paged for one rota's incident is not who has to be paged for another's; and what a rule groups, it alone groups.
export const FIND_JOINABLE = statement(
  'find_joinable',
  `
  select id
    from incident
    left join incident_route on incident_id = id
   where open
     and not restricted
     and plan_id = $1
     and summary->>'joinsUntil' > $2::text
     and summary->>'joinsUntil' <= $4::text
     and group_hash is null
     and on_call is not distinct from $3::text
   order by number desc
   limit 1`,
)

/** Makes routing of signals one node's work at a time, until the transaction ends: two must not open two incidents for one storm. */
export async function lockRouting(tx: Transaction): Promise<void> {
  await rows(tx, LOCK_ROUTING)
}

export const LOCK_ROUTING = statement('lock_routing', 'select pg_advisory_xact_lock(4870)')
