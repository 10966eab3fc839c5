import { elementChanges } from '#/core/plan/diff/element.ts'
import { promiseChanges } from '#/core/plan/diff/promise.ts'
import type { Plan } from '#/core/plan/plan.ts'

/** One thing that two versions of a plan say otherwise. */
export type Change = {
  /** Section of the plan source in which it stands. */
  readonly section: string
  readonly id: string
  readonly title: string
  readonly cites: readonly string[]
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed'
  /** What differs, in words; of what is new or gone, what it says. */
  readonly facets: readonly Facet[]
}

/** `stricter`: less time than before; `looser`: more; only where that can be said. */
export type Facet = {
  readonly facet: string
  readonly before?: string
  readonly after?: string
  readonly weight?: 'stricter' | 'looser'
}

/**
 * What changes from one version of a plan to another, promise by promise, in words; then what else the plan says. Elements
 * are compared by id, so that the order in the file, comments and lines make no difference.
 */
export function diffPlans(before: Plan, after: Plan): readonly Change[] {
  return [...promiseChanges(before, after), ...elementChanges(before, after)]
}
