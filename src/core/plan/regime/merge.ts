import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { present, report, unique } from '#/core/plan/compile/context.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { bindRegime } from '#/core/plan/regime/bind.ts'
import { compileRegime } from '#/core/plan/regime/compile.ts'
import type { RegimePart } from '#/core/plan/regime/compile.ts'
import { pruned } from '#/core/plan/regime/prune.ts'
import type { OpenRegime } from '#/core/plan/regime/open.ts'
import { isWorkingSpan } from '#/core/time.ts'

type Outer = ConditionContext & Pick<Plan, 'paging'>

/** What the regimes of a plan add to it, each checked against what the plan says to it. */
export function compileRegimes(
  context: Outer,
  opened: readonly OpenRegime[],
): readonly RegimePart[] {
  return opened.map(open => {
    const binding = bindRegime(context, open)
    const { line } = context.places.keyPlace(['uses', open.id])
    return compileRegime(context, open, binding, line)
  })
}

/** The plan with its regimes: their elements stand behind its own. */
export function withRegimes(context: Outer, plan: Plan, parts: readonly RegimePart[]): Plan {
  if (parts.length === 0) return plan
  const merged: Plan = {
    ...plan,
    calendars: join(plan.calendars, parts, 'calendars'),
    classifications: join(plan.classifications, parts, 'classifications'),
    facts: join(plan.facts, parts, 'facts'),
    moments: join(plan.moments, parts, 'moments'),
    templates: join(plan.templates, parts, 'templates'),
    rules: join(
      plan.rules.map(rule => carrying(rule, parts)),
      parts,
      'rules',
    ),
    gates: join(plan.gates, parts, 'gates'),
    fields: join(plan.fields, parts, 'fields'),
    program: join(plan.program, parts, 'program'),
    retention: join(plan.retention, parts, 'retention'),
    statements: join(plan.statements, parts, 'statements'),
    regimes: parts.map(({ regime }) => regime),
  }
  for (const part of parts) {
    checkLeftOut(context, part)
    checkCalendar(context, plan, part)
  }
  return pruned(merged)
}

type Joined = Exclude<keyof RegimePart, 'regime' | 'carried'>

function join<Key extends Joined>(
  own: RegimePart[Key],
  parts: readonly RegimePart[],
  key: Key,
): RegimePart[Key] {
  return [...own, ...parts.flatMap(part => part[key] as readonly unknown[])] as RegimePart[Key]
}

/** An obligation of the plan that stands for one of a regime says which law it carries out. */
function carrying(rule: Rule, parts: readonly RegimePart[]): Rule {
  const carried = parts.flatMap(part => part.carried.get(rule.id) ?? [])
  if (carried.length === 0) return rule
  const laws = unique([rule, ...carried].flatMap(({ law }) => law ?? []))
  const unverified = unique([rule, ...carried].flatMap(({ marks }) => marks.unverified ?? []))
  const names = unique([rule, ...carried].flatMap(({ report: asked }) => asked ?? []))
  return {
    ...rule,
    ...(laws.length === 0 ? {} : { law: laws.join('; ') }),
    ...(names.length === 0 ? {} : { report: names }),
    marks: present({
      ...rule.marks,
      unverified: unverified.length === 0 ? undefined : unverified.join('; '),
    }),
  }
}

/** What is left out must not be what other obligations count on: their clocks would never start. */
function checkLeftOut(context: Outer, { regime, ...elements }: RegimePart): void {
  for (const { obligation } of regime.leftOut) {
    const waiting = [...elements.rules, ...elements.gates, ...elements.moments].filter(element =>
      rulesNamedIn(element).includes(obligation.id),
    )
    const [first] = waiting
    if (first === undefined) continue
    report(
      context,
      ['uses', regime.id, 'leave-out', obligation.id],
      'contradiction',
      `\`${first.id}\` of the regime counts on \`${obligation.id}\`, which is left out.`,
      'Leave that out as well, or say under `same` which obligation of the plan stands for it.',
    )
  }
}

/** Keys of a compiled element under which obligations are named. */
const RULE_KEYS: ReadonlySet<string> = new Set(['rule', 'rules', 'after', 'needs'])

function rulesNamedIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(rulesNamedIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]: readonly [string, unknown]) => {
    const here = RULE_KEYS.has(key) ? [part].flat().filter(name => typeof name === 'string') : []
    return [...here, ...rulesNamedIn(part)]
  })
}

/** Working days can only be counted, and days off told, with a calendar. */
function checkCalendar(context: Outer, plan: Plan, { regime, rules }: RegimePart): void {
  if (regime.calendar !== undefined || plan.calendars.length > 0) return
  const counting = rules.find(
    ({ clock }) =>
      clock?.roll !== undefined ||
      clock?.cases.some(({ within }) => within !== undefined && isWorkingSpan(within)),
  )
  if (counting === undefined) return
  report(
    context,
    ['uses', regime.id],
    'calendar-missing',
    `\`${counting.id}\` of the regime counts on working days, and the plan has no calendar.`,
    'Add one under `calendars`, such as `office: {place: DE}`, and name it here: `calendar: office`.',
  )
}
