import { compileTests } from '#/core/plan/compile/answer.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import {
  compileFlag,
  refer,
  referMany,
  report,
  reportMissing,
} from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { compileTimes } from '#/core/plan/compile/time.ts'
import type { NameKind } from '#/core/plan/compile/names.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Condition } from '#/core/plan/plan.ts'
import { referLevels } from '#/core/plan/compile/level.ts'
import type { FactTestSource } from '#/core/plan/source/answer.ts'
import type { ConditionSource } from '#/core/plan/source/condition.ts'

export const ALWAYS: Condition = { kind: 'always' }

export function compileCondition(
  context: ConditionContext,
  path: Path,
  source: ConditionSource,
): Condition {
  const parts = [
    ...named(context, path, source),
    ...flags(source),
    ...states(context, path, source),
    ...compileTimes(context, path, source),
    ...tests(context, path, source.fact ?? {}),
    ...assessments(context, path, source.assessed ?? {}),
    ...combined(context, path, source),
  ]
  const begun = source['at-least'] ?? source.of ?? source.fact ?? source.assessed ?? source.at
  if (parts.length === 0 && begun === undefined)
    reportMissing(
      context,
      path,
      'condition-empty',
      'The condition says nothing.',
      'Write what must hold, such as {severity: [P0, P1]}, or leave the key out.',
    )
  return all(parts)
}

/** As `compileCondition`; a name alone stands for the moment being on record. */
export function compileMomentOrCondition(
  context: ConditionContext,
  path: Path,
  source: string | ConditionSource,
): Condition {
  if (typeof source !== 'string') return compileCondition(context, path, source)
  return { kind: 'reached', moment: refer(context, path, ['moment'], source) }
}

/** All of these; without the word when it is one. */
export function all(parts: readonly Condition[]): Condition {
  const saying = parts.filter(part => part.kind !== 'always')
  const [first, ...others] = saying
  if (first === undefined) return ALWAYS
  return others.length === 0 ? first : { kind: 'all', of: saying }
}

/**
 * One of these at least; always, when one of them always holds. A part that asks for all that another asks for, and for more,
 * adds nothing and is left out.
 */
export function any(parts: readonly Condition[]): Condition {
  const alternatives = parts.flatMap(part => (part.kind === 'any' ? part.of : [part]))
  if (alternatives.some(part => part.kind === 'always')) return ALWAYS
  const needed = alternatives.filter(
    (part, index) =>
      !alternatives.some((other, at) => at !== index && isNarrower(part, other, at < index)),
  )
  const [first, ...others] = needed
  if (first === undefined) return ALWAYS
  return others.length === 0 ? first : { kind: 'any', of: needed }
}

/** Whether `one` asks for all that `other` asks for, and for more; of two that ask for the same, the later is the narrower. */
function isNarrower(one: Condition, other: Condition, otherFirst: boolean): boolean {
  const asked = demandsOf(one)
  const covered = demandsOf(other)
  return (
    covered.every(demand => asked.includes(demand)) && (asked.length > covered.length || otherFirst)
  )
}

function demandsOf(condition: Condition): readonly string[] {
  return condition.kind === 'all' ? condition.of.flatMap(demandsOf) : [JSON.stringify(condition)]
}

const NAMED = ['severity', 'type', 'source', 'stage'] as const satisfies readonly NameKind[]

function named(context: Context, path: Path, source: ConditionSource): readonly Condition[] {
  return NAMED.filter(kind => source[kind] !== undefined).map(kind => ({
    kind,
    in: referMany(context, [...path, kind], [kind], source[kind]),
  }))
}

function flags({ security }: ConditionSource): readonly Condition[] {
  if (security === undefined) return []
  return [
    compileFlag(security) ? { kind: 'security' } : { kind: 'none', of: [{ kind: 'security' }] },
  ]
}

function states(context: Context, path: Path, source: ConditionSource): readonly Condition[] {
  const { reached, done, recorded, escalated } = source
  const parts: Condition[] = referMany(context, [...path, 'reached'], ['moment'], reached).map(
    moment => ({ kind: 'reached', moment }),
  )
  if (done !== undefined)
    parts.push({ kind: 'done', rules: referMany(context, [...path, 'done'], ['obligation'], done) })
  if (recorded !== undefined)
    parts.push({
      kind: 'recorded',
      fields: referMany(context, [...path, 'recorded'], ['field'], recorded),
    })
  const decided = referMany(context, [...path, 'decided'], ['decision'], source.decided)
  parts.push(...decided.map(decision => ({ kind: 'decided' as const, decision })))
  const held = referMany(context, [...path, 'held'], ['role'], source.held)
  parts.push(...held.map(role => ({ kind: 'held' as const, role })))
  if (escalated !== undefined) {
    refer(context, [...path, 'escalated'], ['level'], String(escalated))
    parts.push({ kind: 'escalated', level: escalated })
  }
  return parts
}

function combined(
  context: ConditionContext,
  path: Path,
  source: ConditionSource,
): readonly Condition[] {
  const several = (key: 'all' | 'any' | 'none' | 'of') =>
    (source[key] ?? []).map((part, index) => compileCondition(context, [...path, key, index], part))
  const parts: Condition[] = []
  for (const kind of ['all', 'any', 'none'] as const)
    if (source[kind] !== undefined) parts.push({ kind, of: several(kind) })
  const least = source['at-least']
  if (least !== undefined && source.of !== undefined) {
    if (least > source.of.length)
      report(
        context,
        [...path, 'at-least'],
        'contradiction',
        `At least ${least} of ${source.of.length} can never hold.`,
        `Write a number up to ${source.of.length}, or add conditions under \`of\`.`,
      )
    parts.push({ kind: 'at-least', least, of: several('of') })
  } else if (least !== undefined || source.of !== undefined)
    reportMissing(
      context,
      path,
      'key-missing',
      '`at-least` and `of` belong together, and one is missing.',
      'Write both, such as {at-least: 2, of: [{…}, {…}, {…}]}.',
    )
  return parts
}

function assessments(
  context: Context,
  path: Path,
  assessed: Readonly<Record<string, string | readonly string[]>>,
): readonly Condition[] {
  return Object.entries(assessed).map(([classification, levels]) => {
    const here = [...path, 'assessed', classification]
    refer(context, here, ['classification'], classification)
    return {
      kind: 'assessed',
      classification,
      in: referLevels(context, here, classification, levels),
    }
  })
}

function tests(
  context: ConditionContext,
  path: Path,
  facts: Readonly<Record<string, FactTestSource>>,
): readonly Condition[] {
  return Object.entries(facts).flatMap(([fact, test]) => {
    const here = [...path, 'fact', fact]
    refer(context, here, ['fact'], fact)
    const kind = context.facts.get(fact)
    return compileTests(context, here, kind, test).map(compiled => ({
      kind: 'fact' as const,
      fact,
      test: compiled,
    }))
  })
}
