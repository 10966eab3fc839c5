import { compileCalendar } from '#/core/plan/compile/calendar.ts'
import { compileClassification } from '#/core/plan/compile/classification.ts'
import type { Start } from '#/core/plan/clock.ts'
import type { ConditionContext } from '#/core/plan/compile/answer.ts'
import { ALWAYS } from '#/core/plan/compile/condition.ts'
import { compileElement, ordered, present } from '#/core/plan/compile/context.ts'
import { checkCycles } from '#/core/plan/compile/cycle.ts'
import { compileRules } from '#/core/plan/compile/playbook.ts'
import { compileFrame } from '#/core/plan/compile/record.ts'
import type { RuleContext } from '#/core/plan/compile/rule.ts'
import type {
  Condition,
  Element,
  Fact,
  Moment,
  Plan,
  PlanCalendar,
  Rule,
} from '#/core/plan/plan.ts'
import { kindOfQuestion } from '#/core/plan/regime/bind.ts'
import type { Binding } from '#/core/plan/regime/bind.ts'
import { entityFact, namesWithin } from '#/core/plan/regime/names.ts'
import type { OpenRegime } from '#/core/plan/regime/open.ts'
import type { Omitted, Regime } from '#/core/plan/regime.ts'
import type { PlanSource } from '#/core/plan/source.ts'

/** What a regime adds to the plan that switches it on. */
export type RegimePart = Pick<
  Plan,
  | 'calendars'
  | 'classifications'
  | 'facts'
  | 'moments'
  | 'templates'
  | 'rules'
  | 'gates'
  | 'fields'
  | 'program'
  | 'retention'
  | 'statements'
> & {
  readonly regime: Regime
  /** Its obligations for which one of the plan stands, as the regime has them, by the id of that one. */
  readonly carried: ReadonlyMap<string, Rule>
}

/** Of the plan and of all its regimes. */
type Outer = Pick<RuleContext, 'paging' | 'facts'>

/** Compiles a regime in its own context: mistakes in it stand in its own file. `line`: at which the plan switches it on. */
export function compileRegime(
  outer: Outer,
  open: OpenRegime,
  binding: Binding,
  line: number,
): RegimePart {
  const { id, source, places, broken, mistakes } = open
  const context: RuleContext = {
    names: namesWithin(open),
    places,
    mistakes,
    // A regime has no levels of severity, and that is no mistake in it.
    broken: new Set([...broken, 'severities']),
    facts: outer.facts,
    paging: outer.paging,
    ...(binding.calendar !== undefined && { calendar: binding.calendar }),
  }
  const like: PlanSource = { ...source, plan: id, severities: {} }
  const { classifications, facts, moments } = compileClassification(context, like)
  const { templates, gates, fields, program, retention, statements } = compileFrame(context, like)
  const { rules, paths } = compileRules(context, like)
  checkCycles(context, { rules, moments, facts, roles: [], paths })
  const known = [
    ...entityFacts(context, open, binding),
    ...facts.map(fact => answeredByPlan(fact, binding)),
  ]
  const told = moments.map(moment => toldByPlan(moment, binding))
  const regime = headOf(
    open,
    binding,
    rules.map(rule => inWordsOfPlan(rule, known, told)),
    line,
  )
  const mark = <Kind extends Element>(element: Kind): Kind => marked(element, regime)
  const cited = <Kind extends Element>(element: Kind): Kind => ({
    ...mark(element),
    cite: binding.cite,
  })
  const kept = rules.filter(rule => !binding.same.has(rule.id) && !binding.leftOut.has(rule.id))
  return {
    regime,
    carried: new Map(
      rules.flatMap(rule => {
        const by = binding.same.get(rule.id)
        return by === undefined ? [] : [[by, mark(rule)] as const]
      }),
    ),
    calendars: ownCalendar(context, open, binding).map(mark),
    classifications: classifications.map(cited),
    facts: known.map(mark),
    moments: told.map(mark),
    templates: templates.map(mark),
    rules: kept.map(rule => cited(framed(rule, binding, open))),
    gates: gates.map(mark),
    fields: fields.map(mark),
    program: program.map(cited),
    retention: retention.map(mark),
    statements: statements.map(mark),
  }
}

/** What is said of the regime as a whole: to readers, and to whoever asks why something of it is missing. */
function headOf(
  { id, source }: OpenRegime,
  { cite, same, leftOut, calendar }: Binding,
  rules: readonly Rule[],
  line: number,
): Regime {
  const omitted = (name: string): Omitted => {
    const rule = rules.find(candidate => candidate.id === name)
    return present({ id: name, title: rule?.title ?? name, law: rule?.law })
  }
  return present({
    id,
    title: source.title,
    version: source.version,
    law: source.law,
    line,
    cite,
    inForce: source['in-force'] && present(source['in-force']),
    unverified: source.unverified,
    periods: source.periods,
    calendar,
    same: rules.flatMap(rule => {
      const by = same.get(rule.id)
      return by === undefined ? [] : [{ obligation: rule, by }]
    }),
    leftOut: [...leftOut].map(([name, why]) => ({ obligation: omitted(name), why })),
  })
}

/** Messages about what a regime says point at the line of the plan that switches it on: that is where it can be mended. */
function marked<Kind extends Element>(element: Kind, { id, line, unverified }: Regime): Kind {
  const marks = unverified === undefined ? element.marks : { unverified, ...element.marks }
  return { ...element, regime: id, line, marks }
}

/** The calendar of the regime, where the plan gives it none of its own. */
function ownCalendar(
  context: ConditionContext,
  { id, source }: OpenRegime,
  { calendar }: Binding,
): readonly PlanCalendar[] {
  if (calendar !== id || source.calendar === undefined) return []
  const own = { title: source.title, ...source.calendar }
  return [compileCalendar(context, ['calendar'], id, own, undefined)]
}

/** What the organisation is, as facts that are the same in every incident. */
function entityFacts(
  context: ConditionContext,
  { id, source }: OpenRegime,
  { entity }: Binding,
): readonly Fact[] {
  return ordered(context, ['entity'], source.entity).map(({ id: name, entry }) =>
    present({
      ...compileElement(context, ['entity', name], entityFact(id, name), entry),
      ask: entry.ask,
      ...kindOfQuestion(entry),
      known: entity.get(name),
    }),
  )
}

/** A question that the plan asks already, in its own words, is not asked again. */
function answeredByPlan(fact: Fact, { facts }: Binding): Fact {
  const is = facts.get(fact.id)
  if (is === undefined) return fact
  const { by: _by, when: _when, ...answered } = fact
  return { ...answered, is }
}

/**
 * A rule with what the plan has answered put in the place of the questions, so that it can be compared with one of the plan's
 * when the questions are gone.
 */
function inWordsOfPlan(rule: Rule, facts: readonly Fact[], moments: readonly Moment[]): Rule {
  const { clock } = rule
  return {
    ...rule,
    when: answered(rule.when, new Map(facts.map(fact => [fact.id, fact]))),
    ...(clock !== undefined && { clock: { ...clock, from: underived(clock.from, moments) } }),
  }
}

/** The start itself, where it is a moment that is derived from another. */
export function underived(start: Start, moments: readonly Moment[]): Start {
  if (start.kind !== 'moment') return start
  const { is } = moments.find(({ id }) => id === start.moment) ?? {}
  if (is === undefined) return start
  // Those that are derived from each other in a circle are told elsewhere.
  return underived(
    is,
    moments.filter(({ id }) => id !== start.moment),
  )
}

function answered(condition: Condition, facts: ReadonlyMap<string, Fact>): Condition {
  if ('of' in condition)
    return { ...condition, of: condition.of.map(part => answered(part, facts)) }
  if (condition.kind !== 'fact' || !('is' in condition.test)) return condition
  const { known, is } = facts.get(condition.fact) ?? {}
  const { is: wanted } = condition.test
  if (known !== undefined) return wanted.includes(known) ? ALWAYS : NEVER
  if (is === undefined) return condition
  return wanted.includes('yes') ? is : { kind: 'none', of: [is] }
}

const NEVER: Condition = { kind: 'any', of: [] }

function toldByPlan(moment: Moment, { moments }: Binding): Moment {
  const is = moments.get(moment.id)
  return is === undefined ? moment : { ...moment, is }
}

/** Where the plan shows it, and what happens when it is missed, unless the regime says so itself. */
function framed(rule: Rule, { stage, late }: Binding, { source }: OpenRegime): Rule {
  const silent = rule.late.escalate === undefined && rule.late.notify.length === 0
  return present({
    ...rule,
    stage: rule.stage ?? stage,
    heading: rule.heading ?? source.title,
    late: silent ? late : rule.late,
    inForce: rule.inForce ?? (source['in-force'] && present(source['in-force'])),
  })
}
