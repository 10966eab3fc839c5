import type { Start } from '#/core/plan/clock.ts'
import type { Answer, Condition, Test } from '#/core/plan/plan.ts'
import { startNames } from '#/core/plan/start-name.ts'
import { earliest } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'

/** Kleene's three values: what needs an unknown fact is unknown, unless the rest decides it anyway. */
export type Truth = 'yes' | 'no' | 'unknown'

/** What a condition may look at. Undefined severity or type: not classified yet. */
export type View = {
  readonly now: Instant
  readonly severity: string | undefined
  readonly type: string | undefined
  /** Whether the type is one of security; undefined before classification. */
  readonly security: boolean | undefined
  readonly source: string | undefined
  readonly stage: string | undefined
  readonly level: number
  answer(fact: string): Answer | undefined
  reached(moment: string): boolean
  done(rule: string): boolean
  recorded(field: string): boolean
  /** The level of a classification; undefined before it is assessed. */
  assessed(classification: string): string | undefined
  /** Whether the decision was taken and stands. */
  decided(decision: string): boolean
  /** Whether somebody holds the role. */
  held(role: string): boolean
  /** What a computed fact is computed from; undefined of one that people answer. */
  meaning(fact: string): Condition | undefined
  missed(rule: string): boolean
  /** Tiers of the affected systems; undefined for one that has none. */
  tiers(): readonly (number | undefined)[]
  /** Undefined while it is not known; it may lie ahead. */
  instant(start: Start): Instant | undefined
  later(at: Instant, span: Span): Instant
  /** Whether it is worked at that instant; without one, now. */
  working(calendar: string, at?: Instant): boolean
}

export function evaluate(condition: Condition, view: View): Truth {
  switch (condition.kind) {
    case 'always':
      return 'yes'
    case 'all':
      return count(condition.of, view, condition.of.length)
    case 'any':
      return count(condition.of, view, 1)
    case 'none':
      return not(count(condition.of, view, 1))
    case 'at-least':
      return count(condition.of, view, condition.least)
    case 'fact':
      return passes(condition.test, view.answer(condition.fact))
    case 'reached':
      return truth(view.reached(condition.moment))
    case 'done':
      return truth(condition.rules.every(rule => view.done(rule)))
    case 'recorded':
      return truth(condition.fields.every(field => view.recorded(field)))
    case 'assessed':
      return oneOf(condition.in, view.assessed(condition.classification), 'unknown')
    case 'decided':
      return truth(view.decided(condition.decision))
    case 'held':
      return truth(view.held(condition.role))
    case 'escalated':
      return truth(view.level >= condition.level)
    case 'missed':
      return truth(condition.rules.some(rule => view.missed(rule)))
    case 'tier':
      return ofTier(condition.in, view.tiers())
    case 'passed':
      return truth(hasPassed(view.instant(condition.start), view))
    case 'lasted':
      return truth(hasLasted(condition, view))
    case 'during':
      return isDuring(condition, view)
    case 'in-force':
      return truth(isInForce(condition, view))
    case 'security':
      return view.security === undefined ? 'unknown' : truth(view.security)
    case 'severity':
      return oneOf(condition.in, view.severity, 'unknown')
    case 'type':
      return oneOf(condition.in, view.type, 'unknown')
    case 'source':
      return oneOf(condition.in, view.source, 'no')
    case 'stage':
      return oneOf(condition.in, view.stage, 'no')
  }
}

/** Whether a condition says of itself that it never holds: one of none. */
export function isNever(condition: Condition): boolean {
  return condition.kind === 'any' && condition.of.length === 0
}

/** True when at least `least` hold; false when even the unknown ones could not make it so. */
function count(of: readonly Condition[], view: View, least: number): Truth {
  let yes = 0
  let unknown = 0
  for (const condition of of) {
    const value = evaluate(condition, view)
    if (value === 'yes') yes++
    if (value === 'unknown') unknown++
  }
  if (yes >= least) return 'yes'
  return yes + unknown >= least ? 'unknown' : 'no'
}

function passes(test: Test, answer: Answer | undefined): Truth {
  if (answer === undefined) return 'unknown'
  if ('is' in test) return truth(test.is.includes(answer))
  const quantity = Number(answer)
  if (Number.isNaN(quantity)) return 'unknown'
  if ('over' in test) return truth(quantity > test.over)
  if ('atLeast' in test) return truth(quantity >= test.atLeast)
  if ('under' in test) return truth(quantity < test.under)
  return truth(quantity <= test.atMost)
}

function oneOf(wanted: readonly string[], value: string | undefined, absent: Truth): Truth {
  return value === undefined ? absent : truth(wanted.includes(value))
}

/** While no system is named it cannot be told; one that the plan does not know has no tier. */
function ofTier(wanted: readonly number[], tiers: readonly (number | undefined)[]): Truth {
  if (tiers.length === 0) return 'unknown'
  return truth(tiers.some(tier => tier !== undefined && wanted.includes(tier)))
}

function hasPassed(at: Instant | undefined, { now }: View): boolean {
  return at !== undefined && now >= at
}

/** Strictly longer: what took exactly that long did not take longer. */
function hasLasted(condition: Extract<Condition, { kind: 'lasted' }>, view: View): boolean {
  const from = view.instant(condition.from)
  const to = earliest([view.instant(condition.to), view.now])
  return from !== undefined && to !== undefined && to > view.later(from, condition.over)
}

function isDuring({ calendar, at }: Extract<Condition, { kind: 'during' }>, view: View): Truth {
  if (at === undefined) return truth(view.working(calendar))
  const when = view.instant(at)
  return when === undefined ? 'unknown' : truth(view.working(calendar, when))
}

const DETECTED: Start = { kind: 'moment', moment: 'detected' }

function isInForce(
  { since, until, at }: Extract<Condition, { kind: 'in-force' }>,
  view: View,
): boolean {
  const start = (at && view.instant(at)) ?? view.instant(DETECTED) ?? view.now
  return (since === undefined || start >= since) && (until === undefined || start < until)
}

function truth(holds: boolean): Truth {
  return holds ? 'yes' : 'no'
}

function not(value: Truth): Truth {
  if (value === 'unknown') return 'unknown'
  return value === 'yes' ? 'no' : 'yes'
}

/** What is not known yet and keeps the condition open: facts, moments, and `severity`, `type` or `systems`. */
export function unknowns(condition: Condition, view: View): readonly string[] {
  if (evaluate(condition, view) !== 'unknown') return []
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'none':
    case 'at-least':
      return [...new Set(condition.of.flatMap(inner => unknowns(inner, view)))]
    case 'fact': {
      const meaning = view.meaning(condition.fact)
      return meaning === undefined ? [condition.fact] : unknowns(meaning, view)
    }
    case 'assessed':
      return [condition.classification]
    case 'security':
      return ['type']
    case 'tier':
      return ['systems']
    case 'during':
      return condition.at === undefined ? [] : startNames(condition.at)
    case 'severity':
    case 'type':
      return [condition.kind]
    default:
      return []
  }
}
