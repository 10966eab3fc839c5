import type { Condition } from '#/core/plan/plan.ts'

/** Every leaf of a condition, so that callers can ask what it mentions. Apart, since a browser that looks things up in a plan reckons no time. */
export function leaves(condition: Condition): readonly Condition[] {
  return 'of' in condition ? condition.of.flatMap(leaves) : [condition]
}
