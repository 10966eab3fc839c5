import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import type { PlanVersion } from '#/core/incident/event.ts'
import { record, recordOwn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { planHash } from '#/core/plan/hash.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { refuse } from '#/core/refusal.ts'

/**
 * Goes on under another version of the plan, on record with both. What the other version does not know may not get lost
 * silently: what is open and gone there ends as void with that cause, what is overdue has to be met or waived first, and
 * the level, the type and the stage must be there.
 */
export function migrate(turn: Turn, { plan: named, reason }: Asked<'migrate'>): Verdict {
  const { plan, next, sha256 } = turn.setting
  if (next === undefined) return refuse('plan-version-unknown', { plan: named })
  if (next.id !== plan.id) return refuse('plan-other', { plan: next.id, was: plan.id })
  // The hash by which it is pinned: a plan kept in an older format has another one now.
  const was = { ...versionOf(plan, sha256), hash: turn.incident.planHash }
  const now = versionOf(next, sha256)
  if (was.hash === now.hash) return undefined
  const missing = missingIn(next, turn)
  if (missing.length > 0) return refuse('migration-leaves-state', { missing })
  const gone = [...turn.incident.ledger].filter(
    ([, { rule, metAt, waived, voided }]) =>
      !lookup(next).rules.has(rule) && (metAt ?? waived ?? voided) === undefined,
  )
  const overdue = gone.filter(([, { missedFor }]) => missedFor !== undefined).map(([key]) => key)
  if (overdue.length > 0) return refuse('migration-leaves-overdue', { open: overdue })
  record(turn, { type: 'migrated', plan: now, was, reason })
  for (const [obligation] of gone)
    recordOwn(turn, { type: 'obligation-voided', obligation, cause: 'plan-changed' })
  return undefined
}

/** The turn as it goes on: under the version that a migration has just led to, or as it is. */
export function underItsPlan(turn: Turn): Turn {
  const { next, ...setting } = turn.setting
  if (next === undefined || !turn.events.some(({ type }) => type === 'migrated')) return turn
  return { ...turn, setting: { ...setting, plan: next }, look: undefined, looked: 0 }
}

function versionOf(plan: Plan, sha256: (text: string) => string): PlanVersion {
  return { id: plan.id, version: plan.version, hash: planHash(plan, sha256) }
}

/** What the incident is in and the other version does not have. */
function missingIn(next: Plan, { incident }: Turn): readonly string[] {
  const { severities, types, stages } = lookup(next)
  const { severity, type, stage } = incident
  return [
    ...(severity === undefined || severities.has(severity) ? [] : [`severity ${severity}`]),
    ...(type === undefined || types.has(type) ? [] : [`type ${type}`]),
    ...(stage === undefined || stages.has(stage) ? [] : [`stage ${stage}`]),
  ]
}
