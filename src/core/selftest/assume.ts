import { viewOf } from '#/core/obligation/view.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import { leaves } from '#/core/plan/leaves.ts'
import type { Truth, View } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Answer, Condition, Plan, Test } from '#/core/plan/plan.ts'
import { incidentOf } from '#/core/selftest/record.ts'
import type { Told } from '#/core/selftest/record.ts'

/** Tries at most: conditions of regimes are small, and what is beyond is said not to be known. */
const TRIES_MAX = 400

/** Looks at an incident as it is told. */
export function viewOfTold(plan: Plan, told: Told): View {
  const { incident, now } = incidentOf(told)
  return viewOf(plan, incident, now)
}

/**
 * Adds answers that nobody gave until a condition can be told, and holds if it can be made to: a vector that speaks of a deadline
 * takes for granted that there is one. What is on record already stays. Undefined when no answers make it hold.
 */
export function assume(plan: Plan, told: Told, condition: Condition): Told | undefined {
  const budget = { left: TRIES_MAX }
  return search(plan, told, condition, budget)
}

function search(
  plan: Plan,
  told: Told,
  condition: Condition,
  budget: { left: number },
): Told | undefined {
  if (budget.left-- <= 0) return undefined
  const view = viewOfTold(plan, told)
  const truth: Truth = evaluate(condition, view)
  if (truth === 'yes') return told
  if (truth === 'no') return undefined
  const [name] = unknowns(condition, view)
  if (name === undefined) return undefined
  for (const next of possibilities(plan, told, name)) {
    const found = search(plan, next, condition, budget)
    if (found !== undefined) return found
  }
  return undefined
}

function possibilities(plan: Plan, told: Told, name: string): readonly Told[] {
  const classification = lookup(plan).classifications.get(name)
  if (classification !== undefined)
    return classification.levels.map(({ id }) => ({
      ...told,
      levels: new Map([...told.levels, [name, id]]),
    }))
  return answersOf(plan, name).map(answer => ({
    ...told,
    answers: new Map([...told.answers, [name, answer]]),
  }))
}

function answersOf(plan: Plan, name: string): readonly Answer[] {
  const fact = lookup(plan).facts.get(name)
  switch (fact?.kind) {
    case 'yes-no':
      return ['yes', 'no']
    case 'choice':
      return fact.choices
    case 'number':
      return numbersFor(plan, name)
    case 'text':
      return ['something']
    case undefined:
      return []
  }
}

/** One number on each side of every threshold of a fact. */
function numbersFor(plan: Plan, name: string): readonly number[] {
  const thresholds = conditionsOf(plan)
    .flatMap(leaves)
    .flatMap(leaf => (leaf.kind === 'fact' && leaf.fact === name ? numbersIn(leaf.test) : []))
  return [...new Set(thresholds.flatMap(number => [number + 1, number, number - 1]))]
}

function numbersIn(test: Test): readonly number[] {
  return 'is' in test ? test.is.map(Number) : Object.values(test as Record<string, number>)
}

function conditionsOf({ rules, facts }: Plan): readonly Condition[] {
  const ofRules = rules.flatMap(({ when, until, clock }) => [
    when,
    until,
    ...(clock?.cases.map(limit => limit.when) ?? []),
  ])
  return [...ofRules, ...facts.map(({ is }) => is)].filter(condition => condition !== undefined)
}

/** Answers that were taken for granted, as sentences. */
export function assumptions(before: Told, after: Told): readonly string[] {
  const added = [
    ...[...after.answers].filter(([fact]) => !before.answers.has(fact)),
    ...[...after.levels].filter(([classification]) => !before.levels.has(classification)),
  ]
  return added.map(([name, answer]) => `taken for granted: ${name} = ${answer}`)
}
