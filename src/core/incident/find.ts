import type { Turn } from '#/core/incident/turn.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { ruleOf, viewOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'

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

/** What the plan wants done before it and is not. */
export function openBefore(turn: Turn, { rule }: Obligation): readonly string[] {
  const view = viewOf(turn.setting.plan, turn.incident, turn.at)
  return rule.after.filter(other => !view.done(other))
}
