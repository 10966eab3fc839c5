import type { Approval, Decision } from '#/core/plan/authority.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'
import {
  capitalised,
  counted,
  partyName,
  partyNames,
  spanInWords,
} from '#/core/plan/sentence/words.ts'

/** Whose word something needs, a sentence each; of several approvals the first whose condition holds counts. */
export function approvalsInWords(plan: Plan, approvals: readonly Approval[]): readonly string[] {
  return approvals.flatMap((approval, index) => approvalInWords(plan, approval, index > 0))
}

function approvalInWords(plan: Plan, approval: Approval, another: boolean): readonly string[] {
  const { when, lasts, silence, breakGlass } = approval
  const only = when.kind === 'always' ? '' : `when ${conditionInWords(plan, when)}, `
  const otherwise = another ? 'otherwise, ' : ''
  return [
    capitalised(`${otherwise}${only}it needs the approval of ${approversInWords(plan, approval)}.`),
    ...(lasts === undefined ? [] : [`The approval lapses after ${spanInWords(lasts)}.`]),
    ...(silence === undefined
      ? []
      : [`Whoever is asked and does not object within ${spanInWords(silence)} has consented.`]),
    ...(breakGlass === undefined ? [] : [breakGlassInWords(plan, approval, breakGlass)]),
  ]
}

/** `the CEO and the Legal counsel`, `at least 2 of the CEO, the CFO and the CTO`. */
export function approversInWords(plan: Plan, { by, least }: Approval): string {
  if (least === undefined) return partyNames(plan, by)
  return least === 1
    ? partyNames(plan, by, 'or')
    : by.length === 1
      ? `at least ${counted(least, 'person', 'people')} of ${partyNames(plan, by)}`
      : `at least ${least} different people among ${partyNames(plan, by)}`
}

function breakGlassInWords(plan: Plan, { reportWithin }: Approval, role: string): string {
  const report =
    reportWithin === undefined ? '' : `, and must report it within ${spanInWords(reportWithin)}`
  return `In an emergency ${partyName(plan, role)} may act without it, with a reason on record${report}.`
}

/** What is said of something that may be decided. */
export function decisionInWords(plan: Plan, decision: Decision): readonly string[] {
  const { when, approvals, irreversible } = decision
  return [
    ...(when.kind === 'always'
      ? []
      : [`It may be decided only when ${conditionInWords(plan, when)}.`]),
    ...(approvals.length === 0
      ? ['Whoever responds may decide it.']
      : approvalsInWords(plan, approvals)),
    ...(irreversible ? ['It cannot be undone: whoever decides it says why.'] : []),
  ]
}
