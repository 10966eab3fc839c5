import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { momentOf, startOf } from '#/core/obligation/start.ts'
import type { Start } from '#/core/plan/clock.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** How an instant from which a clock counts came on record. */
export type StartRecord = {
  /** The event that put it there. */
  readonly type: IncidentEvent['type']
  /** The instant that is on record. */
  readonly when: Instant
  readonly recordedAt: Instant
  /** A person's id, or Tocsin. */
  readonly by: string
  /** The instant that it corrected. */
  readonly was?: Instant
  readonly reason?: string
}

/**
 * The records behind a start, oldest first: the first, and each correction. A derived start is traced to what it is derived from.
 * Empty while it is not known, and where it follows from nothing that anybody recorded.
 */
export function startRecords(
  plan: Plan,
  incident: Incident,
  events: readonly IncidentEvent[],
  start: Start,
  key: string,
): readonly StartRecord[] {
  const trace = (part: Start) => startRecords(plan, incident, events, part, key)
  switch (start.kind) {
    case 'moment':
      return momentRecords(plan, incident, events, start.moment, key)
    case 'met':
      return found(events, event =>
        event.type === 'obligation-met' && isOf(event.obligation, start.rule)
          ? event.when
          : undefined,
      ).slice(-1)
    case 'earliest':
    case 'newest':
    case 'latest': {
      const at = startOf(plan, incident, start)
      const decisive = start.of.find(part => startOf(plan, incident, part) === at)
      return at === undefined || decisive === undefined ? [] : trace(decisive)
    }
    case 'after':
    case 'before':
    case 'end-of':
      return trace(start.start)
    case 'answered':
      return found(events, event =>
        event.type === 'answered' && event.fact === start.fact ? event.at : undefined,
      ).slice(-1)
    case 'assessed':
      return found(events, event =>
        event.type === 'assessed' &&
        event.classification === start.classification &&
        (start.level === undefined || start.level === event.level)
          ? event.at
          : undefined,
      ).slice(-1)
    case 'decided':
      return found(events, event =>
        event.type === 'decision-taken' && event.decision === start.decision ? event.at : undefined,
      ).slice(-1)
    case 'held':
      return found(events, event =>
        (event.type === 'role-assigned' || event.type === 'role-accepted') &&
        event.role === start.role
          ? event.at
          : undefined,
      ).slice(-1)
    case 'applies':
    case 'entered':
      return found(events, event =>
        event.type === 'obligations-opened' &&
        event.opened.some(opened => opened.obligation === key)
          ? event.at
          : undefined,
      ).slice(-1)
    case 'due':
    case 'share':
      return []
  }
}

function momentRecords(
  plan: Plan,
  incident: Incident,
  events: readonly IncidentEvent[],
  moment: string,
  key: string,
): readonly StartRecord[] {
  if (momentOf(plan, incident, moment) === undefined) return []
  const derived = lookup(plan).moments.get(moment)?.is
  if (!incident.moments.has(moment) && derived !== undefined)
    return startRecords(plan, incident, events, derived, key)
  return found(events, event => momentIn(event, moment))
}

/** The instant that an event gives to a moment. */
function momentIn(event: IncidentEvent, moment: string): Instant | undefined {
  switch (event.type) {
    case 'moment-marked':
      return event.moment === moment ? event.when : undefined
    case 'declared':
      return { detected: event.detectedAt, occurred: event.occurredAt, declared: event.at }[moment]
    case 'meeting-held':
      return moment === 'reviewed' ? event.at : undefined
    default:
      return event.type === moment ? event.at : undefined
  }
}

function found(
  events: readonly IncidentEvent[],
  instantIn: (event: IncidentEvent) => Instant | undefined,
): readonly StartRecord[] {
  return events.flatMap(event => {
    const when = instantIn(event)
    if (when === undefined) return []
    return [
      {
        type: event.type,
        when,
        recordedAt: event.at,
        by: event.by,
        ...correctionIn(event),
      },
    ]
  })
}

function isOf(key: string, rule: string): boolean {
  return key === rule || key.startsWith(`${rule}#`) || key.startsWith(`${rule}@`)
}

function correctionIn(event: IncidentEvent): Pick<StartRecord, 'was' | 'reason'> {
  if (event.type !== 'moment-marked') return {}
  const { was, reason } = event
  return { ...(was !== undefined && { was }), ...(reason !== undefined && { reason }) }
}
