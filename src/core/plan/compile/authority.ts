import { ALWAYS, compileCondition } from '#/core/plan/compile/condition.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import {
  compileElement,
  compileFlag,
  compileOptionalSpan,
  many,
  ordered,
  present,
  refer,
  referMany,
  referOptional,
  report,
} from '#/core/plan/compile/context.ts'
import type { Context } from '#/core/plan/compile/context.ts'
import { PARTIES } from '#/core/plan/compile/names.ts'
import type { NameKind } from '#/core/plan/compile/names.ts'
import { APPROVED_ACTS, HELD_ACTS } from '#/core/plan/act.ts'
import type { Approval, Decision } from '#/core/plan/authority.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Path } from '#/core/plan/mistake.ts'
import { GATED_STEPS } from '#/core/plan/plan.ts'
import type { Condition, Field, Gate, GatedStep, Plan } from '#/core/plan/plan.ts'
import type { PlanSource } from '#/core/plan/source.ts'
import type { ApprovalSource, ApproveSource } from '#/core/plan/source/authority.ts'
import type { ObligationSource } from '#/core/plan/source/obligation.ts'
import type { ConditionSource } from '#/core/plan/source/condition.ts'
import { nearest } from '#/core/plan/suggest.ts'

/** Whose word something needs. A name, or several, is one approval by all of them in every case. */
export function compileApprovals(
  context: ConditionContext,
  path: Path,
  source: ApproveSource | undefined,
): readonly Approval[] {
  if (source === undefined) return []
  if (typeof source === 'string') return [compileApproval(context, path, { by: source }, path)]
  if (!Array.isArray(source)) return [compileApproval(context, path, source as ApprovalSource)]
  if (source.some(entry => typeof entry === 'string'))
    return [compileApproval(context, path, { by: source as string[] }, path)]
  return (source as ApprovalSource[]).map((entry, index) =>
    compileApproval(context, [...path, index], entry),
  )
}

/** As `compileApprovals`, of an obligation: nobody approves what the product does by itself, or what somebody says. */
export function compileRuleApprovals(
  context: ConditionContext,
  path: Path,
  source: ObligationSource,
): readonly Approval[] {
  if (source.approve !== undefined && !APPROVED_ACTS.has(source.do))
    report(
      context,
      [...path, 'approve'],
      'key-not-here',
      `\`approve\` means nothing with \`do: ${source.do}\`.`,
      `Leave it out, or use one of: ${[...APPROVED_ACTS].join(', ')}.`,
    )
  return compileApprovals(context, [...path, 'approve'], source.approve)
}

function compileApproval(
  context: ConditionContext,
  path: Path,
  source: ApprovalSource,
  named: Path = [...path, 'by'],
): Approval {
  const by = referMany(context, named, PARTIES, source.by)
  checkLeast(context, path, source, by)
  const breakGlass = source['break-glass']
  if (breakGlass === undefined && source['report-within'] !== undefined)
    report(
      context,
      [...path, 'report-within'],
      'contradiction',
      'Nobody may act without this approval, so there is nothing to report.',
      'Add `break-glass:` with the role that may, or leave `report-within` out.',
    )
  return present({
    when: optional(context, [...path, 'when'], source.when),
    by,
    least: source.least,
    lasts: compileOptionalSpan(context, [...path, 'lasts'], source.lasts),
    silence: compileOptionalSpan(context, [...path, 'silence'], source.silence),
    breakGlass: referOptional(context, [...path, 'break-glass'], ['role'], breakGlass),
    reportWithin:
      breakGlass === undefined
        ? undefined
        : compileOptionalSpan(
            context,
            [...path, 'report-within'],
            source['report-within'] ?? REPORT_WITHIN_DEFAULT,
          ),
  })
}

/** Whoever acts without an approval says so within this time where the plan does not say. */
const REPORT_WITHIN_DEFAULT = '1d'

/** A group may give several approvals, one for each of its people; a role or a position gives one. */
function checkLeast(
  context: Context,
  path: Path,
  { least }: ApprovalSource,
  by: readonly string[],
): void {
  if (least === undefined || least <= by.length) return
  if (by.some(party => context.names.of('group').has(party))) return
  report(
    context,
    [...path, 'least'],
    'contradiction',
    `At least ${least} of ${by.length} can never approve.`,
    `Write a number up to ${by.length}, or name more who may.`,
  )
}

function optional(
  context: ConditionContext,
  path: Path,
  source: ConditionSource | undefined,
): Condition {
  return source === undefined ? ALWAYS : compileCondition(context, path, source)
}

export function compileDecisions(
  context: ConditionContext,
  source: PlanSource,
): readonly Decision[] {
  return ordered(context, ['decisions'], source.decisions).map(({ id, entry }) => {
    const path = ['decisions', id]
    return {
      ...compileElement(context, path, id, entry),
      when: optional(context, [...path, 'when'], entry.when),
      approvals: compileApprovals(context, [...path, 'approve'], entry.approve),
      irreversible: compileFlag(entry.irreversible),
    }
  })
}

export function compileGates(
  context: ConditionContext,
  source: PlanSource,
  fields: readonly Field[],
): readonly Gate[] {
  return ordered(context, ['gates'], source.gates).map(({ id, entry }) => {
    const path = ['gates', id]
    return present({
      ...compileElement(context, path, id, entry),
      before: compileSteps(context, [...path, 'before'], entry.before),
      when: optional(context, [...path, 'when'], entry.when),
      needs: referMany(context, [...path, 'needs'], ['obligation'], entry.needs),
      fields:
        entry.fields === 'complete'
          ? fields.filter(field => field.required).map(field => field.id)
          : referMany(context, [...path, 'fields'], ['field'], entry.fields),
      until: compileUntil(context, [...path, 'until'], entry.until),
      waivableBy: referOptional(context, [...path, 'waivable-by'], PARTIES, entry['waivable-by']),
    })
  })
}

function compileUntil(
  context: ConditionContext,
  path: Path,
  until: ConditionSource | 'never' | undefined,
): Condition | undefined {
  if (until === 'never') return NEVER
  return until === undefined ? undefined : compileCondition(context, path, until)
}

/** One of none. */
const NEVER: Condition = { kind: 'any', of: [] }

function compileSteps(
  context: Context,
  path: Path,
  steps: string | readonly string[],
): readonly GatedStep[] {
  if (typeof steps === 'string') return [compileStep(context, path, steps)]
  return many(steps).map((step, index) => compileStep(context, [...path, index], step))
}

/** A question, a page, evidence and what somebody writes down is never held back. */
export function checkHeld(context: Context, { gates, rules }: Pick<Plan, 'gates' | 'rules'>): void {
  for (const gate of gates)
    gate.before.forEach((step, index) => {
      const rule = rules.find(({ id }) => step === `do:${id}`)
      if (rule === undefined || HELD_ACTS.has(rule.act.do)) return
      const several = gate.before.length > 1
      report(
        context,
        several ? ['gates', gate.id, 'before', index] : ['gates', gate.id, 'before'],
        'contradiction',
        `Nothing holds back \`do: ${rule.act.do}\`, which \`${rule.id}\` asks for.`,
        `Hold back one of: ${[...HELD_ACTS].join(', ')}.`,
      )
    })
}

const STEP_NAMES: Readonly<Record<(typeof GATED_STEPS)[number], readonly NameKind[]>> = {
  stage: ['stage'],
  send: ['obligation'],
  do: ['obligation'],
  decide: ['decision'],
  tell: ['audience'],
  via: ['channel'],
}

function compileStep(context: Context, path: Path, step: string): GatedStep {
  if (step === 'resolve' || step === 'close') return step
  const kind = GATED_STEPS.find(word => step.startsWith(`${word}:`))
  if (kind !== undefined)
    return `${kind}:${refer(context, path, STEP_NAMES[kind], step.slice(kind.length + 1))}`
  const [word = step] = step.split(':')
  const meant = nearest(word, ['resolve', 'close', ...GATED_STEPS])
  const rest = step.includes(':') ? step.slice(word.length) : ':…'
  const mend =
    meant === undefined
      ? 'Write resolve, close, stage:ID, send:OBLIGATION, do:OBLIGATION, decide:DECISION, tell:AUDIENCE or via:CHANNEL.'
      : `Write \`${meant}${meant === 'resolve' || meant === 'close' ? '' : rest}\`.`
  report(context, path, 'name-unknown', `No step ${quote(step)} can wait for a gate.`, mend)
  return 'close'
}
