import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileCondition, matches } from '#/core/intake/match/condition.ts'
import type { Condition } from '#/core/intake/match/condition.ts'
import { readCondition } from '#/core/intake/match/read.ts'
import type { ConditionSource } from '#/core/intake/match/source.ts'

const PAYLOAD: unknown = JSON.parse(`{
  "title": "Disk full on DB-1", "count": 7, "ok": false, "nothing": null, "ip": "10.2.3.4",
  "systems": ["Payments-DB", "ledger"], "labels": {"service": "payments", "code": "500", "x.y": "z"},
  "items": [{"name": "a", "size": 3}, {"name": "b", "size": 30}], "six": "2001:db8::1",
  "twin": "payments", "by": "ana@Acme.example", "for": "root@acme.example", "arn": "a:12:b", "account": 12, "empty": "",
  "log": "{\\"verb\\": \\"create\\", \\"of\\": [1]}", "half": "{nope", "__proto__": {"a": 1}
}`)

const CASES: readonly (readonly [condition: string, holds: boolean])[] = [
  ['{field: labels.service, is: payments}', true],
  ['{field: labels.service, is: Payments}', false],
  ['{field: labels.service, is: [ledger, payments]}', true],
  ['{field: labels."x.y", is: z}', true],
  ['{field: labels.code, is: 500}', true],
  ['{field: count, is: 7}', true],
  ['{field: count, is: "7"}', false],
  ['{field: ok, is: false}', true],
  ['{field: nothing, is: null}', true],
  ['{field: nothing, known: true}', false],
  ['{field: nothing, known: false}', true],
  ['{field: missing, known: false}', true],
  ['{field: missing.deeper, is: [null, false]}', false],
  ['{field: [missing, title], known: true}', true],
  ['{field: constructor, known: true}', false],
  ['{field: systems, is: ledger}', true],
  ['{field: systems, contains: PAYMENTS-DB}', true],
  ['{field: systems, contains: payments}', false],
  ['{field: "systems[0]", like: "pay*"}', true],
  ['{field: "systems[2]", known: true}', false],
  ['{field: title, contains: [nope, "disk FULL"]}', true],
  ['{field: title, like: "disk*db-1"}', true],
  ['{field: title, like: "disk*db"}', false],
  ['{field: title, like: "*full*"}', true],
  ['{field: title, like: disk}', false],
  ['{field: title, matches: "Disk.*"}', true],
  ['{field: title, matches: Disk}', false],
  ['{field: items.*.name, is: b}', true],
  ['{field: items.*.size, over: 29}', true],
  ['{field: "items[*].size", over: 30}', false],
  ['{field: items.*.size, at-least: 30}', true],
  ['{field: items.*.size, under: 3}', false],
  ['{field: items.*.size, at-most: 3}', true],
  ['{field: labels.*, is: z}', true],
  ['{field: log.verb, is: create}', true],
  ['{field: "log.of[0]", is: 1}', true],
  ['{field: half.verb, known: false}', true],
  ['{field: labels.code, over: 499}', true],
  ['{field: title, over: 0}', false],
  ['{field: ip, in: 10.0.0.0/8}', true],
  ['{field: ip, in: [192.168.0.0/16, 10.2.3.4]}', true],
  ['{field: ip, in: "::ffff:10.0.0.0/104"}', true],
  ['{field: six, in: "2001:db8::/32"}', true],
  ['{field: six, in: 0.0.0.0/0}', false],
  ['{field: title, in: 0.0.0.0/0}', false],
  ['{field: items.*.name, same-as: missing}', false],
  ['{field: missing, same-as: missing}', false],
  ['{field: labels.service, same-as: [missing, twin]}', true],
  ['{field: systems, same-as: systems}', true],
  ['{field: labels.service, same-as: title}', false],
  ['{field: nothing, same-as: nothing}', false],
  ['{field: by, same-domain-as: for}', true],
  ['{field: by, same-domain-as: title}', false],
  ['{field: title, same-domain-as: title}', false],
  ['{field: arn, mentions: account}', true],
  ['{field: arn, mentions: labels.service}', false],
  ['{field: arn, mentions: empty}', false],
  ['{all: [{field: count, is: 7}, {field: ok, is: false}]}', true],
  ['{all: [{field: count, is: 7}], none: [{field: ok, is: false}]}', false],
  ['{any: [{field: count, is: 8}, {field: ok, is: false}]}', true],
  ['{none: [{field: missing, is: 8}]}', true],
  [
    '{at-least: 2, of: [{field: count, is: 7}, {field: ok, is: true}, {field: ip, like: "10.*"}]}',
    true,
  ],
  [
    '{at-least: 2, of: [{field: count, is: 7}, {field: ok, is: true}, {field: ip, like: "11.*"}]}',
    false,
  ],
]

test('each test of a field holds for what it names and for nothing else', () => {
  for (const [text, holds] of CASES) {
    const read = readCondition(text)
    ok('condition' in read, `${text}: ${JSON.stringify(read)}`)
    equal(matches(read.condition, PAYLOAD), holds, text)
  }
})

const MISTAKES: readonly (readonly [text: string, said: string])[] = [
  ['', '1:1 The condition is empty.'],
  ['{}', '1:1 The condition is empty.'],
  ['{all: []}', '1:2 `all` is an empty list.'],
  ['field: a\nequals: 1', '2:1 The condition has no key "equals".'],
  ['field: a', '1:1 The field is named, and nothing is asked of it.'],
  ['field: a\nis: 1\nlike: b', '3:1 The field is tested by `is` and `like` at once.'],
  ['is: 1', '1:1 `is` tests a field, and none is named.'],
  ['field: a\nall: [{field: b, is: 1}]', '2:1 `all` and `field` cannot stand side by side.'],
  [
    'all:\n  - field: a..b\n    is: 1',
    '2:12 The path "a..b" cannot be read: nothing is named at ".b"; a name with dots, spaces or brackets stands in quotes.',
  ],
  [
    'field: a\nmatches: "(x"',
    '2:10 The regular expression cannot be read: missing closing ): `(x`.',
  ],
  ['field: a\nin: [10.0.0.0/8, 10.0.0.0/33]', '2:18 "10.0.0.0/33" is no network.'],
  ['at-least: 3\nof: [{field: a, is: 1}]', '1:11 3 of 1 can never be counted.'],
  ['of: [{field: a, is: 1}]', '1:1 `of` does not say how many of its conditions must hold.'],
  ['field: a\nover: "7"', '2:7 `over` is "7".'],
  ['field: a\nsame-as: lables.b', '2:10 A signal has no field "lables".'],
  ['field: lables.a\nis: 1', '1:8 A signal has no field "lables".'],
]

test('a mistake names its place, what is wrong and what to write', () => {
  for (const [text, said] of MISTAKES) {
    const read = readCondition(text, ['a', 'labels'])
    ok('mistakes' in read, text)
    const [first] = read.mistakes
    equal(`${first?.line}:${first?.column} ${first?.message}`, said)
    ok((first?.mend ?? '').length > 10, text)
  }
})

/** The same language once more: read off its description, without haste. */
function slowly(source: ConditionSource, payload: unknown): boolean {
  const held = (of: readonly ConditionSource[] = []) =>
    of.filter(one => slowly(one, payload)).length
  if (source.field === undefined) {
    if (source.of !== undefined && held(source.of) < (source['at-least'] ?? 0)) return false
    if (source.all !== undefined && held(source.all) < source.all.length) return false
    if (source.any !== undefined && held(source.any) === 0) return false
    return source.none === undefined || held(source.none) === 0
  }
  const values = [source.field].flat().flatMap(field => reached(field.split('.'), payload))
  if (source.known !== undefined) return values.some(value => value !== null) === source.known
  const { contains } = source
  if (contains !== undefined)
    return values.some(value =>
      [contains].flat().some(part => {
        const same = (one: unknown) => String(one).toLowerCase() === part.toLowerCase()
        return Array.isArray(value)
          ? value.some(one => typeof one !== 'object' && same(one))
          : typeof value !== 'object' && includes(value, part)
      }),
    )
  const flat: readonly unknown[] = values.flatMap(value =>
    Array.isArray(value) ? [value, ...(value as unknown[])] : [value],
  )
  if (source.over !== undefined) {
    const bound = source.over
    return flat.some(
      value => ['number', 'string'].includes(typeof value) && value !== '' && Number(value) > bound,
    )
  }
  if (source.like !== undefined) {
    const wanted = [source.like].flat().map(text => {
      const parts = text.split('*').map(part => RegExp.escape(part))
      return new RegExp(`^${parts.join('.*')}$`, 'is')
    })
    return flat.some(
      value => typeof value !== 'object' && wanted.some(one => one.test(`${value as string}`)),
    )
  }
  const wanted = [source.is].flat()
  return flat.some(value =>
    wanted.some(
      one => one === value || (typeof one !== 'string' && one !== null && String(one) === value),
    ),
  )
}

function includes(value: unknown, part: string): boolean {
  return String(value).toLowerCase().includes(part.toLowerCase())
}

function reached([step, ...rest]: readonly string[], value: unknown): readonly unknown[] {
  if (step === undefined) return [value]
  if (typeof value !== 'object' || value === null) return []
  const next = Object.entries(value).filter(
    ([name]) => step === '*' || (name === step && !Array.isArray(value)),
  )
  return next.flatMap(([, child]) => reached(rest, child))
}

const word = fc.constantFrom('a', 'b', 'A', 'ab', 'ba', '', '1', '2')
const plain = fc.oneof(word, fc.constantFrom(0, 1, 2), fc.boolean(), fc.constant(null))
const payloads = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    plain,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
})).value
const field = fc
  .array(fc.constantFrom('a', 'b', 'c', '*'), { minLength: 1, maxLength: 3 })
  .map(steps => steps.join('.'))
const fields = fc.oneof(field, fc.array(field, { minLength: 1, maxLength: 2 }))
const pattern = fc
  .array(fc.constantFrom('a', 'b', '*', '1'), { maxLength: 4 })
  .map(parts => parts.join(''))
const conditions: fc.Arbitrary<ConditionSource> = fc.letrec<{
  one: ConditionSource
  some: ConditionSource[]
}>(tie => ({
  some: fc.array(tie('one'), { minLength: 1, maxLength: 3 }),
  one: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      field: fields,
      is: fc.oneof(plain, fc.array(plain, { minLength: 1, maxLength: 3 })),
    }),
    fc.record({ field: fields, like: pattern }),
    fc.record({ field: fields, contains: word }),
    fc.record({ field: fields, over: fc.constantFrom(0, 1) }),
    fc.record({ field: fields, known: fc.boolean() }),
    fc.record({ all: tie('some'), none: tie('some') }),
    fc.record({ any: tie('some') }),
    tie('some').chain(of =>
      fc.record({ of: fc.constant(of), 'at-least': fc.integer({ min: 1, max: of.length }) }),
    ),
  ),
})).one

test('the compiled condition says what a slow reading of the language says', () => {
  fc.assert(
    fc.property(conditions, payloads, (source, payload) => {
      const compiled = compileCondition(source, { path: [], say: slip => ok(false, slip.message) })
      equal(matches(compiled, payload), slowly(source, payload))
    }),
    { numRuns: 3_000 },
  )
})

test('neither depth nor stars nor a long text makes a condition slow', () => {
  const deep = `${'{all: ['.repeat(40)}{field: a, is: 1}${']}'.repeat(40)}`
  ok('mistakes' in readCondition(deep))
  const stars = readCondition(`{field: a, like: "${'*a'.repeat(500)}b"}`)
  const wide = readCondition('{field: "*.*.*.*.*.*.*.*", is: x}')
  const pattern = readCondition('{field: a, matches: "(a+)+b"}')
  let nested: unknown = 'y'
  for (let depth = 0; depth < 8; depth += 1) nested = { a: nested, b: 1 }
  for (const read of [stars, wide, pattern]) {
    ok('condition' in read)
    const asked = (read as { condition: Condition }).condition
    deepEqual([matches(asked, { a: 'a'.repeat(100_000) }), matches(asked, nested)], [false, false])
  }
})
