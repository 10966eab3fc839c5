import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

function figures(severity: string, more = '') {
  return play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 4m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 6m, as: commander, do: classify, severity: ${severity}, type: outage}
${more}
until: 6h
`).measures
}
const figure = (of: ReturnType<typeof figures>, id: string) => {
  const found = of.find(it => it.id === id)
  return [found?.cites[0], found?.state, found?.ms, found?.onTarget]
}
const MINUTE = 60_000

test('C12.2 detection is measured from when it began, against one hour', () => {
  const began = (ago: string) =>
    figures('P0', `  - {at: 10m, as: commander, do: mark, moment: occurred, when: ${ago}}`)
  assert.deepEqual(figure(began('-50m'), 'time-to-detection'), [
    'C12.2',
    'recorded',
    50 * MINUTE,
    true,
  ])
  assert.deepEqual(figure(began('-60m'), 'time-to-detection'), [
    'C12.2',
    'recorded',
    60 * MINUTE,
    false,
  ])
  assert.deepEqual(figure(figures('P0'), 'time-to-detection'), [
    'C12.2',
    'pending',
    undefined,
    undefined,
  ])
})

test('C12.3 response is measured from the detection to the first human answer, against 15 minutes for P0', () => {
  assert.deepEqual(figure(figures('P0'), 'time-to-response'), [
    'C12.3',
    'recorded',
    4 * MINUTE,
    true,
  ])
  assert.deepEqual(figure(figures('P2'), 'time-to-response'), [
    'C12.3',
    'recorded',
    4 * MINUTE,
    undefined,
  ])
})

test('C12.4 resolution is measured from the detection, against 4 hours for P0', () => {
  const resolved = (at: string, severity = 'P0') =>
    figure(
      figures(
        severity,
        `
  - {at: 1h, as: commander, do: waive, gate: recovery-validated, reason: The provider has validated it}
  - {at: ${at}, as: commander, do: resolve, text: Restarted}`,
      ),
      'time-to-resolution',
    )
  assert.deepEqual(resolved('3h59m'), ['C12.4', 'recorded', 239 * MINUTE, true])
  assert.deepEqual(resolved('5h'), ['C12.4', 'recorded', 300 * MINUTE, false])
  assert.deepEqual(resolved('5h', 'P1'), ['C12.4', 'recorded', 300 * MINUTE, undefined])
})

test('C12.5 incidents are counted by severity, type and source', () => {
  const frequency = plan.measures.find(it => it.cite.includes('C12.5'))
  assert.deepEqual(
    [frequency?.from, frequency?.to, frequency?.by],
    [undefined, undefined, ['severity', 'type', 'source']],
  )
})
