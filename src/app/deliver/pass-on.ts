// What becomes of a message when a channel cannot carry it.
import type { IncidentEvent, Receipt } from '#/core/incident/event.ts'
import type { Channel } from '#/core/plan/plan.ts'

/** `reached`: another channel has delivered it. `waiting`: another may yet. `lost`: nothing is left to try. */
export type PassOn =
  | { readonly verdict: 'reached' | 'waiting' | 'lost' }
  | { readonly verdict: 'next'; readonly channel: Channel }

export type Standing = {
  /** Channels that the event asked for. */
  readonly asked: readonly Channel[]
  /** Channels that have come to an end, one way or the other. */
  readonly ended: ReadonlySet<Channel>
  readonly delivered: boolean
}

/**
 * Where a message to one recipient stands, from its event (the first of `log`) and the receipts after it. Receipts
 * of an earlier page of the same line stand before the event and do not count.
 */
export function standingOf(
  log: readonly IncidentEvent[],
  message: string,
  recipient: string,
): Standing {
  const [event] = log
  const receipts = log
    .flatMap(later => (later.type === 'receipts-recorded' ? later.receipts : []))
    .filter(receipt => receipt.message === message && receipt.to === recipient)
  return {
    asked: event === undefined ? [] : [...channelsAsked(event, recipient), ...further(log)],
    ended: new Set(receipts.map(receipt => receipt.channel)),
    // What was taken can still come back undelivered: of each channel its last word counts.
    delivered: [...new Map(receipts.map(it => [it.channel, it.outcome])).values()].includes(
      'delivered',
    ),
  }
}

/** Over which channels a page goes to the same person besides, by their own steps: what is asked there already is no other way. */
function further([first, ...later]: readonly IncidentEvent[]): readonly Channel[] {
  if (first?.type !== 'page-sent') return []
  return later.flatMap(event =>
    event.type === 'page-sent' &&
    event.step !== undefined &&
    event.page === first.page &&
    event.person === first.person &&
    event.attempt === first.attempt
      ? event.channels
      : [],
  )
}

/**
 * Which channel is next for a message that `failed` cannot carry. `reachable` are the channels that are set up and
 * for which the recipient has an address, in the order in which to try them. `hurried`: do not wait for the others
 * that were asked; a page cannot.
 */
export function passOn(
  { asked, ended, delivered }: Standing,
  failed: Channel,
  { reachable, hurried }: { readonly reachable: readonly Channel[]; readonly hurried: boolean },
): PassOn {
  if (delivered) return { verdict: 'reached' }
  const others = asked.filter(channel => channel !== failed && !ended.has(channel))
  if (others.length > 0 && !hurried) return { verdict: 'waiting' }
  const channel = reachable.find(
    candidate => candidate !== failed && !asked.includes(candidate) && !ended.has(candidate),
  )
  return channel === undefined ? { verdict: 'lost' } : { verdict: 'next', channel }
}

function channelsAsked(event: IncidentEvent, recipient: string): readonly Channel[] {
  if (event.type === 'page-sent') return event.person === recipient ? event.channels : []
  if (event.type !== 'message-sent') return []
  return event.recipients.find(({ to }) => to === recipient)?.channels ?? []
}

/** The same event as if it had asked for this one channel and this one recipient. */
export function overChannel(
  event: IncidentEvent,
  recipient: string,
  channel: Channel,
): IncidentEvent {
  if (event.type === 'page-sent') return { ...event, channels: [channel] }
  if (event.type !== 'message-sent') return event
  return { ...event, recipients: [{ to: recipient, channels: [channel] }] }
}

/** The channels over which a failed message may be tried instead, those that wake first. The log reaches nobody. */
export const INSTEAD: readonly Channel[] = [
  'push',
  'ntfy',
  'sms',
  'voice',
  'slack',
  'teams',
  'mattermost',
  'discord',
  'email',
  'webhook',
]

/** A receipt's `detail` is structure of the log: it is cut where the log would refuse it. */
const DETAIL_CHARACTERS_MAX = 1_000

export function receiptOf(
  row: { readonly message: string; readonly recipient: string; readonly channel: Channel },
  attempts: number,
  outcome: Receipt['outcome'],
  detail?: string,
): Receipt {
  return {
    message: row.message,
    to: row.recipient,
    channel: row.channel,
    outcome,
    attempts,
    ...(detail === undefined ? {} : { detail: detail.slice(0, DETAIL_CHARACTERS_MAX) }),
  }
}
