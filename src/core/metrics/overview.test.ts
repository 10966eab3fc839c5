import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isBehind } from '#/core/metrics/behind.ts'
import type { Cell } from '#/core/metrics/behind.ts'
import { measuredAs } from '#/core/metrics/measured.ts'
import { overviewOf, periodAt, periodsBetween } from '#/core/metrics/overview.ts'
import { instant } from '#/core/time.ts'
import { ALARM, after, asks, at } from '../../../test/kit/given.ts'
import { plan, settingOf } from '../../../test/kit/setting.ts'

const setting = settingOf(
  plan(`
    positions: {chief: {title: Chief}}
    roles: {lead: {title: Lead, holders: [chief]}}
    obligations:
      - {id: look, title: Look at it, cite: C1, do: task, by: lead, from: detected, within: 1h, waivable-by: lead}
      - {id: tell, title: Say what it is, cite: [C1, C2], do: task, by: lead, from: detected, within: 4h, waivable-by: lead}
      - {id: tidy, title: Tidy up, cite: C3, do: task, by: lead, waivable-by: lead}
    measures:
      answer: {title: Time to answer, from: detected, to: acknowledged, target: {within: 15m, severity: bad}}
      contain: {title: Time to contain, from: detected, to: contained}
      count: {title: How many, by: [severity, type]}
    clauses: {C1: Look within the hour, C2: Say what it is, C3: Tidy up}
  `),
  { chief: ['ana'] },
)
const classify = (severity: string) =>
  asks('ana', '10:00', { do: 'classify', severity, type: 'outage' })
const note = (time: string) => asks('ana', time, { do: 'note', text: 'I look' })
const done = (time: string, obligation: string) => asks('ana', time, { do: 'complete', obligation })
const take = (time: string) => asks('ana', time, { do: 'assign', role: 'lead', person: 'ana' })

const measured = [
  after(setting, ALARM, note('09:10'), take('09:11'), done('09:30', 'look'), classify('bad')),
  after(setting, ALARM, note('09:40'), take('09:41'), classify('bad'), done('10:30', 'look')),
  after(setting, ALARM),
]
  .map(({ incident }, index) => ({ ...incident, id: `inc-${index}` }))
  .flatMap(incident => measuredAs(setting.plan, incident, at('12:00')) ?? [])
const day = { from: instant('2026-03-02T00:00Z'), to: instant('2026-03-03T00:00Z') }
const periods = periodsBetween({ from: at('00:00'), to: at('23:00') }, 'week', 'UTC')
const overview = overviewOf(setting.plan, measured, periods)

test('C12.3 a measure has its states, targets and trend; a count is no measure of time', () => {
  const { measures } = overview
  deepEqual(
    measures.map(({ measure }) => measure.id),
    ['answer', 'contain'],
  )
  const [answer] = measures
  deepEqual(answer?.states, { recorded: 2, pending: 1, 'not-applicable': 0, invalid: 0 })
  deepEqual(answer?.onTarget, { met: 1, missed: 1 })
  equal(answer?.trend[0]?.median, 25 * 60_000)
  // Of 10 and 40 minutes one lies from 10 up to 15, one from 30 up to 60.
  deepEqual(
    answer?.bands.flatMap((count, band) => (count > 0 ? [band] : [])),
    [3, 5],
  )
})

test('C12.5 incidents are counted by severity, type and source, over time', () => {
  deepEqual(overview.frequency.severity, [
    { value: 'bad', count: 2, periods: [2] },
    { value: 'unclassified', count: 1, periods: [1] },
  ])
  equal(overview.incidents, 3)
})

test('T5.3 promises kept, late and missed are told for each clause, what has no limit apart', () => {
  const { outcomes, broken, reasons } = overview.promises
  deepEqual(outcomes, { kept: 1, late: 1, missed: 1 })
  equal(reasons['no-limit'], 3)
  deepEqual(broken, [
    {
      clause: 'C1',
      outcomes: { kept: 1, late: 1, missed: 1 },
      rules: [{ id: 'look', title: 'Look at it' }],
      incidents: 2,
    },
  ])
})

for (const [cell, ids] of [
  [{}, ['inc-0', 'inc-1', 'inc-2']],
  [{ severity: 'bad' }, ['inc-0', 'inc-1']],
  [{ measure: 'answer', state: 'pending' }, ['inc-2']],
  [{ measure: 'answer', onTarget: false }, ['inc-1']],
  [{ measure: 'answer', band: 3 }, ['inc-0']],
  [{ measure: 'nothing' }, []],
  [{ clause: 'C1' }, ['inc-1', 'inc-2']],
  [{ clause: 'C1', outcome: 'missed' }, ['inc-2']],
  [{ outcome: 'kept' }, ['inc-0']],
  [{ state: 'not-applicable', reason: 'no-limit' }, ['inc-0', 'inc-1', 'inc-2']],
  [{ to: day.from }, []],
] as readonly (readonly [Cell, readonly string[]])[])
  test(`behind ${JSON.stringify(cell)} are ${ids.join(', ') || 'none'}`, () => {
    deepEqual(
      measured.filter(it => isBehind(cell, it)).map(({ id }) => id),
      ids,
    )
  })

test('a trend has every week that the days touch, and an instant lies in one of them', () => {
  const weeks = periodsBetween(
    { from: instant('2026-03-01T12:00Z'), to: instant('2026-03-09T00:00Z') },
    'week',
    'UTC',
  )
  deepEqual(
    weeks.map(({ from }) => from.slice(0, 10)),
    ['2026-02-23', '2026-03-02'],
  )
  equal(periodAt(weeks, instant('2026-03-02T00:00Z')), 1)
  equal(periodAt(weeks, instant('2026-03-09T00:00Z')), -1)
})
