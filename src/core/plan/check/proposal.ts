import { CASES_MAX, findCase, formatCase } from '#/core/plan/check/case.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** Whether every combination of answers proposes a level; when not, a short one that proposes none. */
export function checkProposals(plan: Plan): readonly Finding[] {
  const conditions = plan.severities
    .flatMap(({ propose, floor }) => [propose, floor])
    .filter(condition => condition !== undefined)
  const line = plan.severities[0]?.line ?? 1
  if (conditions.length === 0)
    return [
      {
        severity: 'warning',
        code: 'proposals-absent',
        line,
        message: 'No level is ever proposed: whoever classifies has only the definitions.',
        mend: 'Add `propose:` with a condition to the levels.',
      },
    ]
  const result = findCase(plan, { kind: 'any', of: conditions }, 'no')
  if (result.found !== undefined) {
    const example = formatCase(result.found)
    return [
      {
        severity: 'error',
        code: 'no-level-proposed',
        line,
        message: `No level is proposed when ${example}.`,
        mend: 'Let a level propose itself in that case too.',
      },
    ]
  }
  if (result.proven) return []
  return [
    {
      severity: 'warning',
      code: 'proposals-not-proven',
      line,
      message: `Not proven that each combination of answers proposes a level: more than ${CASES_MAX} cases.`,
      mend: 'Ask fewer questions at once, or propose with simpler conditions.',
    },
  ]
}
