// Exports made by hand, with the entries that the product itself would have rendered: after the import the same person is on call at every hour.
import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { edited } from '#/core/directory-plain.ts'
import { instant } from '#/core/time.ts'
import { agrees, asked, AT, DIRECTORY, imported } from '../../../../test/kit/oncall-import.ts'

type Entry = { start: string; end: string; user: { id: string } }
const USERS = { PANA: 'ana', PBO: 'bo', PCAI: 'cai' } as Record<string, string>
const saidIn = (entries: readonly Entry[]) => (ms: number) => {
  const found = entries.find(({ start, end }) => Date.parse(start) <= ms && ms < Date.parse(end))
  return found === undefined ? undefined : USERS[found.user.id]
}

const user = (id: string) => ({ id, type: 'user_reference', summary: id })
const entry = (id: string, start: string, end: string): Entry => ({ start, end, user: user(id) })

/** Weeks from Monday nine o'clock in Berlin, nights from Friday evening to Monday by Cai, a swap, and the week of the clock change. */
const FINAL = [
  entry('PANA', '2026-10-12T09:00:00+02:00', '2026-10-14T12:00:00+02:00'),
  entry('PBO', '2026-10-14T12:00:00+02:00', '2026-10-15T12:00:00+02:00'),
  entry('PANA', '2026-10-15T12:00:00+02:00', '2026-10-16T18:00:00+02:00'),
  entry('PCAI', '2026-10-16T18:00:00+02:00', '2026-10-19T08:00:00+02:00'),
  entry('PANA', '2026-10-19T08:00:00+02:00', '2026-10-19T09:00:00+02:00'),
  entry('PBO', '2026-10-19T09:00:00+02:00', '2026-10-23T18:00:00+02:00'),
  entry('PCAI', '2026-10-23T18:00:00+02:00', '2026-10-26T08:00:00+01:00'),
  entry('PBO', '2026-10-26T08:00:00+01:00', '2026-10-26T09:00:00+01:00'),
  entry('PANA', '2026-10-26T09:00:00+01:00', '2026-10-30T18:00:00+01:00'),
  entry('PCAI', '2026-10-30T18:00:00+01:00', '2026-11-02T08:00:00+01:00'),
]

const WEEKS = {
  name: 'Weeks',
  start: '2026-01-05T09:00:00+01:00',
  end: null,
  rotation_virtual_start: '2026-01-05T09:00:00+01:00',
  rotation_turn_length_seconds: 604_800,
  users: [{ user: user('PANA') }, { user: user('PBO') }],
  restrictions: [],
}
const WEEKENDS = {
  ...WEEKS,
  name: 'Weekends',
  users: [{ user: user('PCAI') }],
  restrictions: [
    {
      type: 'weekly_restriction',
      start_day_of_week: 5,
      start_time_of_day: '18:00:00',
      duration_seconds: 62 * 3_600,
    },
  ],
}

const pagerDuty = (layers: readonly unknown[], entries: readonly Entry[] = FINAL) => ({
  schedule: {
    id: 'PSCHED',
    type: 'schedule',
    name: 'Web on call',
    time_zone: 'Europe/Berlin',
    schedule_layers: layers,
    overrides_subschedule: {
      rendered_schedule_entries: [
        entry('PBO', '2026-10-14T12:00:00+02:00', '2026-10-15T12:00:00+02:00'),
      ],
    },
    final_schedule: { rendered_schedule_entries: entries },
  },
})
const PAGERDUTY_USERS = {
  users: [
    { id: 'PANA', name: 'Ana Silva', email: 'Ana@acme.example' },
    { id: 'PBO', name: 'Bo', email: 'bo@acme.example' },
    { id: 'PCAI', name: 'Cai', email: 'cai@acme.example' },
  ],
  limit: 100,
}

for (const [how, layers] of [
  ['as the API gives them, the last first', [WEEKENDS, WEEKS]],
  ['the other way round', [WEEKS, WEEKENDS]],
] as const)
  test(`T7 PagerDuty: layers ${how} come to what its entries say, over the change of clocks too`, () => {
    const plan = imported('pagerduty', [pagerDuty(layers), PAGERDUTY_USERS])
    agrees(plan, 'web-on-call', { from: AT, to: '2026-11-02T07:00:00Z' }, saidIn(FINAL))
    // Turns are turns: only the swap was carried over by itself.
    equal(plan.overrides.length, 1)
    deepEqual(
      plan.people.map(({ id, found }) => [id, found]),
      [
        ['cai', 'email'],
        ['ana', 'email'],
        ['bo', 'email'],
      ].toSorted(
        (one, other) =>
          plan.people.findIndex(({ id }) => id === one[0]) -
          plan.people.findIndex(({ id }) => id === other[0]),
      ),
    )
  })

test('PagerDuty: where its entries differ from its layers, the entries count, and the report says how much', () => {
  const other = FINAL.map(one => (one.user.id === 'PCAI' ? { ...one, user: user('PBO') } : one))
  const plan = imported('pagerduty', [pagerDuty([WEEKENDS, WEEKS], other), PAGERDUTY_USERS])
  agrees(plan, 'web-on-call', { from: AT, to: '2026-11-02T07:00:00Z' }, saidIn(other))
  match(plan.left.map(({ what }) => what).join('\n'), /3 shifts \(187 h\) differ/)
})

test('PagerDuty: a layer that begins in the middle of a turn goes on with that turn', () => {
  const late = { ...WEEKS, start: '2026-10-21T09:00:00+02:00' }
  const plan = imported('pagerduty', [pagerDuty([late], []), PAGERDUTY_USERS])
  // The forty-second week since January is that of Bo.
  const expected = [
    ['2026-10-20T09:00:00+02:00', undefined],
    ['2026-10-21T09:00:00+02:00', 'bo'],
    ['2026-10-26T08:59:00+01:00', 'bo'],
    ['2026-10-26T09:00:00+01:00', 'ana'],
    ['2026-11-02T09:00:00+01:00', 'bo'],
  ] as const
  for (const [at, person] of expected) equal(asked(plan, 'web-on-call', instant(at)), person, at)
})

test('PagerDuty: people who are not in the directory are proposed, and an escalation policy is a position', () => {
  const policy = {
    escalation_policies: [
      {
        id: 'PPOL',
        name: 'Web',
        num_loops: 2,
        escalation_rules: [
          {
            escalation_delay_in_minutes: 5,
            targets: [{ id: 'PSCHED', type: 'schedule_reference' }],
          },
          {
            escalation_delay_in_minutes: 15,
            targets: [{ id: 'PDEE', type: 'user_reference', summary: 'Dee Doe' }],
          },
        ],
      },
    ],
  }
  const users = {
    users: [...PAGERDUTY_USERS.users, { id: 'PDEE', name: 'Dee Doe', email: 'dee@acme.example' }],
  }
  const plan = imported('pagerduty', [[pagerDuty([WEEKENDS, WEEKS]), users, policy]])
  deepEqual(
    plan.people.filter(({ found }) => found === 'new').map(({ id, email }) => [id, email]),
    [['dee-doe', 'dee@acme.example']],
  )
  const after = edited(DIRECTORY, plan.edits)
  deepEqual(after.positions, { web: ['rota:web-on-call', 'dee-doe'] })
  match(plan.left.map(({ what }) => what).join('\n'), /after 5 min, 15 min, 2 times over/)
})

test('PagerDuty: what cannot be carried is told with its place', () => {
  const odd = { ...WEEKS, name: 'Odd', rotation_turn_length_seconds: 5_400 }
  const gone = { ...WEEKS, name: 'Gone', end: '2026-02-01T00:00:00Z' }
  const plan = imported('pagerduty', [pagerDuty([odd, gone, WEEKENDS, WEEKS]), PAGERDUTY_USERS])
  deepEqual(plan.left.slice(0, 2), [
    {
      where: 'schedule Web on call, layer Odd',
      what: 'Its turns of 5400 s are no whole number of hours.',
    },
    { where: 'schedule Web on call, layer Gone', what: 'It ended on 2026-02-01.' },
  ])
})

const rotation = (name: string, participants: readonly string[], more = {}) => ({
  id: `r-${name}`,
  name,
  startDate: '2026-01-05T08:00:00Z',
  type: 'weekly',
  length: 1,
  participants: participants.map(person => ({ type: 'user', username: `${person}@acme.example` })),
  ...more,
})
const period = (person: string, startDate: string, endDate: string) => ({
  startDate,
  endDate,
  type: 'default',
  recipient: { type: 'user', id: `u-${person}`, name: `${person}@acme.example` },
})

test('T7 Opsgenie: rotations that follow one another are layers of one rota', () => {
  const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map(day => ({
    startDay: day,
    startHour: 9,
    startMin: 0,
    endDay: day,
    endHour: 17,
    endMin: 30,
  }))
  const office = rotation('Office', ['ana', 'bo'], {
    timeRestriction: { type: 'weekday-and-time-of-day', restrictions: weekdays },
  })
  const nights = rotation('Nights', ['cai'], {
    type: 'daily',
    timeRestriction: {
      type: 'time-of-day',
      restriction: { startHour: 22, startMin: 0, endHour: 6, endMin: 30 },
    },
  })
  const schedule = {
    id: 's-1',
    name: 'Web',
    timezone: 'Europe/Berlin',
    enabled: true,
    rotations: [office, nights],
  }
  const timeline = {
    _parent: { id: 's-1', name: 'Web', enabled: true },
    startDate: '2026-10-24T00:00:00+0200',
    endDate: '2026-10-26T20:00:00+0100',
    finalTimeline: {
      rotations: [
        {
          id: 'r-Office',
          name: 'Office',
          periods: [period('ana', '2026-10-26T08:00:00Z', '2026-10-26T16:30:00Z')],
        },
        {
          id: 'r-Nights',
          name: 'Nights',
          periods: [
            period('cai', '2026-10-24T00:00:00+0200', '2026-10-24T06:30:00+0200'),
            period('cai', '2026-10-24T22:00:00+0200', '2026-10-25T06:30:00+0100'),
            period('cai', '2026-10-25T22:00:00+0100', '2026-10-26T06:30:00+0100'),
          ],
        },
      ],
    },
  }
  const plan = imported('opsgenie', [{ data: [schedule], totalCount: 1 }, { data: timeline }])
  deepEqual(plan.overrides, [])
  deepEqual(plan.left, [])
  const periods = timeline.finalTimeline.rotations.flatMap(one => one.periods)
  agrees(plan, 'web', { from: '2026-10-23T22:00:00Z', to: '2026-10-26T19:00:00Z' }, ms =>
    periods
      .find(
        one =>
          Date.parse(one.startDate.replace(/(\d\d)$/, ':$1').replace('Z:', 'Z')) <= ms &&
          ms < Date.parse(one.endDate.replace(/(\+\d\d)(\d\d)$/, '$1:$2')),
      )
      ?.recipient.name.replace('@acme.example', ''),
  )
})

test('Opsgenie: rotations with people on call at once are rotas of one position', () => {
  const schedule = {
    id: 's-1',
    name: 'Web',
    timezone: 'Europe/Berlin',
    rotations: [
      rotation('First', ['ana', 'bo']),
      rotation('Second', ['bo', 'cai'], {
        participants: [...rotation('', ['bo']).participants, { type: 'team', name: 'Ops' }],
      }),
    ],
  }
  const override = {
    alias: 'o-1',
    user: { username: 'cai@acme.example' },
    startDate: '2026-10-20T00:00:00Z',
    endDate: '2026-10-21T00:00:00Z',
    rotations: [{ id: 'r-First', name: 'First' }],
  }
  const plan = imported('opsgenie', [{ data: schedule }, { data: [override] }])
  deepEqual(edited(DIRECTORY, plan.edits).positions, { web: ['rota:web-first', 'rota:web-second'] })
  equal(asked(plan, 'web-first', instant('2026-10-20T12:00:00Z')), 'cai')
  equal(asked(plan, 'web-second', instant('2026-10-20T12:00:00Z')), 'bo')
  match(plan.left.map(({ what }) => what).join('\n'), /The team Ops cannot have a turn/)
})

const grafanaShift = (more: Record<string, unknown>) => ({
  id: 'O1',
  name: 'Weeks',
  type: 'rolling_users',
  time_zone: 'Europe/Berlin',
  level: 1,
  start: '2026-01-05T09:00:00',
  duration: 604_800,
  frequency: 'weekly',
  interval: 1,
  week_start: 'MO',
  rolling_users: [['PANA'], ['PBO']],
  start_rotation_from_user_index: 0,
  ...more,
})
const GRAFANA_USERS = {
  results: Object.entries(USERS).map(([id, name]) => ({
    id,
    email: `${name}@acme.example`,
    username: name,
    role: 'user',
  })),
}
const grafanaSchedule = (shifts: readonly string[]) => ({
  id: 'S1',
  name: 'Web',
  type: 'web',
  time_zone: 'Europe/Berlin',
  shifts,
})
const finalShift = (key: string, from: string, to: string) => ({
  user_pk: key,
  user_email: `${USERS[key]}@acme.example`,
  user_username: USERS[key],
  shift_start: from,
  shift_end: to,
})

test('T7 Grafana OnCall: turns of chosen days, a higher level above them, an override, over the change of clocks', () => {
  const days = grafanaShift({
    start: '2026-01-05T09:00:00',
    duration: 28_800,
    by_day: ['MO', 'TU', 'WE', 'TH', 'FR'],
  })
  const base = grafanaShift({ id: 'O2', name: 'Base', level: 0, rolling_users: [['PCAI']] })
  const override = grafanaShift({
    id: 'O3',
    type: 'override',
    level: 99,
    start: '2026-10-27T12:00:00',
    duration: 3_600,
    frequency: null,
    interval: null,
    rolling_users: [['PCAI']],
  })
  const finals = [
    finalShift('PCAI', '2026-10-24T00:00:00Z', '2026-10-26T08:00:00Z'),
    finalShift('PANA', '2026-10-26T08:00:00Z', '2026-10-26T16:00:00Z'),
    finalShift('PCAI', '2026-10-26T16:00:00Z', '2026-10-27T08:00:00Z'),
    finalShift('PANA', '2026-10-27T08:00:00Z', '2026-10-27T11:00:00Z'),
    finalShift('PCAI', '2026-10-27T11:00:00Z', '2026-10-27T12:00:00Z'),
    finalShift('PANA', '2026-10-27T12:00:00Z', '2026-10-27T16:00:00Z'),
  ]
  const plan = imported('grafana', [
    { results: [grafanaSchedule(['O1', 'O2', 'O3'])] },
    { results: [days, base, override] },
    GRAFANA_USERS,
    { results: finals },
  ])
  equal(plan.overrides.length, 1)
  deepEqual(plan.left, [])
  agrees(plan, 'web', { from: '2026-10-24T00:00:00Z', to: '2026-10-27T16:00:00Z' }, ms => {
    const found = finals.find(
      one => Date.parse(one.shift_start) <= ms && ms < Date.parse(one.shift_end),
    )
    return USERS[found?.user_pk ?? '']
  })
})

test('Grafana OnCall: several people in a turn are several rotas, and shifts by months go one by one', () => {
  const both = grafanaShift({ rolling_users: [['PANA', 'PBO'], ['PCAI']] })
  const monthly = grafanaShift({
    id: 'O2',
    name: 'Monthly',
    level: 2,
    frequency: 'monthly',
    by_monthday: [1],
    duration: 86_400,
    start: '2026-10-01T00:00:00',
    rolling_users: [['PBO'], ['PANA']],
  })
  const plan = imported('grafana', [
    [grafanaSchedule(['O1', 'O2', 'O9'])],
    [both, monthly],
    GRAFANA_USERS,
  ])
  deepEqual(
    plan.rotas.map(({ id, layers }) => [id, layers[0]?.people]),
    [
      ['web-1', ['ana', 'cai']],
      ['web-2', ['bo', 'cai']],
    ],
  )
  equal(asked(plan, 'web-1', instant('2026-11-01T12:00:00Z')), 'ana')
  equal(asked(plan, 'web-1', instant('2026-12-01T12:00:00Z')), 'bo')
  const told = plan.left.map(({ what }) => what).join('\n')
  match(told, /It goes by months/)
  match(told, /1 of its shifts are not in the export/)
  match(told, /does not say who is on call when/)
})
