import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { confirmed } from '#/core/incident/assess.ts'
import { findObligation, notYet } from '#/core/incident/find.ts'
import { isBehind, openNeeds, passGates } from '#/core/incident/gate.ts'
import { heldBack } from '#/core/incident/held.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { actsAs } from '#/core/obligation/party.ts'

import { lookup } from '#/core/plan/lookup.ts'
import type { Gate } from '#/core/plan/plan.ts'
import type { ActName } from '#/core/plan/act.ts'
import { refuse } from '#/core/refusal.ts'

/** Acts that have a command of their own, which puts on record what the act is about. */
const OWN_COMMAND: Partial<Readonly<Record<ActName, string>>> = {
  ask: 'answer',
  page: 'acknowledge',
  escalate: 'escalate',
  publish: 'publish',
  update: 'update',
  notice: 'send-notice',
  report: 'submit-report',
  meet: 'hold-meeting',
  notes: 'write-notes',
  feedback: 'give-feedback',
  restrict: 'restrict',
  raise: 'classify',
  'hand-over': 'hand-over',
}

/** Ticks an obligation off by name. Ticking it twice is no error. */
export function complete(turn: Turn, command: Asked<'complete'>): Verdict {
  const found = findObligation(turn, command.obligation)
  if (found === undefined) return refuse('obligation-unknown', { obligation: command.obligation })
  if (found.standing === 'met' || found.standing === 'met-late') return undefined
  if (!isOwed(found))
    return refuse('obligation-not-open', { obligation: found.key, standing: found.standing })
  const { act, each } = found.rule
  const own = each === 'follow-up' ? 'finish-follow-up' : OWN_COMMAND[act.do]
  if (own !== undefined)
    return refuse('obligation-needs-act', { obligation: found.key, command: own })
  const early = notYet(turn, found)
  if (early !== undefined) return early
  const missing = missingRecord(turn, found)
  if (missing !== undefined)
    return refuse('obligation-needs-act', { obligation: found.key, command: missing })
  const held = heldBack(turn, found, {}, command) ?? confirmed(turn, found, command.text)
  if (held !== undefined) return held
  record(turn, {
    type: 'obligation-met',
    obligation: found.key,
    when: turn.at,
    ...(command.text !== undefined && { text: command.text }),
    ...(command.url !== undefined && { url: command.url }),
  })
  return undefined
}

/** The command that must put something on record first: a finding that says nothing was found still says so. */
function missingRecord({ incident }: Turn, { rule, key }: Obligation): string | undefined {
  const act = rule.act
  if (
    act.do === 'finding' &&
    ![...incident.findings.values()].some(finding => finding.kind === act.kind)
  )
    return 'add-finding'
  if (
    act.do === 'gather' &&
    ![...incident.evidence.values()].some(held => held.kind === act.kind || held.obligation === key)
  )
    return 'add-evidence'
  return undefined
}

/** Waives an obligation or a gate, by name and with a reason; what was open stays on record. */
export function waive(turn: Turn, command: Asked<'waive'>): Verdict {
  if (command.gate !== undefined) return waiveGate(turn, command.gate, command.reason)
  if (command.obligation === undefined) return refuse('nothing-to-meet')
  const found = findObligation(turn, command.obligation)
  if (found === undefined) return refuse('obligation-unknown', { obligation: command.obligation })
  if (found.standing === 'waived') return undefined
  if (!isOwed(found) && found.standing !== 'armed')
    return refuse('obligation-not-open', { obligation: found.key, standing: found.standing })
  const role = found.rule.waivableBy
  if (role !== undefined && !actsAs(turn.setting, turn.incident, turn.by, role))
    return refuse('waiver-not-yours', { obligation: found.key, role })
  record(turn, { type: 'obligation-waived', obligation: found.key, reason: command.reason })
  return undefined
}

function waiveGate(turn: Turn, id: string, reason: string): Verdict {
  const gate: Gate | undefined = lookup(turn.setting.plan).gates.get(id)
  if (gate === undefined)
    return refuse('gate-unknown', { gate: id, known: turn.setting.plan.gates.map(it => it.id) })
  if (isBehind(turn.incident, gate)) return undefined
  if (gate.waivableBy === undefined) return refuse('gate-not-waivable', { gate: id })
  if (!actsAs(turn.setting, turn.incident, turn.by, gate.waivableBy))
    return refuse('waiver-not-yours', { gate: id, role: gate.waivableBy })
  // The log keeps what was open, not only that a gate was waived: the review asks "waived over what?".
  const open = openNeeds(turn.setting.plan, turn.incident, gate, turn.at)
  record(turn, { type: 'gate-waived', gate: id, open, reason })
  return undefined
}

/** Starts a stage. While an earlier one has open work it wants a reason, and both go on record (T3.4). */
export function beginStage(turn: Turn, { stage: id, reason }: Asked<'begin-stage'>): Verdict {
  const { plan } = turn.setting
  const position = plan.stages.findIndex(stage => stage.id === id)
  if (position === -1)
    return refuse('stage-unknown', { stage: id, known: plan.stages.map(it => it.id) })
  if (turn.incident.stage === id) return undefined
  const shut = passGates(turn, `stage:${id}`)
  if (shut !== undefined) return shut
  const earlier = new Set(plan.stages.slice(0, position).map(stage => stage.id))
  const rules = plan.rules.filter(it => earlier.has(it.stage ?? '') && it.act.do !== 'update')
  const over = currentObligations(plan, turn.incident, turn.at, rules)
    .filter(isOwed)
    .map(it => it.key)
  if (over.length > 0 && reason === undefined)
    return refuse('stage-before-done', { stage: id, open: over })
  record(turn, { type: 'stage-began', stage: id, over, ...(reason !== undefined && { reason }) })
  return undefined
}

export function setField(turn: Turn, { field: id, value }: Asked<'set-field'>): Verdict {
  const field = lookup(turn.setting.plan).fields.get(id)
  if (field === undefined)
    return refuse('field-unknown', { field: id, known: turn.setting.plan.fields.map(it => it.id) })
  if (field.from !== undefined) return refuse('field-computed', { field: id })
  if (turn.incident.fields.get(id) === value) return undefined
  record(turn, { type: 'field-set', field: id, value })
  return undefined
}

export function addSystems(turn: Turn, { systems }: Asked<'add-systems'>): Verdict {
  const added = systems.filter(system => !turn.incident.systems.has(system))
  if (added.length > 0) record(turn, { type: 'systems-added', systems: [...new Set(added)] })
  return undefined
}
