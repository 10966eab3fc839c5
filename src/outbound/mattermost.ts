import { briefOf } from './brief.ts'
import { hostOf, postToHook } from './chat-hook.ts'
import type { HookSettings } from './chat-hook.ts'
import type { Destination, Message } from './message.ts'

const TEXT_CHARACTERS_MAX = 2_000

/** A message in Mattermost, through an incoming webhook. */
export function createMattermost(settings: HookSettings): Destination {
  return {
    channel: 'mattermost',
    peerOf: message => hostOf(message.to.address),
    send: (message, signal) =>
      postToHook(settings, {
        address: message.to.address,
        payload: { text: textOf(message), props: { disable_group_highlight: true } },
        signal,
        sender: 'Mattermost',
      }),
  }
}

function textOf(message: Message): string {
  const readers = message.to.room?.private === true ? 'one' : 'many'
  const { heading, about, link, text, isOpen } = briefOf(message, readers, TEXT_CHARACTERS_MAX)
  return [
    `**${escapeMarkdown(heading)}**`,
    ...(link === undefined ? [] : [`[${escapeMarkdown(about)}](${link})`]),
    ...(message.acknowledgeUrl === undefined || !isOpen
      ? []
      : [`[I am on it](${message.acknowledgeUrl})`]),
    ...(text.trim() === '' ? [] : ['', escapeMarkdown(text)]),
  ].join('\n')
}

/** No webhook can be told to mention nobody, so that a character without width parts each `@` from its name. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_~|<>[\]()#!:-]/g, '\\$&').replaceAll('@', '@\u200b')
}
