import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { ics } from '#/core/oncall/ics.ts'
import { instant } from '#/core/time.ts'

const feed = (summary: string) =>
  ics({
    title: 'Web',
    at: instant('2026-03-01T00:00:00.123Z'),
    refreshMinutes: 15,
    entries: [
      {
        uid: 'web-1@tocsin',
        from: instant('2026-03-02T08:00Z'),
        to: instant('2026-03-09T08:00Z'),
        summary,
      },
    ],
  })

test('every line ends with CRLF and has 75 octets at most, and no character is cut', () => {
  const long = 'Straße 🚒 '.repeat(40)
  const lines = feed(long).split('\r\n')
  equal(lines.at(-1), '')
  for (const line of lines) ok(Buffer.byteLength(line) <= 75, line)
  const unfolded = feed(long).replaceAll('\r\n ', '')
  ok(unfolded.includes(`SUMMARY:${long}\r\n`))
})

test('what means something in iCalendar is escaped, and what has no place in it is gone', () => {
  const line = /SUMMARY:(.*)\r\n/.exec(feed('a,b;c\\d\nEND:VCALENDAR\u0007'))?.[1]
  equal(line, 'a\\,b\\;c\\\\d\\nEND:VCALENDAR ')
})

test('times are whole seconds of UTC', () => {
  deepEqual(
    feed('x')
      .split('\r\n')
      .filter(line => line.startsWith('DT')),
    ['DTSTAMP:20260301T000000Z', 'DTSTART:20260302T080000Z', 'DTEND:20260309T080000Z'],
  )
})
