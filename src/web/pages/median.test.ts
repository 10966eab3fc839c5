import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { medianOf } from './median.ts'

for (const [numbers, median] of [
  [[], undefined],
  [[7], 7],
  [[9, 1], 5],
  [[9, 1, 4], 4],
] as const)
  test(`of ${numbers.join(', ') || 'none'} the middle is ${median}`, () => {
    equal(medianOf(numbers), median)
  })
