import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { compose, draftOf, partsOf, templateOf } from '#/core/incident/draft.ts'
import type { Subject } from '#/core/incident/event.ts'
import { subjectKey } from '#/core/incident/evolve-authority.ts'
import { fill, send } from '#/core/incident/message.ts'
import { nextId, record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { findObligation } from '#/core/incident/find.ts'
import { stands, wantedApproval } from '#/core/obligation/approval.ts'
import type { Wanted } from '#/core/obligation/approval.ts'
import { actsAs } from '#/core/obligation/party.ts'
import type { ActName } from '#/core/plan/act.ts'
import type { Approval } from '#/core/plan/authority.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Element } from '#/core/plan/plan.ts'
import { refuse } from '#/core/refusal.ts'

/** An obligation or a decision, as far as somebody's word is wanted for it. */
export type Matter = {
  readonly subject: Subject
  readonly element: Element
  readonly approvals: readonly Approval[]
  readonly act: ActName | undefined
}

type Named = { readonly obligation?: string | undefined; readonly decision?: string | undefined }

export function matterOf(turn: Turn, named: Named): Matter | NonNullable<Verdict> {
  if (named.decision !== undefined) {
    const decision = lookup(turn.setting.plan).decisions.get(named.decision)
    if (decision === undefined) return unknownDecision(turn, named.decision)
    return { subject: { decision: decision.id }, element: decision, act: undefined, ...decision }
  }
  if (named.obligation === undefined) return refuse('nothing-to-approve')
  const found = findObligation(turn, named.obligation)
  if (found === undefined) return refuse('obligation-unknown', { obligation: named.obligation })
  const { key, rule } = found
  return {
    subject: { obligation: key },
    element: rule,
    approvals: rule.approvals,
    act: rule.act.do,
  }
}

export function unknownDecision(turn: Turn, decision: string): NonNullable<Verdict> {
  return refuse('decision-unknown', {
    decision,
    known: turn.setting.plan.decisions.map(it => it.id),
  })
}

/** Whether whoever asks wants to act without the approvals that the plan wants, and why. */
export type Breaking = {
  readonly 'break-glass'?: boolean | undefined
  readonly reason?: string | undefined
}

/**
 * Refuses what lacks the approvals that the plan wants for it. Whoever may break the glass acts without them, with a reason:
 * that goes on record, and a report of it is owed from then on.
 */
export function unapproved(
  turn: Turn,
  { subject, approvals }: Pick<Matter, 'subject' | 'approvals'>,
  draft: string,
  breaking: Breaking,
): Verdict {
  const wanted = wantedApproval(turn.setting.plan, turn.incident, turn.at, {
    key: subjectKey(subject),
    approvals,
    draft,
  })
  if (wanted === undefined) return undefined
  return breaking['break-glass'] === true
    ? breakGlass(turn, subject, wanted, breaking.reason)
    : refuse('approval-missing', { ...subject, ...missing(wanted) })
}

function missing({ roles, approval, waitsFor }: Wanted) {
  return {
    roles,
    ...(approval.least !== undefined && { least: approval.least }),
    ...(waitsFor.length > 0 && { 'waits-for': waitsFor }),
  }
}

function breakGlass(
  turn: Turn,
  subject: Subject,
  { roles, approval: { breakGlass: role } }: Wanted,
  reason: string | undefined,
): Verdict {
  if (role === undefined) return refuse('break-glass-absent', { ...subject, roles })
  if (!actsAs(turn.setting, turn.incident, turn.by, role))
    return refuse('break-glass-not-yours', { ...subject, role })
  if (reason === undefined) return refuse('reason-needed', { ...subject })
  record(turn, {
    type: 'authority-overridden',
    override: nextId(turn, 'override'),
    ...subject,
    role,
    missing: roles,
    reason,
  })
  return undefined
}

/** Whose word a decision wants gives it by taking it. */
export function giveOwnWord(
  turn: Turn,
  { subject, approvals }: Pick<Matter, 'subject' | 'approvals'>,
): void {
  const { setting, incident, at, by } = turn
  const wording = { key: subjectKey(subject), approvals, draft: '' }
  const { roles = [] } = wantedApproval(setting.plan, incident, at, wording) ?? {}
  for (const role of roles)
    if (
      actsAs(setting, incident, by, role) &&
      !stands(setting.plan, incident, at, wording, { role, by })
    )
      record(turn, { type: 'approved', ...subject, role, draft: '' })
}

/** Approves this very text, or the deed where the act has none; another text wants another approval. */
export function approve(turn: Turn, command: Asked<'approve'>): Verdict {
  const matter = matterOf(turn, command)
  if ('refused' in matter) return matter
  const roles = rolesOf(turn, matter)
  if (roles.length === 0) return notYours(matter)
  const draft = draftOf(turn, matter.act, partsOf(command))
  const wording = { key: subjectKey(matter.subject), approvals: matter.approvals, draft }
  const { setting, incident, at, by } = turn
  for (const role of roles)
    if (!stands(setting.plan, incident, at, wording, { role, by }))
      record(turn, { type: 'approved', ...matter.subject, role, draft })
  return undefined
}

/** The roles for which whoever asks may give their word. */
function rolesOf(turn: Turn, { approvals }: Matter): readonly string[] {
  const parties = [...new Set(approvals.flatMap(({ by }) => by))]
  return parties.filter(party => actsAs(turn.setting, turn.incident, turn.by, party))
}

function notYours({ subject, approvals }: Matter): NonNullable<Verdict> {
  return refuse('approval-not-yours', {
    ...subject,
    roles: [...new Set(approvals.flatMap(({ by }) => by))],
  })
}

/** Asks for their word those whom the plan wants, and shows them what it is about. Silence counts from here where it counts. */
export function askApproval(turn: Turn, command: Asked<'ask-approval'>): Verdict {
  const matter = matterOf(turn, command)
  if ('refused' in matter) return matter
  const parts = partsOf(command)
  const draft = draftOf(turn, matter.act, parts)
  const key = subjectKey(matter.subject)
  const before = turn.incident.approvalsAsked.get(key)
  const wanted = wantedApproval(turn.setting.plan, turn.incident, turn.at, {
    key,
    approvals: matter.approvals,
    draft,
  })
  if (wanted === undefined) return refuse('approval-not-wanted', { ...matter.subject })
  if (before?.draft === draft && !before.consented) return undefined
  record(turn, {
    type: 'approval-asked',
    ...matter.subject,
    draft,
    of: wanted.roles,
    ...(draft !== '' && { parts }),
  })
  const text = compose(turn, templateFor(turn, matter), parts)
  send(turn, {
    act: 'approval',
    ...(matter.subject.obligation !== undefined && { obligation: matter.subject.obligation }),
    audiences: wanted.roles,
    subject: fill(turn, `Your approval is wanted, ${matter.element.title}: {{title}}`),
    text: [`${matter.element.title}. Approve it, or object with a reason.`, text]
      .filter(it => it !== '')
      .join('\n\n'),
    cites: matter.element.cite,
  })
  return undefined
}

function templateFor(turn: Turn, { subject }: Matter) {
  const rule =
    subject.obligation === undefined ? undefined : findObligation(turn, subject.obligation)?.rule
  const act = rule?.act
  return templateOf(turn, act !== undefined && 'template' in act ? act.template : undefined)
}

/** Says no to what was asked, with a reason: silence is consent no more, and whoever had approved does not any more. */
export function object(turn: Turn, command: Asked<'object'>): Verdict {
  const matter = matterOf(turn, command)
  if ('refused' in matter) return matter
  if (rolesOf(turn, matter).length === 0) return notYours(matter)
  const asked = turn.incident.approvalsAsked.get(subjectKey(matter.subject))
  if (asked === undefined) return refuse('approval-not-asked', { ...matter.subject })
  const { draft } = asked
  record(turn, { type: 'objected', ...matter.subject, draft, reason: command.reason })
  return undefined
}
