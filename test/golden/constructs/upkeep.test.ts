import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { programDue } from '#/core/program/due.ts'
import type { Done, Records } from '#/core/program/records.ts'
import { programYear } from '#/core/program/year.ts'
import { plusMs } from '#/core/time.ts'
import { at } from '../../kit/given.ts'
import { construct, local, playOn } from './construct.ts'

const PLAN = construct('upkeep')
const SINCE = at('2026-01-01T00:00:00+01:00')
const NOTHING: Records = { since: SINCE, done: [], occasions: [], incidents: [] }

/** Days on which entries come due in 2026, if each is done on its last day. */
function daysOf(key: string): readonly string[] {
  return programYear(PLAN, SINCE, at('2027-01-01T00:00:01+01:00'), NOTHING)
    .filter(it => it.key === key)
    .map(it => local(plusMs(it.due, -1), PLAN.zone).slice(4, 14))
}

test('plan review on a calendar; training duties; contacts verified on a calendar; recurring management report', () => {
  deepEqual(daysOf('review'), ['2026-12-31'])
  deepEqual(daysOf('training'), ['2026-06-30', '2026-12-31'])
  deepEqual(daysOf('contacts'), ['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'])
  deepEqual(daysOf('figures').slice(0, 3), ['2026-01-31', '2026-02-28', '2026-03-31'])
})

function exercise(entry: string, date: string, ...topics: readonly string[]): Done {
  return { entry, at: at(`${date}T12:00:00+01:00`), topics, people: [] }
}

function count(key: string, done: readonly Done[], now: string) {
  const due = programDue(PLAN, { ...NOTHING, done }, at(`${now}T12:00:00+01:00`))
  const found = due.find(it => it.key === key)
  return [found?.standing, found?.count?.missing, found?.count?.topics]
}

test('quota or content rule for exercises (2 of 4 a year; at least 6 a year; one scenario every other year)', () => {
  const twice = [
    exercise('scenarios', '2026-02-02', 'Ransomware'),
    exercise('scenarios', '2026-05-04', 'Ransomware'),
  ]
  deepEqual(count('scenarios#2026', twice, '2026-06-01'), [
    'open',
    1,
    ['Supplier', 'Insider', 'Outage'],
  ])
  const other = [...twice, exercise('scenarios', '2026-11-02', 'Insider')]
  deepEqual(count('scenarios#2026', other, '2026-12-01'), ['met', 0, []])
  deepEqual(count('scenarios#2026', twice, '2027-01-02'), ['missed', 1, ['Supplier', 'Insider', 'Outage']])
  deepEqual(count('six#2026', [], '2026-11-01'), ['due-soon', 6, []])
  deepEqual(count('pandemic#2026-2027', [], '2027-02-01'), ['open', 1, ['Pandemic']])
})

test('plan review triggered by an event (with its own deadline)', () => {
  const { incident } = playOn(
    'upkeep',
    `steps: [{at: 0m, signal: {source: monitoring, title: It broke}}, {at: 1m, as: commander, do: classify, severity: P0, type: outage}, {at: 1h, as: commander, do: resolve, text: It works}]
until: 2h`,
  )
  const records = {
    ...NOTHING,
    incidents: [incident],
    occasions: [{ entry: 'after-change', id: 'merger', at: at('2026-06-01T08:00:00Z') }],
  }
  const due = (key: string) =>
    programDue(PLAN, records, at('2026-06-02T08:00:00Z')).find(it => it.key === key)?.due
  equal(due('after-critical@INC-1'), at('2026-03-17T00:00:00+01:00'))
  equal(due('after-change@merger'), at('2026-07-02T00:00:00+02:00'))
})
