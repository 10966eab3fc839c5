// What happened to versions of plans, in order, each record hashed over the one before. Nothing is ever updated or deleted.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export type StoredPlanEvent = {
  /** Counts from 1, without a gap. */
  readonly number: number
  readonly at: Instant
  readonly planHash: string
  /** The text that was hashed. */
  readonly record: string
  readonly hash: string
}

/** The last record, held so that the next one is written by this transaction alone. */
export async function lastPlanEvent(
  tx: Transaction,
): Promise<Pick<StoredPlanEvent, 'number' | 'hash'> | undefined> {
  await rows(tx, LOCK_PLAN_EVENTS)
  const [last] = await rows<Pick<StoredPlanEvent, 'number' | 'hash'>>(tx, LAST_PLAN_EVENT)
  return last
}

// Any number that nothing else locks; released when the transaction ends.
export const LOCK_PLAN_EVENTS = statement(
  'lock_plan_events',
  'select pg_advisory_xact_lock(4873)::text as locked',
)

export const LAST_PLAN_EVENT = statement(
  'last_plan_event',
  'select number, hash from plan_event order by number desc limit 1',
)

export async function appendPlanEvent(
  tx: Transaction,
  { number, at, planHash, record, hash }: StoredPlanEvent,
): Promise<void> {
  await rows(tx, APPEND_PLAN_EVENT, [number, at, planHash, record, hash])
}

export const APPEND_PLAN_EVENT = statement(
  'append_plan_event',
  'insert into plan_event (number, at, plan_hash, record, hash) values ($1, $2, $3, $4, $5)',
)

/** Of every version of one plan, by its id, or of all; in order. */
export async function listPlanEvents(
  db: Db,
  planId: string | undefined,
): Promise<readonly StoredPlanEvent[]> {
  return rows<StoredPlanEvent>(db, LIST_PLAN_EVENTS, [planId ?? null])
}

export const LIST_PLAN_EVENTS = statement(
  'list_plan_events',
  `
  select number, plan_event.at, plan_hash as "planHash", record, plan_event.hash
    from plan_event join plan on plan.hash = plan_hash
   where $1::text is null
      or plan.id = $1
   order by number`,
)

/** Versions that were proposed and never put in force: nobody gets them by the name of their plan. */
export async function listProposedOnly(db: Db): Promise<ReadonlySet<string>> {
  const found = await rows<{ planHash: string }>(db, LIST_PROPOSED_ONLY)
  return new Set(found.map(({ planHash }) => planHash))
}

export const LIST_PROPOSED_ONLY = statement(
  'list_proposed_only',
  `
  select plan_hash as "planHash"
    from plan_event
   group by plan_hash
  having bool_or(record::json ->> 'type' = 'proposed')
     and not bool_or(record::json ->> 'type' like 'activated%')`,
)
