import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

import { bundledPlan, play } from './play.ts'

const plan = bundledPlan('tiered')

const REVIEWED = `
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: person, title: Odd tokens, systems: [auth]}}
  - {at: 4m, as: on-call, do: classify, severity: tier-2, type: security}
  - {at: 1h, as: lead, do: resolve, text: Tokens are bound to their address}
  - {at: 2h, as: on-call, do: write-notes, text: What I did}
  - {at: 2h, as: lead, do: write-notes, text: What I did}
  - {at: 2h, as: second, do: write-notes, text: What I did}
  - {at: 27h, as: lead, do: hold-meeting, obligation: review-meeting, present: [engineer, second-engineer, cto, ceo]}`

test('T5.2 feedback is owed to each responder from the review on, at once, and no figure is invented', () => {
  const played = play(`${REVIEWED}\nuntil: 28h\n`)
  assert.deepEqual(
    played.obligations
      .filter(it => it.rule === 'feedback')
      .map(({ about, standing, from, due }) => [about, standing, from, due]),
    ['on-call-1', 'engineer', 'second-engineer'].map(person => [
      person,
      'open',
      '2026-03-03T06:00:00.000Z',
      undefined,
    ]),
  )
  assert.match(played.obligation('feedback@engineer').unmeasured ?? '', /^at once/)
  const given = play(`${REVIEWED}
  - {at: 28h, as: technical-leadership, do: give-feedback, person: engineer, text: Tell the partners earlier}
until: 29h
`)
  assert.deepEqual(given.standings('feedback@engineer', 'feedback@second-engineer'), [
    'met',
    'open',
  ])
})

test('T5.3 the same figures are taken of every incident', () => {
  const played = play(`${REVIEWED}\nuntil: 28h\n`)
  const minutes = Object.fromEntries(
    played.measures
      .filter(it => it.cites.includes('T5.3'))
      .map(({ id, ms }) => [id, ms === undefined ? undefined : ms / 60_000]),
  )
  assert.deepEqual(minutes, {
    'time-to-response': 1,
    'time-to-tier': 4,
    'time-to-resolution': 60,
    'time-to-review': 26 * 60,
    frequency: undefined,
  })
  assert.deepEqual(plan.measures.find(it => it.id === 'frequency')?.by, [
    'severity',
    'type',
    'source',
  ])
})

test('T5.3 a clause that was missed says so by its id, so that misses can be counted', () => {
  const played = play(`
plan: tiered
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: person, title: A flaw}}
  - {at: 4m, as: on-call, do: classify, severity: tier-2, type: vulnerability}
  - {at: 5m, as: on-call, do: answer, fact: critical-vulnerability, value: yes}
until: 30h
`)
  assert.deepEqual(
    played.obligations.filter(it => it.missed_at !== undefined).map(({ cites }) => cites),
    [['T3.7']],
  )
})

test('T5.4 one step releases the incident into the library, with all feedback, when the review is done', () => {
  const refused = play(
    `${REVIEWED}\n  - {at: 28h, as: lead, do: publish, obligation: release-to-library, text: All of it}\nuntil: 29h\n`,
    { refusals: true },
  )
  assert.deepEqual(
    refused.refused.map(({ code, detail }) => [code, detail.first]),
    [['order-broken', ['technology-findings', 'process-findings', 'feedback']]],
  )
  const walk = readFileSync(
    new URL('../../scenarios/tiered-security-to-close.yaml', import.meta.url),
    'utf8',
  )
  const played = play(walk.replace(/^scenario:.*\n/m, ''))
  const [published] = played.events('published')
  assert.deepEqual([published?.where, published?.obligation], ['library', 'release-to-library'])
  assert.equal(played.events('feedback-given').length, 4)
  assert.equal(played.incident.status, 'closed')
})
