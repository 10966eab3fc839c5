import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#/core/time.ts'
import { baseMs, DRILL_MS, standing, stretch, timeUnder, weightOf } from './pace.ts'

const real = instant('2026-11-22T08:00:00Z')
const at = instant('2026-05-04T01:12:00Z')
const until = instant('2026-05-04T02:12:00Z')

test('an hour of a drill passes in one second, and its time stands still at what happens next', () => {
  const pace = stretch(real, at, until, 1_000)
  equal(timeUnder(pace, real), at)
  equal(timeUnder(pace, instant('2026-11-22T08:00:00.500Z')), instant('2026-05-04T01:42:00Z'))
  equal(timeUnder(pace, instant('2026-11-22T08:00:00.999Z')), instant('2026-05-04T02:11:56.400Z'))
  equal(timeUnder(pace, instant('2026-11-22T08:00:01Z')), until)
  equal(timeUnder(pace, instant('2027-01-01T00:00:00Z')), until)
})

test('the clock of a node that is behind does not take a drill back', () => {
  equal(timeUnder(stretch(real, at, until, 1_000), instant('2026-11-22T07:59:00Z')), at)
})

test('time that stands still is never anywhere else', () => {
  deepEqual(standing(real, at), { real, at, factor: 0, until: at })
  equal(timeUnder(standing(real, at), until), at)
})

test('the more happens at once the longer it stands there, and a drill as a whole takes as long as it should', () => {
  equal(weightOf(0), 0)
  ok(weightOf(10) > weightOf(2))
  equal(weightOf(100), weightOf(14))
  const counts = Array.from({ length: 150 }, (_, index) => index % 7)
  const whole = counts.reduce((sum, count) => sum + weightOf(count) * baseMs(counts), 0)
  ok(Math.abs(whole - DRILL_MS) < 1, `${whole} ms`)
  equal(baseMs([1]), 2_500)
})
