// Calendars made by hand, and what is no export at all.
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { readImport } from '#/core/oncall/import/read.ts'
import { instant } from '#/core/time.ts'
import { asked, AT, imported } from '../../../../test/kit/oncall-import.ts'

const event = (lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const ics = (
  events: readonly string[],
  head: readonly string[] = ['X-WR-CALNAME:Web', 'X-WR-TIMEZONE:Europe/Berlin'],
) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//EN',
    ...head,
    ...events,
    'END:VCALENDAR',
    '',
  ].join('\r\n')
const weekly = (person: string, start: string, more: readonly string[] = []) =>
  event([
    `UID:${person}@x`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;TZID=Europe/Berlin:${start}`,
    'DURATION:P7D',
    'RRULE:FREQ=WEEKLY;INTERVAL=3',
    `SUMMARY:Web`,
    `ATTENDEE;CN=${person}:mailto:${person}@acme.example`,
    ...more,
  ])

test('T7 iCalendar: events that follow each other every three weeks are turns; what was left out or moved is carried by itself', () => {
  const calendar = ics([
    weekly('ana', '20260803T090000'),
    weekly('bo', '20260810T090000', ['EXDATE;TZID=Europe/Berlin:20261102T090000']),
    weekly('cai', '20260817T090000'),
    event([
      'UID:cai@x',
      'RECURRENCE-ID;TZID=Europe/Berlin:20261019T090000',
      'DTSTAMP:20260101T000000Z',
      'DTSTART;TZID=Europe/Berlin:20261020T090000',
      'DTEND;TZID=Europe/Berlin:20261026T090000',
      'ATTENDEE:mailto:cai@acme.example',
    ]),
  ])
  const plan = imported('ics', [calendar])
  deepEqual(
    plan.rotas.map(({ id, zone, layers }) => [
      id,
      zone,
      layers.map(({ people, turn }) => [people.toSorted(), turn]),
    ]),
    [['web', 'Europe/Berlin', [[['ana', 'bo', 'cai'], { every: 1, unit: 'week' }]]]],
  )
  const expected = [
    ['2026-10-12T12:00:00+02:00', 'bo'],
    ['2026-10-26T08:59:00+01:00', 'cai'],
    ['2026-10-26T09:00:00+01:00', 'ana'],
    ['2026-11-09T08:59:00+01:00', 'bo'],
    ['2026-11-16T08:59:00+01:00', 'cai'],
    ['2027-03-29T08:59:00+02:00', 'ana'],
    ['2027-03-29T09:00:00+02:00', 'bo'],
  ] as const
  // The turn of Bo in November is left out in the calendar; nobody can be put in its place, and the report says so.
  for (const [at, person] of expected) equal(asked(plan, 'web', instant(at)), person, at)
  match(
    plan.left.map(({ what }) => what).join('\n'),
    /For 192 h from .* the export has nobody on call/,
  )
})

test('iCalendar: hours on working days by one person, all-day events, and a name in the summary', () => {
  const office = event([
    'UID:o@x',
    'DTSTAMP:20260101T000000Z',
    'DTSTART;TZID=Europe/Berlin:20260907T090000',
    'DTEND;TZID=Europe/Berlin:20260907T170000',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    'SUMMARY:On Call - Ana Silva - Web',
  ])
  const plan = imported('ics', [ics([office])])
  const [layer] = plan.rotas[0]?.layers ?? []
  deepEqual(layer?.hours, [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
  ])
  deepEqual(plan.overrides, [])
  equal(asked(plan, 'web', instant('2026-10-26T16:59:00+01:00')), 'ana')
  const holiday = event([
    'UID:h@x',
    'DTSTAMP:20260101T000000Z',
    'DTSTART;VALUE=DATE:20261224',
    'DTEND;VALUE=DATE:20261227',
    'SUMMARY:Nia Osei',
  ])
  const single = imported('ics', [ics([holiday])])
  deepEqual(single.overrides, [
    {
      person: 'nia-osei',
      from: instant('2026-12-24T00:00:00+01:00'),
      to: instant('2026-12-27T00:00:00+01:00'),
      rota: 'web',
    },
  ])
  deepEqual(
    single.people.map(({ id, found }) => [id, found]),
    [['nia-osei', 'new']],
  )
  match(single.left.map(({ what }) => what).join('\n'), /No turns are recognised/)
})

for (const [kind, file, told] of [
  ['pagerduty', 'no json', /File 1 is no JSON/],
  ['pagerduty', '{"schedules": [{"id": "P1", "name": "Web"}]}', /no schedule with layers/],
  [
    'pagerduty',
    '{"schedule": {"id": "P1", "time_zone": "UTC", "schedule_layers": [{"users": 3}]}}',
    /A schedule cannot be read: schedule_layers\.0/,
  ],
  ['opsgenie', '{"data": []}', /no schedule with rotations/],
  ['grafana', '[[[[[[[]]]]]]]', /no schedule/],
  ['ics', 'BEGIN:VCALENDAR\nno', /no iCalendar file/],
  ['ics', 'BEGIN:VCALENDAR\nEND:VCALENDAR', /no event/],
] as const)
  test(`what is no export of ${kind} is told so: ${file.slice(0, 40)}`, () => {
    const read = readImport(kind, [file], { at: AT, zone: 'UTC' })
    ok('malformed' in read)
    match(read.malformed, told)
  })

test('a calendar that repeats without end in sight ends, and says that not all of it was gone through', () => {
  const always = event([
    'UID:a@x',
    'DTSTAMP:20260101T000000Z',
    'DTSTART:19000101T000000Z',
    'DURATION:PT1M',
    'RRULE:FREQ=MINUTELY',
    'SUMMARY:Ana Silva',
  ])
  const read = readImport('ics', [ics([always, always])], { at: AT, zone: 'UTC' })
  ok('malformed' in read)
})

for (const rule of [
  'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=DAILY;INTERVAL=7;BYDAY=MO,TU',
  'FREQ=HOURLY;BYMONTHDAY=31;BYMONTH=4',
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MINUTELY;BYHOUR=5;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=WEEKLY;INTERVAL=99999999',
  'FREQ=YEARLY;INTERVAL=99999999',
  'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=100',
  'FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=30;BYMONTH=2',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
])
  test(`a rule that never comes, or so rarely that nobody waits for it, ends all the same: ${rule}`, () => {
    const never = event([
      'UID:a@x',
      'DTSTAMP:20260101T000000Z',
      'DTSTART:20200102T000000Z',
      'DURATION:PT8H',
      `RRULE:${rule}`,
      'SUMMARY:Ana Silva',
    ])
    const many = Array.from({ length: 200 }, () => never)
    const from = performance.now()
    const read = readImport('ics', [ics(many)], { at: AT, zone: 'UTC' })
    ok('malformed' in read || read.rotas.length === 1)
    ok(performance.now() - from < 20_000, 'it would have gone on for ever')
  })

test('what comes once in fifty years has its shift now, and is known to go on', () => {
  const rare = event([
    'UID:a@x',
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${AT.slice(0, 10).replaceAll('-', '')}T230000Z`,
    'DURATION:PT8H',
    'RRULE:FREQ=YEARLY;INTERVAL=50',
    'SUMMARY:Ana Silva',
  ])
  const read = readImport('ics', [ics([rare])], { at: AT, zone: 'UTC' })
  ok('rotas' in read)
  equal(read.rotas[0]?.said?.shifts.length, 1)
})
