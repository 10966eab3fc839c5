import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import {
  compileElement,
  compileFlag,
  ordered,
  present,
  report,
} from '#/core/plan/compile/context.ts'
import { compileParty } from '#/core/plan/compile/people.ts'
import { compileInstant } from '#/core/plan/compile/start.ts'
import { BUILT_IN_MOMENTS } from '#/core/plan/plan.ts'
import type { Moment } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'

/** The instants that a plan tells apart besides the built-in ones. */
export function compileMoments(context: ConditionContext, source: PlanSource): readonly Moment[] {
  return ordered(context, ['moments'], source.moments).map(({ id, entry }) => {
    const path = ['moments', id]
    if ((BUILT_IN_MOMENTS as readonly string[]).includes(id))
      report(
        context,
        path,
        'name-twice',
        `The moment \`${id}\` is built in.`,
        'Give it another name, or leave it out.',
      )
    const scheduled = compileFlag(entry.scheduled)
    if (scheduled && entry.is !== undefined)
      report(
        context,
        [...path, 'scheduled'],
        'contradiction',
        'What is derived from others is not scheduled by anybody.',
        'Leave out `scheduled` or `is`.',
      )
    return present({
      ...compileElement(context, path, id, entry),
      is: entry.is === undefined ? undefined : compileInstant(context, [...path, 'is'], entry.is),
      by: entry.by === undefined ? undefined : compileParty(context, [...path, 'by'], entry.by),
      scheduled,
    })
  })
}
