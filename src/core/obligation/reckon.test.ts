import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { undeclared } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { reckon } from '#/core/obligation/reckon.ts'
import type { Reckoned, Step } from '#/core/obligation/reckon.ts'
import { timingOf } from '#/core/obligation/timing.ts'
import { viewOf } from '#/core/obligation/view.ts'
import type { Rule } from '#/core/plan/plan.ts'
import { instant, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { plan } from '../../../test/kit/setting.ts'

const RULES = plan(`
  zone: Europe/Berlin
  positions: {chief: {title: Chief}}
  roles: {lead: {title: Lead, holders: [chief]}}
  calendars: {office: {title: Office, place: DE-BE, hours: 09:00-17:00}}
  facts: {exempt: {ask: Are we exempt?, by: lead}}
  obligations:
    - {id: plain, do: task, by: lead, from: declared, aim: 1h, within: 4h}
    - {id: initial, do: task, by: lead, from: declared, within: 4h, no-later-than: [{after: aware, by: 24h}, contained], roll: {to: next-working-day, at: "12:00", when: {fact: {exempt: no}}}}
    - {id: shown, do: task, by: lead, from: declared, within: 2d, roll: {to: next-working-day, only-shown: National law decides}}
    - {id: evening, do: task, by: lead, from: declared, within: [{when: {fact: {exempt: yes}}, limit: 8 working hours}, {limit: 1 working day, at: "24:00"}], roll: {to: next-working-day}}
    - {id: words, do: task, by: lead, from: declared, unmeasured: at once, not-before: 2h}
    - {id: back, do: task, by: lead, from: declared, no-later-than: {before: contained, by: 3h}}
    - {id: pulse, do: task, by: lead, from: declared, every: 4h, also-on: aware, within: 15m}
`)

type Moments = Readonly<Record<string, string>>

function incidentWith(moments: Moments, exempt?: string): Incident {
  const at = instant('2026-03-06T09:00:00Z')
  return {
    ...undeclared('INC-1'),
    status: 'open',
    moments: new Map(Object.entries(moments).map(([id, time]) => [id, instant(time)])),
    answers: new Map(exempt === undefined ? [] : [['exempt', { answer: exempt, at, by: 'ana' }]]),
  }
}

function ruleOf(id: string): Rule {
  const rule = RULES.rules.find(it => it.id === id)
  ok(rule !== undefined)
  return rule
}

function reckoned(id: string, incident: Incident, now: Instant = NOON): Reckoned | undefined {
  const timing = timingOf(ruleOf(id))
  ok(timing !== undefined)
  const scene = { plan: RULES, incident, view: viewOf(RULES, incident, now), now }
  return reckon(scene, { timing, entry: undefined, applies: now })
}

const NOON = instant('2026-03-06T12:00:00Z')
/** A Friday, 17:00 in Berlin. */
const FRIDAY = '2026-03-06T16:00:00.000Z'

function steps(
  result: Reckoned | undefined,
): readonly (readonly [Step['step'], Instant | string])[] {
  return (result?.how ?? []).map(it => [
    it.step,
    'at' in it ? it.at : 'words' in it ? it.words : String(it.case),
  ])
}

test('a limit says from what it was counted, and how', () => {
  const { how, due, aim } = reckoned('plain', incidentWith({ declared: FRIDAY })) ?? {}
  equal(due, instant('2026-03-06T20:00:00Z'))
  equal(aim, instant('2026-03-06T17:00:00Z'))
  deepEqual(how, [
    { step: 'start', start: { kind: 'moment', moment: 'declared' }, at: FRIDAY },
    {
      step: 'aim',
      from: FRIDAY,
      span: { unit: 'elapsed', ms: 3_600_000, text: '1h' },
      at: '2026-03-06T17:00:00.000Z',
    },
    {
      step: 'limit',
      from: FRIDAY,
      span: { unit: 'elapsed', ms: 14_400_000, text: '4h' },
      at: '2026-03-06T20:00:00.000Z',
    },
  ])
})

test('before its start is known there is nothing to count', () => {
  equal(reckoned('plain', incidentWith({})), undefined)
})

test('the cap that binds is told from those that do not, and a moved limit from the one before', () => {
  const moments = {
    declared: '2026-03-06T21:00:00Z',
    aware: '2026-03-05T23:00:00Z',
    contained: '2026-03-06T20:00:00Z',
  }
  const result = reckoned('initial', incidentWith(moments, 'no'))
  const caps = result?.how.flatMap(it => (it.step === 'cap' ? [[it.binds, it.over]] : []))
  deepEqual(caps, [
    [true, false],
    [false, true],
  ])
  // 24 hours after awareness are over on Saturday at midnight in Berlin: Monday noon, unless exempt.
  deepEqual(steps(result).at(-1), ['roll', instant('2026-03-09T11:00:00Z')])
  equal(result?.due, instant('2026-03-09T11:00:00Z'))
  equal(reckoned('initial', incidentWith(moments, 'yes'))?.due, instant('2026-03-06T23:00:00Z'))
  // While it cannot be told whether it moves, the earlier one stands.
  equal(reckoned('initial', incidentWith(moments))?.due, instant('2026-03-06T23:00:00Z'))
})

test('what is only shown moves nothing', () => {
  const result = reckoned('shown', incidentWith({ declared: FRIDAY }))
  equal(result?.due, instant('2026-03-08T16:00:00Z'))
  const [roll] = result?.how.flatMap(it => (it.step === 'roll' ? [it] : [])) ?? []
  deepEqual([roll?.at, roll?.applied], [instant('2026-03-09T16:00:00Z'), false])
})

test('while an earlier case is not known the later ones do not count', () => {
  const open = reckoned('evening', incidentWith({ declared: FRIDAY }))
  deepEqual([open?.due, open?.basis.case, open?.asks], [undefined, 'unknown', ['exempt']])
  const exempt = reckoned('evening', incidentWith({ declared: '2026-03-06T15:00:00Z' }, 'yes'))
  equal(exempt?.due, instant('2026-03-09T15:00:00Z'))
})

test('what ends with a day falls on that day: Monday ends at midnight, and is not moved to Wednesday', () => {
  const result = reckoned('evening', incidentWith({ declared: FRIDAY }, 'no'))
  equal(result?.due, instant('2026-03-09T23:00:00Z'))
})

test('words stay words, and what may not be done before its time says when', () => {
  const result = reckoned('words', incidentWith({ declared: FRIDAY }))
  deepEqual(
    [result?.due, result?.unmeasured, result?.notBefore],
    [undefined, 'at once', instant('2026-03-06T18:00:00Z')],
  )
  deepEqual(steps(result).slice(1), [
    ['unmeasured', 'at once'],
    ['not-before', instant('2026-03-06T18:00:00Z')],
  ])
})

test('counted backwards, a limit is never before its start', () => {
  const soon = incidentWith({ declared: FRIDAY, contained: '2026-03-06T17:00:00Z' })
  equal(reckoned('back', soon)?.due, FRIDAY)
  const later = incidentWith({ declared: FRIDAY, contained: '2026-03-07T17:00:00Z' })
  equal(reckoned('back', later)?.due, instant('2026-03-07T14:00:00Z'))
  deepEqual(reckoned('back', incidentWith({ declared: FRIDAY }))?.asks, ['contained'])
})

test('a change since the last one makes it due again, a change before does not', () => {
  const changed = incidentWith({ declared: FRIDAY, aware: '2026-03-06T17:00:00Z' })
  equal(reckoned('pulse', changed)?.due, instant('2026-03-06T17:15:00Z'))
  const before = incidentWith({ declared: FRIDAY, aware: '2026-03-06T15:00:00Z' })
  equal(reckoned('pulse', before)?.due, instant('2026-03-06T20:00:00Z'))
})

const MINUTE_MS = 60_000
const at = fc
  .integer({ min: 0, max: 500 * 24 * 60 })
  .map(minutes => plusMs(instant('2026-01-01T00:00:00Z'), minutes * MINUTE_MS))
const maybe = fc.option(at, { nil: undefined })
const exempt = fc.constantFrom('yes', 'no', undefined)

function known(moments: Readonly<Record<string, Instant | undefined>>): Moments {
  return Object.fromEntries(
    Object.entries(moments).flatMap(([id, time]) => (time === undefined ? [] : [[id, time]])),
  )
}

test('no limit is before its start, no aim after its limit, and each says how it was counted', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RULES.rules.map(({ id }) => id)),
      at,
      maybe,
      maybe,
      exempt,
      (id, declared, aware, contained, is) => {
        const result = reckoned(id, incidentWith(known({ declared, aware, contained }), is))
        ok(result !== undefined)
        const { from, due, aim, how } = result
        ok(due === undefined || due >= from, `${id} is due at ${due}, and begins at ${from}`)
        ok(aim === undefined || due === undefined || aim <= due)
        const last = how.findLast(
          step =>
            'at' in step && step.step !== 'not-before' && step.step !== 'start' && step.at === due,
        )
        ok(due === undefined || due === from || last !== undefined, `a step says ${due}`)
      },
    ),
    { numRuns: 300 },
  )
})

/** A limit that is moved off a day off is later than one that ends on the morning after it. */
const MONOTONE = ['plain', 'back', 'words', 'pulse']

test('what begins later is due later, or at the same time', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MONOTONE),
      at,
      fc.nat({ max: 10_000 }),
      maybe,
      exempt,
      (id, declared, minutes, contained, is) => {
        const later = plusMs(declared, minutes * MINUTE_MS)
        const due = (from: Instant) =>
          reckoned(id, incidentWith(known({ declared: from, contained }), is))?.due
        const [one, other] = [due(declared), due(later)]
        ok(one === undefined || other === undefined || one <= other)
      },
    ),
    { numRuns: 300 },
  )
})

test('the same record says the same', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...RULES.rules.map(({ id }) => id)),
      at,
      maybe,
      (id, declared, aware) => {
        const incident = incidentWith(known({ declared, aware }))
        deepEqual(reckoned(id, incident), reckoned(id, incident))
      },
    ),
    { numRuns: 50 },
  )
})
