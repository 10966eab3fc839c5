import type { Incident } from '#/core/incident/incident.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { currentObligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { isRecorded } from '#/core/obligation/view.ts'
import type { Gate, GatedStep, Plan } from '#/core/plan/plan.ts'
import { refuse } from '#/core/refusal.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import type { Instant } from '#/core/time.ts'

/** What a gate still waits for: keys of obligations, and record fields as `field:ID`. Empty: it may be passed. */
export function openNeeds(
  plan: Plan,
  incident: Incident,
  gate: Gate,
  now: Instant,
): readonly string[] {
  const needed = new Set(gate.needs)
  const open = currentObligations(plan, incident, now)
    .filter(obligation => needed.has(obligation.rule.id) && blocks(obligation))
    .map(obligation => obligation.key)
  const empty = gate.fields.filter(field => !isRecorded(plan, incident, field))
  return [...open, ...empty.map(field => `field:${field}`)]
}

/** Armed blocks too: what cannot be told yet has not been answered for. */
function blocks({ standing }: Obligation): boolean {
  return (
    standing === 'armed' || standing === 'open' || standing === 'due-soon' || standing === 'overdue'
  )
}

/** Passes every gate before a step, on record (by whoever asks, unless `put` says otherwise); refuses with all that is open when one neither is met nor was waived. */
export function passGates(turn: Turn, step: GatedStep, put = record): Verdict {
  const { plan } = turn.setting
  const gates = plan.gates.filter(gate => gate.before === step && !turn.incident.gates.has(gate.id))
  const shut = gates
    .map(gate => ({ gate, open: openNeeds(plan, turn.incident, gate, turn.at) }))
    .filter(({ open }) => open.length > 0)
  const first = shut[0]
  if (first !== undefined)
    return refuse('gate-not-met', {
      gate: first.gate.id,
      open: shut.flatMap(({ open }) => open),
      'waivable-by': first.gate.waivableBy,
    })
  for (const gate of gates) put(turn, { type: 'gate-passed', gate: gate.id })
  return undefined
}
