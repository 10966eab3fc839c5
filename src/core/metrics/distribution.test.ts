import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distribution, quantile } from '#/core/metrics/distribution.ts'
import type { Length } from '#/core/metrics/length.ts'

const recorded = (ms: number): Length<string> => ({ state: 'recorded', ms })

test('the numbers are made of what is recorded, and every other state is counted with its reason', () => {
  deepEqual(
    distribution([
      recorded(10),
      { state: 'invalid', reason: 'ends-before-it-begins', ms: -1_000_000 },
      recorded(0),
      { state: 'pending', reason: 'not-ended' },
      { state: 'not-applicable', reason: 'exercise' },
      { state: 'pending', reason: 'not-ended' },
      { state: 'invalid', reason: 'in-the-future', ms: undefined },
      recorded(2),
    ]),
    {
      states: { recorded: 3, pending: 2, 'not-applicable': 1, invalid: 2 },
      reasons: { 'ends-before-it-begins': 1, exercise: 1, 'in-the-future': 1, 'not-ended': 2 },
      recorded: {
        least: 0,
        quarter: 1,
        median: 2,
        threeQuarters: 6,
        nineTenths: 8.4,
        most: 10,
        mean: 4,
      },
    },
  )
})

test('where nothing is recorded there is no number, not even nothing', () => {
  equal(distribution([]).recorded, undefined)
  equal(distribution([{ state: 'pending', reason: 'not-ended' }]).recorded, undefined)
})

test('a reason may be called like something that every object has', () => {
  const odd: Length<string> = { state: 'pending', reason: 'constructor' }
  deepEqual(Object.entries(distribution([odd, odd]).reasons), [['constructor', 2]])
})

// Worked by hand from the definition: place (n - 1) p, counted from nothing.
for (const [numbers, share, expected] of [
  [[7], 0.3, 7],
  [[1, 2], 0.5, 1.5],
  [[1, 2, 3], 0.5, 2],
  [[1, 2, 3, 4], 0.25, 1.75],
  [[1, 2, 3, 4], 0.9, 3.7],
  [[0, 10], 0.999, 9.99],
  [[4, 4, 4], 0.9, 4],
] as const)
  test(`the quantile at ${share} of ${numbers.join(', ')} is ${expected}`, () => {
    ok(Math.abs(quantile(numbers, share) - expected) < 1e-9)
  })

test('there is no quantile of nothing, and none past all', () => {
  throws(() => quantile([], 0.5))
  throws(() => quantile([1], 1.01))
  throws(() => quantile([1], -0.01))
})

const numbers = fc.array(fc.integer({ min: 0, max: 10_000_000_000_000 }), { minLength: 1 })
const aside: fc.Arbitrary<Length<string>> = fc.oneof(
  fc.constant<Length<string>>({ state: 'pending', reason: 'not-ended' }),
  fc.constant<Length<string>>({ state: 'not-applicable', reason: 'merged' }),
  fc.integer().map((ms): Length<string> => ({ state: 'invalid', reason: 'impossible-date', ms })),
)

test('what is not recorded changes no number, nor does the order', () => {
  fc.assert(
    fc.property(numbers, fc.array(aside), fc.nat(), (its, others, seed) => {
      const plain = distribution(its.map(recorded))
      const among = [...its.map(recorded), ...others].toSorted(
        (one, other) => mixed(one, seed) - mixed(other, seed),
      )
      const mingled = distribution(among)
      deepEqual(mingled.recorded, plain.recorded)
      equal(mingled.states.recorded, its.length)
      const counted = Object.values(mingled.states).reduce((sum, count) => sum + count, 0)
      equal(counted, its.length + others.length)
      const explained = Object.values(mingled.reasons).reduce((sum, count) => sum + count, 0)
      equal(explained, others.length)
    }),
  )
})

/** Any order that a seed decides. */
function mixed(length: Length<string>, seed: number): number {
  const ms = 'ms' in length ? (length.ms ?? 0) : 0
  return Math.imul(ms + seed, 0x9e3779b1)
}

test('quantiles lie in order between the least and the most, and the mean between them too', () => {
  fc.assert(
    fc.property(numbers, its => {
      const all = distribution(its.map(recorded)).recorded
      ok(all !== undefined)
      const { least, quarter, median, threeQuarters, nineTenths, most, mean } = all
      const rising = [least, quarter, median, threeQuarters, nineTenths, most]
      deepEqual(
        rising,
        rising.toSorted((one, other) => one - other),
      )
      equal(least, Math.min(...its))
      equal(most, Math.max(...its))
      ok(mean >= least && mean <= most + 1)
    }),
  )
})

test('at least half of the numbers are on either side of the median', () => {
  fc.assert(
    fc.property(numbers, its => {
      const median = distribution(its.map(recorded)).recorded?.median ?? 0
      ok(its.filter(it => it <= median).length * 2 >= its.length)
      ok(its.filter(it => it >= median).length * 2 >= its.length)
    }),
  )
})
