import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#/core/chance.ts'
import { draw, readDelay } from '#/core/exercise/delay.ts'

const MINUTE_MS = 60_000

test('delays are read as people write them', () => {
  deepEqual(readDelay('after 4m'), { kind: 'fixed', ms: 4 * MINUTE_MS })
  deepEqual(readDelay('4m'), { kind: 'fixed', ms: 4 * MINUTE_MS })
  deepEqual(readDelay('never'), { kind: 'fixed', ms: undefined })
  deepEqual(readDelay({ median: '4m', p90: '20m', never: '3%' }), {
    kind: 'spread',
    medianMs: 4 * MINUTE_MS,
    p90Ms: 20 * MINUTE_MS,
    never: 3,
  })
})

for (const wrong of [
  'soon',
  '1d',
  4,
  null,
  { median: '4m' },
  { median: '20m', p90: '4m' },
  { median: '4m', p90: '20m', never: '101%' },
  { median: '4m', p90: '20m', often: '1%' },
])
  test(`${JSON.stringify(wrong)} is no delay`, () => equal(readDelay(wrong), undefined))

test('half of what is drawn lies within the median, nine in ten within the other', () => {
  const delay = { kind: 'spread', medianMs: 4000, p90Ms: 20_000, never: 10 } as const
  const chance = seeded(7)
  const all = Array.from({ length: 20_000 }, () => draw(delay, chance))
  const came = all.filter(ms => ms !== undefined)
  const share = (most: number) => came.filter(ms => ms <= most).length / came.length
  ok(Math.abs(1 - came.length / all.length - 0.1) < 0.01)
  ok(Math.abs(share(4000) - 0.5) < 0.02)
  ok(Math.abs(share(20_000) - 0.9) < 0.02)
  ok(Math.max(...came) <= 40_000)
})

test('without chance a spread is its median', () => {
  equal(draw({ kind: 'spread', medianMs: 4000, p90Ms: 9000, never: 50 }, undefined), 4000)
})
