import type { Incident } from '#/core/incident/incident.ts'
import type { EventOf, Recipient } from '#/core/incident/event.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { roomsTelling } from '#/core/directory.ts'
import { shutBefore } from '#/core/incident/gate.ts'
import { nextId, recordOwn } from '#/core/incident/turn.ts'
import { addressesOf, peopleOf } from '#/core/obligation/party.ts'
import { momentOf } from '#/core/obligation/start.ts'
import { quietly } from '#/core/paging/reach.ts'
import { fieldOf, viewOf } from '#/core/obligation/view.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Channel } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { fromMs, msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const CHANNELS_BY_DEFAULT: readonly Channel[] = ['email']

export type Draft = Pick<
  EventOf<'message-sent'>,
  'act' | 'audiences' | 'subject' | 'text' | 'cites'
> &
  Partial<Pick<EventOf<'message-sent'>, 'obligation' | 'meeting'>> & {
    /** Channels instead of those of the audience. */
    readonly via?: readonly Channel[]
  }

/**
 * Puts a message on record for the outbox. Gives its id, or undefined when there is nobody to tell: then nothing is
 * recorded, and what wanted it stays open for everyone to see.
 */
export function send(turn: Turn, { via, ...draft }: Draft): string | undefined {
  const outside = draft.audiences.some(audience => isOutside(turn.setting, audience))
  const recipients = draft.audiences.flatMap(audience => recipientsOf(turn, audience, via))
  if (recipients.length === 0) return undefined
  const message = nextId(turn, 'message')
  recordOwn(turn, {
    type: 'message-sent',
    message,
    ...draft,
    ...marked(turn.incident, draft.subject),
    recipients: withoutTwins(recipients),
    outside,
  })
  return message
}

/** The subject with the confidentiality mark of the incident before it, and the mark by itself. */
export function marked(
  { label }: Incident,
  subject: string,
): { readonly subject: string; readonly label?: string } {
  return label === undefined ? { subject } : { label, subject: `[${label}] ${subject}` }
}

/** Those of some channels that no gate keeps shut now. */
export function openChannels(
  turn: Pick<Turn, 'setting' | 'incident' | 'at'>,
  channels: readonly Channel[],
): readonly Channel[] {
  return channels.filter(channel => shutBefore(turn, `via:${channel}`).length === 0)
}

/** Those of some audiences that may be told now. */
export function openAudiences(turn: Turn, audiences: readonly string[]): readonly string[] {
  return audiences.filter(audience => shutBefore(turn, `tell:${audience}`).length === 0)
}

export function isOutside({ plan }: Setting, audience: string): boolean {
  return lookup(plan).audiences.get(audience)?.outside ?? false
}

function recipientsOf(
  turn: Turn,
  audience: string,
  via: readonly Channel[] | undefined,
): readonly Recipient[] {
  const { setting, incident } = turn
  const of = lookup(setting.plan).audiences.get(audience)
  const wanted = (via !== undefined && via.length > 0 ? via : of?.via) ?? []
  if (of?.outside !== true)
    return [
      ...roomsFor(turn, audience),
      ...peopleOf(setting, incident, audience).flatMap(to => insider(turn, to, wanted)),
    ]
  const channels = openChannels(turn, wanted.length === 0 ? CHANNELS_BY_DEFAULT : wanted)
  if (channels.length === 0) return []
  // An exercise never reaches outsiders: the message is on record for nobody's outbox.
  return addressesOf(setting, incident, audience).map(to => {
    const inside = setting.directory.people.has(to)
    return { to, channels: incident.exercise && !inside ? [] : channels }
  })
}

/** As they wish to be told of what is no page: only the ringing channels are theirs to leave out of what the plan promises. */
function insider(turn: Turn, to: string, stated: readonly Channel[]): readonly Recipient[] {
  const person = turn.setting.directory.people.get(to)
  const wanted = quietly(person, stated, CHANNELS_BY_DEFAULT, turn.at)
  const channels = openChannels(turn, wanted)
  return channels.length === 0 ? [] : [{ to, channels }]
}

/** The rooms in which an audience is told, as long as no gate keeps their channel shut. Of what few may see only theirs learn. */
function roomsFor(turn: Turn, audience: string): readonly Recipient[] {
  const { setting, incident } = turn
  return roomsTelling(setting.directory, audience)
    .filter(([, room]) => incident.restrictedTo === undefined || room.private)
    .map(([to, { channel }]) => ({ to, channels: openChannels(turn, [channel]) }))
    .filter(({ channels }) => channels.length > 0)
}

function withoutTwins(recipients: readonly Recipient[]): readonly Recipient[] {
  const channels = new Map<string, Set<Channel>>()
  for (const { to, channels: more } of recipients)
    channels.set(to, (channels.get(to) ?? new Set<Channel>()).union(new Set(more)))
  return [...channels].map(([to, its]) => ({ to, channels: [...its] }))
}

/**
 * A text of the plan or the product as it reads now: `{{title}}`, `{{fact:ID}}` and so on are replaced by what the record
 * holds, or by `(not known yet)`. Never for what a person typed or a machine sent: a stranger's title must not be able to
 * ask for what is on record.
 */
export function fill(
  { setting, incident }: Pick<Turn, 'setting' | 'incident'>,
  text: string,
): string {
  return text.replaceAll(
    /\{\{\s*([\w-]+)(?::([\w-]+))?(?::([\w-]+))?\s*\}\}/g,
    (_, name: string, of?: string, to?: string) =>
      placeholder(setting, incident, name, of, to) ?? '(not known yet)',
  )
}

function placeholder(
  { plan, directory }: Setting,
  incident: Incident,
  name: string,
  of = '',
  to = '',
): string | undefined {
  switch (name) {
    case 'id':
      return incident.id
    case 'title':
      return incident.title
    case 'severity':
      return incident.severity
    case 'type':
      return incident.type
    case 'detected':
      return incident.moments.get('detected')
    case 'systems':
      return incident.systems.size === 0 ? undefined : [...incident.systems].join(', ')
    case 'reporter':
      return incident.reporter
    case 'commander':
    case 'role': {
      const person = incident.roles.get(name === 'role' ? of : 'commander')?.person
      return person === undefined ? undefined : (directory.people.get(person)?.name ?? person)
    }
    case 'fact':
      return viewOf(plan, incident, incident.lastAt ?? EPOCH)
        .answer(of)
        ?.toString()
    case 'field':
      return fieldOf(plan, incident, of)
    case 'moment':
      return momentOf(plan, incident, of)
    case 'lasted':
      return lastedFor(momentOf(plan, incident, of), momentOf(plan, incident, to))
    default:
      return undefined
  }
}

/** Nothing is on record yet. */
const EPOCH = fromMs(0)
const MINUTE_MS = 60_000

/** From one instant to the other as authorities ask for it: `DDD:HH:MM`. Undefined while either is not known. */
function lastedFor(from: Instant | undefined, to: Instant | undefined): string | undefined {
  if (from === undefined || to === undefined) return undefined
  const minutes = Math.floor(Math.max(0, msBetween(from, to)) / MINUTE_MS)
  const parts = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60]
  return parts.map((part, index) => String(part).padStart(index === 0 ? 3 : 2, '0')).join(':')
}
