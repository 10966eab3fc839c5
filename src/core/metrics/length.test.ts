import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CLOCK_NEVER_SET, EARLIEST_POSSIBLE, lengthBetween } from '#/core/metrics/length.ts'
import { fromMs, instant, plusMs, toMs } from '#/core/time.ts'

const now = instant('2026-03-02T12:00:00Z')
const nine = instant('2026-03-02T09:00:00Z')
const ten = instant('2026-03-02T10:00:00Z')
const HOUR_MS = 3_600_000

for (const [what, from, to, expected] of [
  ['an hour', nine, ten, { state: 'recorded', ms: HOUR_MS }],
  ['the same instant', nine, nine, { state: 'recorded', ms: 0 }],
  [
    'a millisecond backwards',
    nine,
    plusMs(nine, -1),
    { state: 'invalid', reason: 'ends-before-it-begins', ms: -1 },
  ],
  ['up to now', nine, now, { state: 'recorded', ms: 3 * HOUR_MS }],
  [
    'a millisecond past now',
    nine,
    plusMs(now, 1),
    { state: 'invalid', reason: 'in-the-future', ms: 3 * HOUR_MS + 1 },
  ],
  [
    'a start in the future',
    plusMs(now, 1),
    undefined,
    { state: 'invalid', reason: 'in-the-future', ms: undefined },
  ],
  [
    'the first possible instant',
    EARLIEST_POSSIBLE,
    EARLIEST_POSSIBLE,
    { state: 'recorded', ms: 0 },
  ],
  [
    'a millisecond before anything possible',
    plusMs(EARLIEST_POSSIBLE, -1),
    undefined,
    { state: 'invalid', reason: 'impossible-date', ms: undefined },
  ],
  [
    'a clock that was never set',
    CLOCK_NEVER_SET,
    nine,
    { state: 'invalid', reason: 'impossible-date', ms: toMs(nine) },
  ],
  [
    'a millisecond after that',
    plusMs(CLOCK_NEVER_SET, 1),
    nine,
    { state: 'recorded', ms: toMs(nine) - 1 },
  ],
  ['no end yet', nine, undefined, { state: 'pending', reason: 'not-ended' }],
  ['no start yet', undefined, ten, { state: 'pending', reason: 'not-begun' }],
  ['neither yet', undefined, undefined, { state: 'pending', reason: 'not-begun' }],
] as const)
  test(`the length of ${what} is ${expected.state}`, () => {
    deepEqual(lengthBetween(from, to, { now, over: false }), expected)
  })

test('what is missing when nothing more can come does not apply, and what is wrong stays wrong', () => {
  const over = { now, over: true }
  const never = { state: 'not-applicable', reason: 'not-on-record' }
  deepEqual(lengthBetween(nine, undefined, over), never)
  deepEqual(lengthBetween(undefined, ten, over), never)
  equal(lengthBetween(undefined, plusMs(now, 1), over).state, 'invalid')
  deepEqual(lengthBetween(nine, ten, over), { state: 'recorded', ms: HOUR_MS })
})

const moment = fc.option(
  fc.oneof(
    fc
      .integer({ min: toMs(instant('1930-01-01T00:00:00Z')), max: toMs(now) + 40 * HOUR_MS })
      .map(fromMs),
    fc.constantFrom(CLOCK_NEVER_SET, EARLIEST_POSSIBLE, now),
  ),
  { nil: undefined },
)

test('a recorded length is never negative, never from the future, and is lost when turned round', () => {
  fc.assert(
    fc.property(moment, moment, fc.boolean(), (from, to, over) => {
      const length = lengthBetween(from, to, { now, over })
      const turned = lengthBetween(to, from, { now, over })
      const known = from !== undefined && to !== undefined && from <= to
      const possible = [from, to].every(
        at => at !== undefined && at >= EARLIEST_POSSIBLE && at !== CLOCK_NEVER_SET && at <= now,
      )
      equal(length.state === 'recorded', known && possible)
      if (length.state === 'recorded' && length.ms > 0)
        deepEqual(turned, { state: 'invalid', reason: 'ends-before-it-begins', ms: -length.ms })
    }),
  )
})
