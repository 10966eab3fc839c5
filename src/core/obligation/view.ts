import type { Incident } from '#/core/incident/incident.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { Truth, View } from '#/core/plan/condition.ts'
import { isWorking } from '#/core/calendar/calendar.ts'
import { moved } from '#/core/obligation/span.ts'
import { momentOf, startOf } from '#/core/obligation/start.ts'
import type { Answer, Fact, Plan, Rule } from '#/core/plan/plan.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Instant } from '#/core/time.ts'

/** An incident at an instant, as the conditions of its plan see it. */
export function viewOf(plan: Plan, incident: Incident, now: Instant): View {
  const { types, facts, calendars } = lookup(plan)
  const view: View = {
    now,
    severity: incident.severity,
    type: incident.type,
    security:
      incident.type === undefined ? undefined : (types.get(incident.type)?.security ?? false),
    source: incident.source,
    stage: incident.stage,
    level: incident.level,
    answer: fact => answerTo(facts.get(fact), incident, view),
    reached: moment => {
      const at = momentOf(plan, incident, moment)
      return at !== undefined && at <= now
    },
    done: rule => isDone(plan, incident, rule, view),
    recorded: field => isRecorded(plan, incident, field),
    assessed: classification => incident.assessments.get(classification)?.level,
    decided: decision => incident.decisions.get(decision)?.lapsed === false,
    held: role => incident.roles.has(role),
    meaning: fact => facts.get(fact)?.is,
    missed: rule => wasMissed(incident, rule),
    tiers: () => tiersOf(plan, incident.systems),
    instant: start => startOf(plan, incident, start),
    later: (at, span) => moved(plan, at, span),
    working: (calendar, at = endedAt(incident) ?? now) => {
      const named = calendars.get(calendar)
      return named !== undefined && isWorking(named, at)
    },
  }
  return view
}

/** What people answered, what the plan answers by itself, or what follows from other answers. */
function answerTo(fact: Fact | undefined, incident: Incident, view: View): Answer | undefined {
  if (fact?.known !== undefined) return fact.known
  if (fact?.is === undefined) return fact && incident.answers.get(fact.id)?.answer
  const truth = evaluate(fact.is, view)
  return truth === 'unknown' ? undefined : truth
}

/** Working hours come and go for ever: of an incident that is over they stay as they were at its end. */
export function endedAt({ status, moments }: Incident): Instant | undefined {
  return status === 'closed' || status === 'declassified' || status === 'merged'
    ? moments.get(status)
    : undefined
}

/** As `viewOf`, of an obligation that is about one system: what is asked of the systems is asked of that one. */
export function viewAbout(view: View, plan: Plan, { each }: Rule, about: string | undefined): View {
  return each === 'system' && about !== undefined
    ? { ...view, tiers: () => tiersOf(plan, [about]) }
    : view
}

/** What the plan says of each of these systems; one that it does not know has no tier. */
function tiersOf(plan: Plan, systems: Iterable<string>): readonly (number | undefined)[] {
  const known = lookup(plan).systems
  return Array.from(systems, system => known.get(system)?.tier)
}

function wasMissed({ ledger }: Incident, rule: string): boolean {
  return ledger.values().some(entry => entry.rule === rule && entry.missedFor !== undefined)
}

/** Whether nothing of a rule is open any more: every obligation of it was met, waived, or does not apply. */
function isDone(plan: Plan, incident: Incident, ruleId: string, view: View): boolean {
  const rule = lookup(plan).rules.get(ruleId)
  if (rule === undefined) return false
  // What is only kept and shown is never owed, and nothing waits for it.
  if (rule.marks.recordedOnly !== undefined) return true
  const keys = keysOf(incident, rule)
  if (keys.length > 0 && keys.every(key => isEnded(incident, key))) return true
  const missed = keys.some(key => incident.ledger.get(key)?.missedFor !== undefined)
  const applies = applicability(plan, incident, rule, view)
  return applies === 'no' ? !missed : applies === 'yes' && keys.length === 0
}

/** Keys of a rule's obligations as they stand: one, one for each person or system, or the period that runs. */
function keysOf(incident: Incident, rule: Rule): readonly string[] {
  if (rule.every !== undefined) return [`${rule.id}#${incident.periods.get(rule.id) ?? 1}`]
  if (rule.each === undefined) return [rule.id]
  return instancesOf(incident, rule).map(about => `${rule.id}@${about}`)
}

/** The people, systems or follow-ups for each of which a rule is one obligation. */
export function instancesOf(incident: Incident, { each, overrideOf }: Rule): readonly string[] {
  switch (each) {
    case 'responder':
      return [...incident.responders.keys()]
    case 'system':
      return [...incident.systems]
    case 'follow-up':
      return [...incident.followUps.keys()]
    case 'override':
      return [...incident.overrides]
        .filter(([, { of }]) => (of.startsWith('decide:') ? of : ruleOf(of)) === overrideOf)
        .map(([override]) => override)
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
