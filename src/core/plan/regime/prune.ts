import { usedIn } from '#/core/plan/check/used.ts'
import type { Element, Plan } from '#/core/plan/plan.ts'

/**
 * The plan without what its regimes brought for obligations that it leaves out or does itself: nobody is asked a question, or
 * shown an empty field, for nothing.
 */
export function pruned(plan: Plan): Plan {
  const used = usedIn(plan)
  const keep = <Kind extends Element>(elements: readonly Kind[], names: ReadonlySet<string>) =>
    elements.filter(({ id, regime }) => regime === undefined || names.has(id))
  const left: Plan = {
    ...plan,
    classifications: keep(plan.classifications, used.classifications),
    facts: keep(plan.facts, used.facts),
    moments: keep(plan.moments, used.moments),
    templates: keep(plan.templates, used.templates),
    fields: keep(plan.fields, used.fields),
  }
  // What is left out may have been all that used something else.
  return sizeOf(left) === sizeOf(plan) ? plan : pruned(left)
}

function sizeOf({ classifications, facts, moments, templates, fields }: Plan): number {
  return [classifications, facts, moments, templates, fields].reduce(
    (sum, elements) => sum + elements.length,
    0,
  )
}
