import type { Verdict } from '#/core/incident/decide.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { ruleOf, viewOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'
import type { Instant } from '#/core/time.ts'

/** The obligation of a key as it stands; a rule's own id also names its only or its running obligation. */
export function findObligation(turn: Turn, key: string): Obligation | undefined {
  const { plan } = turn.setting
  const rule = lookup(plan).rules.get(ruleOf(key))
  if (rule === undefined) return undefined
  const all = currentObligations(plan, turn.incident, turn.at, [rule])
  return (
    all.find(it => it.key === key) ??
    all.find(it => it.rule.id === key && (isOwed(it) || it.standing === 'armed'))
  )
}

/** Why it cannot be done yet: the plan wants something else done before it, or time to pass. Undefined when it can. */
export function notYet(turn: Turn, obligation: Obligation): Verdict {
  const { key, rule, notBefore } = obligation
  const view = viewOf(turn.setting.plan, turn.incident, turn.at)
  const first = rule.after.filter(other => !view.done(other))
  if (first.length > 0) return refuse('order-broken', { obligation: key, first })
  return isTooEarly(obligation, turn.at)
    ? refuse('too-early', { obligation: key, 'not-before': notBefore ?? '' })
    : undefined
}

/** Whether the plan lets it be done only later. */
export function isTooEarly({ notBefore }: Obligation, now: Instant): boolean {
  return notBefore !== undefined && now < notBefore
}
