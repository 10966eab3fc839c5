import type { Finding } from '#/core/plan/check/finding.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { allOf, anyOf, noneOf } from '#/core/plan/check/question.ts'
import { caseInWords } from '#/core/plan/check/words.ts'
import type { Grade } from '#/core/plan/classification.ts'
import type { Condition, Plan } from '#/core/plan/plan.ts'

/** What has levels: the severity, or a classification. */
type Scale = {
  readonly name: string
  readonly line: number
  /** Worst first. */
  readonly levels: readonly Grade[]
  readonly isSeverity: boolean
}

/** Whether every combination of answers proposes a level, and each level is proposed by some. */
export function checkProposals(plan: Plan, proofs: Proofs): readonly Finding[] {
  const severity: Scale = {
    name: 'severity',
    line: plan.severities[0]?.line ?? 1,
    levels: plan.severities,
    isSeverity: true,
  }
  const others = plan.classifications.map(({ id, line, levels }): Scale => ({
    name: id,
    line,
    levels,
    isSeverity: false,
  }))
  return [severity, ...others].flatMap(scale => [
    ...checkAbsent(scale),
    ...checkComplete(proofs, scale),
    ...checkReached(proofs, scale),
  ])
}

function conditionsOf({ propose, floor }: Grade): readonly Condition[] {
  return [propose, floor].filter(condition => condition !== undefined)
}

function checkAbsent({ line, levels, isSeverity }: Scale): readonly Finding[] {
  // A classification may be a matter of judgement alone.
  if (!isSeverity || levels.flatMap(conditionsOf).length > 0) return []
  return [
    {
      severity: 'warning',
      code: 'proposals-absent',
      line,
      message: 'No level is ever proposed: whoever classifies has only the definitions.',
      mend: 'Add `propose:` with a condition to the levels.',
    },
  ]
}

function checkComplete(
  proofs: Proofs,
  { name, line, levels, isSeverity }: Scale,
): readonly Finding[] {
  const conditions = levels.flatMap(conditionsOf)
  if (conditions.length === 0) return []
  const missing = proofs.caseOf(noneOf(conditions), { id: name, line })
  if (missing === undefined) return []
  const what = isSeverity ? 'level' : `level of \`${name}\``
  return [
    {
      // Without a severity nothing begins; what a classification leaves open, people may judge.
      severity: isSeverity ? 'error' : 'warning',
      code: 'no-level-proposed',
      line,
      message: `When ${caseInWords(missing)}, no ${what} is proposed.`,
      mend: 'Let a level propose itself in that case too.',
    },
  ]
}

/** A level whose conditions hold only where a worse one is proposed already. */
function checkReached(proofs: Proofs, { name, levels, isSeverity }: Scale): readonly Finding[] {
  return levels.flatMap((level, index): readonly Finding[] => {
    const own = conditionsOf(level)
    const worse = levels.slice(0, index).flatMap(conditionsOf)
    if (own.length === 0 || level.regime !== undefined) return []
    const about = { id: isSeverity ? level.id : `${name}/${level.id}`, line: level.line }
    if (!proofs.isImpossible(allOf([anyOf(own), noneOf(worse)]), about)) return []
    return [
      {
        severity: 'error',
        code: 'level-never-proposed',
        line: level.line,
        message: `\`${about.id}\` is never proposed: ${proofs.isImpossible(anyOf(own), about) ? 'its condition never holds' : 'whenever its condition holds, a worse level is proposed'}.`,
        mend: 'Mend `propose:` of it, or of the worse ones.',
      },
    ]
  })
}
