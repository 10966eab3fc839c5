import type { Instant } from '#/core/time.ts'
import { oneLine, plainText } from './escape.ts'
import type { Meeting } from './message.ts'

/** Octets in a line before it must be folded (RFC 5545 3.1). */
const LINE_OCTETS_MAX = 75
const SUMMARY_CHARACTERS_MAX = 200
const DESCRIPTION_CHARACTERS_MAX = 4_000
const NAME_CHARACTERS_MAX = 100

export type Invitation = {
  readonly meeting: Meeting
  /** Together with the meeting's id it makes the UID, which must differ from every other organisation's. */
  readonly domain: string
  /** When the invitation was written (DTSTAMP). The same at every attempt, so that a repeat is the same. */
  readonly at: Instant
  readonly summary: string
  readonly description: string
  readonly url: string
  readonly organizer: { readonly name: string; readonly address: string }
  readonly attendee: { readonly name: string; readonly address: string }
}

/**
 * An iCalendar object (RFC 5545) that asks one person to one meeting (METHOD:REQUEST, RFC 5546 3.2.2). Times are in
 * UTC, so no time zone has to go along. Only this one attendee is named: nobody learns from it who else is asked.
 */
export function invitation(asked: Invitation): string {
  const { meeting, domain, at, organizer, attendee } = asked
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tocsin//Incident response//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${textValue(`${meeting.id}@${domain}`)}`,
    `DTSTAMP:${utc(at)}`,
    `DTSTART:${utc(meeting.startsAt)}`,
    `DURATION:PT${Math.max(1, Math.trunc(meeting.minutes))}M`,
    `SEQUENCE:${meeting.sequence}`,
    `SUMMARY:${textValue(oneLine(asked.summary, SUMMARY_CHARACTERS_MAX))}`,
    `DESCRIPTION:${textValue(plainText(asked.description, DESCRIPTION_CHARACTERS_MAX))}`,
    `URL:${oneLine(asked.url, DESCRIPTION_CHARACTERS_MAX)}`,
    `ORGANIZER;CN=${parameter(organizer.name)}:mailto:${organizer.address}`,
    // No answer is asked for: the mailbox that Tocsin writes from need not be one that somebody reads.
    `ATTENDEE;CN=${parameter(attendee.name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:${attendee.address}`,
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map(line => `${fold(line)}\r\n`).join('')
}

/** `2026-03-01T02:00:00.000Z` as form 2 of RFC 5545 3.3.5, to the second. */
function utc(at: Instant): string {
  return `${at.slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** TEXT of RFC 5545 3.3.11. */
function textValue(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n')
}

/** A quoted parameter value. It cannot hold a double quote or a control by any escape (RFC 5545 3.2). */
function parameter(text: string): string {
  return `"${oneLine(text, NAME_CHARACTERS_MAX).replace(/"/g, "'")}"`
}

/** Breaks a line before the octet that would be one too many, never inside a character. */
function fold(line: string): string {
  const folded: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > LINE_OCTETS_MAX) {
      folded.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += more
  }
  return [...folded, part].join('\r\n')
}
