import type { EventOf, EventType, IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { readersOf } from '#/core/obligation/reads.ts'
import type { Part } from '#/core/obligation/reads.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'

/**
 * The rules that have to be looked at, in the plan's order, where all were before `since` was recorded.
 *
 * A plan of some hundred rules has a dozen that are owed at any time. Those are looked at always. Of the others only one
 * thing can become of any: it comes to apply; and that takes a change of something that it reads, or time where it reads
 * the time. So whatever an event cannot have changed need not be read again.
 */
export function rulesToLookAt(
  plan: Plan,
  incident: Incident,
  since: readonly IncidentEvent[],
): readonly Rule[] {
  const readers = readersOf(plan)
  const wanted = new Set<Rule>(readers.get('time'))
  for (const event of since) {
    const parts = changedBy(event)
    if (parts === 'everything') return plan.rules
    for (const part of parts) for (const rule of readers.get(part) ?? []) wanted.add(rule)
  }
  const { rules } = lookup(plan)
  for (const entry of incident.ledger.values()) {
    if ((entry.metAt ?? entry.waived ?? entry.voided) !== undefined) continue
    const rule = rules.get(entry.rule)
    if (rule !== undefined) wanted.add(rule)
  }
  return plan.rules.filter(rule => wanted.has(rule))
}

/** What parts of an incident an event may have changed. */
function changedBy(event: IncidentEvent): readonly Part[] | 'everything' {
  const changes = CHANGES[event.type] as
    | ((event: IncidentEvent) => readonly Part[] | 'everything')
    | undefined
  if (changes === undefined) return 'everything'
  const parts = changes(event)
  // Whoever does something takes part in the response by it.
  return event.by === TOCSIN || parts === 'everything' ? parts : [...parts, ...TAKES_PART]
}

const TAKES_PART: readonly Part[] = ['responders', 'moment:acknowledged']
const NOTHING: readonly Part[] = []
const nothing = () => NOTHING
const ofRule = ({ obligation }: { readonly obligation: string }): readonly Part[] => [
  `rule:${ruleOf(obligation)}`,
]
const ofRole = ({ role }: { readonly role: string }): readonly Part[] => [
  `role:${role}`,
  ...TAKES_PART,
]

type Changes = {
  readonly [T in EventType]: (event: EventOf<T>) => readonly Part[] | 'everything'
}

/** What each event changes for conditions and clocks. One that is missing does not compile. */
const CHANGES: Changes = {
  declared: () => 'everything',
  'signals-attached': nothing,
  'signals-resolved': nothing,
  classified: () => ['severity', 'type', 'moment:classified', 'moment:reclassified'],
  declassified: () => ['status', 'moment:declassified'],
  answered: ({ fact }) => [`fact:${fact}`],
  'moment-marked': ({ moment }) => [`moment:${moment}`],
  'role-assigned': ofRole,
  'role-accepted': ofRole,
  'role-declined': ofRole,
  'role-handed-over': ofRole,
  'person-called-in': () => TAKES_PART,
  'page-sent': nothing,
  'page-acknowledged': nothing,
  'page-handed-on': nothing,
  'page-ended': nothing,
  'message-sent': nothing,
  'receipts-recorded': nothing,
  'obligations-opened': ({ opened }) => opened.map(({ rule }): Part => `rule:${rule}`),
  'obligation-rescheduled': ofRule,
  'obligation-warned': nothing,
  'obligation-missed': ofRule,
  'obligation-met': ofRule,
  'obligation-waived': ofRule,
  'obligation-voided': ofRule,
  'stage-began': () => ['stage'],
  'update-posted': nothing,
  approved: nothing,
  'notice-sent': nothing,
  'report-submitted': nothing,
  'evidence-added': nothing,
  'evidence-transferred': nothing,
  'evidence-deletion-refused': nothing,
  noted: nothing,
  'notes-written': nothing,
  'finding-added': nothing,
  'follow-up-added': () => ['follow-ups'],
  'follow-up-finished': () => ['follow-ups'],
  'feedback-given': nothing,
  'meeting-scheduled': nothing,
  'meeting-held': () => ['moment:reviewed'],
  escalated: () => ['level'],
  'field-set': ({ field }) => [`field:${field}`],
  'systems-added': () => ['systems'],
  published: nothing,
  restricted: nothing,
  resolved: () => ['status', 'moment:resolved', 'field:resolution'],
  'gate-passed': nothing,
  'gate-waived': nothing,
  closed: () => ['status', 'moment:closed'],
  reopened: () => 'everything',
  merged: () => ['status', 'moment:merged'],
  absorbed: nothing,
  redacted: nothing,
}
