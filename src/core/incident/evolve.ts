import { isCountedAnew, uncounted } from '#/core/incident/anew.ts'
import type { Custody, Entry, Incident, Page } from '#/core/incident/incident.ts'
import {
  approved,
  asked,
  assessed,
  consentPresumed,
  decided,
  lapsed,
  objected,
  overridden,
} from '#/core/incident/evolve-authority.ts'
import { accepted, assigned, declined, handedOver, offered } from '#/core/incident/evolve-roles.ts'
import { changePage, pageHandedOn, pageSent } from '#/core/incident/evolve-pages.ts'
import { rescheduled } from '#/core/incident/evolve-clock.ts'
import { own, undeclared } from '#/core/incident/incident.ts'
import type { EventOf, EventType, IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Instant } from '#/core/time.ts'

/** Folds a log, oldest first, into the incident that it is. */
export function fold(id: string, events: Iterable<IncidentEvent>): Incident {
  const incident = undeclared(id)
  for (const event of events) evolve(incident, event)
  return incident
}

/**
 * Applies one event, in place: the caller owns `incident` (see `draftOf`). Never refuses: an event is a fact, however odd
 * it looks today. Gives back the same incident.
 */
export function evolve(incident: Incident, event: IncidentEvent): Incident {
  incident.version++
  incident.lastAt = event.at
  const wasOpen = incident.status === 'open'
  const apply = APPLY[event.type] as
    | ((incident: Incident, event: IncidentEvent) => void)
    | undefined
  // A later version may have written a type that this one does not know; it counts as an event and changes nothing.
  apply?.(incident, event)
  if (isHumanResponse(event)) {
    takePart(incident, event.by, event.at, wasOpen)
    attend(incident, event)
  }
  return incident
}

/** What machines and reporters do is no response; everything else that a person puts on record is. */
const NO_RESPONSE: ReadonlySet<EventType> = new Set<EventType>([
  'declared',
  'signals-attached',
  'signals-resolved',
  'receipts-recorded',
  'redacted',
  'absorbed',
  'split-off',
  'migrated',
])

function isHumanResponse(event: IncidentEvent): boolean {
  return event.by !== TOCSIN && !NO_RESPONSE.has(event.type)
}

function takePart(incident: Incident, person: string, at: Instant, wasOpen: boolean): void {
  // Who ends the response was part of it.
  if (wasOpen || incident.status === 'open') joinResponse(incident, person, at)
  firstReached(incident, 'acknowledged', at)
}

/** Who says that they cannot is awake, and yet nobody is on it for that. Handing a page on by name leaves it theirs. */
const BOWS_OUT: ReadonlySet<EventType> = new Set<EventType>(['page-handed-on', 'role-declined'])

function attend(incident: Incident, { type, by }: IncidentEvent): void {
  const isThere = incident.attending.has(by)
  if (BOWS_OUT.has(type)) {
    if (isThere) incident.attending = incident.attending.difference(new Set([by]))
  } else if (!isThere) incident.attending = new Set([...incident.attending, by])
}

function firstReached(incident: Incident, moment: string, at: Instant): void {
  if (!incident.moments.has(moment)) own(incident, 'moments').set(moment, at)
}

type Appliers = { readonly [T in EventType]?: (incident: Incident, event: EventOf<T>) => void }

const APPLY: Appliers = {
  declared(incident, event) {
    incident.status = 'open'
    incident.planId = event.plan.id
    incident.planHash = event.plan.hash
    incident.title = event.title
    incident.source = event.source
    incident.reporter = event.reporter
    incident.exercise = event.exercise
    own(incident, 'moments').set('detected', event.detectedAt)
    own(incident, 'moments').set('declared', event.at)
    if (event.occurredAt !== undefined) own(incident, 'moments').set('occurred', event.occurredAt)
    incident.splitFrom = event.splitFrom
    incident.onCall = event.onCall
    incident.proposed = event.proposed
    for (const system of event.systems) own(incident, 'systems').add(system)
    if (event.signal !== undefined) {
      const { id, ...rest } = event.signal
      incident.lastSignalAt = event.at
      own(incident, 'signals').set(id, { title: event.title, count: 1, resolved: false, ...rest })
    }
  },
  'signals-attached'(incident, event) {
    event.signals.forEach(({ id, ...signal }, index) => {
      // A redaction leaves one word where the titles were.
      const title = Array.isArray(event.titles) ? (event.titles[index] ?? '') : String(event.titles)
      own(incident, 'signals').set(id, { ...signal, title, resolved: false })
    })
    incident.signalsMore += event.more
    incident.lastSignalAt = event.at
  },
  'signals-resolved'(incident, event) {
    for (const id of event.signals) {
      const seen = incident.signals.get(id)
      if (seen !== undefined) own(incident, 'signals').set(id, { ...seen, resolved: true })
    }
  },
  classified(incident, event) {
    firstReached(incident, 'classified', event.at)
    if (event.was !== undefined && event.was.severity !== event.severity)
      own(incident, 'moments').set('reclassified', event.at)
    // Another type of the same severity is not another judgement of how bad it is.
    if (incident.severity !== event.severity) incident.classifiedBy = event.by
    incident.severity = event.severity
    incident.type = event.incidentType
  },
  assessed,
  declassified(incident, event) {
    incident.status = 'declassified'
    own(incident, 'moments').set('declassified', event.at)
  },
  answered(incident, event) {
    own(incident, 'answers').set(event.fact, {
      answer: event.answer ?? event.value,
      at: event.at,
      by: event.by,
    })
  },
  'moment-marked'(incident, event) {
    own(incident, 'moments').set(event.moment, event.when)
    if (event.was !== undefined) incident.correctedAt = event.at
  },
  'role-assigned'(incident, event) {
    assigned(incident, event)
    takePartSilently(incident, event.person, event.at)
  },
  'role-offered': offered,
  'role-accepted'(incident, event) {
    accepted(incident, event)
    takePartSilently(incident, event.person, event.at)
  },
  'role-declined': declined,
  'role-handed-over'(incident, event) {
    handedOver(incident, event)
    takePartSilently(incident, event.to, event.at)
  },
  'person-called-in'(incident, event) {
    takePartSilently(incident, event.person, event.at)
  },
  'page-sent': pageSent,
  'page-acknowledged'(incident, event) {
    changePage(incident, event.page, {
      state: 'acknowledged',
      answeredAt: event.at,
      answeredBy: event.person,
    })
  },
  'page-handed-on': pageHandedOn,
  'page-ended'(incident, event) {
    // A party with nobody in it ends before anyone was paged.
    own(incident, 'pages').set(event.page, {
      ...(incident.pages.get(event.page) ?? neverSent(event)),
      state: 'ended',
      endedAt: event.at,
      cause: event.cause,
    })
  },
  'receipts-recorded'(incident, event) {
    for (const { message, to, channel, outcome } of event.receipts) {
      const page = incident.pages.get(message)
      if (page?.person !== to || (outcome !== 'failed' && outcome !== 'no-address')) continue
      changePage(incident, message, { failed: [...new Set([...page.failed, channel])] })
    }
  },
  'obligations-opened'(incident, event) {
    for (const { obligation, rule, ...clock } of event.opened) {
      const again = incident.ledger.has(obligation) ? { again: true as const } : {}
      own(incident, 'ledger').set(obligation, { rule, openedAt: event.at, ...again, ...clock })
      beginPeriod(incident, rule, obligation)
    }
  },
  'obligation-rescheduled'(incident, event) {
    const { obligation } = event
    own(incident, 'ledger').set(obligation, rescheduled(entryOf(incident, obligation), event))
  },
  'obligation-warned'(incident, event) {
    change(incident, event.obligation, { warnedFor: event.due })
  },
  'obligation-missed'(incident, event) {
    change(incident, event.obligation, { missedFor: event.due, missedAt: event.at })
  },
  'obligation-met'(incident, event) {
    change(incident, event.obligation, { metAt: event.when, metBy: event.by })
  },
  'obligation-waived'(incident, event) {
    const { at, by, reason } = event
    // It may never have been owed: what cannot be told yet can be waived as well.
    beginPeriod(incident, entryOf(incident, event.obligation).rule, event.obligation)
    change(incident, event.obligation, { waived: { at, by, reason } })
  },
  'obligation-voided'(incident, event) {
    change(incident, event.obligation, { voided: { at: event.at, cause: event.cause } })
  },
  'stage-began'(incident, event) {
    incident.stage = event.stage
    if (!incident.stages.has(event.stage)) own(incident, 'stages').set(event.stage, event.at)
  },
  'approval-asked': asked,
  approved,
  objected,
  'consent-presumed': consentPresumed,
  'authority-overridden': overridden,
  'decision-taken': decided,
  'decision-lapsed': lapsed,
  'evidence-added'(incident, event) {
    own(incident, 'evidence').set(event.evidence, {
      kind: event.kind,
      title: event.title,
      sha256: event.sha256,
      heldBy: event.by,
      bytes: event.bytes,
      custody: [{ at: event.at, by: event.by, did: 'take' }],
      ...(event.obligation !== undefined && { obligation: event.obligation }),
    })
  },
  'evidence-transferred'(incident, event) {
    const { at, by, to } = event
    inCustody(incident, event.evidence, { at, by, did: 'hand-over', to })
  },
  'evidence-deletion-refused'(incident, { evidence, at, by }) {
    inCustody(incident, evidence, { at, by, did: 'ask-to-delete' })
  },
  'notes-written'(incident, event) {
    own(incident, 'notesBy').add(event.by)
  },
  'finding-added'(incident, event) {
    own(incident, 'findings').set(event.finding, { kind: event.kind, text: event.text })
  },
  'follow-up-added'(incident, event) {
    const { title, owner, dueAt, planChange } = event
    own(incident, 'followUps').set(event.followUp, {
      title,
      owner,
      dueAt,
      planChange,
      designatedBy: event.by,
    })
  },
  'follow-up-finished'(incident, event) {
    const followUp = incident.followUps.get(event.followUp)
    if (followUp !== undefined)
      own(incident, 'followUps').set(event.followUp, { ...followUp, doneAt: event.at })
  },
  'feedback-given'(incident, event) {
    own(incident, 'feedback').add(event.person)
  },
  'meeting-scheduled'(incident, event) {
    const { obligation, startsAt } = event
    own(incident, 'meetings').set(event.meeting, { obligation, startsAt, present: [] })
  },
  'meeting-held'(incident, event) {
    const startsAt = incident.meetings.get(event.meeting)?.startsAt ?? event.at
    const { obligation, present } = event
    own(incident, 'meetings').set(event.meeting, {
      obligation,
      startsAt,
      heldAt: event.at,
      present,
    })
    own(incident, 'moments').set('reviewed', event.at)
  },
  escalated(incident, event) {
    if (event.level > incident.level) incident.level = event.level
    if (!incident.levels.has(event.level))
      own(incident, 'levels').set(event.level, { at: event.at, people: event.people })
  },
  'field-set'(incident, event) {
    own(incident, 'fields').set(event.field, event.value)
  },
  'systems-added'(incident, event) {
    for (const system of event.systems) own(incident, 'systems').add(system)
  },
  restricted(incident, event) {
    incident.restrictedTo = event.to.length === 0 ? undefined : event.to
    if (event.to.length === 0) incident.label = undefined
    else if (event.label !== undefined) incident.label = event.label
  },
  resolved(incident, event) {
    incident.status = 'resolved'
    own(incident, 'moments').set('resolved', event.at)
    own(incident, 'fields').set('resolution', event.text)
  },
  'gate-passed'(incident, event) {
    own(incident, 'gates').set(event.gate, { at: event.at, waived: false })
  },
  'gate-waived'(incident, event) {
    own(incident, 'gates').set(event.gate, { at: event.at, waived: true })
  },
  closed(incident, event) {
    incident.status = 'closed'
    own(incident, 'moments').set('closed', event.at)
  },
  reopened(incident, event) {
    incident.status = 'open'
    own(incident, 'moments').set('reopened', event.at)
    own(incident, 'moments').delete('resolved')
    own(incident, 'moments').delete('closed')
    own(incident, 'moments').delete('declassified')
    own(incident, 'moments').delete('merged')
    incident.mergedInto = undefined
    own(incident, 'gates').clear()
  },
  migrated(incident, event) {
    incident.planId = event.plan.id
    incident.planHash = event.plan.hash
    // What is owed still is counted anew: what the log says of its clock was counted under another version.
    for (const [key, entry] of incident.ledger)
      if (isCountedAnew(entry)) own(incident, 'ledger').set(key, uncounted(entry))
  },
  'split-off'(incident, event) {
    incident.splitOff = new Set([...incident.splitOff, event.incident])
  },
  merged(incident, event) {
    incident.status = 'merged'
    incident.mergedInto = event.into
    own(incident, 'moments').set('merged', event.at)
  },
}

/**
 * Takes part in the response without having answered yet. Who comes in after it was resolved, to review or to tell
 * others, took no part in it.
 */
function takePartSilently(incident: Incident, person: string, at: Instant): void {
  if (incident.status === 'open') joinResponse(incident, person, at)
}

function joinResponse(incident: Incident, person: string, at: Instant): void {
  if (!incident.responders.has(person)) own(incident, 'responders').set(person, at)
}

function neverSent({ page, party, at }: EventOf<'page-ended'>): Page {
  return {
    id: page,
    obligation: undefined,
    party,
    person: '',
    attempt: 0,
    sentAt: at,
    since: at,
    channels: [],
    cites: [],
    failed: [],
    state: 'ended',
  }
}

/** One more link of the chain of custody; who hands it over holds it no more. */
function inCustody(incident: Incident, evidence: string, link: Custody): void {
  const held = incident.evidence.get(evidence)
  if (held === undefined) return
  const { heldBy, custody } = held
  own(incident, 'evidence').set(evidence, {
    ...held,
    heldBy: link.to ?? heldBy,
    custody: [...custody, link],
  })
}

/** A system may have a `#` in its name; only after the rule itself does it count periods. */
function beginPeriod(incident: Incident, rule: string, obligation: string): void {
  if (obligation.startsWith(`${rule}#`))
    own(incident, 'periods').set(rule, Number(obligation.slice(rule.length + 1)))
}

function entryOf(incident: Incident, obligation: string): Entry {
  const known = incident.ledger.get(obligation)
  if (known !== undefined) return known
  const [rule = obligation] = obligation.split(/[#@]/)
  return { rule, openedAt: incident.lastAt ?? ('' as Instant) }
}

function change(incident: Incident, obligation: string, changed: Partial<Entry>): void {
  own(incident, 'ledger').set(obligation, { ...entryOf(incident, obligation), ...changed })
}
