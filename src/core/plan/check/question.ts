import { lengthMs } from '#/core/plan/check/length.ts'
import { mayLieAhead } from '#/core/plan/ahead.ts'
import type { Start } from '#/core/plan/clock.ts'
import { leaves } from '#/core/plan/leaves.ts'
import type { Answer, Condition, Plan, Test } from '#/core/plan/plan.ts'
import { startText } from '#/core/plan/start-name.ts'
import type { Span } from '#/core/time.ts'

/** What a condition asks about the incident, each with the answers that make a difference to it. */
export type Asked = ReadonlyMap<string, readonly Answer[]>

/**
 * A condition in which everything is a question with an answer, so that cases can be told apart by answers alone. Names of
 * questions that are not facts of the plan have a colon or a space in them, which ids have not.
 */
export function asQuestion(plan: Plan, condition: Condition): Condition {
  if ('of' in condition)
    return { ...condition, of: condition.of.map(part => asQuestion(plan, part)) }
  switch (condition.kind) {
    case 'always':
      return condition
    case 'fact':
      return meaningOf(plan, condition)
    case 'assessed':
      return asked(`${condition.classification} level`, { is: condition.in })
    case 'decided':
      return asked(`${condition.decision} decided`, { is: ['yes'] })
    case 'held':
      return asked(`${condition.role} held`, { is: ['yes'] })
    case 'severity':
    case 'type':
    case 'source':
    case 'stage':
      return asked(`${condition.kind}:`, { is: condition.in })
    case 'security':
      return asked('type:', { is: plan.types.filter(type => type.security).map(type => type.id) })
    case 'reached':
      return reached(condition.moment)
    case 'done':
      return allOf(condition.rules.map(rule => asked(`${rule} done`, { is: ['yes'] })))
    case 'recorded':
      return allOf(condition.fields.map(field => asked(`${field} recorded`, { is: ['yes'] })))
    case 'escalated':
      return asked('level:', { atLeast: condition.level })
    case 'missed':
      return anyOf(condition.rules.map(rule => asked(`${rule} missed`, { is: ['yes'] })))
    case 'tier':
      return anyOf(condition.in.map(tier => asked(`tier ${tier}`, { is: ['yes'] })))
    case 'passed':
      return asPassed(condition.start)
    case 'lasted': {
      const { from, to, over } = condition
      return asked(`hours from ${startText(from)} to ${startText(to)}`, { over: hoursOf(over) })
    }
    case 'in-force':
      return asked(`in force ${condition.since ?? ''} ${condition.until ?? ''}`, { is: ['yes'] })
    case 'during': {
      const at = condition.at === undefined ? 'now' : startText(condition.at)
      return asked(`${condition.calendar} at ${at}`, { is: ['yes'] })
    }
  }
}

/** Of several spans after the same start the longer has not passed while the shorter has not. */
function asPassed(start: Start): Condition {
  return start.kind === 'after'
    ? asked(`hours since ${startText(start.start)}`, { atLeast: hoursOf(start.by) })
    : asked(`${startText(start)} passed`, { is: ['yes'] })
}

function hoursOf(span: Span): number {
  return lengthMs(span) / 3_600_000
}

export function anyOf(of: readonly Condition[]): Condition {
  return { kind: 'any', of }
}

export function allOf(of: readonly Condition[]): Condition {
  return { kind: 'all', of }
}

/** It does not hold. */
export function noneOf(of: readonly Condition[]): Condition {
  return { kind: 'none', of }
}

/** A computed fact is what it is computed from, so that what it has in common with other conditions is seen. */
function meaningOf(plan: Plan, condition: Extract<Condition, { kind: 'fact' }>): Condition {
  const is = plan.facts.find(({ id }) => id === condition.fact)?.is
  if (is === undefined || !('is' in condition.test)) return condition
  const meaning = asQuestion(plan, is)
  const wanted = condition.test.is
  return anyOf([
    ...(wanted.includes('yes') ? [meaning] : []),
    ...(wanted.includes('no') ? [noneOf([meaning])] : []),
  ])
}

function reached(moment: string): Condition {
  return asked(`${moment} reached`, { is: ['yes'] })
}

function asked(name: `${string}:` | `${string} ${string}`, test: Test): Condition {
  return { kind: 'fact', fact: name, test }
}

/** Before anybody has classified, a severity is neither one nor another. */
export const NOT_YET = 'not given yet'
/** Stands for an answer that no condition names. */
const OTHER = 'anything else'
/** Hours since what has not been: less than any number of them. */
const NOT_BEGUN = -1

/**
 * What holds between the questions of a condition whatever the incident: nothing is closed before it is resolved, and no
 * time has passed since what has not been.
 */
export function knownOf(plan: Plan, question: Condition): Condition {
  const names = new Set(namesIn(question))
  const implies = (one: Condition, other: Condition) => anyOf([noneOf([one]), other])
  const ordered = ORDER.filter(([later, earlier]) =>
    [later, earlier].every(moment => names.has(`${moment} reached`)),
  ).map(([later, earlier]) => implies(reached(later), reached(earlier)))
  const classified = reached('classified')
  const given = asked('severity:', { is: [NOT_YET] })
  const known =
    names.has('classified reached') && names.has('severity:')
      ? [implies(classified, noneOf([given])), anyOf([classified, given])]
      : []
  const since = [...names].flatMap(name => {
    const moment = name.replace('hours since ', '')
    if (moment === name || !names.has(`${moment} reached`) || mayLieAhead(plan, moment)) return []
    const begun = asked(('hours since ' + moment) as `${string} ${string}`, { atLeast: 0 })
    return [implies(begun, reached(moment)), implies(reached(moment), begun)]
  })
  return allOf([...ordered, ...known, ...since])
}

/** What the engine lets be only after the other. */
const ORDER = [
  ['closed', 'resolved'],
  ['closed', 'declared'],
  ['resolved', 'declared'],
  ['reclassified', 'classified'],
  ['reopened', 'resolved'],
] as const

function namesIn(question: Condition): readonly string[] {
  return leaves(question).flatMap(leaf => (leaf.kind === 'fact' ? [leaf.fact] : []))
}

/** The questions of a condition, in the order in which it names them. */
export function askedIn(plan: Plan, question: Condition): Asked {
  const tests = new Map<string, Test[]>()
  for (const leaf of leaves(question))
    if (leaf.kind === 'fact') tests.set(leaf.fact, [...(tests.get(leaf.fact) ?? []), leaf.test])
  return new Map([...tests].map(([name, named]) => [name, answersOf(plan, name, named, tests)]))
}

function answersOf(
  plan: Plan,
  name: string,
  tests: readonly Test[],
  others: ReadonlyMap<string, unknown>,
): readonly Answer[] {
  const unclassified = others.has('classified reached') ? [NOT_YET] : []
  const states: Readonly<Record<string, readonly Answer[]>> = {
    'severity:': [...plan.severities.map(severity => severity.id), ...unclassified],
    'type:': plan.types.map(type => type.id),
    'source:': [...plan.sources.map(source => source.id), OTHER],
    'stage:': [...plan.stages.map(stage => stage.id), OTHER],
    'level:': [0, ...plan.levels.map(level => level.level)],
  }
  const fact = plan.facts.find(candidate => candidate.id === name)
  if (Object.hasOwn(states, name)) return states[name] ?? []
  if (fact?.known !== undefined) return [fact.known]
  const assessed = plan.classifications.find(({ id }) => name === `${id} level`)
  if (assessed !== undefined) return assessed.levels.map(({ id }) => id)
  if (name.startsWith('hours ')) return [NOT_BEGUN, ...samples(tests)]
  switch (fact?.kind) {
    case 'choice':
      return fact.choices
    case 'number':
      return samples(tests)
    case 'text':
      return [...new Set(tests.flatMap(test => ('is' in test ? test.is : []))), OTHER]
    case 'yes-no':
    case undefined:
      return ['yes', 'no']
  }
}

/** One number for each side of every threshold, and the thresholds: any other number fares like one of these. */
function samples(tests: readonly Test[]): readonly number[] {
  const thresholds = tests.flatMap(test =>
    'is' in test ? test.is.map(Number) : Object.values(test as Record<string, number>),
  )
  const sorted = [...new Set(thresholds)].toSorted((one, other) => one - other)
  const between = sorted.slice(1).map((threshold, index) => (threshold + (sorted[index] ?? 0)) / 2)
  const outer = [(sorted[0] ?? 0) - 1, (sorted.at(-1) ?? 0) + 1]
  // Less than nothing is no answer.
  return [...sorted, ...between, ...outer]
    .filter(number => number >= 0)
    .toSorted((one, other) => one - other)
}

/** How a question is answered by one answer: whether its test passes. An answer that is not given yet leaves it open. */
export function outcomeOf(test: Test, answer: Answer): boolean | undefined {
  if (answer === NOT_YET) return 'is' in test && test.is.includes(NOT_YET) ? true : undefined
  if ('is' in test) return test.is.includes(answer)
  const quantity = Number(answer)
  if ('over' in test) return quantity > test.over
  if ('atLeast' in test) return quantity >= test.atLeast
  if ('under' in test) return quantity < test.under
  return quantity <= test.atMost
}
