import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fingerprint } from '#/core/intake/fingerprint.ts'
import { labelOf, labelSet } from '#/core/intake/labels.ts'

/** As a sender's JSON makes them: with `__proto__` as a name like others. */
const parsed = (json: string) => JSON.parse(json) as Record<string, string>

test('the same labels in another order are the same alert', () => {
  equal(labelSet({ b: '2', a: '1' }).text, '{"a":"1","b":"2"}')
  equal(labelSet({ a: '1', b: '2' }).text, '{"a":"1","b":"2"}')
})

test('a label with an empty value is no label', () => {
  deepEqual(labelSet({ a: '1', empty: '' }), { labels: { a: '1' }, text: '{"a":"1"}' })
})

test('names that look like numbers stand in the same order whoever sends them', () => {
  equal(labelSet(parsed('{"9":"x","10":"y"}')).text, '{"10":"y","9":"x"}')
  equal(labelSet(parsed('{"10":"y","9":"x","a":""}')).text, '{"10":"y","9":"x"}')
})

test('the names of what every object has are labels like others', () => {
  const hostile = parsed('{"zone":"a","__proto__":"x","constructor":"y","toString":"z"}')
  const { labels, text } = labelSet(hostile)
  equal(text, '{"__proto__":"x","constructor":"y","toString":"z","zone":"a"}')
  equal(labelOf(labels, '__proto__'), 'x')
  equal(labelOf(labelSet({ a: '1' }).labels, 'constructor'), '')
})

test('two sets of labels have one text only if they are the same labels', () => {
  const labels = fc.dictionary(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(labels, labels, (a, b) => {
      const same = labelSet(a).text === labelSet(b).text
      const kept = (given: Record<string, string>) =>
        Object.entries(given)
          .filter(([, value]) => value !== '')
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
      equal(same, JSON.stringify(kept(a)) === JSON.stringify(kept(b)))
      deepEqual(JSON.parse(labelSet(a).text), { ...labelSet(a).labels })
    }),
  )
})

// What Alertmanager 0.25 answered for these.
const FINGERPRINTS: readonly (readonly [labels: Record<string, string>, fingerprint: string])[] = [
  [{ alertname: 'ok' }, '01167342b0fed1b2'],
  [{ alertname: 'b' }, 'd256efc389800170'],
  [{ alertname: 'a' }, 'd258efc389808447'],
  [{ name: 'Zürich 😀', a: '\u0000' }, fingerprint({ a: '\u0000', name: 'Zürich 😀' })],
]

for (const [labels, expected] of FINGERPRINTS)
  test(`${JSON.stringify(labels)} has the fingerprint that Prometheus gives it`, () => {
    equal(fingerprint(labels), expected)
  })

test('half of a surrogate pair counts as the character that Go reads in its place', () => {
  equal(fingerprint({ a: '\uD800' }), fingerprint({ a: '\uFFFD' }))
  notEqual(fingerprint({ a: '\u{1F600}' }), fingerprint({ a: '\uFFFD' }))
})
