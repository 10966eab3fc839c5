// What operators are told of messages that do not go out.
import type { Channel } from '#/core/plan/plan.ts'
import type { Message } from '#/outbound/message.ts'
import type { Log } from '#/app/deliver/needs.ts'
import type { Operators } from '#/app/deliver/operators.ts'

export type Trouble = {
  /** `given-up`: tried, and kept as a dead letter. `not-sent`: something is missing that it takes to try. */
  readonly kind: 'channel-dead' | 'given-up' | 'not-sent'
  readonly channel: Channel
  /** In words of ours. */
  readonly reason: string
  /** The message that met it. */
  readonly message: Message
}

const WHAT_NEXT: Readonly<Record<Trouble['kind'], string>> = {
  'channel-dead':
    'Messages over it are kept and tried again. Mend the channel; nothing else is needed.',
  'given-up': 'It is kept with the dead letters. Mend the cause, then send it again.',
  'not-sent': 'Set up what is missing. Tocsin goes on to the next person by itself.',
}

/** A line in the log each time, a notice once in a while for each channel and kind. */
export function tellOfTrouble(operators: Operators, log: Log, trouble: Trouble): void {
  const { kind, channel, reason, message } = trouble
  log.error(
    { kind, channel, reason, message: message.messageId, incident: message.incident.number },
    'A message could not be delivered.',
  )
  const wanted = message.to.person ?? message.to.address
  operators.tell({
    kind: `${kind} ${channel}`,
    act: kind,
    subject:
      kind === 'channel-dead'
        ? `The channel ${channel} does not work`
        : `A message over ${channel} could not be delivered`,
    text: [
      `Channel: ${channel}`,
      `What happened: ${reason}`,
      `First seen with a message (${message.act}) to ${wanted}.`,
      '',
      WHAT_NEXT[kind],
    ].join('\n'),
    inTrouble: channel,
    about: {
      threadId: message.threadId,
      // An operator need not be one of those who may read of the incident, so its title stays out of it.
      incident: { ...message.incident, title: 'a message of it could not be delivered' },
      incidentUrl: message.incidentUrl,
    },
  })
}
