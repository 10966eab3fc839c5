import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#/core/chance.ts'

const drawn = (seed: number, count: number, below: number) => {
  const chance = seeded(seed)
  return Array.from({ length: count }, () => chance.below(below))
}

test('a seed draws the same numbers for ever', () => {
  deepEqual(drawn(1, 6, 100), drawn(1, 6, 100))
  deepEqual(
    [drawn(0, 6, 1000), drawn(1, 6, 1000), drawn(2, 6, 1000)],
    [
      [160, 626, 137, 451, 222, 739],
      [507, 935, 79, 146, 503, 184],
      [598, 720, 540, 403, 27, 200],
    ],
  )
})

test('neighbouring seeds have nothing in common', () => {
  const firsts = Array.from({ length: 200 }, (_, seed) => drawn(seed, 1, 1_000_000)[0])
  ok(new Set(firsts).size > 195)
})

test('each number comes about as often as another', () => {
  const counts = new Map<number, number>()
  for (const number of drawn(5, 60_000, 6)) counts.set(number, (counts.get(number) ?? 0) + 1)
  deepEqual(
    [...counts.keys()].toSorted((a, b) => a - b),
    [0, 1, 2, 3, 4, 5],
  )
  for (const count of counts.values()) ok(count > 9_500 && count < 10_500, String(count))
})

test('both ends are among what lies between, and weights weigh', () => {
  const chance = seeded(3)
  const between = new Set(Array.from({ length: 200 }, () => chance.between(-1, 1)))
  deepEqual(
    [...between].toSorted((a, b) => a - b),
    [-1, 0, 1],
  )
  const weighed = Array.from({ length: 4_000 }, () =>
    chance.weighed({ often: 3, seldom: 1, never: 0 }),
  )
  const seldom = weighed.filter(name => name === 'seldom').length
  ok(seldom > 900 && seldom < 1_100, String(seldom))
  equal(weighed.includes('never'), false)
})

test('there is nothing to choose from nothing', () => {
  throws(() => seeded(1).below(0))
  throws(() => seeded(1).below(1.5))
})
