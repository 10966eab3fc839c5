import { legalEnd } from '#/core/calendar/legal-end.ts'
import { endOf } from '#/core/calendar/period.ts'
import type { Reckoned, Step } from '#/core/obligation/reckon.ts'
import { countedOn } from '#/core/obligation/span.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import type { PeriodRule } from '#/core/plan/regime.ts'
import { latest, plusMs } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'

/**
 * The strict end in law of the period that a limit measures, which is never before the plain target: after Reg. 1182/71 where
 * the regime goes by that, and with the end of the last day where it counts whole days. Undefined where no law says more, where
 * the regime has moved the limit by a rule of its own, and where there is no limit.
 */
export function strictLimit(plan: Plan, rule: Rule, reckoned: Reckoned): Instant | undefined {
  const periods = periodRule(plan, rule)
  const { due, how } = reckoned
  if (periods === undefined || due === undefined || wasMoved(how)) return undefined
  const period = measuredPeriod(how)
  if (period === undefined) return undefined
  const { from, span, calendar } = period
  const counted = countedOn(plan, span, calendar)
  const zone = typeof counted === 'string' ? counted : counted.zone
  if (periods === 'reg-1182-71') return latest([due, legalEnd(from, span, counted)])
  return span.unit === 'elapsed' ? undefined : latest([due, endOf('day', plusMs(due, -1), zone)])
}

/** A rule of its regime, or the rule of the regime for one of whose obligations it stands. */
function periodRule(plan: Plan, rule: Rule): PeriodRule | undefined {
  return plan.regimes?.find(
    ({ id, same }) => id === rule.regime || same.some(({ by }) => by === rule.id),
  )?.periods
}

function wasMoved(how: readonly Step[]): boolean {
  return (
    how.some(({ step }) => step === 'time-of-day' || step === 'change' || step === 'as-before') ||
    how.some(step => step.step === 'roll' && step.applied)
  )
}

type Period = {
  readonly from: Instant
  readonly span: Span
  readonly calendar?: string
}

/** The period whose end binds: that of the cap where one binds, else that of the limit itself. */
function measuredPeriod(how: readonly Step[]): Period | undefined {
  const cap = how.find(step => step.step === 'cap' && step.binds)
  if (cap?.step === 'cap')
    return cap.start.kind === 'after' ? periodBefore(cap.at, cap.start.by) : undefined
  const limit = how.find(step => step.step === 'limit')
  return limit?.step === 'limit' ? limit : undefined
}

/** Of hours it can be told where they began; days and months do not count back to where they came from. */
function periodBefore(end: Instant, span: Span): Period | undefined {
  return span.unit === 'elapsed' ? { from: plusMs(end, -span.ms), span } : undefined
}
