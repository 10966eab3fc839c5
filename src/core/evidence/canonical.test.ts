import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { canonical } from '#/core/evidence/canonical.ts'
import type { Json } from '#/core/evidence/canonical.ts'

test('the example of RFC 8785, section 3.2.2, comes out as printed there', () => {
  const printed = String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`
  equal(
    canonical(JSON.parse(printed)),
    `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}`,
  )
})

test('keys are ordered as in RFC 8785, section 3.2.3, whatever order they come in', () => {
  const members = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  deepEqual(
    [...canonical(members).matchAll(/:"(\w+)/g)].map(([, word]) => word),
    ['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew'],
  )
})

for (const [value, text] of [
  [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
  [{ a: undefined, b: [undefined as never] }, '{"b":[null]}'],
  // JavaScript lists 9 before 10 whatever we do, and both before "!".
  [{ 9: 0, 10: 0, '!': 0 }, '{"!":0,"10":0,"9":0}'],
  [{ a: { d: 0, c: 0 } }, '{"a":{"c":0,"d":0}}'],
  [-0, '0'],
  ['\ud800', '"\\ud800"'],
  [JSON.parse('{"b":0,"__proto__":1}'), '{"__proto__":1,"b":0}'],
] as readonly (readonly [Json, string])[])
  test(`${text} is the one text of its value`, () => equal(canonical(value), text))

test('a number that JSON cannot say stops the record', () => {
  for (const value of [{ a: NaN }, { b: 0, a: Infinity }]) throws(() => canonical(value), /finite/)
})

test('any value: its text is one, can be read back, and is that of another implementation', () => {
  const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' })
  fc.assert(
    fc.property(json, value => {
      const text = canonical(value as Json)
      equal(text, canonicalize(value))
      equal(text, canonical(reversed(value as Json)))
      deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)))
    }),
    { numRuns: 500 },
  )
})

/** The same value, its members put in in the opposite order. */
function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(reversed)
  const members = Object.entries(value).map(([key, member]) => [key, reversed(member as Json)])
  return Object.fromEntries(members.toReversed()) as Json
}
