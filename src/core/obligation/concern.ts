import type { EventOf, EventType, IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { dependenceOf } from '#/core/obligation/reads.ts'
import type { Part } from '#/core/obligation/reads.ts'
import { ruleOf } from '#/core/obligation/view.ts'
import type { Plan } from '#/core/plan/plan.ts'

/**
 * Adds the rules, by their places in the plan, that have to be looked at after these events: those that read a part of the
 * record that one of them changed. `incident` is as they left it.
 */
export function addConcerned(
  concerned: Set<number>,
  plan: Plan,
  incident: Incident,
  events: readonly IncidentEvent[],
): void {
  const { readers } = dependenceOf(plan)
  for (const event of events) {
    // That somebody is asked once more changes nothing about any promise.
    if (event.type === 'page-sent') continue
    for (const part of changedBy(incident, event))
      for (const place of readers.get(part) ?? NOBODY) concerned.add(place)
    for (const place of readers.get('anything') ?? NOBODY) concerned.add(place)
  }
}

const NOBODY: readonly number[] = []

/** What parts of an incident an event may have changed. */
function changedBy(incident: Incident, event: IncidentEvent): readonly Part[] {
  const changes = CHANGES[event.type] as ((event: IncidentEvent) => readonly Part[]) | undefined
  // A later version may have written a type that this one does not know.
  if (changes === undefined) return EVERYTHING
  const parts = changes(event)
  // Whoever does something takes part by it: the first time, and the first of all, changes something.
  const joined = incident.responders.get(event.by) === event.at
  const first = incident.moments.get('acknowledged') === event.at
  return joined || first ? [...parts, 'responders', 'moment:acknowledged'] : parts
}

const EVERYTHING: readonly Part[] = ['everything']
const NOTHING: readonly Part[] = []
const nothing = () => NOTHING
const ofRule = ({ obligation }: { readonly obligation: string }) => [
  `rule:${ruleOf(obligation)}` as const,
]
const ofRole = ({ role }: { readonly role: string }) =>
  ['roles', `role:${role}`, 'responders'] as const

type Changes = { readonly [T in EventType]: (event: EventOf<T>) => readonly Part[] }

/** What each event changes for a condition, a clock or an act. One that is missing does not compile. */
const CHANGES: Changes = {
  declared: () => EVERYTHING,
  'signals-attached': nothing,
  'signals-resolved': nothing,
  classified: () => ['severity', 'type', 'moment:classified', 'moment:reclassified'],
  assessed: ({ classification }) => [`assessed:${classification}`],
  confirmed: nothing,
  declassified: () => ['status', 'moment:declassified'],
  answered: ({ fact }) => [`fact:${fact}`],
  // At the instant of a correction every limit that was missed is computed anew.
  'moment-marked': ({ moment, was }) => (was === undefined ? [`moment:${moment}`] : EVERYTHING),
  'role-assigned': ofRole,
  'role-accepted': ofRole,
  'role-offered': nothing,
  'role-declined': ofRole,
  'role-handed-over': ofRole,
  'person-called-in': () => ['responders'],
  'party-called-in': () => [],
  'page-sent': nothing,
  'page-acknowledged': () => ['pages'],
  'page-handed-on': () => ['pages'],
  'page-ended': () => ['pages'],
  'message-sent': nothing,
  'receipts-recorded': nothing,
  'obligations-opened': ({ opened }) => opened.map(({ rule }): Part => `rule:${rule}`),
  'obligation-rescheduled': ofRule,
  'obligation-warned': ofRule,
  'obligation-missed': ofRule,
  'obligation-met': ofRule,
  'obligation-waived': ofRule,
  'obligation-voided': ofRule,
  'stage-began': () => ['stage'],
  'update-posted': nothing,
  'approval-asked': nothing,
  approved: nothing,
  objected: nothing,
  'consent-presumed': nothing,
  'authority-overridden': () => ['overrides'],
  'decision-taken': ({ decision }) => [`decided:${decision}`],
  'decision-lapsed': ({ decision }) => [`decided:${decision}`],
  'notice-sent': nothing,
  'report-submitted': nothing,
  'evidence-added': nothing,
  'evidence-transferred': nothing,
  'evidence-deletion-refused': nothing,
  noted: nothing,
  'notes-written': () => ['notes'],
  'finding-added': nothing,
  'follow-up-added': () => ['follow-ups'],
  'follow-up-finished': () => ['follow-ups'],
  'feedback-given': () => ['feedback'],
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
  reopened: () => EVERYTHING,
  merged: () => ['status', 'moment:merged'],
  absorbed: nothing,
  'split-off': nothing,
  migrated: () => EVERYTHING,
  redacted: nothing,
}
