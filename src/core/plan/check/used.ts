import { leaves } from '#/core/plan/condition.ts'
import type { Condition, Plan, Rule } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'

/** The names that a plan refers to, by what they name. `parties` are roles, positions, groups and audiences. */
export type Used = {
  readonly parties: ReadonlySet<string>
  readonly facts: ReadonlySet<string>
  readonly moments: ReadonlySet<string>
  readonly stages: ReadonlySet<string>
  readonly templates: ReadonlySet<string>
  readonly fields: ReadonlySet<string>
}

export function usedIn(plan: Plan): Used {
  const conditions = conditionsOf(plan).flatMap(leaves)
  const filled = placeholdersOf(plan)
  return {
    parties: new Set(partiesOf(plan)),
    facts: new Set([
      ...conditions.flatMap(leaf => (leaf.kind === 'fact' ? [leaf.fact] : [])),
      ...plan.rules.flatMap(rule => (rule.act.do === 'ask' ? [rule.act.fact] : [])),
      ...filled.fact,
    ]),
    moments: new Set([
      ...conditions.flatMap(leaf => (leaf.kind === 'reached' ? [leaf.moment] : [])),
      ...startsOf(plan).flatMap(momentsIn),
      ...plan.measures.flatMap(({ from, to }) => [from, to].filter(moment => moment !== undefined)),
      ...filled.moment,
    ]),
    stages: new Set([
      ...conditions.flatMap(leaf => (leaf.kind === 'stage' ? leaf.in : [])),
      ...plan.rules.flatMap(rule => rule.stage ?? []),
    ]),
    templates: new Set(
      plan.rules.flatMap(({ act }) => ('template' in act ? (act.template ?? []) : [])),
    ),
    fields: new Set([
      ...conditions.flatMap(leaf => (leaf.kind === 'recorded' ? leaf.fields : [])),
      ...plan.gates.flatMap(gate => gate.fields),
      ...filled.field,
    ]),
  }
}

function conditionsOf(plan: Plan): readonly Condition[] {
  const conditions = [
    ...plan.severities.flatMap(({ propose, floor }) => [propose, floor]),
    ...plan.facts.map(fact => fact.when),
    ...plan.stages.map(stage => stage.begins),
    ...plan.rules.flatMap(({ when, until, met }) => [when, until, met]),
    ...plan.levels.map(level => level.when),
  ]
  return conditions.filter(condition => condition !== undefined)
}

function startsOf(plan: Plan): readonly Start[] {
  const starts = [
    ...plan.moments.map(moment => moment.is),
    ...plan.rules.flatMap(({ clock, every }) => [clock?.from, every?.from]),
  ]
  return starts.filter(start => start !== undefined)
}

function momentsIn(start: Start): readonly string[] {
  if (start.kind === 'moment') return [start.moment]
  return 'of' in start ? start.of.flatMap(momentsIn) : []
}

function partiesOf(plan: Plan): readonly string[] {
  return [
    ...plan.rules.flatMap(partiesOfRule),
    ...plan.facts.map(fact => fact.by),
    ...plan.moments.flatMap(moment => moment.by ?? []),
    ...plan.roles.flatMap(role => [...role.holders, ...(role.may.length > 0 ? [role.id] : [])]),
    ...plan.audiences.flatMap(audience => (audience.outside ? [] : audience.members)),
    ...plan.levels.flatMap(level => level.members),
    ...plan.gates.map(gate => gate.waivableBy),
    ...plan.program.flatMap(entry => entry.by ?? []),
  ]
}

function partiesOfRule({ act, by, late, waivableBy }: Rule): readonly string[] {
  return [
    ...('to' in act ? act.to : []),
    ...('approval' in act ? act.approval : []),
    ...(act.do === 'meet' ? act.attend : []),
    ...(act.do === 'follow-up' ? [act.designatedBy ?? ''] : []),
    ...late.notify,
    by ?? '',
    waivableBy ?? '',
  ]
}

function placeholdersOf(
  plan: Plan,
): Readonly<Record<'fact' | 'field' | 'moment', readonly string[]>> {
  const texts = [
    ...plan.templates.flatMap(({ subject, body, parts }) => [
      subject,
      body,
      ...parts.map(part => part.draft ?? ''),
    ]),
    ...plan.rules.flatMap(({ act }) => ('text' in act ? [act.text] : [])),
  ].join('\n')
  const named = (kind: string) =>
    [...texts.matchAll(/\{\{\s*([a-z]+):([^{}\s]+)\s*\}\}/g)].flatMap(([, word, name = '']) =>
      word === kind ? [name] : [],
    )
  return { fact: named('fact'), field: named('field'), moment: named('moment') }
}
