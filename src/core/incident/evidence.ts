import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { findObligation, notYet } from '#/core/incident/find.ts'
import { nextId, record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { rulesDoing } from '#/core/plan/lookup.ts'
import { refuse } from '#/core/refusal.ts'

/** Takes material into custody by its hash. It meets what asked for this kind; the same material twice is one piece. */
export function addEvidence(turn: Turn, command: Asked<'add-evidence'>): Verdict {
  const named =
    command.obligation === undefined ? undefined : findObligation(turn, command.obligation)
  if (command.obligation !== undefined && named === undefined)
    return refuse('obligation-unknown', { obligation: command.obligation })
  const { kind, sha256 } = command
  if (
    [...turn.incident.evidence.values()].some(held => held.sha256 === sha256 && held.kind === kind)
  )
    return undefined
  record(turn, {
    type: 'evidence-added',
    evidence: nextId(turn, 'evidence'),
    kind,
    sha256,
    bytes: command.bytes,
    title: command.title,
    ...(named !== undefined && { obligation: named.key }),
  })
  for (const obligation of gathers(turn, kind, named))
    record(turn, { type: 'obligation-met', obligation: obligation.key, when: turn.at })
  return undefined
}

function gathers(turn: Turn, kind: string, named: Obligation | undefined): readonly Obligation[] {
  const { plan } = turn.setting
  const all = currentObligations(plan, turn.incident, turn.at, rulesDoing(plan, 'gather'))
  return all.filter(it => {
    if (!isOwed(it) || notYet(turn, it) !== undefined) return false
    return (
      (it.rule.act.do === 'gather' && it.rule.act.kind === kind) ||
      (it.key === named?.key && it.rule.act.do === 'gather')
    )
  })
}

export function transferEvidence(
  turn: Turn,
  { evidence, to, reason }: Asked<'transfer-evidence'>,
): Verdict {
  const held = turn.incident.evidence.get(evidence)
  if (held === undefined) return refuse('evidence-unknown', { evidence })
  if (!turn.setting.directory.people.has(to)) return refuse('person-unknown', { person: to })
  if (held.heldBy !== to) record(turn, { type: 'evidence-transferred', evidence, to, reason })
  return undefined
}

/** Evidence is never deleted; that someone asked goes on record (T3.2). */
export function deleteEvidence(
  turn: Turn,
  { evidence, reason }: Asked<'delete-evidence'>,
): Verdict {
  if (!turn.incident.evidence.has(evidence)) return refuse('evidence-unknown', { evidence })
  record(turn, { type: 'evidence-deletion-refused', evidence, reason })
  return undefined
}
