import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { Truth, View } from '#/core/plan/condition.ts'
import type { Classification, Grade } from '#/core/plan/classification.ts'
import type { Condition, Plan, Severity } from '#/core/plan/plan.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'

/** A level that a plan proposes on what is known so far, and why: shown to whoever classifies, who decides. */
export type GradeProposal = {
  readonly grade: Grade
  /** Whether a floor forces it: then no milder level may be given. */
  readonly forced: boolean
  /** Whether it is proposed since it cannot be told yet whether it holds: in doubt, the higher. */
  readonly inDoubt: boolean
  /** What holds, in plain words. Text of the plan: escape it where it is shown. */
  readonly because: readonly string[]
  readonly cites: readonly string[]
  /** Facts whose answers could still make it worse, or, in doubt, show that it does not hold. */
  readonly mayWorsen: readonly string[]
}
/** As `GradeProposal`, of the severity. */
export type Proposal = Omit<GradeProposal, 'grade'> & { readonly severity: Severity }

/** The worst severity whose floor or proposal holds; undefined while none does. */
export function proposeSeverity(plan: Plan, view: View): Proposal | undefined {
  const levels = plan.severities
  const proposal = proposeGrade(plan, { levels, inDoubt: plan.classifying.inDoubt }, view)
  const severity = levels.find(({ id }) => id === proposal?.grade.id)
  return proposal && severity && { ...proposal, severity }
}

/** The worst level whose floor or proposal holds, or, where the plan says so, whose proposal may hold. */
export function proposeGrade(
  plan: Plan,
  { levels, inDoubt }: Pick<Classification, 'levels' | 'inDoubt'>,
  view: View,
): GradeProposal | undefined {
  const is = (condition: Condition | undefined, truth: Truth) =>
    condition !== undefined && evaluate(condition, view) === truth
  const mayHold = (propose: Condition | undefined) => inDoubt === 'higher' && is(propose, 'unknown')
  const index = levels.findIndex(
    ({ propose, floor }) => is(floor, 'yes') || is(propose, 'yes') || mayHold(propose),
  )
  const grade = levels[index]
  if (grade === undefined) return undefined
  const forced = is(grade.floor, 'yes')
  const doubted = !forced && !is(grade.propose, 'yes')
  const condition = forced ? grade.floor : grade.propose
  const worse = levels.slice(0, index).flatMap(({ propose, floor }) => [propose, floor])
  const open = doubted ? [...worse, grade.propose] : worse
  return {
    grade,
    forced,
    inDoubt: doubted,
    because: (condition === undefined || doubted ? [] : reasons(condition, view)).map(reason =>
      conditionInWords(plan, reason),
    ),
    cites: grade.cite,
    mayWorsen: [...new Set(open.flatMap(part => (part === undefined ? [] : unknowns(part, view))))],
  }
}

/** The parts of a condition that make it hold: of alternatives those that do, and not the rest. */
function reasons(condition: Condition, view: View): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'at-least':
      return condition.of
        .filter(part => evaluate(part, view) === 'yes')
        .flatMap(part => reasons(part, view))
    default:
      return [condition]
  }
}
