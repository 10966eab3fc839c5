import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { figures } from '#/core/metrics/measure.ts'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import type { History } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const setting = settingOf(
  plan(`
    positions: {chief: {title: Chief}}
    roles: {lead: {title: Lead, holders: [chief]}}
    measures:
      answer: {title: Time to answer, from: detected, to: acknowledged, target: {within: 15m, severity: bad}}
      contain: {title: Time to contain, from: detected, to: contained, target: {within: 1h}}
      review: {title: Time to review, from: resolved, to: reviewed}
      count: {title: How many, by: [severity]}
  `),
  { chief: ['ana'] },
)
const begun = after(setting, ALARM)
const bad = asks('ana', '09:30', { do: 'classify', severity: 'bad', type: 'outage' })

function figure(history: History, id: string) {
  const found = figures(setting.plan, history.incident).find(it => it.measure.id === id)
  return [found?.state, found?.ms, found?.onTarget]
}

function reasons(history: History, now?: string) {
  const its = figures(setting.plan, history.incident, ...(now === undefined ? [] : [at(now)]))
  return Object.fromEntries(its.map(it => [it.measure.id, it.reason]))
}

for (const [time, ms, onTarget] of [
  ['09:14:59.999', 899_999, true],
  ['09:15:00.000', 900_000, false],
] as const)
  test(`an answer at ${time} is ${onTarget ? 'within' : 'past'} a target of 15 minutes`, () => {
    const answered = begun.and(asks('ana', time, { do: 'note', text: 'I look' }), bad)
    deepEqual(figure(answered, 'answer'), ['recorded', ms, onTarget])
  })

test('a target for another severity says nothing, and one for all holds for all', () => {
  const mild = begun.and(
    asks('ana', '09:30', { do: 'classify', severity: 'mild', type: 'outage' }),
    asks('ana', '09:40', { do: 'contain' }),
  )
  deepEqual(figure(mild, 'answer'), ['recorded', 1_800_000, undefined])
  deepEqual(figure(mild, 'contain'), ['recorded', 2_400_000, true])
})

test('what can still come is pending; once the incident is over without it, it does not apply', () => {
  deepEqual(figure(begun, 'contain'), ['pending', undefined, undefined])
  const over = begun.and(asks('ana', '09:40', { do: 'declassify', reason: 'A test' }))
  deepEqual(figure(over, 'contain'), ['not-applicable', undefined, undefined])
})

test('an end before its start is called invalid, and never counts', () => {
  const odd = begun.and(asks('ana', '09:40', { do: 'contain', when: at('08:00') }))
  deepEqual(figure(odd, 'contain'), ['invalid', -3_600_000, undefined])
})

test('exercises and what was merged into another incident do not count', () => {
  const practice = after(setting, { ...ALARM, exercise: true } as typeof ALARM, bad)
  const merged = begun.and(asks('ana', '09:40', { do: 'merge', into: 'INC-2', reason: 'The same' }))
  deepEqual(
    [figure(practice, 'count')[0], figure(merged, 'count')[0]],
    ['not-applicable', 'not-applicable'],
  )
  deepEqual(figure(begun, 'count')[0], 'recorded')
})

test('whatever is not recorded says why', () => {
  const odd = begun.and(asks('ana', '09:40', { do: 'contain', when: at('08:00') }))
  deepEqual(reasons(odd), {
    answer: undefined,
    contain: 'ends-before-it-begins',
    review: 'not-begun',
    count: undefined,
  })
  const over = begun.and(asks('ana', '09:40', { do: 'declassify', reason: 'A test' }))
  deepEqual(reasons(over).review, 'not-on-record')
  const practice = after(setting, { ...ALARM, exercise: true } as typeof ALARM)
  deepEqual(Object.values(reasons(practice)), Array.from({ length: 4 }).fill('exercise'))
  const merged = begun.and(asks('ana', '09:40', { do: 'merge', into: 'INC-2', reason: 'The same' }))
  deepEqual(Object.values(reasons(merged)), Array.from({ length: 4 }).fill('merged'))
})

test('what is on record as later than now cannot have been', () => {
  const contained = begun.and(asks('ana', '09:40', { do: 'contain' }))
  deepEqual(reasons(contained, '09:40').contain, undefined)
  deepEqual(reasons(contained, '09:39').contain, 'in-the-future')
})

test('a target in working hours is counted on the calendar of the plan', () => {
  const office = settingOf(
    plan(`
      calendars: {office: {zone: UTC, days: [mon, tue, wed, thu, fri], hours: 09:00-17:00}}
      positions: {chief: {title: Chief}}
      measures: {contain: {title: Time to contain, from: detected, to: contained, target: {within: 12 working hours}}}
    `),
    { chief: ['ana'] },
  )
  // From Monday at nine, twelve hours of work end on Tuesday at one.
  for (const [time, onTarget] of [
    ['2026-03-03T12:59:59.999Z', true],
    ['2026-03-03T13:00:00.000Z', false],
  ] as const) {
    const contained = after(office, ALARM, asks('ana', time, { do: 'contain' }))
    deepEqual(figures(office.plan, contained.incident)[0]?.onTarget, onTarget)
  }
})

test('what is counted from another moment is not reached before it comes', () => {
  const quiet = settingOf(
    plan(`
      moments: {quiet: {title: A quiet hour, is: {after: declared, by: 1h}}}
      measures: {to-quiet: {title: Up to the quiet hour, from: declared, to: quiet}}
    `),
  )
  const { incident } = after(quiet, ALARM)
  const state = (now: string) =>
    figures(quiet.plan, incident, at(now)).map(({ state: its, ms }) => [its, ms])
  deepEqual(state('09:59:59.999'), [['pending', undefined]])
  deepEqual(state('10:00'), [['recorded', 3_600_000]])
})
