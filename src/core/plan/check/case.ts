import {
  NO,
  TooLarge,
  UNKNOWN,
  YES,
  and,
  anyWay,
  atLeast,
  choose,
  drawing,
  fewest,
  not,
  or,
} from '#/core/plan/check/diagram.ts'
import type { Choices, Drawing, Node } from '#/core/plan/check/diagram.ts'
import { allOf, asQuestion, askedIn, knownOf, outcomeOf } from '#/core/plan/check/question.ts'
import type { Asked } from '#/core/plan/check/question.ts'
import type { Answer, Condition, Plan } from '#/core/plan/plan.ts'

/**
 * A case is an incident as far as conditions can see it: what was answered, how it was classified, what was reached. What the
 * case leaves out does not matter.
 */
export type Case = ReadonlyMap<string, Answer>

export type Found =
  | { readonly found: Case }
  | { readonly found: undefined; readonly proven: boolean }

/**
 * The shortest case in which `condition` holds, whatever else is answered. Not found and proven: there is none. Not proven:
 * the condition is too large to be decided (NODES_MAX).
 */
export function findCase(plan: Plan, condition: Condition): Found {
  const question = asQuestion(plan, condition)
  const known = knownOf(plan, question)
  const asked = askedIn(plan, allOf([question, known]))
  const drawn = drawing([...asked.values()].map(answers => answers.length))
  try {
    const possible = draw(drawn, asked, known)
    const sought = draw(drawn, asked, question)
    const way = anyWay(drawn, and(drawn, sought, possible))
    if (way === undefined) return { found: undefined, proven: true }
    return { found: caseOf(asked, shortest(drawn, sought, possible) ?? way) }
  } catch (error) {
    if (error instanceof TooLarge) return { found: undefined, proven: false }
    throw error
  }
}

/** Undefined when it would take too long to find the shortest. */
function shortest(drawn: Drawing, sought: Node, possible: Node) {
  try {
    return fewest(drawn, or(drawn, sought, not(drawn, possible)), possible)
  } catch (error) {
    if (error instanceof TooLarge) return undefined
    throw error
  }
}

function draw(drawn: Drawing, asked: Asked, condition: Condition): Node {
  const names = [...asked.keys()]
  const anyOfThese = (of: readonly Condition[]) =>
    of.reduce((node, inner) => or(drawn, node, go(inner)), NO)
  const go = (part: Condition): Node => {
    switch (part.kind) {
      case 'all':
        return part.of.reduce((node, inner) => and(drawn, node, go(inner)), YES)
      case 'any':
        return anyOfThese(part.of)
      case 'none':
        return not(drawn, anyOfThese(part.of))
      case 'at-least':
        return atLeast(drawn, part.least, part.of.map(go))
      case 'fact': {
        const outcomes = (asked.get(part.fact) ?? []).map(answer => outcomeOf(part.test, answer))
        return choose(drawn, names.indexOf(part.fact), outcomes.map(nodeOf))
      }
      // Nothing else is left in a question.
      default:
        return YES
    }
  }
  return go(condition)
}

function nodeOf(outcome: boolean | undefined): Node {
  if (outcome === undefined) return UNKNOWN
  return outcome ? YES : NO
}

function caseOf(asked: Asked, choices: Choices): Case {
  const named = [...asked].map(([name, answers], choice) => [
    name,
    answers[choices.get(choice) ?? -1],
  ])
  return new Map(named.filter((entry): entry is [string, Answer] => entry[1] !== undefined))
}
