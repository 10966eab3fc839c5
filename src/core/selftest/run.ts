import { daysOffBetween, daysOffInWords } from '#/core/obligation/days-off.ts'
import { strictLimit } from '#/core/obligation/legal-limit.ts'
import { reckon } from '#/core/obligation/reckon.ts'
import type { Reckoned } from '#/core/obligation/reckon.ts'
import { stepsInWords } from '#/core/obligation/step-words.ts'
import { timingOf } from '#/core/obligation/timing.ts'
import { applicability, viewOf } from '#/core/obligation/view.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { Truth } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { propose } from '#/core/selftest/propose.ts'
import type { Condition, Plan, Rule } from '#/core/plan/plan.ts'
import { wantedNames } from '#/core/plan/start-name.ts'
import { assume, assumptions } from '#/core/selftest/assume.ts'
import { incidentOf } from '#/core/selftest/record.ts'
import type { Told } from '#/core/selftest/record.ts'
import type { Outcome } from '#/core/selftest/vector.ts'

/** What the engine says of one obligation, and how it came to it. */
export type Run = {
  readonly rule: Rule
  readonly outcome: Outcome
  readonly read: readonly string[]
  readonly how: readonly string[]
  /** Whether it applies by what was told alone. */
  readonly applies: Truth
}

/**
 * Reckons one obligation in the incident that is told, by the very computation of the engine. `granted`: facts that nobody gave
 * may be taken so that it is owed.
 */
export function runRule(plan: Plan, rule: Rule, told: Told, granted: boolean, zone: string): Run {
  const asTold = propose(plan, told)
  const applies = truthOf(plan, rule, asTold)
  const owed = granted && applies === 'unknown' ? assume(plan, asTold, rule.when) : undefined
  const settled = settleCases(plan, rule, owed ?? asTold, granted)
  const read = assumptions(asTold, settled)
  const done = (outcome: Outcome, how: readonly string[] = []): Run => ({
    rule,
    outcome,
    read,
    how,
    applies,
  })
  const truth = truthOf(plan, rule, settled)
  if (truth === 'no') return done(notOwed(plan, rule, settled))
  const { incident, now } = incidentOf(settled)
  const view = viewOf(plan, incident, now)
  const timing = timingOf(rule)
  if (truth === 'unknown') return done({ kind: 'armed', waitsFor: unknowns(rule.when, view) })
  const scene = { plan, incident, view, now }
  const reckoned = timing && reckon(scene, { timing, entry: undefined, applies: now })
  if (timing === undefined || reckoned === undefined)
    return done({
      kind: 'armed',
      waitsFor: timing === undefined ? [] : wantedNames(plan, timing.from),
    })
  const off = daysOffInWords(daysOffBetween(plan, reckoned.how, timing.calendar))
  const how = [...stepsInWords(plan, reckoned.how, zone), ...(off === '' ? [] : [off])]
  return done(outcomeOf(plan, rule, reckoned), how)
}

function truthOf(plan: Plan, rule: Rule, told: Told): Truth {
  const { incident, now } = incidentOf(told)
  return applicability(plan, incident, rule, viewOf(plan, incident, now))
}

/** Where a time hangs on something that nobody gave, the plain case counts: that which needs no yes. */
function settleCases(plan: Plan, rule: Rule, told: Told, granted: boolean): Told {
  if (!granted) return told
  return (rule.clock?.cases ?? []).reduce((so, { when }) => {
    if (when === undefined) return so
    return assume(plan, so, { kind: 'none', of: [when] }) ?? so
  }, told)
}

function outcomeOf(plan: Plan, rule: Rule, reckoned: Reckoned): Outcome {
  const { due, unmeasured, asks, how } = reckoned
  if (due === undefined)
    return unmeasured === undefined
      ? { kind: 'armed', waitsFor: asks }
      : { kind: 'unmeasured', words: unmeasured }
  const legal = strictLimit(plan, rule, reckoned)
  const shown = how.find(step => step.step === 'roll' && !step.applied)
  return {
    kind: 'due',
    due,
    ...(legal !== undefined && legal !== due && { legal }),
    ...(shown?.step === 'roll' && shown.roll.onlyShown !== undefined && { shown: shown.at }),
  }
}

/** What is not owed because something has not happened yet cannot be told; what is not owed at all is. */
function notOwed(plan: Plan, rule: Rule, told: Told): Outcome {
  const { incident, now } = incidentOf(told)
  const view = viewOf(plan, incident, now)
  const later = { ...view, reached: () => true }
  const ended = rule.until !== undefined && evaluate(rule.until, view) === 'yes'
  if (!ended && evaluate(rule.when, later) !== 'no')
    return { kind: 'armed', waitsFor: momentsWanted(plan, rule.when) }
  return { kind: 'none', why: ended ? 'what ends it holds' : 'its condition does not hold' }
}

function momentsWanted(plan: Plan, condition: Condition): readonly string[] {
  if ('of' in condition) return condition.of.flatMap(part => momentsWanted(plan, part))
  if (condition.kind !== 'reached') return []
  const { title } = lookup(plan).moments.get(condition.moment) ?? {}
  return [title ?? condition.moment]
}
