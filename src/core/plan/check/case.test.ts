import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'

import { findCase } from '#/core/plan/check/case.ts'
import type { Case } from '#/core/plan/check/case.ts'
import { compile } from '#/core/plan/compile.ts'
import type { Answer, Condition } from '#/core/plan/plan.ts'

const compiled = compile(`
plan: small
title: Small plan
version: "1.0"
severities: {high: {}, low: {}}
types: {outage: {}}
facts:
  service: {ask: What is down?, kind: choice, choices: [working, part, all], by: lead}
  users: {ask: How many?, kind: number, by: lead}
  intruder: {ask: Is somebody inside?, by: lead}
positions: {chief: {}}
roles: {lead: {holders: [chief]}}
obligations: [{id: wake, do: page, to: lead}]
`)
ok('plan' in compiled, JSON.stringify(compiled))
const { plan } = compiled

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .subarray(['working', 'part', 'all'], { minLength: 1 })
    .map(is => ({ kind: 'fact' as const, fact: 'service', test: { is } })),
  fc
    .constantFrom(10, 20, 30)
    .chain(it => fc.constantFrom({ over: it }, { atLeast: it }, { under: it }, { atMost: it }))
    .map(bound => ({ kind: 'fact' as const, fact: 'users', test: bound })),
  fc
    .constantFrom('yes', 'no')
    .map(it => ({ kind: 'fact' as const, fact: 'intruder', test: { is: [it] } })),
)
const { condition } = fc.letrec<{ condition: Condition }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('at-least' as const),
      least: fc.integer({ min: 1, max: 3 }),
      of: fc.array(tie('condition'), { minLength: 3, maxLength: 4 }),
    }),
  ),
}))

/** Every case there is, near enough: numbers on both sides of every threshold, and the thresholds. */
const EVERY: readonly Case[] = ['working', 'part', 'all'].flatMap(service =>
  [5, 10, 15, 20, 25, 30, 35].flatMap(users =>
    ['yes', 'no'].map(
      intruder => new Map<string, Answer>(Object.entries({ service, users, intruder })),
    ),
  ),
)

/** Written apart from the engine's own evaluation. */
function holds(part: Condition, of: Case): boolean {
  if ('of' in part) {
    const count = part.of.filter(inner => holds(inner, of)).length
    if (part.kind === 'any') return count > 0
    if (part.kind === 'none') return count === 0
    return count >= (part.kind === 'at-least' ? part.least : part.of.length)
  }
  ok(part.kind === 'fact')
  const answer = of.get(part.fact) ?? ''
  if ('is' in part.test) return part.test.is.includes(answer)
  if ('over' in part.test) return Number(answer) > part.test.over
  if ('atLeast' in part.test) return Number(answer) >= part.test.atLeast
  if ('under' in part.test) return Number(answer) < part.test.under
  return Number(answer) <= part.test.atMost
}

const agrees = (one: Case, other: Case) =>
  [...other].every(([name, answer]) => one.get(name) === answer)

/** Whether a condition holds in every case in which these answers were given. */
const isCertain = (part: Condition, given: Case) =>
  EVERY.filter(it => agrees(it, given)).every(it => holds(part, it))

/** Every choice of some of the answers of a case. */
function choices(of: Case): readonly Case[] {
  return [...of].reduce<readonly Case[]>(
    (some, [name, answer]) => [...some, ...some.map(it => new Map([...it, [name, answer]]))],
    [new Map()],
  )
}

test('a case is found wherever there is one, makes the condition certain, and no shorter one does', () => {
  fc.assert(
    fc.property(condition, part => {
      const result = findCase(plan, part)
      const there = EVERY.filter(it => holds(part, it))
      equal(result.found !== undefined, there.length > 0)
      if (result.found === undefined) return ok(result.proven)
      const { found } = result
      // Its numbers are others than ours: what counts is on which side of each threshold they lie.
      const ours = EVERY.filter(it =>
        [...found].every(([name, answer]) =>
          name === 'users'
            ? [10, 20, 30].every(
                at => Math.sign(Number(it.get(name)) - at) === Math.sign(Number(answer) - at),
              )
            : it.get(name) === answer,
        ),
      )
      // A number may be a sample between thresholds that this condition does not name.
      if (found.has('users') && ours.length === 0) return
      ok(ours.every(it => holds(part, it)))
      const shortest = Math.min(
        ...there.flatMap(it =>
          choices(it)
            .filter(some => isCertain(part, some))
            .map(some => some.size),
        ),
      )
      equal(found.size, shortest)
    }),
    { numRuns: 300 },
  )
})

const yes = (fact: string): Condition => ({ kind: 'fact', fact, test: { is: ['yes'] } })
const reached = (moment: string): Condition => ({ kind: 'reached', moment })
const none = (...of: Condition[]): Condition => ({ kind: 'none', of })
const all = (...of: Condition[]): Condition => ({ kind: 'all', of })

for (const [what, part] of [
  ['closed and not resolved', all(reached('closed'), none(reached('resolved')))],
  [
    'of a severity and not classified',
    all({ kind: 'severity', in: ['high'] }, none(reached('classified'))),
  ],
  [
    'time passed since what was not',
    all(
      {
        kind: 'passed',
        start: {
          kind: 'after',
          start: { kind: 'moment', moment: 'contained' },
          by: { unit: 'elapsed', ms: 60_000, text: '1m' },
        },
      },
      none(reached('contained')),
    ),
  ],
] as const)
  test(`no incident is ${what}`, () => {
    equal(findCase(plan, part).found, undefined)
  })

test('beyond its limit nothing is proven, and it does not take long to say so', () => {
  const pairs = Array.from({ length: 20 }, (_, it) => all(yes(`q${it}`), yes(`r${it}`)))
  const first = all(...Array.from({ length: 20 }, (_, it) => yes(`q${it}`)))
  const large: Condition = { kind: 'any', of: [first, ...pairs] }
  const result = findCase(plan, all(large, none(large)))
  ok(result.found === undefined && !result.proven)
})

test('what people would call too many combinations is decided: 12 of 24 answers', () => {
  const of = Array.from({ length: 24 }, (_, it) => yes(`q${it}`))
  const half: Condition = { kind: 'at-least', least: 12, of }
  const most: Condition = { kind: 'at-least', least: 13, of: of.map(it => none(it)) }
  const result = findCase(plan, none(half, most))
  ok(result.found === undefined && result.proven)
  equal(findCase(plan, half).found?.size, 12)
})
