import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import { leaves } from '#/core/plan/leaves.ts'
import type { Truth } from '#/core/plan/condition.ts'
import type { Answer, Condition } from '#/core/plan/plan.ts'
import { viewOf } from '../../../test/kit/view.ts'

const FACTS = ['a', 'b', 'c', 'd'] as const

const isYes = (fact: string): Condition => ({ kind: 'fact', fact, test: { is: ['yes'] } })
const [A, B, C] = [isYes('a'), isYes('b'), isYes('c')]
const WORDS: Readonly<Record<string, Answer | undefined>> = { y: 'yes', n: 'no', '?': undefined }

/** Evaluates on `yn?`: the answers to a, b, c in that order. */
function on(condition: Condition, answers: string): Truth {
  const known = [...answers].map((word, index) => [FACTS[index], WORDS[word]] as const)
  return evaluate(
    condition,
    viewOf(Object.fromEntries(known.filter(([, word]) => word !== undefined))),
  )
}

for (const [kind, answers, truth] of [
  ['all', 'yyy', 'yes'],
  ['all', 'yy?', 'unknown'],
  // One no decides it, whatever the rest turns out to be.
  ['all', 'yn?', 'no'],
  ['all', '???', 'unknown'],
  ['any', 'nnn', 'no'],
  ['any', 'nn?', 'unknown'],
  ['any', 'y??', 'yes'],
  ['none', 'nnn', 'yes'],
  ['none', 'nn?', 'unknown'],
  ['none', 'y??', 'no'],
] as const)
  test(`${kind} of ${answers} is ${truth}`, () => {
    equal(on({ kind, of: [A, B, C] }, answers), truth)
  })

for (const [answers, truth] of [
  ['yyn', 'yes'],
  ['yy?', 'yes'],
  ['y??', 'unknown'],
  ['yn?', 'unknown'],
  ['nn?', 'no'],
  ['nny', 'no'],
] as const)
  test(`at least 2 of ${answers} is ${truth}`, () => {
    equal(on({ kind: 'at-least', least: 2, of: [A, B, C] }, answers), truth)
  })

for (const [test_, below, at, above] of [
  [{ over: 500 }, 'no', 'no', 'yes'],
  [{ atLeast: 500 }, 'no', 'yes', 'yes'],
  [{ under: 500 }, 'yes', 'no', 'no'],
  [{ atMost: 500 }, 'yes', 'yes', 'no'],
  [{ is: [500] }, 'no', 'yes', 'no'],
] as const)
  test(`${JSON.stringify(test_)} of 499, 500, 501 is ${below}, ${at}, ${above}`, () => {
    const condition: Condition = { kind: 'fact', fact: 'a', test: test_ }
    deepEqual(
      [499, 500, 501].map(users => evaluate(condition, viewOf({ a: users }))),
      [below, at, above],
    )
    equal(evaluate(condition, viewOf({})), 'unknown')
  })

test('before classification severity, type and security are unknown; source, stage and level are not', () => {
  const unknown: readonly Condition[] = [
    { kind: 'severity', in: ['bad'] },
    { kind: 'type', in: ['outage'] },
    { kind: 'security' },
  ]
  deepEqual(
    unknown.map(it => evaluate(it, viewOf({}))),
    ['unknown', 'unknown', 'unknown'],
  )
  deepEqual(
    unknown.flatMap(it => unknowns(it, viewOf({}))),
    ['severity', 'type', 'type'],
  )
  const told: readonly Condition[] = [
    { kind: 'source', in: ['person'] },
    { kind: 'stage', in: ['first'] },
    { kind: 'escalated', level: 1 },
    { kind: 'reached', moment: 'aware' },
    { kind: 'done', rules: ['look'] },
    { kind: 'recorded', fields: ['impact'] },
  ]
  deepEqual(
    told.map(it => evaluate(it, viewOf({}))),
    told.map(() => 'no'),
  )
})

for (const [condition, more, truth] of [
  [{ kind: 'severity', in: ['bad', 'worse'] }, { severity: 'worse' }, 'yes'],
  [{ kind: 'severity', in: ['bad'] }, { severity: 'mild' }, 'no'],
  [{ kind: 'security' }, { security: true }, 'yes'],
  [{ kind: 'security' }, { security: false }, 'no'],
  [{ kind: 'escalated', level: 2 }, { level: 2 }, 'yes'],
  [{ kind: 'escalated', level: 2 }, { level: 1 }, 'no'],
  [{ kind: 'always' }, {}, 'yes'],
  [{ kind: 'all', of: [] }, {}, 'yes'],
  [{ kind: 'any', of: [] }, {}, 'no'],
  [{ kind: 'none', of: [] }, {}, 'yes'],
] as const)
  test(`${JSON.stringify(condition)} on ${JSON.stringify(more)} is ${truth}`, () => {
    equal(evaluate(condition, viewOf({}, more)), truth)
  })

test('what a condition waits for is what would decide it, and nothing once it is decided', () => {
  const either: Condition = { kind: 'any', of: [A, { kind: 'all', of: [B, C] }] }
  deepEqual(unknowns(either, viewOf({})), ['a', 'b', 'c'])
  deepEqual(unknowns(either, viewOf({ b: 'no' })), ['a'])
  deepEqual(unknowns(either, viewOf({ a: 'yes' })), [])
  deepEqual(leaves(either), [A, B, C])
})

const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...FACTS).map(isYes),
    fc.record({
      kind: fc.constantFrom('all', 'any', 'none'),
      of: fc.array(tie('tree'), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('at-least'),
      least: fc.integer({ min: 0, max: 4 }),
      of: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ),
})).tree
const answers = fc.dictionary(fc.constantFrom(...FACTS), fc.constantFrom('yes', 'no'))

test('answering what is unknown never changes what is known already', () => {
  fc.assert(
    fc.property(condition, answers, answers, (tree, more, known) => {
      const before = evaluate(tree, viewOf(known))
      if (before !== 'unknown') equal(evaluate(tree, viewOf({ ...more, ...known })), before)
    }),
    { numRuns: 500 },
  )
})

test('what is decided early is decided rightly, and with every question answered nothing stays unknown', () => {
  fc.assert(
    fc.property(condition, answers, (tree, known) => {
      const outcomes = new Set(everyAnswer(known).map(all => evaluate(tree, viewOf(all))))
      const now = evaluate(tree, viewOf(known))
      // With every question answered nothing stays unknown.
      equal(outcomes.has('unknown'), false)
      // What is decided is decided rightly. The converse does not hold: "a or not a" stays unknown until a is answered.
      if (now !== 'unknown') deepEqual([...outcomes], [now])
      if (outcomes.size === 2) equal(now, 'unknown')
    }),
    { numRuns: 300 },
  )
})

test('none of several is not any of them, and De Morgan holds', () => {
  const opposite = { yes: 'no', no: 'yes', unknown: 'unknown' } as const
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 4 }), answers, (of, known) => {
      const view = viewOf(known)
      const any = evaluate({ kind: 'any', of }, view)
      equal(evaluate({ kind: 'none', of }, view), opposite[any])
      const nots: readonly Condition[] = of.map(it => ({ kind: 'none', of: [it] }))
      equal(evaluate({ kind: 'all', of: nots }, view), opposite[any])
      const all = evaluate({ kind: 'all', of }, view)
      equal(evaluate({ kind: 'any', of: nots }, view), opposite[all])
      equal(evaluate({ kind: 'at-least', least: 1, of }, view), any)
      equal(evaluate({ kind: 'at-least', least: of.length, of }, view), all)
    }),
    { numRuns: 500 },
  )
})

test('what a condition waits for is enough: with all of it answered, it is decided', () => {
  fc.assert(
    fc.property(condition, answers, answers, (tree, known, fallback) => {
      const waits = unknowns(tree, viewOf(known))
      equal(waits.length > 0, evaluate(tree, viewOf(known)) === 'unknown')
      const now = {
        ...known,
        ...Object.fromEntries(waits.map(fact => [fact, fallback[fact] ?? 'yes'])),
      }
      equal(evaluate(tree, viewOf(now)) === 'unknown', false)
    }),
    { numRuns: 300 },
  )
})

function everyAnswer(
  known: Readonly<Record<string, Answer>>,
): readonly Readonly<Record<string, Answer>>[] {
  return FACTS.reduce<Readonly<Record<string, Answer>>[]>(
    (all, fact) =>
      fact in known
        ? all
        : all.flatMap(some => [
            { ...some, [fact]: 'yes' },
            { ...some, [fact]: 'no' },
          ]),
    [known],
  )
}
