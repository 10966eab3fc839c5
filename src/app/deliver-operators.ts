// Tells those who run Tocsin that a channel has stopped working, or that somebody cannot be reached.
import { ON_CALL } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import type { Log } from '#/app/deliver-needs.ts'
import { addressOf } from '#/app/deliver-message.ts'
import { INSTEAD } from '#/app/deliver-pass-on.ts'

/** The group of the directory that is told; whoever is on call where there is no such group. */
const OPERATORS = 'operators'
/** At most one notice for each channel and kind of trouble in this time. */
const OPERATOR_NOTICE_QUIET_MS = 10 * 60_000
const OPERATOR_NOTICE_TIMEOUT_MS = 30_000
/** Of all that are in the group, since a notice goes out from the middle of trouble. */
const OPERATORS_TOLD_MAX = 20

type Trouble = {
  /** `given-up`: tried, and kept as a dead letter. `not-sent`: something is missing that it takes to try. */
  readonly kind: 'channel-dead' | 'given-up' | 'not-sent'
  readonly channel: Channel
  /** In words of ours. */
  readonly reason: string
  /** The message that met it. */
  readonly message: Message
}

export type Operators = {
  tell(trouble: Trouble): void
  /** Resolves when what is being told has been told. */
  settled(): Promise<void>
}

type Needs = {
  readonly destinations: ReadonlyMap<Channel, Destination>
  readonly directory: () => Promise<Directory>
  readonly now: () => Instant
  readonly log: Log
}

/**
 * Operators are told directly and once: not through the outbox, whose trouble this is, and without another attempt.
 * A notice that fails is a line in the log and never the cause of another notice, so there is no loop.
 */
export function createOperators(needs: Needs): Operators {
  const toldAt = new Map<string, Instant>()
  const telling = new Set<Promise<void>>()

  function tell(trouble: Trouble): void {
    const { kind, channel, reason, message } = trouble
    needs.log.error(
      { kind, channel, reason, message: message.messageId, incident: message.incident.number },
      'A message could not be delivered.',
    )
    const key = `${kind} ${channel}`
    const last = toldAt.get(key)
    const now = needs.now()
    if (last !== undefined && msBetween(last, now) < OPERATOR_NOTICE_QUIET_MS) return
    toldAt.set(key, now)
    const told = tellAll(needs, trouble, now)
      .catch((error: unknown) => {
        needs.log.error({ err: error, kind, channel }, 'The operators could not be told.')
      })
      .finally(() => telling.delete(told))
    telling.add(told)
  }

  return {
    tell,
    settled: async () => {
      await Promise.all(telling)
    },
  }
}

async function tellAll(needs: Needs, trouble: Trouble, at: Instant): Promise<void> {
  const directory = await needs.directory()
  const people = directory.groups.get(OPERATORS) ?? directory.positions.get(ON_CALL) ?? []
  const told = await Promise.all(
    people
      .slice(0, OPERATORS_TOLD_MAX)
      .map(person => tellOne(needs, directory, person, trouble, at)),
  )
  if (!told.includes(true))
    needs.log.error(
      { operators: people.length, channel: trouble.channel },
      'No operator could be told. Fill the group "operators" of the directory.',
    )
}

/** Over the first channel that takes it. The one in trouble comes last: it may still carry something. */
async function tellOne(
  { destinations }: Needs,
  directory: Directory,
  id: string,
  trouble: Trouble,
  at: Instant,
): Promise<boolean> {
  const person = directory.people.get(id)
  const inTrouble = (channel: Channel) => (channel === trouble.channel ? 1 : 0)
  for (const channel of INSTEAD.toSorted((a, b) => inTrouble(a) - inTrouble(b))) {
    const destination = destinations.get(channel)
    const address = addressOf(id, person, channel)
    if (destination === undefined || address === undefined) continue
    const to = { address, person: id, ...(person === undefined ? {} : { name: person.name }) }
    const outcome = await destination.send(
      noticeOf(trouble, channel, to, at),
      AbortSignal.timeout(OPERATOR_NOTICE_TIMEOUT_MS),
    )
    if (outcome.delivered) return true
  }
  return false
}

const WHAT_NEXT: Readonly<Record<Trouble['kind'], string>> = {
  'channel-dead':
    'Messages over it are kept and tried again. Mend the channel; nothing else is needed.',
  'given-up': 'It is kept with the dead letters. Mend the cause, then send it again.',
  'not-sent': 'Set up what is missing. Tocsin goes on to the next person by itself.',
}

function noticeOf(trouble: Trouble, channel: Channel, to: Message['to'], at: Instant): Message {
  const { kind, message } = trouble
  const key = JSON.stringify([kind, trouble.channel, at, to.person])
  const wanted = message.to.person ?? message.to.address
  return {
    idempotencyKey: key,
    messageId: key,
    threadId: message.threadId,
    // An operator need not be one of those who may read of the incident, so its title stays out of it.
    incident: { ...message.incident, title: 'a message of it could not be delivered' },
    channel,
    act: kind,
    subject:
      kind === 'channel-dead'
        ? `The channel ${trouble.channel} does not work`
        : `A message over ${trouble.channel} could not be delivered`,
    text: [
      `Channel: ${trouble.channel}`,
      `What happened: ${trouble.reason}`,
      `First seen with a message (${message.act}) to ${wanted}.`,
      '',
      WHAT_NEXT[kind],
    ].join('\n'),
    cites: [],
    to,
    incidentUrl: message.incidentUrl,
    at,
  }
}
