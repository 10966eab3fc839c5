import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { parseMatcherList } from '#/core/intake/matcher-list.ts'

for (const [text, read] of [
  ['', []],
  [' { } ', []],
  ['severity="critical"', ['severity=critical']],
  ['{a="b, c", d!=e,}', ['a=b, c', 'd!=e']],
  ['a=~"x.*",b!~y', ['a=~x.*', 'b!~y']],
  ['a="say \\"no\\", twice"', ['a=say "no", twice']],
] as const)
  test(`${text || 'nothing'} is ${read.join(' and ') || 'no condition'}`, () => {
    const matchers = parseMatcherList(text)
    deepEqual('malformed' in matchers ? matchers : matchers.map(shown), read)
  })

test('what is none is said to be none', () => {
  equal('malformed' in parseMatcherList('critical'), true)
})

type Shown = Exclude<ReturnType<typeof parseMatcherList>, { malformed: string }>[number]
const shown = ({ name, value, isEqual, isRegex }: Shown) =>
  `${name}${isEqual ? (isRegex ? '=~' : '=') : isRegex ? '!~' : '!='}${value}`
