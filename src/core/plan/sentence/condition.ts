import type { Condition, Plan, Test } from '#/core/plan/plan.ts'
import {
  levelName,
  listInWords,
  momentInWords,
  quoted,
  ruleName,
  severityName,
} from '#/core/plan/sentence/words.ts'

/** A condition as the end of `when …`. */
export function conditionInWords(plan: Plan, condition: Condition): string {
  switch (condition.kind) {
    case 'always':
      return 'always'
    case 'all':
      return join(plan, condition.of, ', and ')
    case 'any':
      return condition.of.length === 1
        ? join(plan, condition.of, '')
        : `either ${join(plan, condition.of, ', or ')}`
    case 'none':
      return noneInWords(plan, condition.of)
    case 'at-least':
      return `at least ${condition.least} of these hold: ${join(plan, condition.of, '; ')}`
    case 'fact':
      return factInWords(plan, condition.fact, condition.test)
    case 'reached':
      return `${momentInWords(plan, condition.moment)} is on record`
    case 'done':
      return `${listInWords(condition.rules.map(rule => ruleName(plan, rule)))} ${condition.rules.length === 1 ? 'is' : 'are'} done`
    case 'recorded':
      return `${listInWords(condition.fields.map(field => fieldName(plan, field)))} ${condition.fields.length === 1 ? 'is' : 'are'} in the record`
    case 'escalated':
      return `${levelName(plan, condition.level)} has been reached`
    case 'security':
      return 'it is a security incident'
    case 'severity':
      return `the severity is ${listInWords(
        condition.in.map(id => severityName(plan, id)),
        'or',
      )}`
    case 'type':
      return `the type is ${listInWords(
        condition.in.map(id => titleOf(plan.types, id)),
        'or',
      )}`
    case 'source':
      return `it came from ${listInWords(
        condition.in.map(id => titleOf(plan.sources, id)),
        'or',
      )}`
    case 'stage':
      return `the stage is ${listInWords(
        condition.in.map(id => titleOf(plan.stages, id)),
        'or',
      )}`
  }
}

function join(plan: Plan, conditions: readonly Condition[], glue: string): string {
  return conditions.map(part => inner(plan, part)).join(glue)
}

/** Inside another one, what is itself put together stands in brackets. */
function inner(plan: Plan, condition: Condition): string {
  const words = conditionInWords(plan, condition)
  return 'of' in condition && condition.of.length > 1 ? `(${words})` : words
}

function noneInWords(plan: Plan, conditions: readonly Condition[]): string {
  const [only] = conditions
  if (conditions.length !== 1 || only === undefined)
    return `none of these holds: ${join(plan, conditions, '; ')}`
  if (only.kind === 'reached') return `${momentInWords(plan, only.moment)} is not on record yet`
  if (only.kind === 'security') return 'it is not a security incident'
  return `it is not so that ${inner(plan, only)}`
}

function factInWords(plan: Plan, fact: string, test: Test): string {
  const question = quoted(plan.facts.find(({ id }) => id === fact)?.ask ?? fact)
  if ('is' in test) return `${question} is answered ${listInWords(test.is.map(String), 'or')}`
  if ('over' in test) return `${question} is answered with more than ${test.over}`
  if ('atLeast' in test) return `${question} is answered with ${test.atLeast} or more`
  if ('under' in test) return `${question} is answered with less than ${test.under}`
  return `${question} is answered with ${test.atMost} or less`
}

function fieldName(plan: Plan, field: string): string {
  return quoted(titleOf(plan.fields, field))
}

function titleOf(
  elements: readonly { readonly id: string; readonly title: string }[],
  id: string,
): string {
  return elements.find(element => element.id === id)?.title ?? id
}
