import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import type { Proofs } from '#/core/plan/check/proof.ts'
import { allOf, noneOf } from '#/core/plan/check/question.ts'
import { usedIn } from '#/core/plan/check/used.ts'
import type { Approval } from '#/core/plan/authority.ts'
import { isNever } from '#/core/plan/condition.ts'
import { leaves } from '#/core/plan/leaves.ts'
import type { Condition, Element, Fact, Plan, Rule } from '#/core/plan/plan.ts'

/** What no combination of answers comes to, besides obligations: what stands in the plan and never counts. */
export function checkReach(plan: Plan, proofs: Proofs): readonly Finding[] {
  const rules = plan.rules.filter(isChecked)
  const proposing = proposingOnly(plan)
  return [
    ...conditional(plan).flatMap(it => checkHolds(proofs, it)),
    ...[...rules, ...plan.decisions.filter(isChecked)].flatMap(it => checkApprovals(proofs, it)),
    ...rules.flatMap(rule => [...checkMet(proofs, rule), ...checkRaise(plan, proofs, rule)]),
    ...plan.facts
      .filter(fact => isChecked(fact) && proposing.has(fact.id))
      .flatMap(fact => checkAsked(proofs, fact)),
  ]
}

/** What a regime asks of others than us never applies here, and what is only recorded is acted on by nobody. */
function isChecked({ marks, regime }: Element): boolean {
  return marks.recordedOnly === undefined && regime === undefined
}

type Conditional = {
  readonly element: Element
  readonly when: Condition
  /** `is never there`. */
  readonly saying: string
}

function conditional(plan: Plan): readonly Conditional[] {
  const of = <T extends Element>(
    elements: readonly T[],
    saying: string,
    whenOf: (element: T) => Condition | undefined,
  ): readonly Conditional[] =>
    elements.filter(isChecked).flatMap(element => {
      const when = whenOf(element)
      return when === undefined ? [] : [{ element, when, saying }]
    })
  return [
    ...of(plan.gates, 'is never there', gate => gate.when),
    ...of(plan.stages, 'never begins by itself', stage => stage.begins),
    ...of(plan.decisions, 'can never be taken', decision => decision.when),
    ...of(plan.facts, 'is never asked', fact => fact.when),
    ...of(plan.retention, 'is never held', kept => kept.hold),
    ...of(plan.program, 'is never owed', ({ after }) =>
      after?.kind === 'incident' ? after.when : undefined,
    ),
    ...of(plan.classifications, 'can never be lowered', it => it.lower?.when),
    ...plan.templates.flatMap(template =>
      of([template], 'has a part that is never needed', () =>
        template.parts.map(part => part.when).find(when => when !== undefined),
      ),
    ),
  ]
}

function checkHolds(
  proofs: Proofs,
  { element: { id, line }, when, saying }: Conditional,
): readonly Finding[] {
  if (!proofs.isImpossible(when, { id, line })) return []
  return [
    error(
      'never-applies',
      line,
      `\`${id}\` ${saying}: its condition never holds.`,
      'Mend the condition; what it asks for excludes itself.',
    ),
  ]
}

/** The first approval whose condition holds counts: the later ones must leave a case. */
function checkApprovals(
  proofs: Proofs,
  {
    id,
    line,
    when,
    approvals,
  }: Element & { readonly when: Condition; readonly approvals: readonly Approval[] },
): readonly Finding[] {
  if (proofs.isImpossible(when, { id, line })) return []
  return approvals.flatMap((approval, index): readonly Finding[] => {
    const earlier = approvals.slice(0, index).map(it => it.when)
    const reaching = allOf([when, approval.when, noneOf(earlier)])
    if (!proofs.isImpossible(reaching, { id, line })) return []
    return [
      error(
        'case-never-counts',
        line,
        `Approval ${index + 1} of \`${id}\` (${approval.by.join(', ')}) is never wanted: whenever its condition holds, an earlier one counts, or nothing is to be approved.`,
        'Take it out, put it earlier, or mend its `when:`.',
      ),
    ]
  })
}

/** A task that is met from the record alone, and never is. */
function checkMet(proofs: Proofs, { id, line, met, when }: Rule): readonly Finding[] {
  if (met === undefined || proofs.isImpossible(when, { id, line })) return []
  if (!proofs.isImpossible(met, { id, line })) return []
  return [
    error(
      'never-met',
      line,
      `\`${id}\` is never met: no incident can make its \`met\` hold.`,
      'Mend `met:`.',
    ),
  ]
}

/** A raise to a level of which the incident always is already. */
function checkRaise(
  { severities }: Plan,
  proofs: Proofs,
  { id, line, act, when }: Rule,
): readonly Finding[] {
  if (act.do !== 'raise' || !('to' in act) || proofs.isImpossible(when, { id, line })) return []
  const rank = severities.findIndex(severity => severity.id === act.to)
  const milder = severities.slice(rank + 1).map(severity => severity.id)
  const could = allOf([when, { kind: 'severity', in: milder }])
  if (!proofs.isImpossible(could, { id, line })) return []
  return [
    error(
      'raise-changes-nothing',
      line,
      `\`${id}\` raises to ${act.to}, and applies only when the level is that or worse.`,
      'Mend `when:` or `to:`.',
    ),
  ]
}

/** What only proposes a level has to be asked before there is one. */
function checkAsked(proofs: Proofs, fact: Fact): readonly Finding[] {
  const { id, line, when } = fact
  if (when === undefined || isNever(when)) return []
  const before: Condition = { kind: 'reached', moment: 'classified' }
  if (proofs.isImpossible(when, fact)) return []
  if (!proofs.isImpossible(allOf([when, noneOf([before])]), fact)) return []
  return [
    error(
      'asked-too-late',
      line,
      `\`${id}\` is asked only once the incident is classified, and its answer does nothing but propose the level.`,
      'Ask it before: `when: {none: [{reached: classified}]}`, or leave `when` out.',
    ),
  ]
}

/** Facts whose answers do nothing but propose the severity. */
function proposingOnly(plan: Plan): ReadonlySet<string> {
  const { facts, severities } = plan
  const proposing = factsIn(severities.flatMap(({ propose, floor }) => [propose, floor]))
  // What a question is put for is not why it is asked.
  const elsewhere = usedIn({ ...plan, severities: [], facts: [] }).facts
  const meanings = factsIn(facts.flatMap(({ is, when }) => [is, when]))
  return proposing.difference(elsewhere).difference(meanings)
}

function factsIn(conditions: readonly (Condition | undefined)[]): ReadonlySet<string> {
  return new Set(
    conditions
      .filter(condition => condition !== undefined)
      .flatMap(leaves)
      .flatMap(leaf => (leaf.kind === 'fact' ? [leaf.fact] : [])),
  )
}
