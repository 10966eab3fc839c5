import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import { undeclared } from '#/core/incident/incident.ts'
import { daysOffBetween, daysOffInWords } from '#/core/obligation/days-off.ts'
import { strictLimit } from '#/core/obligation/legal-limit.ts'
import { reckon } from '#/core/obligation/reckon.ts'
import { stepsInWords } from '#/core/obligation/step-words.ts'
import { timingOf } from '#/core/obligation/timing.ts'
import { viewOf } from '#/core/obligation/view.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { PeriodRule } from '#/core/plan/regime.ts'
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Plans whose one regime ends its periods by a rule, or by none. */
function planOf(periods: PeriodRule | undefined): Plan {
  const own = `
regime: own
title: Own
version: "1"
law: Law
${periods === undefined ? '' : `periods: ${periods}`}
calendar: {place: DE-BE}
by: {clerk: a clerk}
obligations:
  - {id: hours, title: Hours, do: task, by: clerk, from: aware, within: 72h}
  - {id: minutes, title: Minutes, do: task, by: clerk, from: aware, within: 90m}
  - {id: days, title: Days, do: task, by: clerk, from: aware, within: 30d}
  - {id: month, title: Month, do: task, by: clerk, from: aware, within: 1mo}
  - {id: worked, title: Worked, do: task, by: clerk, from: aware, within: 4 working days}
  - {id: capped, title: Capped, do: task, by: clerk, from: contained, within: 4h, no-later-than: {after: aware, by: 24h}}
  - {id: rolled, title: Rolled, do: task, by: clerk, from: aware, within: 1mo, roll: {to: next-working-day, at: "12:00"}}
  - {id: shown, title: Shown, do: task, by: clerk, from: aware, within: 1mo, roll: {to: next-working-day, only-shown: National law decides}}
  - {id: carried, title: Carried, do: task, by: clerk, from: aware, within: 5d}
  - {id: words, title: Words, do: task, by: clerk, from: aware, unmeasured: without undue delay}
`
  const plan = `
plan: p
title: P
version: "1"
zone: Europe/Berlin
severities: {bad: {}}
positions: {ana: {}}
uses: {own: {by: {clerk: ana}, same: {carried: mine}}}
obligations:
  - {id: mine, do: task, by: ana, from: aware, within: 4d}
`
  const regimes = { names: ['own'], read: () => ({ text: own, file: 'own.yaml' }) }
  const compiled = compile(plan, { regimes })
  ok('plan' in compiled, JSON.stringify(compiled))
  return compiled.plan
}

const PLANS = {
  'reg-1182-71': planOf('reg-1182-71'),
  'whole-days': planOf('whole-days'),
  none: planOf(undefined),
}

function reckonedIn(plan: Plan, id: string, aware: string, contained = aware) {
  const rule = plan.rules.find(it => it.id === id)
  const timing = rule && timingOf(rule)
  ok(rule !== undefined && timing !== undefined)
  const incident = {
    ...undeclared('INC-1'),
    status: 'open' as const,
    moments: new Map<string, Instant>([
      ['aware', instant(aware)],
      ['contained', instant(contained)],
    ]),
  }
  const now = instant(contained)
  const view = viewOf(plan, incident, now)
  const reckoned = reckon({ plan, incident, view, now }, { timing, entry: undefined, applies: now })
  ok(reckoned !== undefined)
  return { rule, timing, reckoned }
}

function limitsOf(periods: keyof typeof PLANS, id: string, aware: string, contained?: string) {
  const plan = PLANS[periods]
  const { rule, reckoned } = reckonedIn(plan, id, aware, contained)
  return [reckoned.due, strictLimit(plan, rule, reckoned)]
}

/** A Friday, 11:20 in Berlin. */
const FRIDAY = '2026-02-27T10:20:00Z'

for (const [periods, id, due, legal] of [
  ['reg-1182-71', 'hours', '2026-03-02T10:20:00.000Z', '2026-03-02T11:00:00.000Z'],
  ['reg-1182-71', 'minutes', '2026-02-27T11:50:00.000Z', '2026-02-27T11:50:00.000Z'],
  // The thirtieth day is a Sunday.
  ['reg-1182-71', 'days', '2026-03-29T09:20:00.000Z', '2026-03-30T22:00:00.000Z'],
  ['reg-1182-71', 'month', '2026-03-27T10:20:00.000Z', '2026-03-27T23:00:00.000Z'],
  ['reg-1182-71', 'worked', '2026-03-05T10:20:00.000Z', '2026-03-05T23:00:00.000Z'],
  ['whole-days', 'hours', '2026-03-02T10:20:00.000Z', undefined],
  ['whole-days', 'days', '2026-03-29T09:20:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['whole-days', 'worked', '2026-03-05T10:20:00.000Z', '2026-03-05T23:00:00.000Z'],
  ['none', 'days', '2026-03-29T09:20:00.000Z', undefined],
  ['reg-1182-71', 'rolled', '2026-03-27T10:20:00.000Z', '2026-03-27T23:00:00.000Z'],
  ['reg-1182-71', 'words', undefined, undefined],
] as const)
  test(`${id} that go by ${periods} are due ${due ?? 'never'}, and end in law ${legal ?? 'then'}`, () => {
    deepEqual(limitsOf(periods, id, FRIDAY), [due, legal])
  })

test('a promise of the plan that stands for one of the law ends as that does', () => {
  deepEqual(limitsOf('reg-1182-71', 'mine', FRIDAY), [
    '2026-03-03T10:20:00.000Z',
    '2026-03-03T23:00:00.000Z',
  ])
})

test('where a cap of hours binds, its hours end with their last', () => {
  deepEqual(limitsOf('reg-1182-71', 'capped', FRIDAY, '2026-02-28T09:00:00Z'), [
    '2026-02-28T10:20:00.000Z',
    '2026-02-28T11:00:00.000Z',
  ])
})

test('a limit that a rule of its own has moved has no other end', () => {
  // A month after 28 February is a Saturday.
  deepEqual(limitsOf('reg-1182-71', 'rolled', '2026-02-28T10:20:00Z'), [
    '2026-03-30T10:00:00.000Z',
    undefined,
  ])
})

test('a limit that is only shown to move ends in law with the next working day', () => {
  deepEqual(limitsOf('reg-1182-71', 'shown', '2026-02-28T10:20:00Z'), [
    '2026-03-28T10:20:00.000Z',
    '2026-03-30T22:00:00.000Z',
  ])
})

test('days that did not count are told with the reason, and none where all days count', () => {
  const offOf = (id: string, aware: string) => {
    const plan = PLANS.none
    const { reckoned, timing } = reckonedIn(plan, id, aware)
    return daysOffInWords(daysOffBetween(plan, reckoned.how, timing.calendar))
  }
  equal(
    offOf('worked', '2026-04-02T08:00:00Z'),
    'No working days: 2026-04-03 (holiday), 2026-04-04 (weekend), 2026-04-05 (weekend), 2026-04-06 (holiday).',
  )
  equal(
    offOf('rolled', '2026-02-28T10:20:00Z'),
    'No working days: 2026-03-28 (weekend), 2026-03-29 (weekend).',
  )
  equal(offOf('days', FRIDAY), '')
})

test('each step of the counting is a sentence', () => {
  const plan = PLANS.none
  const wordsOf = (id: string, aware: string, contained?: string) =>
    stepsInWords(plan, reckonedIn(plan, id, aware, contained).reckoned.how, 'Europe/Berlin')
  deepEqual(wordsOf('capped', FRIDAY, '2026-02-28T09:00:00Z'), [
    'It counts from containment: Sat 2026-02-28 10:00 +01:00.',
    'The limit is 4 hours from Sat 2026-02-28 10:00 +01:00: Sat 2026-02-28 14:00 +01:00.',
    'No later than 24 hours after awareness: Sat 2026-02-28 11:20 +01:00. That is earlier, and binds.',
  ])
  deepEqual(wordsOf('capped', FRIDAY, '2026-03-01T09:00:00Z').slice(2), [
    'No later than 24 hours after awareness: Sat 2026-02-28 11:20 +01:00. That was over before the clock began, and does not bind.',
  ])
  deepEqual(wordsOf('capped', FRIDAY, FRIDAY).slice(2), [
    'No later than 24 hours after awareness: Sat 2026-02-28 11:20 +01:00. That is no earlier.',
  ])
  deepEqual(wordsOf('rolled', '2026-02-28T10:20:00Z').slice(2), [
    'Sat 2026-03-28 11:20 +01:00 is no working day, so the limit is moved to the next: Mon 2026-03-30 12:00 +02:00.',
  ])
  deepEqual(wordsOf('shown', '2026-02-28T10:20:00Z').slice(2), [
    'Sat 2026-03-28 11:20 +01:00 is no working day. Whether that moves the limit, to Mon 2026-03-30 11:20 +02:00, is open: National law decides.',
  ])
  deepEqual(wordsOf('worked', FRIDAY), [
    'It counts from awareness: Fri 2026-02-27 11:20 +01:00.',
    'The limit is 4 working days from Fri 2026-02-27 11:20 +01:00, counted on the calendar “Own”: Thu 2026-03-05 11:20 +01:00.',
  ])
  deepEqual(wordsOf('words', FRIDAY).slice(1), ['In the words of the source: without undue delay.'])
})
