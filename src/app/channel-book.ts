// How each channel fares, whichever node uses it, and whether it works when somebody tries.
import { addressAt } from '#/core/contact.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { CHANNELS } from '#/core/plan/plan.ts'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Destination, Message, Outcome } from '#/outbound/message.ts'
import { sendSafely } from '#/app/deliver/send-safely.ts'
import type { Shell } from '#/app/shell.ts'
import { channelStates, noteFailed, noteWorked } from '#/store/channel-states.ts'

export type ShownChannel = {
  readonly channel: Channel
  readonly isSetUp: boolean
  readonly workedAt: Instant | undefined
  readonly failedAt: Instant | undefined
  /** Holds nothing that a stranger wrote. */
  readonly failure: string | undefined
}

export type Tried = { readonly delivered: boolean; readonly detail: string }

export type ChannelBook = {
  /** Of an attempt at any message; what failed for its recipient's sake says nothing of the channel. */
  readonly note: (channel: Channel, outcome: Outcome) => void
  readonly list: () => Promise<readonly ShownChannel[]>
  /** Sends one message to somebody's own address, or to another that they name. */
  readonly trySending: (
    channel: Channel,
    to: { readonly person: string | undefined; readonly address: string | undefined },
  ) => Promise<Tried>
}

/** The same news about a channel is written down no more often than this. */
const NEWS_MS = 10_000
const TRY_MS_MAX = 20_000

export function createChannelBook(
  shell: Pick<Shell, 'pool' | 'now' | 'log' | 'directory' | 'publicUrl' | 'newId'>,
  destinations: readonly Destination[],
): ChannelBook {
  const { pool, now } = shell
  const written = new Map<Channel, { readonly worked: boolean; readonly at: Instant }>()

  function note(channel: Channel, outcome: Outcome): void {
    if (!outcome.delivered && outcome.channelWorks === true) return
    const at = now()
    const last = written.get(channel)
    if (last?.worked === outcome.delivered && msBetween(last.at, at) < NEWS_MS) return
    written.set(channel, { worked: outcome.delivered, at })
    const writing = outcome.delivered
      ? noteWorked(pool, channel, at)
      : noteFailed(pool, channel, at, outcome.cause.message)
    writing.catch((error: unknown) => {
      written.delete(channel)
      shell.log.warn({ err: error, channel }, 'how a channel fares could not be written down')
    })
  }

  return {
    note,
    async list() {
      const states = new Map((await channelStates(pool)).map(it => [it.channel, it]))
      const setUp = new Set(destinations.map(({ channel }) => channel))
      return CHANNELS.filter(channel => channel !== 'log').map(channel => {
        const state = states.get(channel)
        return {
          channel,
          isSetUp: setUp.has(channel),
          workedAt: state?.workedAt ?? undefined,
          failedAt: state?.failedAt ?? undefined,
          failure: state?.failure ?? undefined,
        }
      })
    },
    async trySending(channel, { person: id, address: named }) {
      const destination = destinations.find(it => it.channel === channel)
      if (destination === undefined) return { delivered: false, detail: 'It is not set up.' }
      const { people } = await shell.directory.current(pool)
      const person = id === undefined ? undefined : people.get(id)
      const own =
        person === undefined ? undefined : addressAt(person, channel, { evenUnverified: true })
      const address = named ?? own
      if (address === undefined)
        return { delivered: false, detail: 'No address of yours for it is on record: name one.' }
      const message = trial(shell, channel, address)
      const outcome = await sendSafely(destination, message, AbortSignal.timeout(TRY_MS_MAX))
      note(channel, outcome)
      return outcome.delivered
        ? { delivered: true, detail: outcome.detail ?? 'It was taken.' }
        : { delivered: false, detail: outcome.cause.message }
    },
  }
}

/** Without a person and an incident it is a plain text: there is nothing that it could lead to. */
function trial(
  { now, newId, publicUrl }: Pick<Shell, 'now' | 'newId' | 'publicUrl'>,
  channel: Channel,
  address: string,
): Message {
  const id = newId('try')
  return {
    idempotencyKey: id,
    messageId: id,
    threadId: id,
    incident: { id: '', number: 0, title: '', exercise: false, restricted: false },
    channel,
    act: 'channel-try',
    subject: 'Tocsin: this is a test',
    text: 'Somebody tries whether messages arrive here. They do: there is nothing to be done.',
    cites: [],
    to: { address },
    incidentUrl: publicUrl,
    at: now(),
  }
}
