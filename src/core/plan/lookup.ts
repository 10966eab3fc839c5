import type {
  Audience,
  Fact,
  Field,
  Gate,
  GatedStep,
  IncidentType,
  Level,
  Moment,
  Plan,
  PlanCalendar,
  Role,
  Rule,
  Severity,
  Stage,
  System,
  Template,
} from '#/core/plan/plan.ts'
import type { ActName } from '#/core/plan/act.ts'
import type { Decision } from '#/core/plan/authority.ts'
import type { Classification } from '#/core/plan/classification.ts'
import { leaves } from '#/core/plan/leaves.ts'

/** A plan's elements by id. Built once for a plan and kept as long as it is. */
export type Lookup = {
  readonly severities: ReadonlyMap<string, Severity>
  readonly types: ReadonlyMap<string, IncidentType>
  readonly facts: ReadonlyMap<string, Fact>
  readonly calendars: ReadonlyMap<string, PlanCalendar>
  readonly systems: ReadonlyMap<string, System>
  readonly moments: ReadonlyMap<string, Moment>
  readonly roles: ReadonlyMap<string, Role>
  readonly audiences: ReadonlyMap<string, Audience>
  readonly templates: ReadonlyMap<string, Template>
  readonly stages: ReadonlyMap<string, Stage>
  readonly rules: ReadonlyMap<string, Rule>
  /** Act → the rules that ask for it, in the plan's order. */
  readonly rulesByAct: ReadonlyMap<ActName, readonly Rule[]>
  readonly gates: ReadonlyMap<string, Gate>
  /** Step → the gates before it. One that is only recorded holds nothing back. */
  readonly gatesBefore: ReadonlyMap<GatedStep, readonly Gate[]>
  readonly classifications: ReadonlyMap<string, Classification>
  readonly decisions: ReadonlyMap<string, Decision>
  readonly levels: ReadonlyMap<number, Level>
  /** The levels, lowest first. */
  readonly ladder: readonly Level[]
  /** Role → those that the same person must not hold beside it, whichever of the two the plan says it of. */
  readonly keptApart: ReadonlyMap<string, readonly string[]>
  readonly fields: ReadonlyMap<string, Field>
  /** Places of the rules that restrict who may see the incident. */
  readonly restrictions: ReadonlySet<number>
  /** Rules that go on after a declassification or merge: since they speak of it, or since the law knows neither. */
  readonly afterEnd: ReadonlySet<string>
}

const lookups = new WeakMap<Plan, Lookup>()

export function lookup(plan: Plan): Lookup {
  const known = lookups.get(plan)
  if (known !== undefined) return known
  const built = build(plan)
  lookups.set(plan, built)
  return built
}

/** The rules that ask for an act, in the plan's order. */
export function rulesDoing(plan: Plan, act: ActName): readonly Rule[] {
  return lookup(plan).rulesByAct.get(act) ?? []
}

function build(plan: Plan): Lookup {
  return {
    severities: byId(plan.severities),
    types: byId(plan.types),
    facts: byId(plan.facts),
    calendars: byId(plan.calendars),
    systems: byId(plan.systems),
    moments: byId(plan.moments),
    roles: byId(plan.roles),
    audiences: byId(plan.audiences),
    templates: byId(plan.templates),
    stages: byId(plan.stages),
    rules: byId(plan.rules),
    rulesByAct: Map.groupBy(plan.rules, rule => rule.act.do),
    gates: byId(plan.gates),
    gatesBefore: beforeSteps(plan.gates),
    classifications: byId(plan.classifications),
    decisions: byId(plan.decisions),
    levels: new Map(plan.levels.map(level => [level.level, level])),
    ladder: plan.levels.toSorted((one, other) => one.level - other.level),
    keptApart: new Map(plan.roles.map(role => [role.id, apartFrom(plan, role)])),
    fields: byId(plan.fields),
    restrictions: new Set(
      plan.rules.flatMap((rule, place) => (rule.act.do === 'restrict' ? [place] : [])),
    ),
    afterEnd: new Set(plan.rules.filter(goesOnAfterEnd).map(rule => rule.id)),
  }
}

function byId<T extends { readonly id: string }>(elements: readonly T[]): ReadonlyMap<string, T> {
  return new Map(elements.map(element => [element.id, element]))
}

function apartFrom({ roles }: Plan, { id, notWith }: Role): readonly string[] {
  return [...notWith, ...roles.filter(other => other.notWith.includes(id)).map(other => other.id)]
}

function beforeSteps(gates: readonly Gate[]): ReadonlyMap<GatedStep, readonly Gate[]> {
  const before = new Map<GatedStep, readonly Gate[]>()
  for (const gate of gates.filter(({ marks }) => marks.recordedOnly === undefined))
    for (const step of gate.before) before.set(step, [...(before.get(step) ?? []), gate])
  return before
}

const ENDS: ReadonlySet<string> = new Set(['declassified', 'merged'])

/** It speaks of the end; or it is a report that whoever acted without approval owes, whatever became of the incident. */
function goesOnAfterEnd(rule: Rule): boolean {
  if (rule.each === 'override') return true
  if (rule.regime !== undefined) return true
  return leaves(rule.when).some(leaf => leaf.kind === 'reached' && ENDS.has(leaf.moment))
}
