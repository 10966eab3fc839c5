import type { Incident } from '#/core/incident/incident.ts'
import { moved } from '#/core/obligation/span.ts'
import { startOf } from '#/core/obligation/start.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Plan, Retention } from '#/core/plan/plan.ts'
import { startNames } from '#/core/plan/start-name.ts'
import { latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Until when what is of a kind is kept, and why. In doubt it is kept. */
export type Kept =
  /** The plan says nothing of this kind, so nothing is given up. */
  | { readonly state: 'unsaid' }
  /** Without end. */
  | { readonly state: 'for-good'; readonly by: readonly string[] }
  /** A legal hold, or a question open on which one hangs. */
  | {
      readonly state: 'held'
      readonly by: readonly string[]
      readonly waitsFor: readonly string[]
    }
  /** Its time has not begun. */
  | { readonly state: 'not-begun'; readonly waitsFor: readonly string[] }
  | { readonly state: 'until'; readonly until: Instant; readonly by: readonly string[] }

/** Until when what is of a kind is kept in an incident, as it stands now. Of several rules for one kind the longest counts. */
export function keptUntil(plan: Plan, incident: Incident, kind: string, now: Instant): Kept {
  const rules = plan.retention.filter(it => it.kind === kind && it.marks.recordedOnly === undefined)
  if (rules.length === 0) return { state: 'unsaid' }
  const view = viewOf(plan, incident, now)
  const held = rules.filter(({ hold }) => hold !== undefined && evaluate(hold, view) !== 'no')
  if (held.length > 0)
    return { state: 'held', by: ids(held), waitsFor: held.flatMap(it => openQuestions(it, view)) }
  const endless = rules.filter(({ keep }) => keep === undefined)
  if (endless.length > 0) return { state: 'for-good', by: ids(endless) }
  const ends = rules.map(rule => ({ rule, until: endOf(plan, incident, rule) }))
  const waiting = ends.filter(({ until }) => until === undefined)
  if (waiting.length > 0)
    return { state: 'not-begun', waitsFor: waiting.flatMap(({ rule }) => startNames(rule.from)) }
  const until = latest(ends.map(end => end.until)) ?? now
  return {
    state: 'until',
    until,
    by: ids(ends.filter(end => end.until === until).map(it => it.rule)),
  }
}

function ids(rules: readonly Retention[]): readonly string[] {
  return rules.map(({ id }) => id)
}

function openQuestions({ hold }: Retention, view: View): readonly string[] {
  return hold === undefined ? [] : unknowns(hold, view)
}

function endOf(plan: Plan, incident: Incident, { from, keep }: Retention): Instant | undefined {
  const start = startOf(plan, incident, from)
  return start && keep && moved(plan, start, keep)
}
