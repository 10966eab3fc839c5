import assert from 'node:assert/strict'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('creditnexus')

function breach(more: string) {
  return play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
  - {at: 2m, as: commander, do: classify, severity: P1, type: data-breach}
  - {at: 10m, as: security-lead, do: answer, fact: personal-data, value: yes}
  - {at: 20m, as: security-lead, do: verify-breach}
${more}
until: 1h
`)
}

test('C10.1 persons are owed a notice without undue delay when their risk is high; no figure is invented', () => {
  const open = breach('')
  const armed = open.obligation('tell-persons-at-risk')
  assert.deepEqual([armed.standing, armed.waits_for], ['armed', ['risk-to-persons']])
  const high = breach(
    '  - {at: 30m, as: security-lead, do: answer, fact: risk-to-persons, value: high}',
  ).obligation('tell-persons-at-risk')
  assert.deepEqual(
    [high.standing, high.from, high.due, high.unmeasured],
    ['open', '2026-03-02T03:20:00.000Z', undefined, 'without undue delay'],
  )
  for (const risk of ['likely', 'unlikely'])
    assert.equal(
      breach(
        `  - {at: 30m, as: security-lead, do: answer, fact: risk-to-persons, value: ${risk}}`,
      ).obligation('tell-persons-at-risk').standing,
      'void',
    )
})

test('C10.1 the notice holds what article 34 asks for', () => {
  assert.deepEqual(
    plan.templates.find(it => it.id === 'high-risk-notice')?.parts.map(it => it.id),
    ['nature', 'contact', 'consequences', 'measures'],
  )
})

test('C10.2 every breach of personal data is entered in the register, reported or not', () => {
  const unlikely =
    '  - {at: 30m, as: security-lead, do: answer, fact: risk-to-persons, value: unlikely}'
  const open = breach(unlikely)
  assert.deepEqual(open.standings('report-to-authority', 'enter-breach-register'), ['void', 'open'])
  const entered = breach(`${unlikely}
  - {at: 40m, as: security-lead, do: set-field, field: breach-facts, value: An export}
  - {at: 41m, as: security-lead, do: set-field, field: breach-effects, value: None known}
  - {at: 42m, as: security-lead, do: set-field, field: breach-remedy, value: Key revoked}`)
  assert.deepEqual(
    [
      entered.obligation('enter-breach-register').standing,
      entered.obligation('enter-breach-register').met_at,
    ],
    ['met', '2026-03-02T03:42:00.000Z'],
  )
  assert.deepEqual(
    plan.fields.filter(field => field.cite.includes('C10.2')).map(({ id }) => id),
    ['breach-facts', 'breach-effects', 'breach-remedy'],
  )
  const kept = plan.retention.find(it => it.cite.includes('C10.2'))
  assert.ok(kept !== undefined && kept.keep === undefined, 'kept without end')
})

function major(more: string) {
  return play(`
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: system-monitoring, title: No payments}}
  - {at: 2m, as: commander, do: classify, severity: P0, type: outage}
  - {at: 10m, as: security-lead, do: mark, moment: aware}
  - {at: 20m, as: security-lead, do: assess, classification: dora, level: major}
${more}
until: 1h
`)
}

test('C10.3 the third party from which an incident comes is put on record, and into the report', () => {
  const asked = major('')
  assert.deepEqual(asked.obligation('dora-provider').waits_for, ['dora-third-party'])
  const named = major(`
  - {at: 30m, as: security-lead, do: answer, fact: dora-third-party, value: yes}
  - {at: 40m, as: security-lead, do: set-field, field: dora-third-party-name, value: Cloud One}`)
  assert.deepEqual(named.standings('dora-provider'), ['met'])
  const part = plan.templates
    .find(({ id }) => id === 'dora-initial-notification')
    ?.parts.find(({ id }) => id === 'f2-8')
  assert.equal(part?.draft, '{{field:dora-third-party-name}}')
})

test('C10.3 the continuity measures of a major incident are put on record', () => {
  assert.deepEqual(major('').standings('dora-continuity'), ['open'])
  const recorded = major(
    '  - {at: 40m, as: security-lead, do: set-field, field: dora-continuity-measures, value: Second data centre}',
  )
  assert.deepEqual(recorded.standings('dora-continuity'), ['met'])
})

test('C10.3 the clocks of the reports carry it too', () => {
  assert.equal(major('').obligation('dora-initial').due, '2026-03-02T07:20:00.000Z')
  assert.ok(plan.rules.find(({ id }) => id === 'dora-final')?.cite.includes('C10.3'))
})
