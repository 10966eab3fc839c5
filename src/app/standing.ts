import type { Channel } from '#/core/plan/plan.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import type { Decided } from '#/core/incident/decide.ts'
import type { Look } from '#/core/obligation/look.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { plus, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { asksOf, owedIn, promisesOf, waitingIn } from '#/app/owed.ts'
import type { Standing } from '#/store/incidents.ts'
import type { OutgoingMessage } from '#/store/outbox.ts'

/** What lists and loops need of an incident, without any free text: a redaction must not have to look for copies. */
export function standingOf(
  plan: Plan,
  { incident, wakeAt, look }: Pick<Decided, 'incident' | 'wakeAt' | 'look'>,
): Standing {
  return {
    wakeAt,
    open: incident.status === 'open' || incident.status === 'resolved',
    restricted: incident.restrictedTo !== undefined,
    summary: summaryOf(plan, incident, look),
  }
}

/** As it is kept; of a row that an earlier version wrote some of it is missing. */
export type Summary = ReturnType<typeof summaryOf>

function summaryOf(plan: Plan, incident: Incident, look: Look) {
  const owed = owedIn(plan, incident, look)
  return {
    asks: asksOf(plan, incident, owed),
    commander: incident.roles.get(commanderIn(plan))?.person ?? null,
    detected: incident.moments.get('detected') ?? null,
    exercise: incident.exercise,
    joinsUntil: joinsUntil(plan, incident) ?? null,
    level: incident.level,
    promises: promisesOf(incident, owed),
    rank: rankOf(plan, incident),
    restrictedTo: incident.restrictedTo === undefined ? null : [...incident.restrictedTo],
    severity: incident.severity ?? null,
    source: incident.source,
    stage: incident.stage ?? null,
    status: incident.status,
    type: incident.type ?? null,
    waiting: waitingIn(incident).length,
  }
}

/** The role that takes command; in a plan that calls none so, the one that it names first. */
function commanderIn({ roles }: Plan): string {
  const commander = roles.find(({ id }) => id === 'commander') ?? roles[0]
  return commander?.id ?? ''
}

/** How serious it is among all: 0 is the worst level of its plan. */
function rankOf({ severities }: Plan, { severity }: Incident): number | null {
  return severity === undefined ? null : severities.findIndex(({ id }) => id === severity)
}

/** Until when further signals join it: as long as no one has classified it, and signals keep coming. */
function joinsUntil(plan: Plan, incident: Incident): Instant | undefined {
  const { lastSignalAt, severity, status, exercise } = incident
  if (lastSignalAt === undefined || severity !== undefined || status !== 'open' || exercise)
    return undefined
  return plus(lastSignalAt, plan.intake.join, plan.zone)
}

/** The outbox is emptied in order of due time. A page counts as due since long ago, so that no update stands before it. */
export const PAGES_FIRST_MS = 24 * 3_600_000

/** The outbox rows of a decision: one for each recipient and channel of everything that it sends. */
export function outgoing(
  incidentId: string,
  decidedOnVersion: number,
  events: readonly IncidentEvent[],
): readonly OutgoingMessage[] {
  return events.flatMap((event, index) => {
    const version = decidedOnVersion + index + 1
    if (event.type === 'page-sent')
      return row(
        incidentId,
        version,
        event.page,
        event.person,
        event.channels,
        plusMs(event.at, -PAGES_FIRST_MS),
      )
    if (event.type === 'message-sent')
      return event.recipients.flatMap(({ to, channels }) =>
        row(incidentId, version, event.message, to, channels, event.at),
      )
    return []
  })
}

function row(
  incidentId: string,
  version: number,
  message: string,
  recipient: string,
  channels: readonly Channel[],
  dueAt: Instant,
): readonly OutgoingMessage[] {
  return channels.map(channel => ({
    version,
    message,
    recipient,
    channel,
    // The event's number, since a page keeps its id from one attempt to the next.
    idempotencyKey: `${incidentId}/${version}/${recipient}/${channel}`,
    dueAt,
  }))
}
