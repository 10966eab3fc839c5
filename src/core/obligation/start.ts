import { endOf } from '#/core/calendar/period.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { calendarNamed, moved } from '#/core/obligation/span.ts'
import type { Start } from '#/core/plan/clock.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Condition, Plan } from '#/core/plan/plan.ts'
import { earliest, fromMs, latest, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * When a moment was reached, whether it is on record or derived from others; undefined while that is not known. What is
 * scheduled, or derived from something else, may lie ahead.
 */
export function momentOf(plan: Plan, incident: Incident, moment: string): Instant | undefined {
  const recorded = incident.moments.get(moment)
  if (recorded !== undefined) return recorded
  const derived = lookup(plan).moments.get(moment)?.is
  return derived === undefined ? undefined : startOf(plan, incident, derived, undefined)
}

/**
 * The instant at which a clock starts; undefined while it cannot be told. `applies` is when the obligation came to apply.
 * `latest` waits for all of its parts; `earliest` and `newest` take those known so far.
 */
export function startOf(
  plan: Plan,
  incident: Incident,
  start: Start,
  applies?: Instant,
): Instant | undefined {
  const of = (part: Start) => startOf(plan, incident, part, applies)
  switch (start.kind) {
    case 'applies':
      return applies
    case 'entered':
      return applies !== undefined && applies > (incident.moments.get('classified') ?? applies)
        ? applies
        : undefined
    case 'moment':
      return momentOf(plan, incident, start.moment)
    case 'met':
      return lastMet(plan, incident, start.rule)
    case 'earliest':
      return earliest(start.of.map(of))
    case 'newest':
      return latest(start.of.map(of))
    case 'latest': {
      const known = start.of.map(of)
      return known.includes(undefined) ? undefined : latest(known)
    }
    case 'after':
    case 'before': {
      const at = of(start.start)
      return (
        at && moved(plan, at, start.by, { calendar: start.calendar, back: start.kind === 'before' })
      )
    }
    case 'due':
      return limitOf(plan, incident, start.rule)?.due
    case 'share': {
      const limit = limitOf(plan, incident, start.rule)
      return limit && shareOf(limit, start.percent)
    }
    case 'end-of': {
      const at = of(start.start)
      return at && endOf(start.period, at, zoneOf(plan, start.calendar))
    }
    case 'answered':
      return answeredAt(incident, start)
    case 'assessed': {
      const given = incident.assessments.get(start.classification)
      return start.level === undefined || start.level === given?.level ? given?.at : undefined
    }
    case 'decided': {
      const taken = incident.decisions.get(start.decision)
      return taken?.lapsed === false ? taken.at : undefined
    }
    case 'held': {
      // While whoever it was given to has not said that they have it, nobody's time runs.
      const holder = incident.roles.get(start.role)
      return holder?.accepted === true ? holder.since : undefined
    }
  }
}

function zoneOf(plan: Plan, calendar: string | undefined): string {
  return calendar === undefined ? plan.zone : calendarNamed(plan, calendar).zone
}

/** Of something that recurs, when it was last met. */
function lastMet(plan: Plan, incident: Incident, rule: string): Instant | undefined {
  const { ledger, periods } = incident
  if (lookup(plan).rules.get(rule)?.every === undefined) return ledger.get(rule)?.metAt
  const running = periods.get(rule) ?? 0
  return [running, running - 1].map(period => ledger.get(`${rule}#${period}`)?.metAt).find(Boolean)
}

/** From when to when something is owed, as last put on record; of something that recurs, the period that runs. */
function limitOf(
  plan: Plan,
  incident: Incident,
  rule: string,
): { readonly from: Instant | undefined; readonly due: Instant } | undefined {
  const recurs = lookup(plan).rules.get(rule)?.every !== undefined
  const key = recurs ? `${rule}#${incident.periods.get(rule) ?? 1}` : rule
  const entry = incident.ledger.get(key)
  if (entry?.due === undefined || entry.voided !== undefined) return undefined
  return { from: entry.from, due: entry.due }
}

function shareOf(
  { from, due }: NonNullable<ReturnType<typeof limitOf>>,
  percent: number,
): Instant | undefined {
  if (from === undefined) return undefined
  return fromMs(toMs(from) + Math.round(((toMs(due) - toMs(from)) * percent) / 100))
}

function answeredAt(
  incident: Incident,
  { fact, as }: Extract<Start, { kind: 'answered' }>,
): Instant | undefined {
  const given = incident.answers.get(fact)
  if (given?.answer === undefined) return undefined
  return as === undefined || as.includes(given.answer) ? given.at : undefined
}

/** Since when a condition that speaks of moments or of time holds; undefined where the record does not say. */
export function sinceWhen(
  plan: Plan,
  incident: Incident,
  condition: Condition,
): Instant | undefined {
  if (condition.kind === 'reached') return momentOf(plan, incident, condition.moment)
  if (condition.kind === 'passed') return startOf(plan, incident, condition.start)
  if (condition.kind !== 'all' && condition.kind !== 'any') return undefined
  const parts = condition.of.map(part => sinceWhen(plan, incident, part))
  if (condition.kind === 'any') return earliest(parts)
  return parts.includes(undefined) ? undefined : latest(parts)
}
