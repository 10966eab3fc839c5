import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isUnset, parseTimeMs } from '#/core/intake/rfc3339.ts'

const READ: readonly (readonly [text: string, same: string | undefined])[] = [
  ['2026-03-01T02:00:00Z', '2026-03-01T02:00:00.000Z'],
  ['2026-03-01t02:00:00z', '2026-03-01T02:00:00.000Z'],
  ['2026-11-21T21:01:55.44944572Z', '2026-11-21T21:01:55.449Z'],
  ['2026-11-21T21:01:55.4Z', '2026-11-21T21:01:55.400Z'],
  ['2026-03-01T02:00:00+05:30', '2026-02-28T20:30:00.000Z'],
  ['2026-03-01T02:00:00-00:30', '2026-03-01T02:30:00.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ['2023-02-29T00:00:00Z', undefined],
  ['2026-13-01T00:00:00Z', undefined],
  ['2026-00-01T00:00:00Z', undefined],
  ['2026-01-01T24:00:00Z', undefined],
  ['2026-01-01T00:60:00Z', undefined],
  ['2026-01-01T00:00:00+24:00', undefined],
  ['2026-01-01T00:00:00', undefined],
  ['2026-01-01', undefined],
  ['yesterday', undefined],
  ['', undefined],
]

for (const [text, same] of READ)
  test(`the time "${text}" is read as ${same ?? 'none'}`, () => {
    const ms = parseTimeMs(text)
    equal(ms === undefined ? undefined : new Date(ms).toISOString(), same)
  })

test('every instant that can be written with four digits for the year comes back as it was', () => {
  const least = Date.parse('0000-01-01T00:00:00Z')
  const most = Date.parse('9999-12-31T23:59:59.999Z')
  fc.assert(
    fc.property(fc.integer({ min: least, max: most }), ms => {
      equal(parseTimeMs(new Date(ms).toISOString()), ms)
    }),
  )
})

test("only Go's zero time means that a time is not set", () => {
  equal(isUnset(Date.parse('0001-01-01T00:00:00Z')), true)
  equal(isUnset(Date.parse('1970-01-01T00:00:00Z')), false)
})
