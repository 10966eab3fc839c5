import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { ATTEMPTS_MAX, waitMs } from '#/app/deliver/retry.ts'

for (const [attempt, wait] of [
  [1, 2_000],
  [2, 4_000],
  [3, 8_000],
  [9, 512_000],
  [10, 900_000],
  [99, 900_000],
] as const)
  test(`after attempt ${attempt} it waits ${wait} ms, or down to half of that by chance`, () => {
    equal(waitMs(attempt, 0), wait)
    const least = waitMs(attempt, 1 - Number.EPSILON)
    ok(least >= wait / 2 && least <= wait / 2 + 1)
  })

test('a receiver that asks for a longer wait gets it', () => {
  equal(waitMs(1, 0, 120_000), 120_000)
  equal(waitMs(9, 0, 120_000), 512_000)
})

test('a mail server may be down for most of a day', () => {
  let total = 0
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt++) total += waitMs(attempt, 0.999)
  ok(total > 11 * 3_600_000, `${total / 3_600_000} hours`)
})
