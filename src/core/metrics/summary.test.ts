import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { summaries } from '#/core/metrics/summary.ts'
import type { Group } from '#/core/metrics/summary.ts'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const setting = settingOf(
  plan(`
    positions: {chief: {title: Chief}}
    measures:
      answer: {title: Time to answer, from: detected, to: acknowledged, target: {within: 15m, severity: bad}, by: severity}
      contain: {title: Time to contain, from: detected, to: contained}
      count: {title: How many, by: [severity, type]}
  `),
  { chief: ['ana'] },
)
const classify = (severity: string, type: string) =>
  asks('ana', '10:00', { do: 'classify', severity, type })
const answer = (time: string) => asks('ana', time, { do: 'note', text: 'I look' })
const contain = (when: string) => asks('ana', '11:00', { do: 'contain', when: at(when) })

const incidents = [
  after(setting, ALARM, answer('09:10'), classify('bad', 'outage'), contain('09:30')),
  after(setting, ALARM, answer('09:20'), classify('bad', 'breach'), contain('08:00')),
  after(setting, ALARM, answer('09:40'), classify('mild', 'outage')),
  after(
    setting,
    { ...ALARM, exercise: true } as typeof ALARM,
    answer('09:01'),
    classify('bad', 'outage'),
  ),
  after(setting, ALARM),
].map(history => history.incident)

const MINUTE_MS = 60_000

function told(id: string): readonly unknown[] {
  const summary = summaries(setting.plan, incidents, at('12:00')).find(it => it.measure.id === id)
  return (summary?.groups ?? []).map(brief)
}

function brief({ of, states, recorded, onTarget }: Group) {
  const median = recorded === undefined ? undefined : recorded.median / MINUTE_MS
  return [Object.values(of).join(' '), Object.values(states), median, Object.values(onTarget)]
}

test('a measure is summed up over all incidents and by what the plan splits it by, each state apart', () => {
  // Recorded, pending, not applicable, invalid; median in minutes; targets met, missed.
  deepEqual(told('answer'), [
    ['', [3, 1, 1, 0], 20, [1, 1]],
    ['bad', [2, 0, 1, 0], 15, [1, 1]],
    ['mild', [1, 0, 0, 0], 40, [0, 0]],
    ['unclassified', [0, 1, 0, 0], undefined, [0, 0]],
  ])
})

test('an end before its start moves no median', () => {
  deepEqual(told('contain'), [['', [1, 2, 1, 1], 30, [0, 0]]])
})

test('incidents are counted by several things at once, practice apart', () => {
  deepEqual(told('count'), [
    ['', [4, 0, 1, 0], undefined, [0, 0]],
    ['bad outage', [1, 0, 1, 0], undefined, [0, 0]],
    ['bad breach', [1, 0, 0, 0], undefined, [0, 0]],
    ['mild outage', [1, 0, 0, 0], undefined, [0, 0]],
    ['unclassified unclassified', [1, 0, 0, 0], undefined, [0, 0]],
  ])
})

test('of no incidents there is a group of all, and nothing in it', () => {
  deepEqual(
    summaries(setting.plan, [], at('12:00')).map(({ groups }) => groups.map(brief)),
    Array.from({ length: 3 }, () => [['', [0, 0, 0, 0], undefined, [0, 0]]]),
  )
})
