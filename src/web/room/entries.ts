// The log as people follow it: each event with what became of it later, and how much it asks of who reads.
import { SILENT } from '#/core/incident/event.ts'
import type { EventType, Receipt } from '#/core/incident/event.ts'
import { TOCSIN } from './happened.ts'
import type { Happened, HappenedOf } from './happened.ts'
import { correctionOf } from './sentence.ts'

/** What became of one message to one recipient over one channel; `outcome` null: not known yet. */
export type Delivery = {
  readonly to: string
  readonly channel: string
  readonly outcome: Receipt['outcome'] | null
  readonly detail?: string | undefined
}

/** `loud`: nobody should miss it. `quiet`: what follows from something else, and is folded. */
export type Weight = 'loud' | 'plain' | 'quiet'

export type Entry = {
  readonly event: Happened
  readonly weight: Weight
  readonly deliveries: readonly Delivery[]
  /** The message by which an update or a notice went out. */
  readonly message: HappenedOf<'message-sent'> | undefined
  /** What was put on record later, and says otherwise. */
  readonly corrections: readonly Happened[]
}

type Draft = { -readonly [K in keyof Entry]: Entry[K] } & { deliveries: Delivery[] }

/** Every event that has a line of its own, in order. */
export function entriesOf(events: readonly Happened[]): readonly Entry[] {
  const carried = carriedBy(events)
  const seen = createSeen()
  const drafts: Draft[] = []
  let turn: Turn = { at: '', by: '', did: false, acknowledged: false }
  for (const event of events) {
    if (event.type === 'receipts-recorded') {
      for (const receipt of event.receipts) seen.settle(receipt)
      continue
    }
    const message = event.type === 'message-sent' ? carried.get(event.message) : undefined
    if (event.at !== turn.at || (event.by !== turn.by && event.by !== TOCSIN))
      turn = { at: event.at, by: event.by, did: false, acknowledged: false }
    const draft: Draft = {
      event,
      weight: weightOf(event, turn),
      deliveries: [],
      message: undefined,
      corrections: [],
    }
    turn = after(turn, event)
    if (event.type === 'message-sent' && message !== undefined) {
      // Its receipts go to the line of the update itself, which follows.
      seen.hold(event)
      continue
    }
    if (event.type === 'update-posted' || event.type === 'notice-sent')
      draft.message = seen.held(event.message)
    seen.expect(draft)
    seen.correct(draft)
    drafts.push(draft)
  }
  return drafts
}

/** What somebody did in one stroke: what has the same time and person, or follows by itself. */
type Turn = {
  readonly at: string
  readonly by: string
  /** They did something, and what is met by it needs no line of its own. */
  readonly did: boolean
  readonly acknowledged: boolean
}

function after(turn: Turn, { type, by }: Happened): Turn {
  if (by === TOCSIN) return turn
  return {
    ...turn,
    did: turn.did || (type !== 'obligation-met' && type !== 'page-acknowledged'),
    acknowledged: turn.acknowledged || type === 'page-acknowledged',
  }
}

const LOUD: ReadonlySet<EventType> = new Set<EventType>([
  'obligation-missed',
  'escalated',
  'authority-overridden',
  'evidence-deletion-refused',
  'objected',
])
const QUIET: ReadonlySet<EventType> = new Set<EventType>([
  'obligations-opened',
  'obligation-rescheduled',
  'obligation-voided',
  'obligation-warned',
])

function weightOf(event: Happened, turn: Turn): Weight {
  if (LOUD.has(event.type)) return 'loud'
  if (QUIET.has(event.type)) return 'quiet'
  switch (event.type) {
    case 'page-ended':
      return SILENT.has(event.cause) ? 'loud' : 'quiet'
    case 'obligation-met':
      return event.by === TOCSIN || turn.did ? 'quiet' : 'plain'
    case 'role-accepted':
      return turn.acknowledged ? 'quiet' : 'plain'
    case 'message-sent':
      // That something was missed has a line of its own, and a loud one.
      return event.act === 'missed' ? 'quiet' : 'plain'
    default:
      return 'plain'
  }
}

/** Messages that are the wire of an update or a notice, by their ids. */
function carriedBy(events: readonly Happened[]): ReadonlyMap<string, Happened> {
  return new Map(
    events.flatMap(event =>
      event.type === 'update-posted' || (event.type === 'notice-sent' && !event.byHand)
        ? [[event.message, event] as const]
        : [],
    ),
  )
}

/** What was seen so far, for what refers to it later. */
function createSeen() {
  const waiting = new Map<string, Draft>()
  const messages = new Map<string, HappenedOf<'message-sent'>>()
  const places = new Map<number, Draft>()
  const moments = new Map<string, Draft>()
  return {
    hold: (event: HappenedOf<'message-sent'>) => messages.set(event.message, event),
    held: (message: string) => messages.get(message),
    /** Receipts for what it sends go to it, from now on: a page keeps its id from one attempt to the next. */
    expect(draft: Draft) {
      const sent = draft.message ?? draft.event
      const expected = deliveriesOf(sent)
      if (expected.length === 0) return
      draft.deliveries = expected
      for (const { to } of expected) waiting.set(`${messageOf(sent)} ${to}`, draft)
    },
    settle({ message, to, channel, outcome, detail }: Receipt) {
      const draft = waiting.get(`${message} ${to}`)
      if (draft === undefined) return
      const delivery = { to, channel, outcome, detail }
      const at = draft.deliveries.findIndex(known => known.to === to && known.channel === channel)
      if (at === -1) draft.deliveries.push(delivery)
      else draft.deliveries[at] = delivery
    },
    correct(draft: Draft) {
      const { event } = draft
      places.set(event.version, draft)
      if (event.type === 'moment-marked' || event.type === 'declared') {
        const names = event.type === 'declared' ? ['detected', 'occurred'] : [event.moment]
        if (event.type === 'moment-marked' && event.was !== undefined)
          add(moments.get(event.moment), event)
        for (const name of names) moments.set(name, draft)
      }
      if (event.type === 'noted') add(places.get(correctionOf(event.text)?.entry ?? 0), event)
      if (event.type === 'redacted') add(places.get(event.redacts), event)
    },
  }
}

function add(draft: Draft | undefined, correction: Happened): void {
  if (draft !== undefined) draft.corrections = [...draft.corrections, correction]
}

function messageOf(event: Happened): string {
  if (event.type === 'page-sent') return event.page
  return event.type === 'message-sent' ? event.message : ''
}

function deliveriesOf(event: Happened): Delivery[] {
  const recipients =
    event.type === 'page-sent'
      ? [{ to: event.person, channels: event.channels }]
      : event.type === 'message-sent'
        ? event.recipients
        : []
  return recipients.flatMap(({ to, channels }) =>
    channels.map(channel => ({ to, channel, outcome: null })),
  )
}
