import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import type { ActName } from '#/core/plan/act.ts'
import type { CommandName } from '#/core/plan/command-name.ts'
import type { Approval } from '#/core/plan/authority.ts'
import type { Element, Gate, Plan, Rule } from '#/core/plan/plan.ts'

/** Something that the plan wants of somebody, by the command that does it. */
type Wanted = {
  readonly of: string
  readonly command: CommandName
  readonly element: Pick<Element, 'id' | 'line'>
  /** `asks chief for`. */
  readonly saying: string
}

/** Nobody is asked for what the plan reserves (`may`) to roles that they do not have. */
export function checkReserved(plan: Plan): readonly Finding[] {
  return [
    ...plan.rules.filter(isActed).flatMap(wantedOfRule),
    ...plan.gates.filter(isActed).flatMap(wantedOfGate),
    ...plan.decisions.filter(isActed).flatMap(it => wantedOfApprovals(it, it.approvals)),
    ...plan.facts.flatMap(it => asking(it, it.is === undefined ? it.by : undefined, 'answer')),
    ...plan.moments.flatMap(it => asking(it, it.is === undefined ? it.by : undefined, 'mark')),
    ...plan.classifications.flatMap(it => asking(it, it.by, 'assess')),
    ...wantedOfLowering(plan),
  ].flatMap(wanted => checkAllowed(plan, wanted))
}

function isActed({ marks }: Element): boolean {
  return marks.recordedOnly === undefined
}

function checkAllowed(plan: Plan, { of, command, element, saying }: Wanted): readonly Finding[] {
  const allowed = plan.roles.filter(role => role.may.includes(command)).map(role => role.id)
  if (allowed.length === 0 || allowed.includes(of)) return []
  const isRole = plan.roles.some(role => role.id === of)
  // Who is in a position or group may well hold one of the roles that may.
  if (!isRole && isAmong(plan, of, allowed)) return []
  const roles = allowed.join(', ')
  return [
    error(
      'may-not',
      element.line,
      `\`${element.id}\` ${saying} something that only ${roles} may do (${command}).`,
      isRole
        ? `Add ${command} to \`may\` of ${of}, or ask another role.`
        : `Ask one of ${roles}, or make ${of} a holder of one of them.`,
    ),
  ]
}

/** Whoever is on call, or each of several, or in a group, may be anybody. */
function isAmong(plan: Plan, party: string, allowed: readonly string[]): boolean {
  if (!plan.positions.some(({ id }) => id === party) || party === 'on-call') return true
  return plan.roles.some(role => allowed.includes(role.id) && role.holders.includes(party))
}

/** The command by which a person does what an act asks for. */
const COMMAND_OF_ACT: Readonly<Partial<Record<ActName, CommandName>>> = {
  task: 'complete',
  ask: 'answer',
  update: 'update',
  notice: 'send-notice',
  report: 'submit-report',
  gather: 'add-evidence',
  meet: 'hold-meeting',
  notes: 'write-notes',
  feedback: 'give-feedback',
  'follow-up': 'add-follow-up',
  finding: 'add-finding',
  publish: 'publish',
  confirm: 'complete',
  'hand-over': 'hand-over',
}

/** What is met from the record by itself is ticked by nobody. */
function wantedOfRule(rule: Rule): readonly Wanted[] {
  const { act, by, met, approvals, waivableBy } = rule
  const command = met !== undefined && act.do === 'task' ? undefined : COMMAND_OF_ACT[act.do]
  return [
    ...(command === undefined ? [] : asking(rule, by, command)),
    ...(act.do === 'follow-up' ? asking(rule, act.designatedBy, 'add-follow-up') : []),
    ...wantedOfApprovals(rule, approvals),
    ...waiving(rule, waivableBy),
  ]
}

function wantedOfGate(gate: Gate): readonly Wanted[] {
  return waiving(gate, gate.waivableBy)
}

function waiving(element: Wanted['element'], of: string | undefined): readonly Wanted[] {
  if (of === undefined) return []
  return [{ of, command: 'waive', element, saying: `may be waived by ${of}, and that is` }]
}

function wantedOfApprovals(
  element: Wanted['element'],
  approvals: readonly Approval[],
): readonly Wanted[] {
  return approvals.flatMap(({ by }) =>
    by.map((of): Wanted => ({
      of,
      command: 'approve',
      element,
      saying: `waits for the word of ${of}, and that is`,
    })),
  )
}

function asking(
  element: Wanted['element'],
  of: string | undefined,
  command: CommandName,
): readonly Wanted[] {
  return of === undefined ? [] : [{ of, command, element, saying: `asks ${of} for` }]
}

function wantedOfLowering(plan: Plan): readonly Wanted[] {
  const { classifying, classifications, severities } = plan
  const severity = { id: 'classifying', line: severities[0]?.line ?? 1 }
  return [
    ...(classifying.lower?.by ?? []).flatMap(of => asking(severity, of, 'classify')),
    ...classifications.flatMap(it => (it.lower?.by ?? []).flatMap(of => asking(it, of, 'assess'))),
  ]
}
