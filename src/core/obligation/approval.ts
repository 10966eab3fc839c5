import type { ApprovalGiven, Incident } from '#/core/incident/incident.ts'
import { moved } from '#/core/obligation/span.ts'
import { viewOf } from '#/core/obligation/view.ts'
import type { Approval } from '#/core/plan/authority.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** What somebody's word is wanted for: under which name the incident keeps it, and in which wording. */
export type Wording = {
  readonly key: string
  readonly approvals: readonly Approval[]
  readonly draft: string
}

/** Whose word is still wanted. */
export type Wanted = {
  readonly approval: Approval
  /** Those of whom it is wanted and who have not given it. */
  readonly roles: readonly string[]
  /** Facts without which it cannot be told whether theirs is wanted. */
  readonly waitsFor: readonly string[]
}

/**
 * Whose word is still wanted; undefined when nobody's is. While it cannot be told which case is in force, it is wanted of
 * everyone for whom it may be: in doubt the stricter counts.
 */
export function wantedApproval(
  plan: Plan,
  incident: Incident,
  now: Instant,
  wording: Wording,
): Wanted | undefined {
  if (wording.approvals.length === 0) return undefined
  const view = viewOf(plan, incident, now)
  const approval = perhapsInForce(wording.approvals, view).find(
    it => !isEnough(it, standing(plan, incident, now, wording, it)),
  )
  if (approval === undefined) return undefined
  const given = standing(plan, incident, now, wording, approval)
  return {
    approval,
    roles: stillWanted(plan, approval, given),
    waitsFor: unknowns(approval.when, view),
  }
}

/** One case in which somebody's word is wanted, and how far it has been given for this wording. */
export type ApprovalState = {
  readonly approval: Approval
  readonly given: readonly ApprovalGiven[]
  /** Those of whom it is still wanted. */
  readonly roles: readonly string[]
  readonly enough: boolean
  readonly waitsFor: readonly string[]
}

/** Every case that is in force or may be, with whose word was given. */
export function approvalStates(
  plan: Plan,
  incident: Incident,
  now: Instant,
  wording: Wording,
): readonly ApprovalState[] {
  const view = viewOf(plan, incident, now)
  return perhapsInForce(wording.approvals, view).map(approval => {
    const given = standing(plan, incident, now, wording, approval)
    const enough = isEnough(approval, given)
    const roles = enough ? [] : stillWanted(plan, approval, given)
    return { approval, given, roles, enough, waitsFor: unknowns(approval.when, view) }
  })
}

function stillWanted(
  plan: Plan,
  approval: Approval,
  given: readonly ApprovalGiven[],
): readonly string[] {
  return approval.by.filter(
    role => isMany(plan, role, approval) || !given.some(it => it.role === role),
  )
}

/** Of a group several may have to give their word. */
function isMany({ groups }: Plan, party: string, { least }: Approval): boolean {
  return least !== undefined && groups.some(({ id }) => id === party)
}

/** The first whose condition holds, and those before it of which that cannot be told. */
function perhapsInForce(approvals: readonly Approval[], view: View): readonly Approval[] {
  const found: Approval[] = []
  for (const approval of approvals) {
    const truth = evaluate(approval.when, view)
    if (truth !== 'no') found.push(approval)
    if (truth === 'yes') break
  }
  return found
}

/** The first whose condition holds; undefined when none does. */
export function approvalInForce(approvals: readonly Approval[], view: View): Approval | undefined {
  return approvals.find(({ when }) => evaluate(when, view) === 'yes')
}

/** All of them, or so many different people; whoever was silent counts as one for each party that was asked. */
function isEnough({ by, least }: Approval, given: readonly ApprovalGiven[]): boolean {
  if (least === undefined) return by.every(role => given.some(it => it.role === role))
  const people = new Set(
    given.map(({ by: who, role, silent }) => (silent ? `silent ${role}` : who)),
  )
  return people.size >= least
}

/** What was given for this wording by those of one approval, and has not lapsed. */
function standing(
  plan: Plan,
  incident: Incident,
  now: Instant,
  { key, draft }: Wording,
  { by, lasts }: Approval,
): readonly ApprovalGiven[] {
  return (incident.approvals.get(key) ?? []).filter(
    it =>
      it.draft === draft &&
      by.includes(it.role) &&
      (lasts === undefined || now < moved(plan, it.at, lasts)),
  )
}

/** Whether somebody's word for this wording still counts, in whichever case. */
export function stands(
  plan: Plan,
  incident: Incident,
  now: Instant,
  wording: Wording,
  { role, by }: Pick<ApprovalGiven, 'role' | 'by'>,
): boolean {
  return wording.approvals
    .filter(approval => approval.by.includes(role))
    .every(approval =>
      standing(plan, incident, now, wording, approval).some(it => it.role === role && it.by === by),
    )
}

/** When silence is consent, where somebody was asked and that is still open; undefined where it never is. */
export function consentAt(
  plan: Plan,
  incident: Incident,
  key: string,
  approvals: readonly Approval[],
): Instant | undefined {
  const asked = incident.approvalsAsked.get(key)
  if (asked === undefined || asked.consented) return undefined
  const silent = approvals.find(
    ({ silence, by }) => silence !== undefined && asked.of.every(party => by.includes(party)),
  )
  const objected = (incident.objections.get(key) ?? []).some(
    it => it.draft === asked.draft && it.at >= asked.at,
  )
  return silent?.silence === undefined || objected
    ? undefined
    : moved(plan, asked.at, silent.silence)
}
