import { calendarsUsed } from '#/core/plan/check/counted.ts'
import type { Approval } from '#/core/plan/authority.ts'
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
  readonly classifications: ReadonlySet<string>
  readonly calendars: ReadonlySet<string>
}

export function usedIn(plan: Plan): Used {
  const { conditions, starts } = readIn(plan)
  const filled = placeholdersOf(plan)
  return {
    parties: new Set(partiesOf(plan)),
    facts: new Set([
      ...conditions.flatMap(leaf => (leaf.kind === 'fact' ? [leaf.fact] : [])),
      ...plan.rules.flatMap(rule => (rule.act.do === 'ask' ? [rule.act.fact] : [])),
      ...starts.flatMap(start => (start.kind === 'answered' ? [start.fact] : [])),
      ...filled.fact,
    ]),
    moments: new Set([
      ...conditions.flatMap(leaf => (leaf.kind === 'reached' ? [leaf.moment] : [])),
      ...starts.flatMap(start => (start.kind === 'moment' ? [start.moment] : [])),
      ...plan.measures.flatMap(({ from, to }) => [from, to].filter(moment => moment !== undefined)),
      ...plan.program.flatMap(({ after }) => (after?.kind === 'incident' ? [after.from] : [])),
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
    classifications: new Set([
      ...conditions.flatMap(leaf => (leaf.kind === 'assessed' ? [leaf.classification] : [])),
      ...starts.flatMap(start => (start.kind === 'assessed' ? [start.classification] : [])),
      ...plan.rules.flatMap(rule => (rule.act.do === 'confirm' ? [rule.act.of] : [])),
    ]),
    calendars: calendarsUsed(plan),
  }
}

type Leaf = Exclude<Condition, { readonly of: readonly Condition[] }>
type Read = { readonly conditions: readonly Leaf[]; readonly starts: readonly Start[] }

/** Everything that conditions and starts of the plan read. They stand in so many places that all of it is gone through. */
function readIn(plan: Plan): Read {
  const conditions: Leaf[] = []
  const starts: Start[] = []
  const go = (piece: unknown) => {
    if (typeof piece !== 'object' || piece === null) return
    if (isLeaf(piece)) conditions.push(piece)
    if (isStart(piece)) starts.push(piece)
    Object.values(piece).forEach(go)
  }
  // What a regime would have, and the plan does itself, is read by nothing.
  const { regimes: _regimes, ...rest } = plan
  go(rest)
  return { conditions, starts }
}

/** By its form and not by its kind alone: a kind of evidence may be called like one of condition. */
function isLeaf(piece: object): piece is Leaf {
  if (!('kind' in piece)) return false
  switch (piece.kind) {
    case 'fact':
      return 'fact' in piece && 'test' in piece
    case 'reached':
      return 'moment' in piece
    case 'stage':
      return 'in' in piece
    case 'recorded':
      return 'fields' in piece
    case 'assessed':
      return 'classification' in piece && 'in' in piece
    default:
      return false
  }
}

function isStart(piece: object): piece is Start {
  if (!('kind' in piece)) return false
  return (
    (piece.kind === 'moment' && 'moment' in piece) ||
    (piece.kind === 'answered' && 'fact' in piece) ||
    (piece.kind === 'assessed' && 'classification' in piece && !('in' in piece))
  )
}

function partiesOf(plan: Plan): readonly string[] {
  return [
    ...plan.rules.flatMap(partiesOfRule),
    ...plan.facts.flatMap(fact => fact.by ?? []),
    ...plan.moments.flatMap(moment => moment.by ?? []),
    ...plan.roles.flatMap(role => [
      ...role.holders,
      role.under ?? '',
      ...(role.may.length > 0 || role.standIn !== undefined ? [role.id] : []),
    ]),
    ...plan.classifications.flatMap(({ by, lower }) => [by ?? '', ...(lower?.by ?? [])]),
    ...(plan.classifying.lower?.by ?? []),
    ...plan.decisions.flatMap(decision => partiesOfApprovals(decision.approvals)),
    ...plan.audiences.flatMap(audience => (audience.outside ? [] : audience.members)),
    ...plan.levels.flatMap(level => level.members),
    ...plan.gates.flatMap(gate => [
      gate.waivableBy ?? '',
      ...gate.before.flatMap(step =>
        step.startsWith('tell:') ? [step.slice('tell:'.length)] : [],
      ),
    ]),
    ...plan.program.flatMap(entry => entry.by ?? []),
    ...plan.systems.flatMap(system => system.owner ?? []),
  ]
}

function partiesOfApprovals(approvals: readonly Approval[]): readonly string[] {
  return approvals.flatMap(({ by, breakGlass }) => [...by, breakGlass ?? ''])
}

function partiesOfRule({ act, approvals, by, late, waivableBy }: Rule): readonly string[] {
  return [
    // What is raised is raised to a severity.
    ...('to' in act && act.do !== 'raise' ? act.to : []),
    ...(act.do === 'hand-over' ? [act.role] : []),
    ...partiesOfApprovals(approvals),
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
  const lasted = named('lasted').flatMap(names => names.split(':'))
  return { fact: named('fact'), field: named('field'), moment: [...named('moment'), ...lasted] }
}
