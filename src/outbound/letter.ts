import { escapeHtml, oneLine, plainText } from './escape.ts'
import type { Message } from './message.ts'

const SUBJECT_CHARACTERS_MAX = 200
const TITLE_CHARACTERS_MAX = 200
const TEXT_CHARACTERS_MAX = 20_000

const EXERCISE = 'EXERCISE: this is practice. Nothing has happened.'
const CUT = 'The text is cut here. All of it is on the incident’s page.'

/** `[EXERCISE] [#12] P0: Page the commander` on one line, whatever the text holds. */
export function subjectLine(message: Message): string {
  const { incident, subject } = message
  if (isForOutsiders(message)) return oneLine(subject, SUBJECT_CHARACTERS_MAX)
  const number = isOfNoIncident(message) ? '' : `[#${incident.number}] `
  const marks = `${incident.exercise ? '[EXERCISE] ' : ''}${number}`
  return marks + oneLine(subject, SUBJECT_CHARACTERS_MAX - marks.length)
}

/**
 * The message as plain text. What is ours comes first and what others wrote comes last, between two rules: no text
 * from a stranger can put its own link where a sleepy reader looks for the one that acknowledges.
 */
export function letterText(message: Message): string {
  if (isForOutsiders(message)) return `${plainText(message.text, TEXT_CHARACTERS_MAX)}\n`
  const { head, title, text, wasCut, foot } = parts(message)
  const acknowledge =
    message.acknowledgeUrl === undefined
      ? []
      : ['Say that you are on it:', message.acknowledgeUrl, '']
  return [
    ...head,
    ...(head.length > 0 ? [''] : []),
    ...acknowledge,
    ...(isOfNoIncident(message) ? [] : [title, message.incidentUrl]),
    ...foot,
    '',
    '-'.repeat(40),
    text,
    '-'.repeat(40),
    ...wasCut,
    '',
  ].join('\n')
}

/** The same as HTML: nothing is fetched, nothing runs, and all text is escaped. */
export function letterHtml(message: Message): string {
  const { head, title, text, wasCut, foot } = parts(message)
  const paragraphs = (lines: readonly string[]) =>
    lines.map(line => `<p>${escapeHtml(line)}</p>`).join('\n')
  const acknowledge =
    message.acknowledgeUrl === undefined
      ? ''
      : `<p><a href="${escapeHtml(message.acknowledgeUrl)}" style="${BUTTON}">I am on it</a></p>`
  if (isForOutsiders(message))
    return page(message, `<div style="white-space:pre-wrap">${escapeHtml(text)}</div>`)
  return page(
    message,
    `${head.map(line => `<p><strong>${escapeHtml(line)}</strong></p>`).join('\n')}
${acknowledge}
${isOfNoIncident(message) ? '' : `<p><a href="${escapeHtml(message.incidentUrl)}">${escapeHtml(title)}</a></p>`}
${paragraphs(foot)}
<div style="white-space:pre-wrap;border-left:4px solid #888;padding-left:12px">${escapeHtml(text)}</div>
${paragraphs(wasCut)}`,
  )
}

function page(message: Message, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(subjectLine(message))}</title></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.5">
${body}
</body>
</html>
`
}

/** Of several incidents at once, or of none: there is no one page to which it leads. */
export function isOfNoIncident({ incident }: Message): boolean {
  return incident.id === ''
}

/**
 * Customers, authorities and reporters get what was written to them and nothing else: no number, link or clause of ours,
 * which would tell them what is not theirs and lead them where they cannot go.
 */
export function isForOutsiders({ to }: Message): boolean {
  return to.person === undefined && to.room === undefined
}

const BUTTON =
  'display:inline-block;padding:12px 24px;background:#1a4fa0;color:#ffffff;text-decoration:none;border-radius:4px'

function parts(message: Message) {
  const { incident, cites } = message
  const severity = incident.severity === undefined ? '' : ` (${oneLine(incident.severity, 40)})`
  const text = plainText(message.text, TEXT_CHARACTERS_MAX)
  return {
    head: incident.exercise ? [EXERCISE] : [],
    title: `Incident #${incident.number}${severity}: ${oneLine(incident.title, TITLE_CHARACTERS_MAX)}`,
    text,
    // Looks at what came in: a text that happens to end in an ellipsis was not cut.
    wasCut: message.text.length > TEXT_CHARACTERS_MAX ? [CUT] : [],
    foot: cites.length > 0 ? [`Clauses of the plan: ${oneLine(cites.join(', '), 400)}`] : [],
  }
}
