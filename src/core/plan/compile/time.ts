import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import {
  compileSpan,
  many,
  present,
  refer,
  referMany,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import { compileInstant } from '#/core/plan/compile/start.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Condition } from '#/core/plan/plan.ts'
import type { ConditionSource } from '#/core/plan/source/condition.ts'

/** The parts of a condition that speak of time: what has passed, how long it lasted, working hours, what was missed. */
export function compileTimes(
  context: ConditionContext,
  path: Path,
  { passed, lasted, during, at, missed, tier }: ConditionSource,
): readonly Condition[] {
  const parts: Condition[] = []
  const instant = (key: string, source: Parameters<typeof compileInstant>[2]) =>
    compileInstant(context, [...path, key], source)
  if (passed !== undefined) parts.push({ kind: 'passed', start: instant('passed', passed) })
  if (lasted !== undefined) {
    const here = [...path, 'lasted']
    parts.push({
      kind: 'lasted',
      from: compileInstant(context, [...here, 'from'], lasted.from),
      to: compileInstant(context, [...here, 'to'], lasted.to),
      over: compileSpan(context, [...here, 'over'], lasted.over),
    })
  }
  if (during !== undefined)
    parts.push(
      present({
        kind: 'during' as const,
        calendar: refer(context, [...path, 'during'], ['calendar'], during),
        at: at === undefined ? undefined : instant('at', at),
      }),
    )
  else if (at !== undefined)
    reportMissing(
      context,
      path,
      'key-missing',
      '`at` says when it is to be working time, and no calendar is named.',
      'Add `during:` with the name of a calendar.',
    )
  if (missed !== undefined)
    parts.push({
      kind: 'missed',
      rules: referMany(context, [...path, 'missed'], ['obligation'], missed),
    })
  if (tier !== undefined) parts.push({ kind: 'tier', in: many(tier) })
  return parts
}
