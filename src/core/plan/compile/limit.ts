import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { compileCondition } from '#/core/plan/compile/condition.ts'
import {
  compileOptionalSpan,
  compileSpan,
  present,
  refer,
  report,
} from '#/core/plan/compile/context.ts'
import type { Limit } from '#/core/plan/clock.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { CadenceSource, LimitSource } from '#/core/plan/source/clock.ts'

/** How long something may take, however it is written: one span, by level, or by case. */
export function compileLimits(
  context: ConditionContext,
  path: Path,
  source: CadenceSource,
): readonly Limit[] {
  if (typeof source === 'string') return [{ within: compileSpan(context, path, source) }]
  if (Array.isArray(source)) {
    checkReach(context, path, source)
    return source.map((limit, index) => compileLimit(context, [...path, index], limit))
  }
  return isLimit(source)
    ? [compileLimit(context, path, source)]
    : compileByLevel(context, path, source)
}

/** Levels cannot be named as the keys of one limit are. */
function isLimit(source: object): source is LimitSource {
  return 'limit' in source
}

/** At most one of them holds, whatever their order. */
function compileByLevel(
  context: ConditionContext,
  path: Path,
  source: Readonly<Record<string, string>>,
): readonly Limit[] {
  return Object.entries(source).map(([severity, span]) => {
    const here = [...path, severity]
    return {
      when: { kind: 'severity', in: [refer(context, here, ['severity'], severity)] },
      within: compileSpan(context, here, span),
    }
  })
}

function compileLimit(context: ConditionContext, path: Path, source: LimitSource): Limit {
  const { when, limit, aim, at, unmeasured } = source
  if (limit === undefined && aim === undefined && unmeasured === undefined)
    report(
      context,
      path,
      'key-missing',
      'It does not say how long.',
      'Add `limit: 4h`, or the words of the document: `unmeasured: without undue delay`.',
    )
  if (at !== undefined && limit === undefined)
    report(
      context,
      [...path, 'at'],
      'contradiction',
      '`at` is a time of the day on which a limit ends, and there is none.',
      'Add `limit:` in days, or leave `at` out.',
    )
  const within = compileOptionalSpan(context, [...path, 'limit'], limit)
  if (at !== undefined && within !== undefined && 'ms' in within)
    report(
      context,
      [...path, 'at'],
      'contradiction',
      `A limit of ${within.text} ends at its own time of day.`,
      'Write a limit in days or working days, or leave `at` out.',
    )
  return present({
    when: when === undefined ? undefined : compileCondition(context, [...path, 'when'], when),
    within,
    aim: compileOptionalSpan(context, [...path, 'aim'], aim),
    at,
    unmeasured,
  })
}

/** After a case that always holds nothing is looked at any more. */
function checkReach(context: ConditionContext, path: Path, cases: readonly LimitSource[]): void {
  const always = cases.findIndex(({ when }) => when === undefined)
  if (always === -1 || always === cases.length - 1) return
  report(
    context,
    [...path, always + 1],
    'contradiction',
    'The case before this one has no `when`, so that this one never counts.',
    'Put the case without `when` last.',
  )
}
