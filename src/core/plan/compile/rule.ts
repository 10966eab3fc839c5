import {
  ALWAYS,
  compileCondition,
  compileMomentOrCondition,
} from '#/core/plan/compile/condition.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { compileRuleApprovals } from '#/core/plan/compile/authority.ts'
import { compileAct } from '#/core/plan/compile/act.ts'
import type { ActContext } from '#/core/plan/compile/act.ts'
import {
  compileElement,
  many,
  present,
  refer,
  referOptional,
  referMany,
  report,
} from '#/core/plan/compile/context.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import { compileCadence, compileClock } from '#/core/plan/compile/clock.ts'
import type { Path } from '#/core/plan/mistake.ts'
import type { Rule } from '#/core/plan/plan.ts'
import type { Late } from '#/core/plan/clock.ts'
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
    approvals: compileRuleApprovals(context, path, source),
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
    inForce: source['in-force'] && present(source['in-force']),
    report: source.report === undefined ? undefined : many(source.report),
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

function compileLate(context: RuleContext, path: Path, { late }: ObligationSource): Late {
  const { escalate, notify, raise } = late ?? {}
  if (escalate !== undefined)
    refer(context, [...path, 'late', 'escalate'], ['level'], String(escalate))
  const told = referMany(
    context,
    [...path, 'late', 'notify'],
    ['audience', ...PARTIES, 'on-call'],
    notify,
  )
  return present({ escalate, notify: told, raise })
}
