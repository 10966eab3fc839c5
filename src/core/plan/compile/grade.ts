import { ALWAYS, compileCondition } from '#/core/plan/compile/condition.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import {
  compileElement,
  ordered,
  present,
  referMany,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import { compileParty } from '#/core/plan/compile/people.ts'
import type { Classification, Classifying, Grade } from '#/core/plan/classification.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Condition } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import type { ClassifyingSource, GradeSource } from '#/core/plan/source/classification.ts'
import type { ConditionSource } from '#/core/plan/source/condition.ts'

export function compileGrade(
  context: ConditionContext,
  path: Path,
  id: string,
  entry: GradeSource,
): Grade {
  return present({
    ...compileElement(context, path, id, entry),
    means: entry.means ?? '',
    examples: entry.examples ?? [],
    propose: optional(context, [...path, 'propose'], entry.propose),
    floor: optional(context, [...path, 'floor'], entry.floor),
  })
}

function optional(
  context: ConditionContext,
  path: Path,
  source: ConditionSource | undefined,
): Condition | undefined {
  return source === undefined ? undefined : compileCondition(context, path, source)
}

/** How levels are given: of the severity, or of one classification. */
export function compileClassifying(
  context: ConditionContext,
  path: Path,
  source: ClassifyingSource,
): Classifying {
  const { lower } = source
  return present({
    inDoubt: source['in-doubt'] ?? 'ask',
    lower:
      lower === undefined
        ? undefined
        : {
            when: optional(context, [...path, 'lower', 'when'], lower.when) ?? ALWAYS,
            by: referMany(context, [...path, 'lower', 'by'], PARTIES, lower.by),
          },
  })
}

export function compileClassifications(
  context: ConditionContext,
  source: PlanSource,
): readonly Classification[] {
  return ordered(context, ['classifications'], source.classifications).map(({ id, entry }) => {
    const path = ['classifications', id]
    const levels = ordered(context, [...path, 'levels'], entry.levels)
    if (levels.length < LEVELS_LEAST)
      reportMissing(
        context,
        [...path, 'levels'],
        'contradiction',
        'A classification of fewer than two levels tells nothing apart.',
        'Add levels, worst first, such as major and not-major.',
      )
    return present({
      ...compileElement(context, path, id, entry),
      ...compileClassifying(context, path, entry),
      by: entry.by === undefined ? undefined : compileParty(context, [...path, 'by'], entry.by),
      levels: levels.map(level =>
        compileGrade(context, [...path, 'levels', level.id], level.id, level.entry),
      ),
    })
  })
}

const LEVELS_LEAST = 2
