import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

const POINTS = [
  'cause-documented',
  'all-patched',
  'systems-verified',
  'users-notified',
  'authorities-notified',
  'post-mortem-held',
  'lessons-documented',
  'procedures-updated',
  'team-trained',
  'log-complete',
  'controls-enhanced',
  'monitoring-improved',
]

test('C11.1 the twelve points are a gate before closing, together with the complete record', () => {
  const gate = plan.gates.find(it => it.before.includes('close'))
  assert.deepEqual([gate?.needs, gate?.waivableBy], [POINTS, 'commander'])
  assert.ok(plan.fields.filter(it => it.required).every(it => gate?.fields.includes(it.id)))
})

/** The walk from signal to closed, cut off before what stands in `until`. */
function walk(until: string, more = '') {
  const text = readFileSync(
    new URL('../../scenarios/data-breach-to-close.yaml', import.meta.url),
    'utf8',
  )
  return text.replace(/^scenario:.*\n/m, '').replace(/^until:.*\n?/m, `${more}\nuntil: ${until}\n`)
}

test('C11.1 a critical breach is closed with every point met, eleven of them from the record', () => {
  const played = play(walk('96h'))
  assert.equal(played.incident.status, 'closed')
  assert.deepEqual(
    played.standings(...POINTS),
    POINTS.map(() => 'met'),
  )
  assert.deepEqual(
    POINTS.filter(id => played.obligation(id).met_by !== 'tocsin'),
    ['monitoring-improved'],
  )
  assert.deepEqual(played.incident.gates.get('checklist')?.waived, false)
})

test('C11.1 open points block closing, by name', () => {
  const played = play(walk('58h30m', '  - {at: 58h10m, as: commander, do: close}'), {
    refusals: true,
  })
  const [refused] = played.refused
  assert.deepEqual(
    [refused?.code, refused?.detail.open],
    [
      'gate-not-met',
      ['procedures-updated', 'team-trained', 'controls-enhanced', 'monitoring-improved'],
    ],
  )
})

test('C11.1 whether users and authorities must be told has to be answered before closing', () => {
  const played = play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 2m, as: commander, do: classify, severity: P3, type: outage}
until: 1h
`)
  assert.deepEqual(played.standings('users-notified', 'authorities-notified'), ['open', 'open'])
  const answered = play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: Errors}}
  - {at: 2m, as: commander, do: classify, severity: P3, type: outage}
  - {at: 5m, as: security-lead, do: answer, fact: personal-data, value: no}
  - {at: 6m, as: security-lead, do: answer, fact: customer-data, value: no}
  - {at: 7m, as: communications-lead, do: answer, fact: other-regulation, value: no}
  - {at: 8m, as: security-lead, do: assess, classification: dora, level: not-major}
until: 1h
`)
  assert.deepEqual(answered.standings('users-notified', 'authorities-notified'), ['met', 'met'])
})

test('C11.1 a point is waived by the commander with a reason, or the gate as a whole over what was open', () => {
  const waiver =
    '  - {at: 58h10m, as: commander, do: waive, gate: checklist, reason: Moved to the yearly programme}'
  const played = play(walk('59h', `${waiver}\n  - {at: 58h20m, as: commander, do: close}`))
  assert.equal(played.incident.status, 'closed')
  const [waived] = played.events('gate-waived')
  assert.deepEqual(waived?.open, [
    'procedures-updated',
    'team-trained',
    'controls-enhanced',
    'monitoring-improved',
  ])
})
