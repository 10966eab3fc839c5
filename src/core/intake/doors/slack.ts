// What was made to be posted into a chat: Slack's incoming webhook, which half the world's tools can write to, and Mattermost's.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import { jsonIn, listAt, reportOf, textAt, urlOf } from '#/core/intake/doors/payload.ts'
import type { DoorReader } from '#/core/intake/doors/reading.ts'
import { unmark } from '#/core/intake/doors/words.ts'

export const readSlack: DoorReader = ({ body }) => {
  // Older senders post a form, with the JSON in one field.
  const given =
    isObject(body) && typeof body['payload'] === 'string' ? jsonIn(body['payload']) : body
  if (!isObject(given)) return { malformed: 'the body must be a JSON object' }
  const attachment = listAt(given, 'attachments')[0]
  const lines = [textAt(given, 'text'), ...textsOfBlocks(listAt(given, 'blocks'))]
  const said =
    textAt(attachment, 'title') ||
    (lines.find(line => line !== '') ?? '') ||
    textAt(attachment, 'pretext', 'fallback', 'text')
  const subject = plain(said.split('\n', 1)[0] ?? '')
  const { state, rest } = unmark(subject)
  if (rest === '') return { malformed: 'neither text, nor blocks, nor an attachment with a title' }
  const fields = fieldsOf(attachment)
  const report = reportOf({
    key: rest,
    // A colour alone says nothing for certain.
    state: state ?? 'firing',
    title: rest,
    description: [...lines, textAt(attachment, 'text', 'fallback')]
      .filter((line, index, all) => line !== '' && all.indexOf(line) === index)
      .map(plain)
      .join('\n'),
    urgency: fields['severity'] ?? fields['priority'] ?? '',
    systems: [fields['service'] ?? '', fields['host'] ?? ''],
    url: urlOf(textAt(attachment, 'title_link')),
    labels: {
      ...fields,
      username: textAt(given, 'username'),
      channel: textAt(given, 'channel'),
      color: textAt(attachment, 'color'),
    },
  })
  return { reports: [report] }
}

function textsOfBlocks(blocks: readonly unknown[]): readonly string[] {
  return blocks.slice(0, 50).map(block => textAt(block, 'text.text', 'text'))
}

function fieldsOf(attachment: unknown): Readonly<Record<string, string>> {
  const fields = listAt(attachment, 'fields').slice(0, 20)
  return Object.fromEntries(
    fields.map((field): [string, string] => [
      plain(textAt(field, 'title')).toLowerCase(),
      textAt(field, 'value'),
    ]),
  )
}

/** Slack's own markup away: `<https://x|text>`, `*bold*`, and the signs with which bots begin. */
function plain(text: string): string {
  return text
    .slice(0, 5_000)
    .replaceAll(/<[^<>|]*\|([^<>]*)>/g, '$1')
    .replaceAll(/<([^<>]*)>/g, '$1')
    .replaceAll(/(^|\s)[*_~]+(?=\S)|(?<=\S)[*_~]+(?=\s|$)/g, '$1')
    .replace(/^(?::[a-z0-9_+-]+:|[\p{Extended_Pictographic}\uFE0F])\s*/u, '')
    .trim()
}
