import { compileAnswers } from '#/core/plan/compile/answer.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { compileSpan, many, refer, report, reportMissing } from '#/core/plan/compile/context.ts'
import { referLevels } from '#/core/plan/compile/level.ts'
import type { NameKind } from '#/core/plan/compile/names.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Start } from '#/core/plan/clock.ts'
import type { StartKeys, StartSource } from '#/core/plan/source/start.ts'

export const APPLIES: Start = { kind: 'applies' }

/** An instant that has nothing to do with whether some obligation applies: of a moment, or inside a condition. */
export function compileInstant(context: ConditionContext, path: Path, source: StartSource): Start {
  const start = compileStart(context, path, source)
  if (speaksOfCondition(start))
    report(
      context,
      path,
      'contradiction',
      'Here is no obligation, so `applies` and `entered` mean nothing.',
      'Name a moment, or {met: …}.',
    )
  return start
}

function speaksOfCondition(start: Start): boolean {
  if ('of' in start) return start.of.some(speaksOfCondition)
  if ('start' in start) return speaksOfCondition(start.start)
  return start.kind === 'applies' || start.kind === 'entered'
}

export function compileStart(context: ConditionContext, path: Path, source: StartSource): Start {
  if (source === 'applies' || source === 'entered') return { kind: source }
  if (typeof source === 'string')
    return { kind: 'moment', moment: refer(context, path, ['moment', 'start'], source) }
  const starts = KINDS.filter(kind => source[kind] !== undefined)
  const [kind] = starts
  if (kind === undefined || starts.length > 1) {
    reportMissing(
      context,
      path,
      'contradiction',
      `A clock starts from one thing, and here are ${starts.length}.`,
      `Write one of ${KINDS.join(', ')}.`,
    )
    return APPLIES
  }
  const besides = BESIDES[kind] ?? []
  for (const key of ['by', 'of', 'as'] as const)
    if (source[key] !== undefined && !besides.includes(key)) reportForeign(context, path, kind, key)
  return COMPILE[kind]({ context, path, source })
}

function reportForeign(context: ConditionContext, path: Path, kind: string, key: string): void {
  report(
    context,
    [...path, key],
    'contradiction',
    `\`${key}\` says nothing beside \`${kind}\`.`,
    'Leave it out.',
  )
}

type Asked = {
  readonly context: ConditionContext
  readonly path: Path
  readonly source: StartKeys
}

/** What may stand beside each of them. */
const BESIDES: Readonly<Partial<Record<Kind, readonly ('by' | 'of' | 'as')[]>>> = {
  after: ['by'],
  before: ['by'],
  share: ['of'],
  'end-of': ['of'],
  answered: ['as'],
  assessed: ['as'],
}

const KINDS = [
  'met',
  'earliest',
  'newest',
  'latest',
  'after',
  'before',
  'due',
  'share',
  'end-of',
  'answered',
  'assessed',
  'decided',
  'held',
] as const satisfies readonly (keyof StartKeys)[]
type Kind = (typeof KINDS)[number]

const COMPILE: Readonly<Record<Kind, (asked: Asked) => Start>> = {
  met: asked => ({ kind: 'met', rule: named(asked, 'met', 'obligation') }),
  earliest: asked => ({ kind: 'earliest', of: several(asked, 'earliest') }),
  newest: asked => ({ kind: 'newest', of: several(asked, 'newest') }),
  latest: asked => ({ kind: 'latest', of: several(asked, 'latest') }),
  after: asked => ({ kind: 'after', ...moved(asked, 'after') }),
  before: asked => ({ kind: 'before', ...moved(asked, 'before') }),
  due: asked => ({ kind: 'due', rule: named(asked, 'due', 'obligation') }),
  share: compileShare,
  'end-of': compileEndOf,
  answered: compileAnswered,
  assessed: compileAssessed,
  decided: asked => ({ kind: 'decided', decision: named(asked, 'decided', 'decision') }),
  held: asked => ({ kind: 'held', role: named(asked, 'held', 'role') }),
}

function named(
  { context, path, source }: Asked,
  key: 'met' | 'due' | 'answered' | 'assessed' | 'decided' | 'held',
  kind: NameKind,
): string {
  return refer(context, [...path, key], [kind], source[key] ?? '')
}

function several(
  { context, path, source }: Asked,
  key: 'earliest' | 'newest' | 'latest',
): readonly Start[] {
  const parts = source[key] ?? []
  return parts.map((part, index) => compileStart(context, [...path, key, index], part))
}

function moved({ context, path, source }: Asked, key: 'after' | 'before') {
  if (source.by === undefined)
    reportMissing(
      context,
      path,
      'key-missing',
      `It does not say how long ${key}.`,
      'Add `by: 24h`.',
    )
  return {
    start: compileStart(context, [...path, key], source[key] ?? 'applies'),
    by: compileSpan(context, [...path, 'by'], source.by ?? '0m'),
    ...calendarOf(context),
  }
}

function compileShare({ context, path, source: { share = '', of } }: Asked): Start {
  if (typeof of !== 'string')
    reportMissing(
      context,
      path,
      'key-missing',
      'It does not say of which obligation.',
      'Add `of:` with the id of an obligation.',
    )
  const rule = typeof of === 'string' ? refer(context, [...path, 'of'], ['obligation'], of) : ''
  return { kind: 'share', percent: Number(share.replace('%', '')), rule }
}

function compileEndOf({ context, path, source }: Asked): Start {
  if (source.of === undefined)
    reportMissing(
      context,
      path,
      'key-missing',
      'It does not say in which period.',
      'Add `of:` with the moment that lies in it.',
    )
  return {
    kind: 'end-of',
    period: source['end-of'] ?? 'day',
    start: compileStart(context, [...path, 'of'], source.of ?? 'applies'),
    ...calendarOf(context),
  }
}

function calendarOf({ calendar }: ConditionContext): { readonly calendar?: string } {
  return calendar === undefined ? {} : { calendar }
}

function compileAnswered(asked: Asked): Start {
  const { context, path, source } = asked
  const fact = named(asked, 'answered', 'fact')
  if (source.as === undefined) return { kind: 'answered', fact }
  const kind = context.facts.get(fact)
  return { kind: 'answered', fact, as: compileAnswers(context, [...path, 'as'], kind, source.as) }
}

function compileAssessed(asked: Asked): Start {
  const { context, path, source } = asked
  const classification = named(asked, 'assessed', 'classification')
  if (source.as === undefined) return { kind: 'assessed', classification }
  const levels = many(source.as).map(String)
  const [level = ''] = referLevels(context, [...path, 'as'], classification, levels)
  if (levels.length > 1)
    report(
      context,
      [...path, 'as'],
      'contradiction',
      'A clock starts from one level, and here are several.',
      'Write {earliest: [{assessed: …, as: …}, …]}.',
    )
  return { kind: 'assessed', classification, level }
}
