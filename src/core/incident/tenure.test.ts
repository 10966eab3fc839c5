import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { ALARM, after, asks, at, wake } from '../../../test/kit/given.ts'
import { AT_BANK } from '../../../test/kit/bank.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const open = after(AT_BANK, ALARM)
const holder = (incident: typeof open.incident, role: string) => incident.roles.get(role)?.person

test('whoever responds first stands in where they may, and whose role it is takes it by acting', () => {
  // Lea answers first and has no training; Zoe has it, and holds no position at all.
  const lea = open.and(asks('lea', '09:01', { do: 'note', text: 'I look' }))
  equal(holder(lea.incident, 'commander'), undefined)
  const zoe = lea.and(asks('zoe', '09:02', { do: 'note', text: 'I command' }))
  deepEqual(zoe.incident.roles.get('commander'), {
    person: 'zoe',
    since: at('09:02'),
    accepted: true,
    standIn: true,
  })
  equal(zoe.incident.pages.get('call/commander')?.state, 'waiting')
  const taken = zoe.and(asks('bo', '09:03', { do: 'classify', severity: 'bad', type: 'outage' }))
  equal(holder(taken.incident, 'commander'), 'bo')
  deepEqual(taken.incident.shifts.get('commander'), [
    { person: 'zoe', from: at('09:02'), to: at('09:03') },
  ])
})

test('whoever stands in may do what the role may, and gives it back without being made to take it again', () => {
  const zoe = open.and(asks('zoe', '09:01', { do: 'note', text: 'I command' }))
  zoe
    .when(asks('zoe', '09:02', { do: 'classify', severity: 'bad', type: 'outage' }))
    .recordsAmong({ type: 'classified' })
  const back = zoe.and(asks('zoe', '09:03', { do: 'decline', role: 'commander' }))
  equal(holder(back.incident, 'commander'), undefined)
  equal(holder(back.and(wake('09:04')).incident, 'commander'), undefined)
})

const lead = open.and(asks('ana', '09:01', { do: 'assign', role: 'commander', person: 'ana' }))
const offered = lead.and(asks('ana', '09:02', { do: 'hand-over', role: 'commander', to: 'bo' }))

test('a hand-over that wants to be confirmed changes nothing before that, and is offered to one at a time', () => {
  equal(holder(offered.incident, 'commander'), 'ana')
  offered.when(asks('ana', '09:03', { do: 'hand-over', role: 'commander', to: 'bo' })).records()
  const another = offered.and(
    asks('ana', '09:03', { do: 'hand-over', role: 'commander', to: 'zoe' }),
  )
  equal(another.incident.offers.get('commander')?.to, 'zoe')
  another
    .when(asks('bo', '09:04', { do: 'accept', role: 'commander' }))
    .refuses('role-not-yours', { holder: 'ana' })
})

test('whoever was offered a role that was given back meanwhile takes it all the same', () => {
  const back = offered.and(asks('ana', '09:03', { do: 'decline', role: 'commander' }))
  back
    .when(asks('bo', '09:04', { do: 'accept', role: 'commander' }))
    .recordsAmong({ type: 'role-assigned', role: 'commander', person: 'bo', accepted: true })
})

test('to say no to an offer leaves the role where it is, and wakes nobody else', () => {
  const no = offered.when(asks('bo', '09:03', { do: 'decline', role: 'commander' }))
  deepEqual(
    no.events.map(event => event.type),
    ['role-declined', 'page-acknowledged'],
  )
  const { incident } = offered.and(asks('bo', '09:03', { do: 'decline', role: 'commander' }))
  deepEqual([holder(incident, 'commander'), incident.offers.size], ['ana', 0])
})

test('a hand-over is met by somebody else, at the instant at which they have it', () => {
  equal(lead.obligation('hand-over-commander#1', '09:05').due, at('12:01'))
  const late = offered.and(wake('12:01'), asks('bo', '12:30', { do: 'acknowledge' }))
  equal(late.standing('hand-over-commander#1', '12:30'), 'met-late')
  equal(late.obligation('hand-over-commander#2', '12:30').due, at('15:30'))
})

test('a role that nobody holds has no hours', () => {
  const vacant = lead.and(asks('ana', '10:00', { do: 'decline', role: 'commander' }))
  equal(vacant.standing('hand-over-commander#1', '10:01'), 'void')
  const again = vacant.and(asks('bo', '11:00', { do: 'assign', role: 'commander', person: 'bo' }))
  equal(again.obligation('hand-over-commander#1', '11:00').due, at('14:00'))
})

const team = lead.and(
  asks('bo', '09:03', { do: 'assign', role: 'fixer', person: 'bo' }),
  asks('ana', '09:04', { do: 'assign', role: 'fixer', person: 'eva' }),
)

test('of a team everyone holds the role, is asked to accept, and may hand over or leave', () => {
  deepEqual(team.incident.teams.get('fixer'), [
    { person: 'eva', since: at('09:04'), accepted: false },
  ])
  const accepted = team.and(asks('eva', '09:05', { do: 'acknowledge' }))
  equal(accepted.incident.teams.get('fixer')?.[0]?.accepted, true)
  const left = accepted.and(asks('bo', '09:06', { do: 'decline', role: 'fixer' }))
  equal(holder(left.incident, 'fixer'), 'eva')
  equal(left.incident.teams.get('fixer')?.length, 0)
  // A full team hands a place over: whoever takes it comes instead of who leaves.
  accepted
    .when(asks('eva', '09:07', { do: 'hand-over', role: 'fixer', to: 'odo' }))
    .recordsAmong({ type: 'role-handed-over', from: 'eva', to: 'odo' })
  accepted
    .when(asks('ana', '09:07', { do: 'assign', role: 'fixer', person: 'odo' }))
    .refuses('span-exceeded')
})

test('nobody joins a team twice, and whoever is in it is kept from what excludes it', () => {
  team.when(asks('bo', '09:05', { do: 'assign', role: 'fixer', person: 'bo' })).records()
  team
    .when(asks('eva', '09:05', { do: 'assign', role: 'counsel', person: 'eva' }))
    .refuses('roles-conflict', { with: 'fixer' })
})

const rested = settingOf(
  plan(`
    positions: {a: {title: A}, b: {title: B}}
    roles: {lead: {title: Lead, holders: [a, b], most: 2h, rest: 4h}}
    obligations: [{id: call, do: page, to: lead}]
  `),
  { a: ['ana'], b: ['bo'] },
)
const shift = (person: string, from: string, to: string) => [
  asks(person, from, { do: 'assign', role: 'lead', person }),
  asks(person, to, { do: 'decline', role: 'lead' }),
]

for (const [what, shifts, taken, allowed] of [
  ['a full shift', [shift('ana', '09:00', '11:00')], '14:59:59.999', false],
  ['a full shift and a whole rest', [shift('ana', '09:00', '11:00')], '15:00', true],
  ['less than a shift', [shift('ana', '09:00', '10:59:59.999')], '11:00', true],
  [
    'two halves without rest',
    [shift('ana', '09:00', '10:00'), shift('ana', '12:00', '13:00')],
    '14:00',
    false,
  ],
  [
    'two halves with a rest between',
    [shift('ana', '09:00', '10:00'), shift('ana', '14:00', '15:00')],
    '16:00',
    true,
  ],
] as const)
  test(`after ${what} the role ${allowed ? 'may' : 'may not'} be taken again at ${taken}`, () => {
    const past = after(rested, ALARM, ...shifts.flat())
    const again = past.when(asks('ana', taken, { do: 'assign', role: 'lead', person: 'ana' }))
    if (allowed) again.recordsAmong({ type: 'role-assigned', person: 'ana' })
    else again.refuses('rest-needed')
  })

test('whoever has to rest is not woken for the role either', () => {
  const past = after(rested, ALARM, ...shift('ana', '09:00', '11:00'))
  const woken = past.events.filter(event => event.type === 'page-sent' && event.at === at('11:00'))
  deepEqual(
    woken.map(event => event.type === 'page-sent' && event.person),
    ['bo'],
  )
})
