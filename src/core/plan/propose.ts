import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Condition, Plan, Severity } from '#/core/plan/plan.ts'
import { conditionInWords } from '#/core/plan/sentence/condition.ts'

/** The level that a plan proposes on what is known so far, and why: shown to whoever classifies, who decides. */
export type Proposal = {
  readonly severity: Severity
  /** Whether a floor forces it: then no milder level may be given. */
  readonly forced: boolean
  /** What holds, in plain words. Text of the plan: escape it where it is shown. */
  readonly because: readonly string[]
  readonly cites: readonly string[]
  /** Facts whose answers could still make it worse. */
  readonly mayWorsen: readonly string[]
}

/** The worst level whose floor or proposal holds; undefined while none does. */
export function proposeSeverity(plan: Plan, view: View): Proposal | undefined {
  const holds = (condition: Condition | undefined) =>
    condition !== undefined && evaluate(condition, view) === 'yes'
  const index = plan.severities.findIndex(({ propose, floor }) => holds(floor) || holds(propose))
  const severity = plan.severities[index]
  if (severity === undefined) return undefined
  const forced = holds(severity.floor)
  const condition = forced ? severity.floor : severity.propose
  const worse = plan.severities.slice(0, index).flatMap(({ propose, floor }) => [propose, floor])
  return {
    severity,
    forced,
    because: (condition === undefined ? [] : reasons(condition, view)).map(reason =>
      conditionInWords(plan, reason),
    ),
    cites: severity.cite,
    mayWorsen: [
      ...new Set(worse.flatMap(part => (part === undefined ? [] : unknowns(part, view)))),
    ],
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
