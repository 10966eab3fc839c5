// How pages stand, from what the log says of them.
import type { EventOf } from '#/core/incident/event.ts'
import { own } from '#/core/incident/incident.ts'
import type { Incident, Page } from '#/core/incident/incident.ts'

export function changePage(incident: Incident, id: string, changed: Partial<Page>): void {
  const page = incident.pages.get(id)
  if (page !== undefined) own(incident, 'pages').set(id, { ...page, ...changed })
}

export function pageSent(incident: Incident, event: EventOf<'page-sent'>): void {
  const before = incident.pages.get(event.page)
  const same = before?.state === 'waiting' && before.person === event.person
  if (event.step !== undefined && same) return stepTaken(incident, before, event)
  // A line that had ended begins anew.
  const runs = before !== undefined && before.state !== 'ended'
  const unreached = runs ? unreachedSoFar(before) : []
  const asked = [...(before?.handed?.asked ?? []), event.person]
  own(incident, 'pages').set(event.page, {
    id: event.page,
    obligation: event.obligation,
    party: event.party,
    person: event.person,
    attempt: event.attempt,
    sentAt: event.at,
    since: before?.since ?? event.at,
    channels: event.channels,
    cites: event.cites,
    failed: [],
    state: 'waiting',
    ...(event.further !== undefined && { further: event.further }),
    ...(event.obligation === undefined && { said: event.text }),
    ...(runs && before.declined !== undefined && { declined: before.declined }),
    ...(unreached.length > 0 && { unreached }),
    ...(before?.handed?.by === event.person && { back: true as const }),
    ...(event.handedBy !== undefined &&
      before?.handed !== undefined && { handed: { ...before.handed, asked } }),
  })
}

/** Whoever could not be reached is not asked again before somebody was waited for. */
export function unreachedSoFar({ person, unreached = [], ...page }: Page): readonly string[] {
  return reachedNobody(page) ? [...unreached, person] : []
}

export function reachedNobody({ channels, failed }: Pick<Page, 'channels' | 'failed'>): boolean {
  return channels.length > 0 && channels.every(channel => failed.includes(channel))
}

/** The same person over further channels: the wait for the next goes on as it was. */
function stepTaken(
  incident: Incident,
  { further = [], step = 0, channels, failed, id }: Page,
  event: EventOf<'page-sent'>,
): void {
  const taken = event.step ?? 0
  changePage(incident, id, {
    step: taken,
    further: further.slice(taken - step),
    channels: [...new Set([...channels, ...event.channels])],
    failed: failed.filter(channel => !event.channels.includes(channel)),
  })
}

export function pageHandedOn(incident: Incident, event: EventOf<'page-handed-on'>): void {
  const { page, person, to, reason } = event
  const declined = incident.pages.get(page)?.declined ?? []
  changePage(incident, page, {
    state: 'handed-on',
    ...(to === undefined
      ? { declined: [...new Set([...declined, person])] }
      : { handed: { to, by: person, asked: [], ...(reason !== undefined && { reason }) } }),
  })
}
