import { evaluate, leaves, unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Start } from '#/core/plan/clock.ts'
import { lengthMs } from '#/core/plan/check/length.ts'
import type { Answer, Condition, Plan, Test } from '#/core/plan/plan.ts'
import { startText } from '#/core/plan/start-name.ts'
import { fromMs } from '#/core/time.ts'
import type { Span } from '#/core/time.ts'

/**
 * A case is an incident as far as conditions can see it: what was answered, how it was classified, what was reached. The
 * solver looks for a case in which a condition holds, or does not; what the case leaves out does not matter.
 */
export type Case = ReadonlyMap<string, Answer>

/** Cases that are looked at for one question, at most: beyond this the check says that it could not prove it. */
export const CASES_MAX = 50_000

export type Found =
  | { readonly found: Case }
  | { readonly found: undefined; readonly proven: boolean }

/** Looks for a case in which `condition` is as wanted. Not found and proven: there is none. */
export function findCase(
  plan: Plan,
  condition: Condition,
  wanted: 'yes' | 'no',
  casesMax = CASES_MAX,
): Found {
  const question = asQuestion(plan, condition)
  const budget = { left: casesMax }
  const found = search(question, domainsOf(plan, question), wanted, new Map(), budget)
  return found === undefined
    ? { found, proven: budget.left > 0 }
    : { found: shorten(question, wanted, found) }
}

/** A plan has many conditions, so for each of them alone fewer cases are looked at. */
const CASES_OF_ONE_MAX = 2_000

/** Whether no incident can ever make the condition hold. False when that could not be proven. */
export function isImpossible(plan: Plan, condition: Condition): boolean {
  const result = findCase(plan, condition, 'yes', CASES_OF_ONE_MAX)
  return result.found === undefined && result.proven
}

type Domains = ReadonlyMap<string, readonly Answer[]>

function search(
  question: Condition,
  domains: Domains,
  wanted: 'yes' | 'no',
  known: Case,
  budget: { left: number },
): Case | undefined {
  if (budget.left-- <= 0) return undefined
  const view = viewOf(known)
  const truth = evaluate(question, view)
  if (truth === wanted) return known
  if (truth !== 'unknown') return undefined
  // Only what keeps the condition open is worth settling: the rest would multiply the cases and decide nothing.
  const [name] = unknowns(question, view)
  if (name === undefined) return undefined
  for (const value of domains.get(name) ?? []) {
    const found = search(question, domains, wanted, new Map([...known, [name, value]]), budget)
    if (found !== undefined) return found
  }
  return undefined
}

/** Leaves out everything that the outcome does not hang on. */
function shorten(question: Condition, wanted: 'yes' | 'no', found: Case): Case {
  let short = found
  for (const name of found.keys()) {
    const without = new Map([...short].filter(([other]) => other !== name))
    if (evaluate(question, viewOf(without)) === wanted) short = without
  }
  return short
}

/** A condition in which everything is a question with an answer, so that all of it can be unknown. */
function asQuestion(plan: Plan, condition: Condition): Condition {
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
      return asked(`${condition.moment} reached`, { is: ['yes'] })
    case 'done':
      return {
        kind: 'all',
        of: condition.rules.map(rule => asked(`${rule} done`, { is: ['yes'] })),
      }
    case 'recorded':
      return {
        kind: 'all',
        of: condition.fields.map(field => asked(`${field} recorded`, { is: ['yes'] })),
      }
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

function anyOf(of: readonly Condition[]): Condition {
  return { kind: 'any', of }
}

/** A computed fact is what it is computed from, so that what it has in common with other conditions is seen. */
function meaningOf(plan: Plan, condition: Extract<Condition, { kind: 'fact' }>): Condition {
  const is = plan.facts.find(({ id }) => id === condition.fact)?.is
  if (is === undefined || !('is' in condition.test)) return condition
  const meaning = asQuestion(plan, is)
  const wanted = condition.test.is
  return {
    kind: 'any',
    of: [
      ...(wanted.includes('yes') ? [meaning] : []),
      ...(wanted.includes('no') ? [{ kind: 'none' as const, of: [meaning] }] : []),
    ],
  }
}

/** Neither a colon nor a space can be in the id of a fact, so that these names and those of facts stay apart. */
function asked(name: `${string}:` | `${string} ${string}`, test: Test): Condition {
  return { kind: 'fact', fact: name, test }
}

function viewOf(known: Case): View {
  const no = () => false
  return {
    severity: undefined,
    type: undefined,
    security: undefined,
    source: undefined,
    stage: undefined,
    level: 0,
    answer: fact => known.get(fact),
    reached: no,
    done: no,
    recorded: no,
    assessed: () => undefined,
    decided: no,
    held: no,
    // Asked of what a question has been made of already.
    meaning: () => undefined,
    now: NEVER,
    missed: no,
    tiers: () => [],
    instant: () => undefined,
    later: at => at,
    working: no,
  }
}

/** No case hangs on the time: what passes is a question of its own. */
const NEVER = fromMs(0)

/** Stands for an answer that no condition names. */
const OTHER = 'anything else'

function domainsOf(plan: Plan, question: Condition): Domains {
  const tests = new Map<string, Test[]>()
  for (const leaf of leaves(question))
    if (leaf.kind === 'fact') tests.set(leaf.fact, [...(tests.get(leaf.fact) ?? []), leaf.test])
  return new Map([...tests].map(([name, named]) => [name, domainOf(plan, name, named)]))
}

function domainOf(plan: Plan, name: string, tests: readonly Test[]): readonly Answer[] {
  const states: Readonly<Record<string, readonly Answer[]>> = {
    'severity:': plan.severities.map(severity => severity.id),
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
  if (name.startsWith('hours ')) return samples(tests)
  switch (fact?.kind) {
    case 'choice':
      return fact.choices
    case 'number':
      return samples(tests)
    case 'text':
      return [...tests.flatMap(test => ('is' in test ? test.is : [])), OTHER]
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

/** `service = all-down and users = 501`, for a message. */
export function formatCase(known: Case): string {
  return [...known].map(([name, value]) => `${name.replace(/:$/, '')} = ${value}`).join(' and ')
}
