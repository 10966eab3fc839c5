import { findCase } from '#/core/plan/check/case.ts'
import type { Case } from '#/core/plan/check/case.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import type { Condition, Element, Plan } from '#/core/plan/plan.ts'

/** What is asked of one plan while it is checked, and what could not be decided. */
export type Proofs = {
  /** Whether no incident can make this hold. False too when that could not be decided, which is then told of the element. */
  readonly isImpossible: (condition: Condition, about: About) => boolean
  /** The shortest case in which this holds; undefined when there is none, or when that could not be decided. */
  readonly caseOf: (condition: Condition, about: About) => Case | undefined
  /** What could not be decided. */
  readonly undecided: () => readonly Finding[]
}
type About = Pick<Element, 'id' | 'line'>

export function proofsOf(plan: Plan): Proofs {
  const known = new Map<string, ReturnType<typeof findCase>>()
  const open = new Map<string, About>()
  const find = (condition: Condition, about: About) => {
    const key = JSON.stringify(condition)
    const found = known.get(key) ?? findCase(plan, condition)
    known.set(key, found)
    if (found.found === undefined && !found.proven) open.set(about.id, about)
    return found
  }
  return {
    isImpossible: (condition, about) => {
      const result = find(condition, about)
      return result.found === undefined && result.proven
    },
    caseOf: (condition, about) => find(condition, about).found,
    undecided: () =>
      [...open.values()].map(({ id, line }) => ({
        severity: 'warning',
        code: 'not-proven',
        line,
        message: `Not proven of \`${id}\`: its conditions have too many combinations to go through.`,
        mend: 'Use simpler conditions, or name a part of them as a fact with `is:`.',
      })),
  }
}
