import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { calendarOf } from '#/core/calendar/places.ts'
import { legalEnd } from '#/core/calendar/legal-end.ts'
import { instant, parseSpan } from '#/core/time.ts'

const BERLIN = calendarOf('DE') ?? 'UTC'

for (const [at, span, on, end, because] of [
  ['2026-11-16T10:30+01:00', '72h', BERLIN, '2026-11-19T11:00+01:00', 'Art. 3(1)'],
  ['2026-11-16T10:00+01:00', '72h', BERLIN, '2026-11-19T11:00+01:00', 'Art. 3(1), on the hour'],
  ['2026-11-16T10:59:59.999+01:00', '72h', BERLIN, '2026-11-19T11:00+01:00', 'Art. 3(1)'],
  ['2026-11-18T10:30+01:00', '72h', BERLIN, '2026-11-21T11:00+01:00', 'Art. 3(4): no roll'],
  ['2026-03-27T12:00+01:00', '72h', BERLIN, '2026-03-30T14:00+02:00', 'clocks put forward'],
  ['2026-10-25T02:30+01:00', '1h', BERLIN, '2026-10-25T04:00+01:00', 'an hour that comes twice'],
  ['2026-11-16T10:20+05:45', '4h', 'Asia/Kathmandu', '2026-11-16T15:00+05:45', 'local hours'],
  ['2026-11-16T10:30+01:00', '30m', BERLIN, '2026-11-16T11:00+01:00', 'no minutes in the law'],
  ['2026-11-16T10:30+01:00', '90s', BERLIN, '2026-11-16T10:31:30+01:00', 'nor seconds'],
  ['2026-11-16T10:30+01:00', '3d', BERLIN, '2026-11-20T00:00+01:00', 'Art. 3(2)(b)'],
  ['2026-11-18T10:30+01:00', '3d', BERLIN, '2026-11-24T00:00+01:00', 'Art. 3(4), a Saturday'],
  ['2026-11-18T10:30+01:00', '3d', 'Europe/Berlin', '2026-11-22T00:00+01:00', 'zone alone'],
  ['2026-11-16T10:30+01:00', '2w', BERLIN, '2026-12-01T00:00+01:00', 'the same weekday'],
  ['2026-11-16T10:30+01:00', '1mo', BERLIN, '2026-12-17T00:00+01:00', 'Art. 3(2)(c)'],
  ['2026-01-31T10:30+01:00', '1mo', 'Europe/Berlin', '2026-03-01T00:00+01:00', 'no such date'],
  ['2026-11-16T10:30+01:00', '1y', BERLIN, '2027-11-17T00:00+01:00', 'the same date'],
  ['2026-11-25T10:30+01:00', '1mo', BERLIN, '2026-12-29T00:00+01:00', 'Art. 3(4), Christmas'],
  ['2026-11-18T10:30+01:00', '4 working days', BERLIN, '2026-11-25T00:00+01:00', 'Art. 3(3)'],
  ['2026-11-21T10:30+01:00', '1 working day', BERLIN, '2026-11-24T00:00+01:00', 'a Saturday'],
  ['2026-11-18T10:30+01:00', '0 working days', BERLIN, '2026-11-19T00:00+01:00', 'today'],
  ['2026-11-18T10:30+01:00', '2 working hours', BERLIN, '2026-11-18T12:30+01:00', 'plain'],
] as const)
  test(`${span} from ${at} are legally over at ${end} (${because})`, () => {
    const read = parseSpan(span) ?? { unit: 'elapsed', ms: NaN, text: span }
    equal(legalEnd(instant(at), read, on), instant(end))
  })
