import { giveOwnWord, unapproved, unknownDecision } from '#/core/incident/authority.ts'
import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { passGates } from '#/core/incident/gate.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { approvalInForce } from '#/core/obligation/approval.ts'
import { moved } from '#/core/obligation/span.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'

/**
 * Takes a decision of the plan's authority table: when it may be taken, by whose word, behind which gates. Taking one that
 * stands is no error; one that would lapse is taken anew.
 */
export function takeDecision(turn: Turn, command: Asked<'take-decision'>): Verdict {
  const { setting, incident, at } = turn
  const decision = lookup(setting.plan).decisions.get(command.decision)
  if (decision === undefined) return unknownDecision(turn, command.decision)
  const standing = incident.decisions.get(decision.id)
  if (standing?.lapsed === false && standing.lapsesAt === undefined) return undefined
  const view = viewOf(setting.plan, incident, at)
  if (evaluate(decision.when, view) !== 'yes')
    return refuse('decision-not-now', {
      decision: decision.id,
      'waits-for': unknowns(decision.when, view),
    })
  if (decision.irreversible && command.reason === undefined)
    return refuse('reason-needed', { decision: decision.id })
  const matter = { subject: { decision: decision.id }, approvals: decision.approvals }
  giveOwnWord(turn, matter)
  const verdict = unapproved(turn, matter, '', command) ?? passGates(turn, `decide:${decision.id}`)
  if (verdict !== undefined) return verdict
  const lasts = approvalInForce(decision.approvals, view)?.lasts
  record(turn, {
    type: 'decision-taken',
    decision: decision.id,
    ...(lasts !== undefined && { lapsesAt: moved(setting.plan, at, lasts) }),
    ...(command.text !== undefined && { text: command.text }),
    ...(command.reason !== undefined && { reason: command.reason }),
  })
  return undefined
}
