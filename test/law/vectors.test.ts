import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { testClocks } from '#/core/selftest/clocks.ts'
import { REGIMES } from '../kit/regimes.ts'
import { SOURCES } from './sources.ts'

const TEXT = readFileSync(join(import.meta.dirname, '../../regimes/vectors.yaml'), 'utf8')
const { judged, unread } = testClocks(TEXT, REGIMES)

test('every bundled date is what the engine says', () => {
  deepEqual(unread, [])
  deepEqual(
    judged
      .filter(({ agrees }) => !agrees)
      .map(({ vector, outcome, how }) => ({ vector, outcome, how })),
    [],
  )
})

test('the rows of section 6 of the reference text and 150 of our own are there', () => {
  ok(judged.length >= 158)
})

test('every promise of a regime that has a limit has a date among them', () => {
  const tried = new Set(judged.map(({ obligation }) => obligation))
  const untried = SOURCES.flatMap(({ obligations = [] }) =>
    obligations.filter(row => 'within' in row && row.within !== undefined && !tried.has(row.id)),
  )
  deepEqual(
    untried.map(({ id }) => id),
    [],
  )
})

test('each kind of outcome is among them: a date, none, not yet known, no date in law', () => {
  deepEqual(
    new Set(judged.map(({ outcome }) => outcome.kind)),
    new Set(['due', 'none', 'armed', 'unmeasured']),
  )
})

test('each date is explained, and names its law', () => {
  for (const { vector, outcome, how, law } of judged) {
    ok(law !== undefined, vector.name)
    ok(outcome.kind !== 'due' || how.length > 0, vector.name)
  }
})
