import {
  ALWAYS,
  compileCondition,
  compileMomentOrCondition,
} from '#/core/plan/compile/condition.ts'
import type { ConditionContext } from '#/core/plan/compile/condition.ts'
import { compileAct } from '#/core/plan/compile/act.ts'
import type { ActContext } from '#/core/plan/compile/act.ts'
import {
  compileElement,
  compileOptionalSpan,
  compileSpan,
  present,
  refer,
  referOptional,
  referMany,
  report,
} from '#/core/plan/compile/context.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import { APPLIES, compileStart } from '#/core/plan/compile/start.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Rule } from '#/core/plan/plan.ts'
import type { Cadence, Clock, Late } from '#/core/plan/clock.ts'
import type { ObligationSource } from '#/core/plan/source/obligation.ts'

export type RuleContext = ConditionContext & ActContext

/** One promise. Its playbooks, and what they add to its condition, come later. */
export function compileRule(context: RuleContext, path: Path, source: ObligationSource): Rule {
  const element = compileElement(context, path, source.id, source)
  return present({
    ...element,
    stage: referOptional(context, [...path, 'stage'], ['stage'], source.stage),
    heading: source.heading,
    playbooks: [],
    when:
      source.when === undefined
        ? ALWAYS
        : compileCondition(context, [...path, 'when'], source.when),
    act: compileAct(context, path, source, element.title),
    by: compileOwner(context, path, source),
    each: source.each,
    clock: compileClock(context, path, source),
    every: compileCadence(context, path, source),
    until:
      source.until === undefined
        ? undefined
        : compileMomentOrCondition(context, [...path, 'until'], source.until),
    met:
      source.met === undefined
        ? undefined
        : compileMomentOrCondition(context, [...path, 'met'], source.met),
    after: referMany(context, [...path, 'after'], ['obligation'], source.after),
    late: compileLate(context, path, source),
    waivableBy: referOptional(context, [...path, 'waivable-by'], PARTIES, source['waivable-by']),
    help: source.help,
  })
}

function compileOwner(
  context: RuleContext,
  path: Path,
  { by, each }: ObligationSource,
): string | undefined {
  if (by === undefined) return undefined
  if (by === 'each' && each === undefined)
    report(
      context,
      [...path, 'by'],
      'contradiction',
      '`by: each` has no one to mean.',
      'Add `each: responder`, `each: system` or `each: follow-up`, or name a role.',
    )
  return refer(context, [...path, 'by'], [...PARTIES, 'on-call', 'each'], by)
}

function compileClock(
  context: RuleContext,
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
    within: compileOptionalSpan(context, [...path, 'within'], within),
    aim: compileOptionalSpan(context, [...path, 'aim'], aim),
    warn: compileOptionalSpan(context, [...path, 'warn'], warn),
    unmeasured,
  })
}

function compileCadence(
  context: RuleContext,
  path: Path,
  { every, from }: ObligationSource,
): Cadence | undefined {
  if (every === undefined) return undefined
  const start =
    from === undefined
      ? APPLIES
      : compileStart({ ...context, mistakes: [] }, [...path, 'from'], from)
  if (typeof every === 'string')
    return { limit: compileSpan(context, [...path, 'every'], every), from: start }
  return present({
    aim: compileOptionalSpan(context, [...path, 'every', 'aim'], every.aim),
    limit: compileSpan(context, [...path, 'every', 'limit'], every.limit),
    from: start,
  })
}

function compileLate(context: RuleContext, path: Path, { late }: ObligationSource): Late {
  const { escalate, notify } = late ?? {}
  if (escalate !== undefined)
    refer(context, [...path, 'late', 'escalate'], ['level'], String(escalate))
  const told = referMany(
    context,
    [...path, 'late', 'notify'],
    ['audience', ...PARTIES, 'on-call'],
    notify,
  )
  return present({ escalate, notify: told })
}
