// From a row of the outbox to what a destination is handed.
import { addressAt } from '#/core/contact.ts'
import { roomNamed } from '#/core/directory.ts'
import type { Directory, Person, Room } from '#/core/directory.ts'
import type { IncidentEvent, Receipt } from '#/core/incident/event.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import type { DueMessage } from '#/store/outbox.ts'
import { acknowledgeToken, acknowledgeUrl } from '#/app/paging/acknowledge-link.ts'

/** What a message is made from besides its row: the event that holds its text, and the incident around it. */
export type Origin = {
  readonly incident: Message['incident']
  readonly event: IncidentEvent
}

export type Means = {
  readonly directory: Directory
  readonly destinations: ReadonlyMap<Channel, Destination>
  /** Without a slash at the end. */
  readonly publicUrl: string
  readonly linkSecret: string
}

/** Either ready to go, or ended before it was tried. `message` is there when a log line can show what it would have said. */
export type Prepared =
  | { readonly ready: true; readonly message: Message; readonly destination: Destination }
  | {
      readonly ready: false
      readonly outcome: Exclude<Receipt['outcome'], 'delivered' | 'failed'>
      readonly detail: string
      readonly message: Message
    }

/** What of a row of the outbox a message is made from. */
type Row = Pick<DueMessage, 'recipient' | 'channel' | 'version' | 'idempotencyKey'>

export function prepare(row: Row, origin: Origin, means: Means): Prepared {
  const person = means.directory.people.get(row.recipient)
  const room = roomNamed(means.directory, row.recipient)
  const evenUnverified = origin.event.type === 'page-sent'
  const address =
    room === undefined
      ? addressOf(row.recipient, person, row.channel, { evenUnverified })
      : room.address
  const message = messageOf(row, origin, means, { person, room }, address ?? row.recipient)
  if (room?.private === false && origin.incident.restricted)
    return {
      ready: false,
      outcome: 'withheld',
      detail: 'A room is not told of an incident that only some may see.',
      message,
    }
  // The engine leaves outsiders out of exercises already. Here is the last place before someone is told of a
  // breach that never happened, so it is looked at again.
  const isInside = person !== undefined || room !== undefined
  if (origin.incident.exercise && (!isInside || isOutside(origin.event)))
    return {
      ready: false,
      outcome: 'withheld',
      detail: 'An exercise does not reach outsiders.',
      message,
    }
  const destination = means.destinations.get(row.channel)
  if (destination === undefined)
    return {
      ready: false,
      outcome: 'channel-missing',
      detail: `The channel ${row.channel} is not set up.`,
      message,
    }
  if (address === undefined)
    return {
      ready: false,
      outcome: 'no-address',
      detail: `No address for ${row.channel} is on record.`,
      message,
    }
  return { ready: true, message, destination }
}

/** Where a recipient is reached over a channel; undefined when nothing is on record. */
export function addressOf(
  recipient: string,
  person: Person | undefined,
  channel: Channel,
  certainty: { readonly evenUnverified?: boolean } = {},
): string | undefined {
  if (channel === 'log') return recipient
  if (person !== undefined) return addressAt(person, channel, certainty)
  // Outside audiences are lists of addresses, each of which says by its form what it is for.
  if (channel === 'email') return recipient.includes('@') ? recipient : undefined
  if (channel === 'webhook') return /^https?:/.test(recipient) ? recipient : undefined
  return undefined
}

function isOutside(event: IncidentEvent): boolean {
  return event.type === 'message-sent' && event.outside
}

function messageOf(
  row: Row,
  { incident, event }: Origin,
  means: Means,
  { person, room }: { readonly person: Person | undefined; readonly room: Room | undefined },
  address: string,
): Message {
  if (event.type !== 'page-sent' && event.type !== 'message-sent')
    throw new Error(`Tocsin's own mistake: an event ${event.type} has nothing to send.`)
  const token =
    event.type === 'page-sent'
      ? acknowledgeToken(means.linkSecret, {
          incident: incident.id,
          page: event.page,
          person: event.person,
        })
      : undefined
  return {
    idempotencyKey: row.idempotencyKey,
    // The version and not the page's id: whoever is asked a second time must not take it for the first.
    messageId: JSON.stringify([incident.id, row.version, row.recipient]),
    threadId: incident.id,
    incident,
    channel: row.channel,
    act: event.type === 'page-sent' ? 'page' : event.act,
    subject: event.subject,
    text: event.text,
    cites: event.cites,
    to: {
      address,
      ...(person === undefined ? {} : { person: person.id, name: person.name }),
      ...(room === undefined ? {} : { room: { private: room.private } }),
    },
    ...(token === undefined
      ? {}
      : { token, acknowledgeUrl: acknowledgeUrl(means.publicUrl, token) }),
    incidentUrl: incidentUrl(means.publicUrl, incident.number),
    ...(event.type === 'message-sent' && event.meeting !== undefined
      ? { meeting: { ...event.meeting, sequence: row.version } }
      : {}),
    at: event.at,
  }
}

/** The page of an incident, by the number that people say. */
function incidentUrl(publicUrl: string, number: number): string {
  return `${publicUrl}/incidents/${number}`
}
