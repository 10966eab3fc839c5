import type { Incident } from '#/core/incident/incident.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { currentObligations } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { isRecorded, viewOf } from '#/core/obligation/view.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Gate, GatedStep, Plan } from '#/core/plan/plan.ts'
import { refuse } from '#/core/refusal.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import type { Instant } from '#/core/time.ts'

/**
 * What a gate still waits for: keys of obligations, record fields as `field:ID`, and `until`, with the facts that are not
 * known yet as `fact:ID`. Empty: it may be passed.
 */
export function openNeeds(
  plan: Plan,
  incident: Incident,
  gate: Gate,
  now: Instant,
): readonly string[] {
  const view = viewOf(plan, incident, now)
  if (evaluate(gate.when, view) === 'no') return []
  return [
    ...openObligations(plan, incident, gate, now),
    ...gate.fields
      .filter(field => !isRecorded(plan, incident, field))
      .map(field => `field:${field}`),
    ...unmet(gate, view),
  ]
}

function openObligations(
  plan: Plan,
  incident: Incident,
  { needs }: Gate,
  now: Instant,
): readonly string[] {
  // Not worth looking through the plan for: most prohibitions need none.
  if (needs.length === 0) return []
  const { rules } = lookup(plan)
  const needed = needs.map(rule => rules.get(rule)).filter(rule => rule !== undefined)
  return currentObligations(plan, incident, now, needed)
    .filter(blocks)
    .map(obligation => obligation.key)
}

function unmet({ until }: Gate, view: View): readonly string[] {
  if (until === undefined || evaluate(until, view) === 'yes') return []
  return ['until', ...unknowns(until, view).map(fact => `fact:${fact}`)]
}

/** Armed blocks too: what cannot be told yet has not been answered for. */
function blocks({ standing }: Obligation): boolean {
  return (
    standing === 'armed' || standing === 'open' || standing === 'due-soon' || standing === 'overdue'
  )
}

/** What was passed stays passed, unless the gate comes and goes with what is so: then it is asked each time. */
export function isBehind({ gates }: Incident, { id, when, until }: Gate): boolean {
  const passed = gates.get(id)
  if (passed === undefined) return false
  return passed.waived || (until === undefined && when.kind === 'always')
}

type Shut = { readonly gate: Gate; readonly open: readonly string[] }

/** The gates before a step that hold it back now, each with what it waits for. */
export function shutBefore(
  { setting: { plan }, incident, at }: Pick<Turn, 'setting' | 'incident' | 'at'>,
  step: GatedStep,
): readonly Shut[] {
  return (lookup(plan).gatesBefore.get(step) ?? [])
    .filter(gate => !isBehind(incident, gate))
    .map(gate => ({ gate, open: openNeeds(plan, incident, gate, at) }))
    .filter(({ open }) => open.length > 0)
}

/**
 * Passes every gate before these steps, on record (by whoever asks, unless `put` says otherwise); refuses with all that is
 * open when one neither is met nor was waived.
 */
export function passGates(
  turn: Turn,
  steps: GatedStep | readonly GatedStep[],
  put = record,
): Verdict {
  const { plan } = turn.setting
  const all = typeof steps === 'string' ? [steps] : steps
  const shut = all.flatMap(step => shutBefore(turn, step))
  const first = shut[0]
  if (first !== undefined)
    return refuse('gate-not-met', {
      gate: first.gate.id,
      open: [...new Set(shut.flatMap(({ open }) => open))],
      ...(first.gate.waivableBy !== undefined && { 'waivable-by': first.gate.waivableBy }),
    })
  const gates = new Set(all.flatMap(step => lookup(plan).gatesBefore.get(step) ?? []))
  for (const gate of gates)
    if (!turn.incident.gates.has(gate.id) && isThere(turn, gate))
      put(turn, { type: 'gate-passed', gate: gate.id })
  return undefined
}

function isThere({ setting, incident, at }: Turn, { when }: Gate): boolean {
  return when.kind === 'always' || evaluate(when, viewOf(setting.plan, incident, at)) === 'yes'
}
