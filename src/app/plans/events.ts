// The record of versions of plans: who proposed, approved, declined and put in force what, and when.
import { following, shown } from '#/app/record/chained-record.ts'
import type { Link, Shown } from '#/app/record/chained-record.ts'
import type { Shell } from '#/app/shell.ts'
import { transaction } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { appendPlanEvent, lastPlanEvent, listPlanEvents } from '#/store/plan-events.ts'

/** Auditors read these in ten years; never rename one. `activated-over`: without the approvals that were wanted. */
export const PLAN_EVENTS = [
  'proposed',
  'approved',
  'declined',
  'activated',
  'activated-over',
] as const
export type PlanEventType = (typeof PLAN_EVENTS)[number]

export type NewPlanEvent = {
  readonly type: PlanEventType
  readonly plan: string
  /** A person, or a token. */
  readonly by: string
  /** What they wrote to it. */
  readonly reason?: string
  /** Of an approval: the parties for whom it counts. Of `activated-over`: those whose approval was missing. */
  readonly parties?: readonly string[]
}

type PlanEvent = NewPlanEvent & Link
export type ShownPlanEvent = PlanEvent & Shown

type Recording = Pick<Shell, 'pool' | 'now' | 'notary'>

/** Puts on record what happened to a version, in the transaction in which it happens. */
export async function recordPlanEvent(
  shell: Recording,
  within: Transaction | undefined,
  event: NewPlanEvent,
): Promise<void> {
  return inOne(shell, within, async tx => {
    const record = following(shell.notary.sha256, await lastPlanEvent(tx), shell.now(), event)
    await appendPlanEvent(tx, { ...record, planHash: event.plan })
  })
}

/** In the transaction of the request, or else in one of its own. */
export async function inOne(
  { pool }: Pick<Shell, 'pool'>,
  within: Transaction | undefined,
  work: (tx: Transaction) => Promise<void>,
): Promise<void> {
  return within === undefined ? transaction(pool, work) : work(within)
}

/** Of every version of a plan, oldest first. */
export async function planEvents(
  { notary }: Pick<Shell, 'notary'>,
  db: Db,
  planId: string | undefined,
): Promise<readonly ShownPlanEvent[]> {
  const stored = await listPlanEvents(db, planId)
  return stored.map((event, index) => shown<PlanEvent>(notary.sha256, event, stored[index - 1]))
}
