import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePattern } from '#/core/intake/pattern.ts'

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern)
  ok(typeof compiled === 'function', `${pattern} compiles`)
  return compiled(text)
}

const CASES: readonly (readonly [
  pattern: string,
  matching: readonly string[],
  not: readonly string[],
])[] = [
  ['prod|staging', ['prod', 'staging'], ['pro', 'prodx', 'prod|staging', '']],
  ['', [''], ['a']],
  ['.*', ['', 'anything at all 😀'], ['two\nlines']],
  ['(?s).*', ['two\nlines'], []],
  ['db-[0-9]+\\.eu', ['db-1.eu', 'db-42.eu'], ['db-.eu', 'db-1xeu', 'xdb-1.eu']],
  ['a{2,3}', ['aa', 'aaa'], ['a', 'aaaa']],
  ['a{2}', ['aa'], ['a', 'aaa']],
  ['a{2,}?', ['aa', 'aaaaa'], ['a']],
  ['a{x', ['a{x'], ['a']],
  ['(a|b)*c', ['c', 'ababc'], ['ab', 'abd']],
  ['(?i)Critical', ['CRITICAL', 'critical'], ['critica']],
  ['(?i:A)b', ['ab', 'Ab'], ['aB']],
  ['(?P<x>a)(?<y>b)(?:c)', ['abc'], ['ab']],
  ['[^a-c]', ['d', '😀', '\n'], ['a', 'b', '']],
  ['[]a-]', [']', 'a', '-'], ['b']],
  ['[[:alpha:]_]\\d\\w', ['a1_', '_0z'], ['11_']],
  ['[[:^digit:]]', ['a'], ['1']],
  ['\\p{Greek}\\pL\\P{L}', ['αa1'], ['aaa']],
  ['\\bfoo\\b bar', ['foo bar'], ['foobar']],
  ['^web$', ['web'], ['webb']],
  ['\\x41\\x{1F600}\\101\\t', ['A😀A\t'], []],
  ['\\Qa.b\\E.', ['a.bc'], ['axbc']],
  ['😀+', ['😀😀'], ['😀x']],
  ['a||b', ['a', '', 'b'], ['ab']],
  ['(a*)*b', ['b', 'aaab'], ['aaa']],
]

for (const [pattern, matching, not] of CASES)
  test(`the pattern ${JSON.stringify(pattern)} means what RE2 means by it`, () => {
    for (const text of matching) equal(matches(pattern, text), true, text)
    for (const text of not) equal(matches(pattern, text), false, text)
  })

const MISTAKES: readonly (readonly [pattern: string, malformed: string])[] = [
  ['(', 'missing closing ): `(`'],
  [')', 'unexpected ): `)`'],
  ['*a', 'missing argument to repetition operator: `*`'],
  ['a**', 'invalid nested repetition operator: `a**` at 2'],
  ['[a', 'missing closing ]: `[a`'],
  ['[b-a]', 'invalid character class range: `b-a`'],
  ['a{1001}', 'invalid repeat count: `{1001}`'],
  ['(?=a)', 'invalid or unsupported Perl syntax: `(?=a`'],
  ['(a)\\1', 'invalid escape sequence: `\\1`'],
  ['\\', 'trailing backslash at end of expression: ``'],
  ['\\p{Klingon}', 'invalid character class range: `\\p{Klingon}`'],
  ['((a{1000}){1000}){1000}', 'expression needs more than 5000 steps'],
  ['(((){1000}){1000}){1000}', 'expression needs more than 5000 steps'],
]

for (const [pattern, malformed] of MISTAKES)
  test(`the pattern ${JSON.stringify(pattern)} is refused with its reason`, () => {
    const compiled = compilePattern(pattern)
    equal(typeof compiled === 'function' ? 'compiled' : compiled.malformed, malformed)
  })

test('a pattern that takes minutes in JavaScript takes no time here', () => {
  const text = `${'a'.repeat(8_000)}!`
  const began = performance.now()
  equal(matches('(a+)+', text), false)
  equal(matches('(a|aa)+', text), false)
  equal(matches('(.*)(.*)(.*)(.*)(.*)[0-9]', text), false)
  ok(performance.now() - began < 2_000)
})

test('a pattern that both understand means the same here as in JavaScript', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(ab)',
    'a*',
    'b+',
    '(a|)?',
    '(?:b|ab){0,2}',
    '\\w',
    '^',
    '$',
  )
  const pattern = fc.array(piece, { maxLength: 5 }).map(pieces => pieces.join(''))
  fc.assert(
    fc.property(pattern, fc.stringMatching(/^[abc]{0,8}$/), (source, text) => {
      equal(matches(source, text), new RegExp(`^(?:${source})$`, 'u').test(text))
    }),
    { numRuns: 2_000 },
  )
})

test('no text at all makes the compiler throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string(), (source, text) => {
      const compiled = compilePattern(source)
      if (typeof compiled === 'function') compiled(text)
    }),
    { numRuns: 3_000 },
  )
  const unit = fc.constantFrom(...'()[]{}|*+?^$\\.-:1,aPpxQE<>i')
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 20 }), fc.string(), (chars, text) => {
      const compiled = compilePattern(chars.join(''))
      if (typeof compiled === 'function') compiled(text)
    }),
    { numRuns: 5_000 },
  )
})
