// Shifts as a calendar (iCalendar, RFC 5545) that calendars of people can subscribe to. All times are UTC, so that no zone need be told.
import { assert } from '#/core/assert.ts'
import type { Instant } from '#/core/time.ts'

export type CalendarEntry = {
  /** The same for the same entry on every export: calendars replace what they have by it. */
  readonly uid: string
  readonly from: Instant
  readonly to: Instant
  readonly summary: string
  readonly description?: string
}

export type CalendarFeed = {
  readonly title: string
  readonly entries: readonly CalendarEntry[]
  /** When it was made. */
  readonly at: Instant
  /** How often calendars should come back. */
  readonly refreshMinutes: number
}

/** Content of type `text/calendar; charset=utf-8`. */
export function ics({ title, entries, at, refreshMinutes }: CalendarFeed): string {
  assert(
    entries.every(({ from, to }) => from < to),
    'an entry ends after it begins',
  )
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tocsin//On call//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(title)}`,
    `X-WR-CALNAME:${text(title)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMinutes}M`,
    `X-PUBLISHED-TTL:PT${refreshMinutes}M`,
    ...entries.flatMap(entry => linesOf(entry, at)),
    'END:VCALENDAR',
  ]
  return lines
    .flatMap(folded)
    .map(line => `${line}\r\n`)
    .join('')
}

function linesOf({ uid, from, to, summary, description }: CalendarEntry, at: Instant) {
  return [
    'BEGIN:VEVENT',
    `UID:${text(uid)}`,
    `DTSTAMP:${utc(at)}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(to)}`,
    `SUMMARY:${text(summary)}`,
    ...(description === undefined ? [] : [`DESCRIPTION:${text(description)}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** RFC 5545 3.3.5, form 2: whole seconds. */
const utc = (at: Instant) => `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** RFC 5545 3.3.11; control characters have no place in it. */
function text(value: string): string {
  return (
    value
      .replaceAll(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- they are what is meant
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
      .replaceAll(/[\\;,]/g, character => `\\${character}`)
      .replaceAll('\n', '\\n')
  )
}

/** RFC 5545 3.1: no line is longer than 75 octets, and none is cut within a character. */
const OCTETS_MAX = 75

function folded(line: string): readonly string[] {
  const lines: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > OCTETS_MAX) {
      lines.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...lines, part]
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}
