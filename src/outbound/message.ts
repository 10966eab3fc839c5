import type { Instant } from '#/core/time.ts'
import type { Channel } from '#/core/plan/plan.ts'

/**
 * What a destination is handed: one message to one recipient. All of its text is hostile; whoever writes it
 * somewhere escapes it for that place (`escape.ts`).
 */
export type Message = {
  /** The same for every attempt over one channel. It goes along, so that a receiver tells twins apart by it. */
  readonly idempotencyKey: string
  /** Names this message to this recipient, over whichever channel. */
  readonly messageId: string
  /** The same for all messages of one incident. */
  readonly threadId: string
  readonly incident: {
    readonly id: string
    readonly number: number
    readonly title: string
    readonly severity?: string
    readonly exercise: boolean
    /** Only named people may read of it: no destination that others read too may show its text. */
    readonly restricted: boolean
  }
  /** Over which it was to go. The log is also handed what another channel, not set up, should have carried. */
  readonly channel: Channel
  /** What it is for: `page`, `notify`, `update`, `notice`, `reminder`, … */
  readonly act: string
  readonly subject: string
  readonly text: string
  /** Clauses of the plan that it carries out. */
  readonly cites: readonly string[]
  readonly to: {
    readonly person?: string
    readonly name?: string
    readonly address: string
    /** Where several read it together: a room of the directory. */
    readonly room?: Room
  }
  /** Where one click says "I am on it". */
  readonly acknowledgeUrl?: string
  /** What a button or a key carries that answers the page: the last part of that address. */
  readonly token?: string
  /** The first message of this incident that went there, by the name that the channel gave it. */
  readonly thread?: string
  /** How things stand by now; absent on the first showing. */
  readonly standing?: MessageStanding
  readonly incidentUrl: string
  readonly meeting?: Meeting
  /** When the log says that it was sent; not when it was tried. */
  readonly at: Instant
}

export type Room = {
  /** Only people who may see restricted incidents are in it. */
  readonly private: boolean
}

/** What has become of a page, and of its incident, since the message about it went out. */
export type MessageStanding = {
  readonly page?: {
    readonly state: 'waiting' | 'handed-on' | 'acknowledged' | 'ended'
    /** The name of whoever answered. */
    readonly by?: string
    readonly at?: Instant
  }
  /** As `P1, contained`. */
  readonly incident: string
}

export type Meeting = {
  readonly id: string
  readonly startsAt: Instant
  readonly minutes: number
  /** Grows with every change of the same meeting (RFC 5545 3.8.7.4). */
  readonly sequence: number
}

/**
 * What became of one attempt. `later`: the same message may pass at another time, not before `after` milliseconds
 * where the receiver named a wait. `never`: it will not pass over this channel, whatever is tried.
 * `detail` and the text of `cause` hold nothing that a stranger wrote: both are kept in the clear.
 */
export type Outcome =
  | {
      readonly delivered: true
      readonly detail?: string
      /** What the channel calls this message, where it can be found again to be changed. */
      readonly reference?: string
    }
  | {
      readonly delivered: false
      readonly retry: 'later' | 'never'
      readonly cause: Error
      readonly after?: number
      /** The other side is there and spoke of this one message. */
      readonly channelWorks?: true
    }

/** One way to reach people. `send` answers with what became of it; it throws only where we are at fault. */
export type Destination = {
  readonly channel: Channel
  /** Names whoever answers for this message, where that is not the same one for all: they fail each by themselves. */
  peerOf?(message: Message): string
  /** Gives up when `signal` aborts, and in its own time-out at the latest. */
  send(message: Message, signal: AbortSignal): Promise<Outcome>
  /** Shows a message that went out earlier as it stands by now, in the same place. */
  update?(message: Message, reference: string, signal: AbortSignal): Promise<Outcome>
  /** Closes the connections that it keeps. */
  close?(): void
}
