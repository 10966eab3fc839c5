// What a message looks like in Slack: Block Kit, every text of it escaped.
import { briefOf } from './brief.ts'
import type { Brief } from './brief.ts'
import type { Message } from './message.ts'

/** A section takes 3,000 characters, and an escaped one is up to five times as long. */
const TEXT_CHARACTERS_MAX = 550
/** What a button may carry. */
const VALUE_CHARACTERS_MAX = 2_000

export const ACKNOWLEDGE = 'tocsin.acknowledge'
export const HAND_ON = 'tocsin.hand-on'

export type SlackText = { readonly text: string; readonly blocks: readonly object[] }

/**
 * Three characters are Slack's (`&`, `<`, `>`): without them no text can mention anyone (`<!channel>`, `<@U…>`) or hide
 * where a link leads. `verbatim` keeps Slack from finding names and links by itself.
 */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** In a conversation of its own only its person reads it; in a room, others do. */
export function slackText(message: Message): SlackText {
  const { room } = message.to
  const readers = room === undefined || room.private ? 'one' : 'many'
  const brief = briefOf(message, readers, TEXT_CHARACTERS_MAX)
  return {
    // What a notification shows, and a screen reader says.
    text: escapeSlack(brief.standing ? `${brief.heading}: ${brief.standing}` : brief.heading),
    blocks: [
      section(`*${escapeSlack(brief.heading)}*`),
      ...(brief.text.trim() === '' ? [] : [section(escapeSlack(brief.text))]),
      ...(brief.link === undefined
        ? []
        : [context(`<${brief.link}|${escapeSlack(brief.about).replaceAll('|', '¦')}>`)]),
      ...(brief.standing ? [context(escapeSlack(brief.standing))] : []),
      ...buttons(message, brief),
    ],
  }
}

function section(text: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }
}

function context(text: string): object {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }
}

function buttons(
  { token, acknowledgeUrl, standing }: Message,
  { isOpen }: Brief,
): readonly object[] {
  if (token === undefined || !isOpen) return []
  const state = standing?.page?.state ?? 'waiting'
  // A token that is too long for a button still fits a link.
  const answering =
    token.length > VALUE_CHARACTERS_MAX
      ? [{ ...button('Acknowledge', 'tocsin.open'), url: acknowledgeUrl }]
      : [
          { ...button('Acknowledge', ACKNOWLEDGE), value: token, style: 'primary' },
          ...(state === 'waiting' ? [{ ...button('Hand on', HAND_ON), value: token }] : []),
        ]
  return [{ type: 'actions', elements: answering }]
}

function button(text: string, action: string): object {
  return { type: 'button', action_id: action, text: { type: 'plain_text', text } }
}
