import { unapproved } from '#/core/incident/authority.ts'
import type { Breaking } from '#/core/incident/authority.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { draftOf } from '#/core/incident/draft.ts'
import type { Parts } from '#/core/incident/event.ts'
import { passGates } from '#/core/incident/gate.ts'
import type { Turn } from '#/core/incident/turn.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { stepsOf } from '#/core/plan/step.ts'

/** What keeps an obligation from being carried out, in these words: somebody's word that is missing, or a gate before it. */
export function heldBack(
  turn: Turn,
  { key, rule }: Obligation,
  parts: Parts,
  breaking: Breaking,
): Verdict {
  const matter = { subject: { obligation: key }, approvals: rule.approvals }
  return (
    unapproved(turn, matter, draftOf(turn, rule.act.do, parts), breaking) ??
    passGates(turn, stepsOf(rule))
  )
}
