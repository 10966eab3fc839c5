import type { Incident } from '#/core/incident/incident.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { Truth, View } from '#/core/plan/condition.ts'
import type { Condition, Plan, Rule } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'
import { lookup } from '#/core/plan/lookup.ts'
import { earliest, latest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** An incident as the conditions of its plan see it. */
export function viewOf(plan: Plan, incident: Incident): View {
  const { types } = lookup(plan)
  return {
    severity: incident.severity,
    type: incident.type,
    security:
      incident.type === undefined ? undefined : (types.get(incident.type)?.security ?? false),
    source: incident.source,
    stage: incident.stage,
    level: incident.level,
    answer: fact => incident.answers.get(fact)?.answer,
    reached: moment => momentOf(plan, incident, moment) !== undefined,
    done: rule => isDone(plan, incident, rule),
    recorded: field => isRecorded(plan, incident, field),
  }
}

/** When a moment was reached, whether it is on record or derived from others; undefined while it was not. */
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
  applies: Instant | undefined,
): Instant | undefined {
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
      return incident.ledger.get(start.rule)?.metAt
    case 'earliest':
      return earliest(start.of.map(part => startOf(plan, incident, part, applies)))
    case 'newest':
      return latest(start.of.map(part => startOf(plan, incident, part, applies)))
    case 'latest': {
      const known = start.of.map(part => startOf(plan, incident, part, applies))
      return known.includes(undefined) ? undefined : latest(known)
    }
  }
}

/** Since when a condition that speaks of moments holds; undefined where the record does not say. */
export function sinceWhen(
  plan: Plan,
  incident: Incident,
  condition: Condition,
): Instant | undefined {
  if (condition.kind === 'reached') return momentOf(plan, incident, condition.moment)
  if (condition.kind !== 'all' && condition.kind !== 'any') return undefined
  const parts = condition.of.map(part => sinceWhen(plan, incident, part))
  if (condition.kind === 'any') return earliest(parts)
  return parts.includes(undefined) ? undefined : latest(parts)
}

/** Whether nothing of a rule is open any more: every obligation of it was met, waived, or does not apply. */
function isDone(plan: Plan, incident: Incident, ruleId: string): boolean {
  const rule = lookup(plan).rules.get(ruleId)
  if (rule === undefined) return false
  // What is only kept and shown is never owed, and nothing waits for it.
  if (rule.marks.recordedOnly !== undefined) return true
  const keys = keysOf(incident, rule)
  if (keys.length > 0 && keys.every(key => isEnded(incident, key))) return true
  const missed = keys.some(key => incident.ledger.get(key)?.missedFor !== undefined)
  const applies = applicability(plan, incident, rule, viewOf(plan, incident))
  return applies === 'no' ? !missed : applies === 'yes' && keys.length === 0
}

/** Keys of a rule's obligations as they stand: one, one for each person or system, or the period that runs. */
function keysOf(incident: Incident, rule: Rule): readonly string[] {
  if (rule.every !== undefined) return [`${rule.id}#${incident.periods.get(rule.id) ?? 1}`]
  if (rule.each === undefined) return [rule.id]
  return instancesOf(incident, rule).map(about => `${rule.id}@${about}`)
}

/** The people, systems or follow-ups for each of which a rule is one obligation. */
export function instancesOf(incident: Incident, { each }: Rule): readonly string[] {
  switch (each) {
    case 'responder':
      return [...incident.responders.keys()]
    case 'system':
      return [...incident.systems]
    case 'follow-up':
      return [...incident.followUps.keys()]
    default:
      return []
  }
}

/** Whether a rule applies now: its condition, its end, and what ended the incident as a whole. */
export function applicability(plan: Plan, incident: Incident, rule: Rule, view: View): Truth {
  if (endOf(plan, incident, rule, view) !== undefined) return 'no'
  return evaluate(rule.when, view)
}

/** What ended a rule for good whatever its condition says; undefined while nothing did. */
export function endOf(plan: Plan, incident: Incident, rule: Rule, view: View): string | undefined {
  const over = incident.status === 'declassified' || incident.status === 'merged'
  if (over && !lookup(plan).afterEnd.has(rule.id)) return incident.status
  return rule.until !== undefined && evaluate(rule.until, view) === 'yes' ? 'ended' : undefined
}

function isEnded(incident: Incident, key: string): boolean {
  const entry = incident.ledger.get(key)
  return entry !== undefined && (entry.metAt ?? entry.waived ?? entry.voided) !== undefined
}

/** The rule id inside an obligation key (`notes@ana`, `regular-updates#2`). */
export function ruleOf(key: string): string {
  const end = key.search(/[#@]/)
  return end === -1 ? key : key.slice(0, end)
}

/** Whether a record field has a value: computed from the record, or written by a person. */
export function isRecorded(plan: Plan, incident: Incident, field: string): boolean {
  return fieldOf(plan, incident, field) !== undefined
}

/** A record field as text; undefined while it is empty. */
export function fieldOf(plan: Plan, incident: Incident, field: string): string | undefined {
  switch (lookup(plan).fields.get(field)?.from) {
    case undefined:
      return incident.fields.get(field)
    case 'id':
      return incident.id
    case 'severity':
      return incident.severity
    case 'type':
      return incident.type
    case 'detected':
      return incident.moments.get('detected')
    case 'reporter':
      return incident.reporter
    case 'systems':
      return incident.systems.size === 0 ? undefined : [...incident.systems].join(', ')
    case 'timeline':
      return `${incident.version} events`
  }
}
