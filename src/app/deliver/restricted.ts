// What of a restricted incident goes out to somebody who may not see it: that they are wanted, and nothing of what.
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Origin } from '#/app/deliver/message.ts'

/**
 * Acts whose text a person wrote for the very audience, and mostly others approved: that goes as it was written. Everything
 * else Tocsin has filled in by itself from the record.
 */
const WRITTEN: ReadonlySet<string> = new Set(['update', 'notice', 'report'])
/** Of these the subject too is the template's, approved with the rest; that of an update repeats the title. */
const APPROVED: ReadonlySet<string> = new Set(['notice', 'report'])

const TITLE = 'only some may see it'
const SUBJECT = 'An incident that only some may see'
const TEXT =
  'Something happened in it that you are to be told of. Whoever may see it can tell you more.'
const PAGED = 'You are wanted'
const PAGED_TEXT =
  'You are wanted for an incident that only some may see. Say that you are on it; who may see it will tell you more.'

/**
 * The origin as a recipient may read it who is not named. A page is never held back for it: when in doubt, somebody is woken
 * without being told for what.
 */
export function reticent({ incident, event }: Origin): Origin {
  const { severity: _hidden, ...rest } = incident
  return { incident: { ...rest, title: TITLE }, event: withoutContent(event) }
}

function withoutContent(event: IncidentEvent): IncidentEvent {
  if (event.type === 'page-sent')
    return { ...event, subject: marked(event.label, PAGED), text: PAGED_TEXT }
  if (event.type !== 'message-sent' || APPROVED.has(event.act)) return event
  const subject = marked(event.label, SUBJECT)
  return { ...event, subject, text: WRITTEN.has(event.act) ? event.text : TEXT }
}

/** How confidential it is shows to everyone whom it reaches. */
function marked(label: string | undefined, subject: string): string {
  return label === undefined ? subject : `[${label}] ${subject}`
}
