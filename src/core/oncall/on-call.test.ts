import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { nextHandOver, stretches, who } from '#/core/oncall/on-call.ts'
import type { Layer, Override, Roster } from '#/core/oncall/rota.ts'
import { instant } from '#/core/time.ts'

const WEEKLY: Layer = {
  title: 'Weeks',
  people: ['ana', 'bo', 'cai'],
  turn: { every: 1, unit: 'week' },
  starts: '2026-03-02T09:00',
}

function roster(layers: readonly Layer[], overrides: readonly Override[] = []): Roster {
  return { rota: { id: 'web', title: 'Web', zone: 'Europe/Luxembourg', layers }, overrides }
}

const asked = (it: Roster, at: string) => who(it, instant(at))?.person

for (const [at, person] of [
  ['2026-03-02T08:59:59.999+01:00', undefined],
  ['2026-03-02T09:00+01:00', 'ana'],
  ['2026-03-09T08:59:59.999+01:00', 'ana'],
  ['2026-03-09T09:00+01:00', 'bo'],
  ['2026-03-23T09:00+01:00', 'ana'],
  // The clocks went forward in the night before: nine is nine.
  ['2026-03-30T08:59:59.999+02:00', 'ana'],
  ['2026-03-30T09:00+02:00', 'bo'],
  ['2026-10-26T08:59:59.999+01:00', 'ana'],
  ['2026-10-26T09:00+01:00', 'bo'],
] as const)
  test(`T7 at ${at} ${person ?? 'nobody'} has the turn of the week`, () => {
    equal(asked(roster([WEEKLY]), at), person)
  })

test('turns in hours are elapsed: the night on which an hour is skipped has shorter clocks and no shorter turns', () => {
  const hourly = roster([
    { ...WEEKLY, turn: { every: 12, unit: 'hour' }, starts: '2026-03-28T20:00' },
  ])
  equal(asked(hourly, '2026-03-29T08:59+02:00'), 'ana')
  equal(asked(hourly, '2026-03-29T09:00+02:00'), 'bo')
})

test('a later layer stands in for an earlier one in its hours, over midnight too', () => {
  const nights: Layer = {
    title: 'Nights',
    people: ['dee'],
    turn: { every: 1, unit: 'day' },
    starts: '2026-03-01T00:00',
    hours: [{ days: ['fri', 'sat'], from: '22:00', to: '06:00' }],
  }
  const it = roster([WEEKLY, nights])
  deepEqual(
    ['2026-03-06T21:59+01:00', '2026-03-06T22:00+01:00', '2026-03-07T05:59+01:00'].map(at =>
      asked(it, at),
    ),
    ['ana', 'dee', 'dee'],
  )
  // Saturday's begins on Saturday and ends on Sunday; Sunday's own there is none.
  equal(asked(it, '2026-03-08T05:59+01:00'), 'dee')
  equal(asked(it, '2026-03-08T06:00+01:00'), 'ana')
  equal(asked(it, '2026-03-08T23:00+01:00'), 'ana')
  equal(nextHandOver(it, instant('2026-03-06T12:00+01:00')), instant('2026-03-06T22:00+01:00'))
  equal(nextHandOver(it, instant('2026-03-06T22:00+01:00')), instant('2026-03-07T00:00+01:00'))
})

test('an override counts for its time, half-open, and the one made last before those made earlier', () => {
  const swap = (id: string, person: string, from: string, to: string): Override => ({
    id,
    rota: 'web',
    person,
    from: instant(from),
    to: instant(to),
  })
  const it = roster(
    [WEEKLY],
    [
      swap('one', 'eva', '2026-03-03T18:00Z', '2026-03-04T18:00Z'),
      swap('two', 'cai', '2026-03-04T06:00Z', '2026-03-04T12:00Z'),
    ],
  )
  deepEqual(
    stretches(it, instant('2026-03-03T12:00Z'), instant('2026-03-05T00:00Z')).map(
      ({ person, from }) => `${person} ${from.slice(5, 16)}`,
    ),
    ['ana 03-03T12:00', 'eva 03-03T18:00', 'cai 03-04T06:00', 'eva 03-04T12:00', 'ana 03-04T18:00'],
  )
})

test('where nobody is on call there is a gap, with its beginning and its end', () => {
  const office: Layer = {
    ...WEEKLY,
    until: '2026-03-12T12:00',
    hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
  }
  const found = stretches(
    roster([office]),
    instant('2026-03-11T12:00+01:00'),
    instant('2026-03-13T00:00+01:00'),
  )
  deepEqual(
    found.map(({ person, from, to }) => [person, from.slice(8, 16), to.slice(8, 16)]),
    [
      ['bo', '11T11:00', '11T16:00'],
      [undefined, '11T16:00', '12T08:00'],
      ['bo', '12T08:00', '12T11:00'],
      [undefined, '12T11:00', '12T23:00'],
    ],
  )
  equal(nextHandOver(roster([office]), instant('2026-03-12T12:00+01:00')), undefined)
})

test('a turn of one person after their own is one shift', () => {
  const alone = roster([{ ...WEEKLY, people: ['ana'] }])
  equal(stretches(alone, instant('2026-03-03T00:00Z'), instant('2027-03-03T00:00Z')).length, 1)
})
