import { dayInWords } from '#/core/document/text.ts'
import { isNever } from '#/core/plan/condition.ts'
import type { Condition, Plan, Test } from '#/core/plan/plan.ts'
import {
  anyReachedInWords,
  noneReachedInWords,
  notReachedInWords,
  passedInWords,
  reachedInWords,
  startInWords,
} from '#/core/plan/sentence/moment.ts'
import {
  answersInWords,
  dayIn,
  levelName,
  listInWords,
  numberInWords,
  partyName,
  questionOf,
  quoted,
  ruleNames,
  severityNames,
  spanInWords,
  titleOf,
  titlesOf,
} from '#/core/plan/sentence/words.ts'
import type { Instant } from '#/core/time.ts'

/** A condition as the end of `when …`. */
export function conditionInWords(plan: Plan, condition: Condition): string {
  switch (condition.kind) {
    case 'always':
      return 'always'
    case 'all':
      return allInWords(plan, flat('all', condition.of))
    case 'any':
      return isNever(condition) ? 'never' : anyInWords(plan, flat('any', condition.of))
    case 'none':
      return noneInWords(plan, condition.of)
    case 'at-least':
      return `at least ${condition.least} of these hold: ${join(plan, condition.of, '; ')}`
    case 'fact':
      return `${questionOf(plan, condition.fact)} is answered ${testInWords(condition.test)}`
    case 'reached':
      return reachedInWords(plan, condition.moment)
    case 'done':
      return `${ruleNames(plan, condition.rules)} ${condition.rules.length === 1 ? 'is' : 'are'} done`
    case 'recorded':
      return `${titlesOf(plan.fields, condition.fields)} ${condition.fields.length === 1 ? 'stands' : 'stand'} in the record`
    case 'escalated':
      return `${levelName(plan, condition.level)} has been reached`
    case 'security':
    case 'severity':
    case 'type':
    case 'source':
    case 'stage':
    case 'assessed':
      return predicate(plan, condition, 'is')
    case 'tier':
      return `a system of tier ${listInWords(condition.in.map(String), 'or')} is affected`
    case 'passed':
      return passedInWords(plan, condition.start)
    case 'lasted':
      return `more than ${spanInWords(condition.over)} passed from ${startInWords(plan, condition.from)} to ${startInWords(plan, condition.to)} (or, until that is known, to now)`
    case 'during':
      return duringInWords(plan, condition)
    case 'missed':
      return `${ruleNames(plan, condition.rules, 'or')} was missed`
    case 'decided':
      return `the decision ${quoted(titleOf(plan.decisions, condition.decision))} has been taken`
    case 'held':
      return `somebody holds the role of ${partyName(plan, condition.role)}`
    case 'in-force':
      return inForceInWords(plan, condition)
  }
}

/** A condition of several parts, for a list: `any of these holds`, and each part. Undefined when one sentence says it better. */
export function conditionInParts(
  plan: Plan,
  condition: Condition,
): { readonly lead: string; readonly parts: readonly string[] } | undefined {
  if (!('of' in condition) || condition.of.length < 2) return undefined
  const leads = {
    all: 'all of these hold',
    any: 'any of these holds',
    none: 'none of these holds',
    'at-least': `at least ${condition.kind === 'at-least' ? condition.least : 0} of these hold`,
  } as const
  return {
    lead: leads[condition.kind],
    parts: flat(condition.kind, condition.of).map(part => conditionInWords(plan, part)),
  }
}

/** A condition with the word before it: `once the incident has been classified`, `when the severity is P0`. */
export function whenInWords(plan: Plan, condition: Condition): string {
  const word = ONCE.has(condition.kind) ? 'once' : 'when'
  if (condition.kind === 'during' && condition.at === undefined)
    return `during the working time of the calendar ${quoted(titleOf(plan.calendars, condition.calendar))}`
  return `${word} ${conditionInWords(plan, condition)}`
}

/** What comes to hold and then holds on. */
const ONCE: ReadonlySet<Condition['kind']> = new Set([
  'reached',
  'done',
  'recorded',
  'passed',
  'decided',
])

/** Until when something goes on that goes on while none of some conditions holds; undefined for any other condition. */
export function endInWords(plan: Plan, condition: Condition): string | undefined {
  if (condition.kind !== 'none') return undefined
  return anyReachedInWords(momentsIn(condition.of)) ?? join(plan, condition.of, ' or ')
}

/** The moments of conditions that all are about moments; of any others one that no sentence knows. */
function momentsIn(conditions: readonly Condition[]): readonly string[] {
  return conditions.map(condition => (condition.kind === 'reached' ? condition.moment : ''))
}

/** The parts of a condition, with those of its own kind within it among them. */
function flat(kind: Condition['kind'], conditions: readonly Condition[]): readonly Condition[] {
  if (kind !== 'all' && kind !== 'any') return conditions
  return conditions.flatMap(part =>
    part.kind === kind && 'of' in part ? flat(kind, part.of) : [part],
  )
}

/** Tests of one answer share its question: `“How many?” is answered with 100 or more, and with 500 or less`. */
function allInWords(plan: Plan, conditions: readonly Condition[]): string {
  return conditions
    .map((condition, index) => {
      const before = conditions[index - 1]
      const isSame =
        condition.kind === 'fact' && before?.kind === 'fact' && before.fact === condition.fact
      return isSame ? testInWords(condition.test) : inner(plan, condition)
    })
    .join(', and ')
}

function join(plan: Plan, conditions: readonly Condition[], glue: string): string {
  return conditions.map(part => inner(plan, part)).join(glue)
}

/** Inside another one, what is itself put together stands in brackets. */
function inner(plan: Plan, condition: Condition): string {
  const words = conditionInWords(plan, condition)
  return 'of' in condition && condition.of.length > 1 ? `(${words})` : words
}

function anyInWords(plan: Plan, conditions: readonly Condition[]): string {
  const reached = anyReachedInWords(momentsIn(conditions))
  if (reached !== undefined) return reached
  const either = conditions.length === 2 ? 'either ' : ''
  return `${either}${join(plan, conditions, ', or ')}`
}

function noneInWords(plan: Plan, conditions: readonly Condition[]): string {
  const neither = conditions.length === 1 ? undefined : noneReachedInWords(momentsIn(conditions))
  if (neither !== undefined) return neither
  const denials = conditions.flatMap(condition => denialInWords(plan, condition) ?? [])
  if (denials.length === conditions.length) return denials.join(', and ')
  const [only] = conditions
  return conditions.length === 1 && only !== undefined
    ? `it is not so that ${inner(plan, only)}`
    : `none of these holds: ${join(plan, conditions, '; ')}`
}

/** The opposite of a condition, where the language has plain words for it. */
function denialInWords(plan: Plan, condition: Condition): string | undefined {
  switch (condition.kind) {
    case 'reached':
      return notReachedInWords(plan, condition.moment)
    case 'security':
    case 'severity':
    case 'type':
    case 'source':
    case 'stage':
    case 'assessed':
      return predicate(plan, condition, 'is not')
    case 'escalated':
      return `${levelName(plan, condition.level)} has not been reached`
    case 'decided':
      return `the decision ${quoted(titleOf(plan.decisions, condition.decision))} has not been taken`
    case 'fact':
      return `${questionOf(plan, condition.fact)} is answered ${otherThan(condition.test)}`
    case 'held':
      return `nobody holds the role of ${partyName(plan, condition.role)}`
    default:
      return undefined
  }
}

type Kind<K extends Condition['kind']> = Extract<Condition, { kind: K }>

/** What the incident is, or is not. */
function predicate(
  plan: Plan,
  condition: Kind<'security' | 'severity' | 'type' | 'source' | 'stage' | 'assessed'>,
  is: 'is' | 'is not',
): string {
  switch (condition.kind) {
    case 'security':
      return `it ${is} a security incident`
    case 'severity':
      return `the severity ${is} ${severityNames(plan, condition.in, 'or')}`
    case 'type':
      return `the type ${is} ${titlesOf(plan.types, condition.in, 'or')}`
    case 'source':
      return `the source ${is} ${titlesOf(plan.sources, condition.in, 'or')}`
    case 'stage':
      return `the stage ${is} ${titlesOf(plan.stages, condition.in, 'or')}`
    case 'assessed':
      return assessedInWords(plan, condition, is)
  }
}

function assessedInWords(
  plan: Plan,
  { classification, in: levels }: Kind<'assessed'>,
  is: string,
): string {
  const assessed = plan.classifications.find(({ id }) => id === classification)
  const name = quoted(titleOf(plan.classifications, classification))
  return `${name} ${is} assessed as ${titlesOf(assessed?.levels ?? [], levels, 'or')}`
}

function duringInWords(plan: Plan, { calendar, at }: Kind<'during'>): string {
  const time = `within the working time of the calendar ${quoted(titleOf(plan.calendars, calendar))}`
  return at === undefined ? `it is ${time}` : `${startInWords(plan, at)} fell ${time}`
}

/** `detection falls on or after 17 January 2025`: when what is owed by law is owed. */
function inForceInWords(plan: Plan, { since, until, at }: Kind<'in-force'>): string {
  const day = (instant: Instant) => dayInWords(dayIn(plan.zone, instant))
  const bounds = [
    ...(since === undefined ? [] : [`on or after ${day(since)}`]),
    ...(until === undefined ? [] : [`before ${day(until)}`]),
  ]
  const start = at === undefined ? 'detection' : startInWords(plan, at)
  return `${start} falls ${listInWords(bounds)}`
}

/** The opposite of a test, of an answer that there is. */
function otherThan(test: Test): string {
  if ('over' in test) return testInWords({ atMost: test.over })
  if ('atLeast' in test) return testInWords({ under: test.atLeast })
  if ('under' in test) return testInWords({ atLeast: test.under })
  if ('atMost' in test) return testInWords({ over: test.atMost })
  const [only] = test.is
  if (test.is.length === 1 && (only === 'yes' || only === 'no'))
    return only === 'yes' ? 'no' : 'yes'
  return `with something other than ${answersInWords(test.is)}`
}

function testInWords(test: Test): string {
  if ('is' in test) return answersInWords(test.is)
  if ('over' in test) return `with more than ${numberInWords(test.over)}`
  if ('atLeast' in test) return `with ${numberInWords(test.atLeast)} or more`
  if ('under' in test) return `with less than ${numberInWords(test.under)}`
  return `with ${numberInWords(test.atMost)} or less`
}
