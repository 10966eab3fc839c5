// Plans as they were compiled. An incident is pinned to one by its hash, so nothing here is ever updated or deleted.
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'
import { NOTICE_CHANNEL } from '#/store/notice.ts'

export type StoredPlan = {
  /** Of the compiled plan's canonical JSON; it names the plan. */
  readonly hash: string
  readonly id: string
  readonly version: string
  /** The YAML that it was compiled from. */
  readonly source: string
  readonly plan: Plan
  readonly at: Instant
  readonly by: string
}

/** Keeps a plan. One that is already there stays as it was. */
export async function savePlan(
  db: Db,
  { hash, id, version, source, plan, at, by }: StoredPlan,
): Promise<void> {
  await rows(db, SAVE_PLAN, [hash, id, version, source, JSON.stringify(plan), at, by])
}

export const SAVE_PLAN = statement(
  'save_plan',
  `
  insert into plan (hash, id, version, source, plan, at, by)
  values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (hash) do nothing`,
)

export async function readPlan(db: Db, hash: string): Promise<StoredPlan | undefined> {
  const [plan] = await rows<StoredPlan>(db, READ_PLAN, [hash])
  return plan
}

export const READ_PLAN = statement(
  'read_plan',
  `
  select hash, id, version, source, plan, at, by
    from plan
   where hash = $1`,
)

/** Without source and content, newest first. */
export async function listPlans(db: Db): Promise<readonly PlanEntry[]> {
  return rows<PlanEntry>(db, LIST_PLANS)
}

export type PlanEntry = Omit<StoredPlan, 'source' | 'plan'> & { readonly isDefault: boolean }

export const LIST_PLANS = statement(
  'list_plans',
  `
  select hash, id, version, at, by, default_plan.plan_hash is not null as "isDefault"
    from plan left join default_plan on plan_hash = hash
   order by at desc, hash`,
)

/** Makes a kept plan the one that an incident gets when nothing says otherwise. Incidents that have begun stay with theirs. */
export async function setDefaultPlan(db: Db, hash: string): Promise<void> {
  await rows(db, SET_DEFAULT_PLAN, [hash, NOTICE_CHANNEL])
}

export const SET_DEFAULT_PLAN = statement(
  'set_default_plan',
  `
  with chosen as (
    insert into default_plan (single, plan_hash)
    values (true, $1)
        on conflict (single) do update set plan_hash = excluded.plan_hash
    returning plan_hash
  )
  select pg_notify($2, 'plan')::text as said
    from chosen`,
)

export async function readDefaultPlan(db: Db): Promise<StoredPlan | undefined> {
  const [plan] = await rows<StoredPlan>(db, READ_DEFAULT_PLAN)
  return plan
}

export const READ_DEFAULT_PLAN = statement(
  'read_default_plan',
  `
  select hash, id, version, source, plan, at, by
    from default_plan join plan on hash = plan_hash`,
)
