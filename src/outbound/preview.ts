import { letterText, subjectLine } from './letter.ts'
import { logText } from './log.ts'
import type { Message } from './message.ts'

/** How a message reads for whom it reaches, in the words of whatever sends it over its channel. */
export function renderMessage(message: Message): {
  readonly subject: string
  readonly text: string
} {
  if (message.channel === 'email')
    return { subject: subjectLine(message), text: letterText(message) }
  return logText(message)
}
