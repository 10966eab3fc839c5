// The record of versions of plans: who proposed, approved, declined and put in force what, and when.
import { canonical } from '#/core/evidence/canonical.ts'
import { GENESIS } from '#/core/evidence/chain.ts'
import type { Instant } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { transaction } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { appendPlanEvent, lastPlanEvent, listPlanEvents } from '#/store/plan-events.ts'
import type { StoredPlanEvent } from '#/store/plan-events.ts'

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

type PlanEvent = NewPlanEvent & {
  readonly number: number
  readonly at: Instant
  /** SHA-256 of the record before. */
  readonly previous: string
}

/** `intact`: it is as it was written, and follows the one before. */
export type ShownPlanEvent = PlanEvent & { readonly hash: string; readonly intact: boolean }

type Recording = Pick<Shell, 'pool' | 'now' | 'notary'>

/** Puts on record what happened to a version, in the transaction in which it happens. */
export async function recordPlanEvent(
  shell: Recording,
  within: Transaction | undefined,
  event: NewPlanEvent,
): Promise<void> {
  return inOne(shell, within, async tx => {
    const last = await lastPlanEvent(tx)
    const number = (last?.number ?? 0) + 1
    const at = shell.now()
    const record = canonical({ ...event, number, at, previous: last?.hash ?? GENESIS })
    const hash = shell.notary.sha256(record)
    await appendPlanEvent(tx, { number, at, planHash: event.plan, record, hash })
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
  return stored.map((event, index) => shown(notary, event, stored[index - 1]))
}

/** `before` is the record written before it only where none of another plan stands between. */
function shown(
  { sha256 }: Shell['notary'],
  { number, record: text, hash }: StoredPlanEvent,
  before: StoredPlanEvent | undefined,
): ShownPlanEvent {
  const event = JSON.parse(text) as PlanEvent
  const follows = before?.number !== number - 1 || before.hash === event.previous
  return { ...event, hash, intact: sha256(text) === hash && follows }
}
