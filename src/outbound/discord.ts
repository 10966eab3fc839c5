import { briefOf } from './brief.ts'
import { hostOf, postToHook } from './chat-hook.ts'
import type { HookSettings } from './chat-hook.ts'
import type { Destination, Message } from './message.ts'

/** A message takes 2,000 characters, and every second one may be the backslash before it. */
const TEXT_CHARACTERS_MAX = 500
const CONTENT_CHARACTERS_MAX = 2_000

/** A message in Discord, through a webhook. `allowed_mentions` names nothing that may be mentioned, whatever the text says. */
export function createDiscord(settings: HookSettings): Destination {
  return {
    channel: 'discord',
    peerOf: message => hostOf(message.to.address),
    send: (message, signal) =>
      postToHook(settings, {
        address: message.to.address,
        payload: {
          content: contentOf(message),
          allowed_mentions: { parse: [] },
          // SUPPRESS_EMBEDS: nobody fetches the links on our behalf.
          flags: 4,
        },
        signal,
        sender: 'Discord',
      }),
  }
}

function contentOf(message: Message): string {
  const readers = message.to.room?.private === true ? 'one' : 'many'
  const { heading, about, link, text, isOpen } = briefOf(message, readers, TEXT_CHARACTERS_MAX)
  const lines = [
    `**${escapeMarkdown(heading)}**`,
    ...(about === '' ? [] : [escapeMarkdown(about)]),
    ...(message.acknowledgeUrl === undefined || !isOpen
      ? []
      : [`I am on it: <${message.acknowledgeUrl}>`]),
    ...(link === undefined ? [] : [`<${link}>`]),
    ...(text.trim() === '' ? [] : [escapeMarkdown(text)]),
  ]
  return lines.join('\n').slice(0, CONTENT_CHARACTERS_MAX).toWellFormed()
}

/** Every mark of Markdown, and those with which Discord begins a mention, an emoji or a heading. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_~|<>[\]()#@:-]/g, '\\$&')
}
