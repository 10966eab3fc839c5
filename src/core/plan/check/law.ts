import type { Finding } from '#/core/plan/check/finding.ts'
import { lengthMs } from '#/core/plan/check/length.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import type { Span } from '#/core/time.ts'

/**
 * An obligation of the plan's own that names the same article as one of a regime, and gives more time than it: whoever reads
 * the plan would take the longer for the law.
 */
export function checkLaw(plan: Plan): readonly Finding[] {
  const regimes = plan.rules.filter(rule => rule.regime !== undefined && rule.law !== undefined)
  const own = plan.rules.filter(
    rule => rule.regime === undefined && rule.marks.recordedOnly === undefined,
  )
  return own.flatMap(rule =>
    regimes
      .filter(({ law }) => lawsOf(rule).includes(law ?? ''))
      .flatMap(legal => compare(rule, legal)),
  )
}

/** One that stands for several carries the articles of all of them. */
function lawsOf({ law }: Rule): readonly string[] {
  return law?.split('; ') ?? []
}

function compare(rule: Rule, legal: Rule): readonly Finding[] {
  const [longest, limit] = [limitsOf(rule).at(-1), limitsOf(legal).at(-1)]
  if (longest === undefined || limit === undefined || lengthMs(longest) <= lengthMs(limit))
    return []
  return [
    {
      severity: 'warning',
      code: 'law-longer',
      line: rule.line,
      message: `\`${rule.id}\` gives ${longest.text} under ${legal.law}, and \`${legal.id}\` of the regime ${legal.regime} gives ${limit.text} at most.`,
      mend: 'Give no more time than the law, or cite another law.',
    },
  ]
}

/** Shortest first. */
function limitsOf({ clock }: Rule): readonly Span[] {
  const limits = (clock?.cases ?? []).flatMap(({ within }) => within ?? [])
  return limits.toSorted((one, other) => lengthMs(one) - lengthMs(other))
}
