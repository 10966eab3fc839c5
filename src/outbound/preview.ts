import { briefOf } from './brief.ts'
import { letterText, subjectLine } from './letter.ts'
import { logText } from './log.ts'
import type { Message } from './message.ts'
import { smsText } from './sms.ts'
import { KEYS, spoken } from './voice.ts'

const TEXT_CHARACTERS_MAX = 2_000

type Rendering = { readonly subject: string; readonly text: string }

/** How a message reads for whom it reaches, in the words of whatever sends it over its channel. */
export function renderMessage(message: Message): Rendering {
  switch (message.channel) {
    case 'email':
      return { subject: subjectLine(message), text: letterText(message) }
    case 'sms':
      return { subject: subjectLine(message), text: smsText(message, { canAnswer: true }) }
    case 'voice':
      return { subject: subjectLine(message), text: saidAloud(message) }
    case 'slack':
      return inBrief(message, isForOne(message) ? 'one' : 'many')
    case 'teams':
    case 'mattermost':
    case 'discord':
      return inBrief(message, message.to.room?.private === true ? 'one' : 'many')
    case 'ntfy':
      return inBrief(message, 'many')
    case 'push':
    case 'webhook':
    case 'log':
      return logText(message)
  }
}

function isForOne({ to }: Message): boolean {
  return to.room === undefined || to.room.private
}

function saidAloud(message: Message): string {
  return message.acknowledgeUrl === undefined ? spoken(message) : `${spoken(message)} ${KEYS}`
}

function inBrief(message: Message, readers: 'one' | 'many'): Rendering {
  const { heading, about, text } = briefOf(message, readers, TEXT_CHARACTERS_MAX)
  return { subject: heading, text: [about, text].filter(part => part.trim() !== '').join('\n') }
}
