import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { addTallies, rehearse } from '#/core/exercise/rehearse.ts'
import { rehearsed } from '#/core/exercise/rehearsed.ts'
import { readScenario } from '#/core/exercise/scenario.ts'
import type { Scenario } from '#/core/exercise/scenario.ts'
import { bundled, sha256 } from '../../../test/kit/setting.ts'

const plan = bundled('creditnexus')

function night(people: string, more = ''): Scenario {
  const read = readScenario(`
scenario: a breach at night
plan: creditnexus
starts: 2026-03-01T02:00:00Z
people: ${people}
${more}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: "Files renamed", systems: [db]}}
  - {at: 6m, as: commander, do: classify, severity: P0, type: data-breach}
  - {at: 41m, as: security-lead, do: verify-breach}
until: 12h
`)
  if ('mistakes' in read) throw new Error(JSON.stringify(read.mistakes))
  return read.scenario
}

const AS_THEY_ARE =
  '{answer_pages: {median: 4m, p90: 20m, never: 5%}, work: {median: 30m, p90: 3h}}'

function tally(scenario: Scenario, from: number, to: number, seed = 1) {
  return rehearse(plan, scenario, { sha256, seed, from, to })
}

test('a rehearsal is the same for ever by its seed, and another by another', () => {
  const scenario = night(AS_THEY_ARE)
  deepEqual(tally(scenario, 0, 8), tally(scenario, 0, 8))
  ok(JSON.stringify(tally(scenario, 0, 8)) !== JSON.stringify(tally(scenario, 0, 8, 2)))
})

test('played in parts it comes to the same as played at once', () => {
  const scenario = night(AS_THEY_ARE)
  deepEqual(addTallies([tally(scenario, 0, 3), tally(scenario, 3, 8)]), tally(scenario, 0, 8))
})

test('C4.2 people who need too long miss the status to everyone, and it says why', () => {
  const slow = rehearsed(plan, tally(night('{answer_pages: after 2m, work: after 2h}'), 0, 2), 1)
  const status = slow.promises.find(it => it.id === 'status-to-everyone')
  deepEqual([status?.owed, status?.missed, status?.causes], [2, 2, { late: 2 }])
  equal(status?.late?.medianMs, 3_600_000 + 6 * 60_000)
  ok(slow.clauses.find(it => it.clause === 'C4.2')?.missed.includes('status-to-everyone'))
})

test('people who are quick enough miss nothing of what they can do', () => {
  const quick = rehearsed(plan, tally(night('{answer_pages: after 1m, work: after 5m}'), 0, 2), 1)
  equal(quick.promises.find(it => it.id === 'status-to-everyone')?.missed, 0)
})

test('C7.1 where nobody answers, the cause is that nobody holds the role', () => {
  const silent = rehearsed(plan, tally(night('{answer_pages: never, work: after 5m}'), 0, 1), 1)
  const causes = new Set(silent.promises.flatMap(it => Object.keys(it.causes)))
  ok(causes.has('nobody-holds-the-role'), [...causes].join(', '))
})

test('a gap in the rota is drawn, and named as the cause', () => {
  const gap = 'away: {product-manager: 100%, cto: 100%}'
  const away = rehearsed(
    plan,
    tally(night('{answer_pages: after 1m, work: after 5m}', gap), 0, 2),
    1,
  )
  const status = away.promises.find(it => it.id === 'status-to-everyone')
  equal(status?.missed, 2)
})
