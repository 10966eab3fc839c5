import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('tiered')

function detectedBy(source: string, until = '1m') {
  return play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: never}
steps:
  - {at: 0m, signal: {source: ${source}, title: Odd tokens, systems: [auth]}}
until: ${until}
`)
}

test('T1.1 machines and people report, and both give the same kind of signal', () => {
  assert.deepEqual(
    plan.sources.map(({ id, machine, cite }) => [id, machine, cite.includes('T1.1')]),
    [
      ['automatic-detection', true, true],
      ['person', false, true],
    ],
  )
  const opened = (source: string) => detectedBy(source).events('declared')[0]
  const machine = opened('automatic-detection')
  const person = opened('person')
  assert.deepEqual(Object.keys(machine ?? {}), Object.keys(person ?? {}))
  const declared = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
steps:
  - {at: 0m, as: engineer, do: declare, title: Odd tokens, systems: [auth]}
until: 1m
`)
  assert.equal(declared.incident.source, 'person')
})

test('T1.2 what a machine detects is told to the technical leadership at once, before anyone classifies', () => {
  const told = detectedBy('automatic-detection').sent.filter(it => it.cites.includes('T1.2'))
  assert.deepEqual(
    told.map(({ at, to, channel, act }) => [at, to, channel, act]),
    [['2026-03-02T03:00:00.000Z', 'technical-leadership', 'email', 'notify']],
  )
  const told2 = detectedBy('automatic-detection').obligation('tell-leadership')
  assert.deepEqual([told2.standing, told2.met_at], ['met', '2026-03-02T03:00:00.000Z'])
})

test('T1.2 what a person reports is not', () => {
  assert.deepEqual(detectedBy('person').reachedFor('T1.2'), [])
})

test('T1.2 each delivery has a receipt', () => {
  const message = detectedBy('automatic-detection').events('message-sent')[0]?.message
  const played = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
steps:
  - {at: 0m, signal: {source: automatic-detection, title: Odd tokens}}
  - at: 1m
    as: tocsin
    do: record-receipts
    receipts: [{message: ${message}, to: technical-leadership, channel: email, outcome: delivered, attempts: 2}]
until: 2m
`)
  assert.equal(played.events('message-sent')[0]?.message, message)
  assert.deepEqual(
    played.events('receipts-recorded')[0]?.receipts.map(it => [it.outcome, it.attempts]),
    [['delivered', 2]],
  )
})
