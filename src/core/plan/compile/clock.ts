import type { ConditionContext } from '#/core/plan/compile/condition.ts'
import { compileOptionalSpan, present, report } from '#/core/plan/compile/context.ts'
import { compileLimits } from '#/core/plan/compile/limit.ts'
import { APPLIES, compileStart } from '#/core/plan/compile/start.ts'
import type { Cadence, Clock, Limit } from '#/core/plan/clock.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { ObligationSource } from '#/core/plan/source/obligation.ts'

/** By when one promise is owed. Undefined when it says nothing about time. */
export function compileClock(
  context: ConditionContext,
  path: Path,
  source: ObligationSource,
): Clock | undefined {
  const { from, within, aim, warn, unmeasured } = source
  if ([from, within, aim, warn, unmeasured].every(part => part === undefined)) return undefined
  if (warn !== undefined && within === undefined && source.every === undefined)
    report(
      context,
      [...path, 'warn'],
      'contradiction',
      '`warn` counts back from a limit, and there is none.',
      'Add `within`, or leave `warn` out.',
    )
  return present({
    from: from === undefined ? APPLIES : compileStart(context, [...path, 'from'], from),
    cases: compileCases(context, path, source),
    warn: compileOptionalSpan(context, [...path, 'warn'], warn),
    noLaterThan: [],
  })
}

/** `aim` and `unmeasured` of the obligation itself count in each of its cases that says nothing of its own. */
function compileCases(
  context: ConditionContext,
  path: Path,
  { within, aim, unmeasured }: ObligationSource,
): readonly Limit[] {
  const outer = present({
    aim: compileOptionalSpan(context, [...path, 'aim'], aim),
    unmeasured,
  })
  const cases = within === undefined ? [{}] : compileLimits(context, [...path, 'within'], within)
  return cases.map(it => ({ ...outer, ...it }))
}

/** How often it is owed. */
export function compileCadence(
  context: ConditionContext,
  path: Path,
  { every, from }: ObligationSource,
): Cadence | undefined {
  if (every === undefined) return undefined
  return {
    // What is wrong with the start was said of the clock.
    from:
      from === undefined
        ? APPLIES
        : compileStart({ ...context, mistakes: [] }, [...path, 'from'], from),
    cases: compileLimits(context, [...path, 'every'], every),
    alsoOn: [],
  }
}
