import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#/core/time.ts'
import { invitation, type Invitation } from './calendar.ts'

const review: Invitation = {
  meeting: {
    id: 'inc-1.meeting-2',
    startsAt: instant('2026-03-29T01:30:00Z'),
    minutes: 45,
    sequence: 7,
  },
  domain: 'ops.example.org',
  at: instant('2026-03-27T16:00:00.250Z'),
  summary: '[#12] Incident review',
  description: 'Bring your notes.\nAll of them.',
  url: 'https://tocsin.example.org/incidents/12',
  organizer: { name: 'Tocsin', address: 'tocsin@ops.example.org' },
  attendee: { name: 'Ana Lima', address: 'ana@example.org' },
}

/** Reads content lines as strictly as RFC 5545 3.1 allows: CRLF only, 75 octets, name *(";" param) ":" value. */
function contentLines(
  text: string,
): readonly { name: string; parameters: string; value: string }[] {
  ok(text.endsWith('\r\n'))
  const folded = text.slice(0, -2).split('\r\n')
  for (const line of folded) {
    ok(Buffer.byteLength(line) <= 75, `"${line}" is too long`)
    ok(!/[^\P{Cc}\t]/u.test(line) && line.isWellFormed(), `"${line}" holds a control`)
  }
  const lines = text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')
  return lines.map(line => {
    const read = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]+))*):(.*)$/s.exec(line)
    ok(read !== null, `"${line}" is not a content line`)
    const [, name = '', parameters = '', value = ''] = read
    return { name, parameters, value }
  })
}

test('T4.2 the invitation to the review is an iCalendar object that names everything it must', () => {
  const lines = contentLines(invitation(review))
  const values = Object.fromEntries(lines.map(({ name, value }) => [name, value]))
  deepEqual(
    lines.filter(({ name }) => name === 'BEGIN' || name === 'END').map(line => line.value),
    ['VCALENDAR', 'VEVENT', 'VEVENT', 'VCALENDAR'],
  )
  equal(values['VERSION'], '2.0')
  equal(values['METHOD'], 'REQUEST')
  equal(values['UID'], 'inc-1.meeting-2@ops.example.org')
  equal(values['DTSTAMP'], '20260327T160000Z')
  equal(values['DTSTART'], '20260329T013000Z')
  equal(values['DURATION'], 'PT45M')
  equal(values['SEQUENCE'], '7')
  equal(values['DESCRIPTION'], 'Bring your notes.\\nAll of them.')
  equal(values['ORGANIZER'], 'mailto:tocsin@ops.example.org')
  equal(values['ATTENDEE'], 'mailto:ana@example.org')
})

test('an invitation is the same at every attempt', () => {
  equal(invitation(review), invitation(review))
})

for (const text of [
  'a;b,c\\d:e"f',
  'END:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:everyone@example.org',
  'x\u2028ATTENDEE:mailto:everyone@example.org\u0000\u001b',
  '🚒'.repeat(3_000),
  `${'x'.repeat(66)}é`,
  '\ud800',
  '\\n is not a line break',
])
  test(`hostile text in an invitation stays text: ${JSON.stringify(text.slice(0, 30))}`, () => {
    const lines = contentLines(
      invitation({
        ...review,
        summary: text,
        description: text,
        organizer: { ...review.organizer, name: text },
        attendee: { ...review.attendee, name: text },
      }),
    )
    equal(lines.length, 20)
    const summary = lines.find(({ name }) => name === 'SUMMARY')?.value ?? ''
    // Every backslash begins an escape, and what must be escaped is.
    ok(/^(?:\\[\\;,nN]|[^\\;,])*$/s.test(summary))
  })
