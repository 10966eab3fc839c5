import { oneLine, plainText } from './escape.ts'
import type { Destination, Message } from './message.ts'

const LINE_CHARACTERS_MAX = 300
const TEXT_CHARACTERS_MAX = 2_000

/** What would have gone out, as one record of the program's own log. */
export type LogLine = {
  readonly channel: string
  readonly message: string
  readonly act: string
  readonly incident: number
  readonly exercise: boolean
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly cites: readonly string[]
  readonly acknowledgeUrl?: string
  readonly incidentUrl: string
}

/**
 * The log channel. It reaches whoever reads the program's log and nobody else, so it counts as delivered only for a
 * plan that asks for `log` by name. What another channel should have carried that is not set up is written here too,
 * and its receipt says `channel-missing`.
 */
export function createLog(write: (line: LogLine) => void): Destination {
  return {
    channel: 'log',
    async send(message) {
      write(logLine(message))
      return { delivered: true, detail: 'Written to the log only.' }
    },
  }
}

/**
 * A log has more readers than a restricted incident, so of such a one neither text nor link is written. All text is
 * on one line and without controls: it can neither steer a terminal nor look like a second line.
 */
function logLine(message: Message): LogLine {
  const { incident, to } = message
  return {
    channel: message.channel,
    message: message.messageId,
    act: message.act,
    incident: incident.number,
    exercise: incident.exercise,
    to: oneLine(to.person ?? to.address, LINE_CHARACTERS_MAX),
    ...logText(message),
    cites: message.cites,
    ...(message.acknowledgeUrl === undefined || incident.restricted
      ? {}
      : { acknowledgeUrl: message.acknowledgeUrl }),
    incidentUrl: message.incidentUrl,
  }
}

/** What of a message stands in the log, whichever channel should have carried it. */
export function logText(message: Message): Pick<LogLine, 'subject' | 'text'> {
  if (message.incident.restricted) return { subject: HIDDEN, text: HIDDEN }
  const text = plainText(message.text, TEXT_CHARACTERS_MAX).replaceAll('\n', ' ⏎ ')
  return {
    subject: oneLine(message.subject, LINE_CHARACTERS_MAX),
    text: oneLine(text, TEXT_CHARACTERS_MAX),
  }
}

const HIDDEN = '(restricted)'
