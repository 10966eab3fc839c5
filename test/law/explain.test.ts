import assert from 'node:assert/strict'
import { test } from 'node:test'

import type { IncidentEvent } from '#/core/incident/event.ts'
import { fold } from '#/core/incident/evolve.ts'
import { explain } from '#/core/obligation/explain.ts'
import type { Explanation } from '#/core/obligation/explain.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { instant } from '#/core/time.ts'
import { bundledPlan, play } from '../clauses/play.ts'
import { REGIMES } from '../kit/regimes.ts'

/** A plan of no promises of its own that has switched on one regime. */
function planWith(uses: string): Plan {
  const compiled = compile(
    `
plan: small
title: Small
version: "1"
zone: Europe/Berlin
severities: {any: {}}
positions: {dana: {}}
calendars: {office: {place: DE-BE}}
audiences: {outside: {outside: true, members: [outside]}}
uses:
  ${uses}
`,
    { regimes: REGIMES },
  )
  assert.ok('plan' in compiled, JSON.stringify(compiled))
  return compiled.plan
}

const DETECTED = '2026-03-02T08:00:00Z'
type Given = {
  readonly marked?: Readonly<Record<string, string>>
  readonly answers?: Readonly<Record<string, string | number>>
  readonly met?: Readonly<Record<string, string>>
}

function logOf(
  plan: Plan,
  { marked = {}, answers = {}, met = {} }: Given,
): readonly IncidentEvent[] {
  const at = instant(DETECTED)
  const stamp = { at, by: 'dana' }
  return [
    {
      ...stamp,
      type: 'declared',
      plan: { id: plan.id, version: plan.version, hash: '' },
      title: 'Test',
      source: 'somebody',
      reporter: 'dana',
      detectedAt: at,
      systems: [],
      exercise: false,
    },
    ...Object.entries(marked).map(([moment, when]) => ({
      ...stamp,
      type: 'moment-marked' as const,
      moment,
      when: instant(when),
    })),
    ...Object.entries(answers).map(([fact, answer]) => ({
      ...stamp,
      type: 'answered' as const,
      fact,
      answer,
    })),
    ...Object.entries(met).map(([obligation, when]) => ({
      ...stamp,
      type: 'obligation-met' as const,
      obligation,
      when: instant(when),
    })),
  ]
}

function explained(plan: Plan, given: Given, key: string): Explanation {
  const log = logOf(plan, given)
  const now = instant('2027-01-31T12:00:00Z')
  return explain(plan, fold('INC-1', log), log, now, key) ?? assert.fail(`no obligation ${key}`)
}

test('72 hours of the law of the Union: the law, the plain target, and the next full hour as its strict end', () => {
  const plan = planWith(
    'gdpr: {by: {reporter: dana, privacy: dana, counsel: dana}, to: {authority: outside, persons: outside, controllers: outside}}',
  )
  const found = explained(
    plan,
    { marked: { aware: '2026-03-02T10:20:00Z' }, answers: { 'gdpr-personal-data': 'yes' } },
    'gdpr-authority',
  )
  assert.deepEqual(
    [found.law, found.regime?.id, found.due, found.legal],
    ['Art. 33(1) GDPR', 'gdpr', '2026-03-05T10:20:00.000Z', '2026-03-05T11:00:00.000Z'],
  )
  assert.deepEqual(found.how, [
    'It counts from awareness: Mon 2026-03-02 11:20 +01:00.',
    'The limit is 72 hours from Mon 2026-03-02 11:20 +01:00: Thu 2026-03-05 11:20 +01:00.',
  ])
  assert.deepEqual(found.starts, [
    {
      type: 'moment-marked',
      when: '2026-03-02T10:20:00.000Z',
      recordedAt: '2026-03-02T08:00:00.000Z',
      by: 'dana',
    },
  ])
  assert.deepEqual([found.moved, found.daysOff], [[], []])
})

test('working days: those that were skipped, each with the reason, and what is not verified', () => {
  const plan = planWith(
    'sec-8k: {by: {reporter: dana, assessor: dana, counsel: dana}, to: {public: outside}}',
  )
  const found = explained(
    plan,
    { marked: { 'sec-determined': '2026-11-25T15:00:00Z' }, answers: { 'sec-material': 'yes' } },
    'sec-8k',
  )
  assert.equal(found.zone, 'America/New_York')
  assert.deepEqual(found.daysOff, [
    { date: '2026-11-26', why: 'holiday' },
    { date: '2026-11-28', why: 'weekend' },
    { date: '2026-11-29', why: 'weekend' },
  ])
  assert.match(found.unverified ?? '', /^General knowledge/)
})

test('a roll that only national law decides is shown, and not applied', () => {
  const plan = planWith(
    'nis2: {by: {reporter: dana, assessor: dana, counsel: dana}, entity: {kind: essential}, to: {authority: outside, recipients: outside}, calendar: office}',
  )
  const found = explained(
    plan,
    {
      marked: { aware: '2027-01-29T09:00:00Z' },
      answers: { 'nis2-significant': 'yes' },
      met: { 'nis2-notification': '2027-01-30T09:00:00Z' },
    },
    'nis2-final',
  )
  assert.equal(found.due, '2027-02-28T09:00:00.000Z')
  assert.match(
    found.how.at(-1) ?? '',
    /^Sun 2027-02-28 10:00 \+01:00 is no working day\. Whether that moves the limit, to Mon 2027-03-01/,
  )
  assert.deepEqual(found.daysOff, [{ date: '2027-02-28', why: 'weekend' }])
})

test('what cannot be told yet says for what it waits', () => {
  const plan = planWith(
    'gdpr: {by: {reporter: dana, privacy: dana, counsel: dana}, to: {authority: outside, persons: outside, controllers: outside}}',
  )
  const found = explained(plan, { answers: { 'gdpr-personal-data': 'yes' } }, 'gdpr-authority')
  assert.deepEqual([found.standing, found.due, found.how], ['armed', undefined, []])
  assert.deepEqual(found.waitsFor, ['aware'])
})

const CORRECTED = `
plan: creditnexus
starts: 2026-03-02T03:00:00Z
people: {answer_pages: after 1m}
steps:
  - {at: 0m, signal: {source: security-monitoring, title: Odd logins}}
  - {at: 2m, as: commander, do: classify, severity: P1, type: unauthorized-access}
  - {at: 20m, as: security-lead, do: mark, moment: aware}
  - {at: 30m, as: security-lead, do: assess, classification: dora, level: major}
  - {at: 40m, as: security-lead, do: correct-moment, moment: aware, when: 10m, reason: The log shows an earlier call}
until: 1h
`

test('a corrected start shows what it was, who corrected it and why, and what the limit was', () => {
  const plan = bundledPlan('creditnexus')
  const { incident, log } = play(CORRECTED)
  const found = explain(plan, incident, log, instant('2026-03-02T04:00:00Z'), 'report-to-authority')
  assert.deepEqual(
    found?.starts.map(({ when, was, reason }) => [when, was, reason]),
    [
      ['2026-03-02T03:20:00.000Z', undefined, undefined],
      ['2026-03-02T03:10:00.000Z', '2026-03-02T03:20:00.000Z', 'The log shows an earlier call'],
    ],
  )
  const initial = explain(plan, incident, log, instant('2026-03-02T04:00:00Z'), 'dora-initial')
  assert.equal(initial?.due, '2026-03-02T07:30:00.000Z')
  assert.equal(initial?.starts[0]?.type, 'assessed')
})

test('a limit that a corrected start has moved shows both', () => {
  const plan = bundledPlan('creditnexus')
  const { incident, log } = play(
    CORRECTED.replace('moment: aware, when: 10m', 'moment: aware, when: -23h'),
  )
  const initial = explain(plan, incident, log, instant('2026-03-02T04:00:00Z'), 'dora-initial')
  assert.deepEqual(initial?.moved, [
    {
      at: '2026-03-02T03:40:00.000Z',
      was: '2026-03-02T07:30:00.000Z',
      due: '2026-03-02T04:00:00.000Z',
    },
  ])
  assert.equal(initial.due, '2026-03-02T04:00:00.000Z')
})

test('an obligation that there is not has no explanation', () => {
  const { incident, log } = play(CORRECTED)
  const at = instant('2026-03-02T04:00:00Z')
  assert.equal(explain(bundledPlan('creditnexus'), incident, log, at, 'constructor'), undefined)
})
