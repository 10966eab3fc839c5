import { briefOf } from './brief.ts'
import type { Brief } from './brief.ts'
import { hostOf, postToHook } from './chat-hook.ts'
import type { HookSettings } from './chat-hook.ts'
import type { Destination, Message } from './message.ts'

/** A card may have 28 KB; a character takes at most 12 bytes here (`\ud83d\ude00`). */
const TEXT_CHARACTERS_MAX = 1_000
const LINES_MAX = 30

/**
 * A card in Microsoft Teams, through a workflow (*When a Teams webhook request is received*). A workflow answers nothing by
 * which the card could be found again, so it is never changed: its button leads to the page, where it shows how things stand.
 */
export function createTeams(settings: HookSettings): Destination {
  return {
    channel: 'teams',
    peerOf: message => hostOf(message.to.address),
    send: (message, signal) =>
      postToHook(settings, {
        address: message.to.address,
        payload: { type: 'message', attachments: [attachmentOf(message)] },
        signal,
        sender: 'Teams',
      }),
  }
}

function attachmentOf(message: Message): object {
  const brief = briefOf(
    message,
    message.to.room?.private === true ? 'one' : 'many',
    TEXT_CHARACTERS_MAX,
  )
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    contentUrl: null,
    content: {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      // The highest that Teams draws on every device.
      version: '1.4',
      body: bodyOf(brief),
      actions: actionsOf(message, brief),
      msteams: { width: 'Full' },
    },
  }
}

function bodyOf({ heading, about, text }: Brief): readonly object[] {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const shown = lines.slice(0, LINES_MAX)
  return [
    block(heading, { weight: 'Bolder', size: 'Medium' }),
    ...(about === '' ? [] : [block(about, { isSubtle: true })]),
    ...shown.map(line => block(line, {})),
    ...(lines.length > LINES_MAX ? [block('…', {})] : []),
  ]
}

/** Unlike a text block, a text run reads no Markdown: what a stranger wrote stays as they wrote it. It breaks no lines either. */
function block(text: string, look: object): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] }
}

function actionsOf({ acknowledgeUrl }: Message, { isOpen, link }: Brief): readonly object[] {
  const open = (title: string, url: string) => ({ type: 'Action.OpenUrl', title, url })
  return [
    ...(acknowledgeUrl === undefined || !isOpen ? [] : [open('I am on it', acknowledgeUrl)]),
    ...(link === undefined ? [] : [open('Open the incident', link)]),
  ]
}
