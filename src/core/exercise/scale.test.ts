import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { bentTicks, evenTicks, msAt, partOf } from '#/core/exercise/scale.ts'

const HOUR_MS = 3_600_000

test('an instant and its place lead to each other, in either scale', () => {
  for (const scale of ['bent', 'even'] as const) {
    const [part, ms] = [partOf(scale, 96 * HOUR_MS), msAt(scale, 96 * HOUR_MS)]
    deepEqual([part(0), part(96 * HOUR_MS), part(200 * HOUR_MS)], [0, 1, 1])
    for (const at of [0.1, 0.5, 0.9]) ok(Math.abs(part(ms(at)) - at) < 1e-9)
  }
})

test('bent, the first hour takes more room than the fourth day', () => {
  const part = partOf('bent', 96 * HOUR_MS)
  ok(part(HOUR_MS) > 0.3)
  ok(part(96 * HOUR_MS) - part(72 * HOUR_MS) < 0.06)
})

test('ticks end with the time, and there are no more than fit', () => {
  deepEqual(bentTicks(HOUR_MS).at(-1), { label: '1 h', ms: HOUR_MS })
  deepEqual(
    evenTicks(4 * HOUR_MS, 6).map(({ label }) => label),
    ['0', '1 h', '2 h', '3 h', '4 h'],
  )
  ok(evenTicks(96 * HOUR_MS, 10).length <= 11)
})
