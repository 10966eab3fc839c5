import type { Directory } from '#/core/directory.ts'
import type { Approval } from '#/core/plan/authority.ts'
import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { partyOf } from '#/core/plan/check/party.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** What somebody's word is wanted for: an obligation or a decision. */
type Matter = {
  readonly id: string
  readonly line: number
  readonly approvals: readonly Approval[]
  /** Who does it; undefined of a decision, which whoever has the approvals may take. */
  readonly by?: string
}

function mattersOf({ rules, decisions }: Plan): readonly Matter[] {
  return [...rules, ...decisions].filter(it => it.marks.recordedOnly === undefined)
}

/** Whether those are there whose word the plan wants, and enough of them, and whoever may act without it. */
export function checkApprovers(plan: Plan, directory: Directory): readonly Finding[] {
  return mattersOf(plan).flatMap(matter =>
    matter.approvals.flatMap(approval => [
      ...checkThere(plan, directory, matter, approval),
      ...checkBreakGlass(plan, directory, matter, approval),
      ...checkOtherPerson(plan, directory, matter, approval),
    ]),
  )
}

function checkThere(
  plan: Plan,
  directory: Directory,
  { id, line }: Matter,
  { by, least }: Approval,
): readonly Finding[] {
  if (least === undefined)
    return by
      .filter(party => partyOf(plan, directory, party).length === 0)
      .map(party =>
        error(
          'approval-impossible',
          line,
          `\`${id}\` waits for the approval of ${party}, and nobody is there to give it.`,
          'Fill it in the directory, or name another approver.',
        ),
      )
  const people = new Set(by.flatMap(party => partyOf(plan, directory, party)))
  if (people.size >= least) return []
  return [
    error(
      'approval-impossible',
      line,
      `\`${id}\` waits for the approval of ${least} people, and ${people.size} can give it.`,
      `Fill ${by.join(', ')} in the directory, or ask for fewer.`,
    ),
  ]
}

function checkBreakGlass(
  plan: Plan,
  directory: Directory,
  { id, line }: Matter,
  { breakGlass }: Approval,
): readonly Finding[] {
  if (breakGlass === undefined || partyOf(plan, directory, breakGlass).length > 0) return []
  return [
    error(
      'break-glass-empty',
      line,
      `In an emergency ${breakGlass} may do \`${id}\` without approval, and nobody can hold that role.`,
      'Fill one of its positions in the directory.',
    ),
  ]
}

/** Behind another name may stand the same person. */
function checkOtherPerson(
  plan: Plan,
  directory: Directory,
  { id, line, by }: Matter,
  approval: Approval,
): readonly Finding[] {
  if (by === undefined || isOwn(approval, by)) return []
  const [owner, ...others] = partyOf(plan, directory, by)
  const approvers = new Set(approval.by.flatMap(party => partyOf(plan, directory, party)))
  if (owner === undefined || others.length > 0) return []
  if (approvers.size !== 1 || !approvers.has(owner)) return []
  const name = directory.people.get(owner)?.name ?? owner
  return [
    error(
      'approver-is-owner',
      line,
      `\`${id}\` is owed by ${by} and approved by ${approval.by.join(', ')}, and ${name} is both.`,
      'Fill one of them with another person in the directory.',
    ),
  ]
}

/** Nobody's own word is an approval: where only whoever does it may give it, nothing is checked. */
export function checkOwnWord(plan: Plan): readonly Finding[] {
  return mattersOf(plan)
    .filter(({ by, approvals }) => approvals.some(approval => isOwn(approval, by)))
    .map(({ id, line, by }) =>
      error(
        'approver-is-owner',
        line,
        `\`${id}\` is owed by ${by} and approved by the same.`,
        'Name another approver, or leave `approve` out.',
      ),
    )
}

function isOwn({ by }: Approval, owner: string | undefined): boolean {
  return owner !== undefined && by.length > 0 && by.every(party => party === owner)
}
