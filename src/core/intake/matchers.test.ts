import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matchesAll, parseMatcher, parseMatchers } from '#/core/intake/matchers.ts'

const PARSED: readonly (readonly [text: string, name: string, operator: string, value: string])[] =
  [
    ['severity="critical"', 'severity', '=', 'critical'],
    ['severity=critical', 'severity', '=', 'critical'],
    [' severity != "a b" ', 'severity', '!=', 'a b'],
    ['instance=~"db-.*"', 'instance', '=~', 'db-.*'],
    ['instance!~db-.*', 'instance', '!~', 'db-.*'],
    ['a=""', 'a', '=', ''],
    ['a=', 'a', '=', ''],
    ['a="say \\"x\\"\\n\\\\ \\d"', 'a', '=', 'say "x"\n\\ \\d'],
    ['"with space"="x"', 'with space', '=', 'x'],
    ['a=b=c', 'a', '=', 'b=c'],
  ]

for (const [text, name, operator, value] of PARSED)
  test(`the matcher ${text} asks for ${name} ${operator} ${JSON.stringify(value)}`, () => {
    const parsed = parseMatcher(text)
    ok(!('malformed' in parsed))
    deepEqual([parsed.name, parsed.value], [name, value])
    deepEqual([parsed.isEqual, parsed.isRegex], [operator.startsWith('='), operator.endsWith('~')])
  })

const MISTAKES: readonly (readonly [text: string, malformed: string])[] = [
  ['alertname', 'bad matcher format: alertname'],
  ['="x"', 'bad matcher format: ="x"'],
  ['a="x', 'matcher value contains unescaped double quote: "x'],
  ['a=x"y', 'matcher value contains unescaped double quote: x"y'],
  ['a="x"y"', 'matcher value contains unescaped double quote: "x"y"'],
  ['a=~"("', 'error parsing regexp: missing closing ): `(`'],
]

for (const [text, malformed] of MISTAKES)
  test(`the matcher ${text} is refused in Alertmanager's words`, () => {
    deepEqual(parseMatcher(text), { malformed })
  })

const LABELS = { alertname: 'HostDown', instance: 'db-1' }
const HOLDS: readonly (readonly [filter: readonly string[], holds: boolean])[] = [
  [[], true],
  [['alertname="HostDown"', 'instance=~"db-[0-9]"'], true],
  [['alertname="HostDown"', 'instance="db-2"'], false],
  [['instance=~"db"'], false],
  [['instance!~"db-.*"'], false],
  [['cluster=""'], true],
  [['cluster!=""'], false],
  [['cluster=~".*"'], true],
  [['cluster=~".+"'], false],
  [['constructor=""'], true],
]

for (const [filter, holds] of HOLDS)
  test(`the filter [${filter.join(', ')}] ${holds ? 'finds' : 'does not find'} the alert`, () => {
    const matchers = parseMatchers(filter)
    ok(!('malformed' in matchers))
    equal(matchesAll(matchers, LABELS), holds)
  })

test('more matchers than anyone writes by hand are refused', () => {
  deepEqual(parseMatchers(Array.from({ length: 65 }, () => 'a=b')), {
    malformed: 'more than 64 matchers',
  })
})

test('whatever is quoted as amtool quotes it comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), value => {
      const quoted = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
      const parsed = parseMatcher(`a="${quoted}"`)
      ok(!('malformed' in parsed))
      equal(parsed.value, value)
    }),
  )
})

test('no text at all makes the parser throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void parseMatcher(text)))
})
