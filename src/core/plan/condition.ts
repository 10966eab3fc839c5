import type { Answer, Condition, Test } from '#/core/plan/plan.ts'

/** Kleene's three values: what needs an unknown fact is unknown, unless the rest decides it anyway. */
export type Truth = 'yes' | 'no' | 'unknown'

/** What a condition may look at. Undefined severity or type: not classified yet. */
export type View = {
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
    case 'escalated':
      return truth(view.level >= condition.level)
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

function truth(holds: boolean): Truth {
  return holds ? 'yes' : 'no'
}

function not(value: Truth): Truth {
  if (value === 'unknown') return 'unknown'
  return value === 'yes' ? 'no' : 'yes'
}

/** What is not known yet and keeps the condition open: fact ids, and `severity` or `type` before classification. */
export function unknowns(condition: Condition, view: View): readonly string[] {
  if (evaluate(condition, view) !== 'unknown') return []
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'none':
    case 'at-least':
      return [...new Set(condition.of.flatMap(inner => unknowns(inner, view)))]
    case 'fact':
      return [condition.fact]
    case 'security':
      return ['type']
    case 'severity':
    case 'type':
      return [condition.kind]
    default:
      return []
  }
}

/** Every leaf of a condition, so that callers can ask what it mentions. */
export function leaves(condition: Condition): readonly Condition[] {
  return 'of' in condition ? condition.of.flatMap(leaves) : [condition]
}
