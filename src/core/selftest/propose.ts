import type { Plan } from '#/core/plan/plan.ts'
import { proposeGrade } from '#/core/plan/propose.ts'
import { viewOfTold } from '#/core/selftest/assume.ts'
import type { Told } from '#/core/selftest/record.ts'

/** Each classification as the plan proposes it on the facts of a vector; where they do not suffice, none. */
export function propose(plan: Plan, told: Told): Told {
  if (told.answers.size === 0) return told
  const view = viewOfTold(plan, told)
  const proposed = plan.classifications.flatMap(classification => {
    const proposal = proposeGrade(plan, classification, view)
    return proposal === undefined || told.levels.has(classification.id)
      ? []
      : [[classification.id, proposal.grade.id] as const]
  })
  return { ...told, levels: new Map([...told.levels, ...proposed]) }
}
