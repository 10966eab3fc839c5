import { ALWAYS, all } from '#/core/plan/compile/condition.ts'
import type { Condition, Plan, Rule } from '#/core/plan/plan.ts'
import { fromMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * Which of two texts of a law holds is decided by when its clock starts; until that is known, by when the incident was
 * detected. The days are those of the calendar in which the clock counts.
 */
export function dated(plan: Plan, rule: Rule): Rule {
  const { inForce, clock, every } = rule
  if (inForce === undefined) return rule
  const zone = plan.calendars.find(({ id }) => id === clock?.calendar)?.zone ?? plan.zone
  const at = every?.from ?? clock?.from
  const condition: Condition = {
    kind: 'in-force',
    ...(inForce.since === undefined ? {} : { since: beginning(inForce.since, zone) }),
    ...(inForce.until === undefined ? {} : { until: beginning(inForce.until, zone) }),
    ...(at === undefined ? {} : { at }),
  }
  return { ...rule, when: all([condition, undated(rule.when)]) }
}

/** The condition without the days that were put before it, so that a plan that is moved to another zone has them once. */
function undated(when: Condition): Condition {
  if (when.kind === 'in-force') return ALWAYS
  return when.kind === 'all' ? all(when.of.filter(part => part.kind !== 'in-force')) : when
}

function beginning(day: string, zone: string): Instant {
  return fromMs(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)
}
