import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { compileMapping } from '#/core/intake/match/mapping.ts'

const NOW = Date.parse('2026-03-01T02:00:00Z')

function read(mapping: string, body: unknown) {
  const compiled = compileMapping(mapping)
  ok('read' in compiled, JSON.stringify(compiled))
  return compiled.read({ headers: { 'x-team': 'shop' }, body, nowMs: NOW })
}

function only(mapping: string, body: unknown) {
  const said = read(mapping, body)
  ok('reports' in said, JSON.stringify(said))
  equal(said.reports.length, 1)
  return said.reports[0]
}

const FULL = `
when: {field: event, is: alert}
each: alerts
key: "{{item.id}}"
state:
  - {when: {field: item.status, is: [ok, closed]}, say: resolved}
  - {when: {field: item.seen, is: true}, say: acknowledged}
title: ["{{item.name}} on {{item.host}}", "{{item.name}}"]
description: "{{payload.text}}"
urgency:
  - {when: {field: item.score, over: 8}, say: critical}
  - "{{item.level}}"
systems: ["{{item.host}}", "{{item.tags.*}}"]
labels: {team: "{{headers.x-team}}", rule: "{{rule}}"}
url: "{{item.link}}"
starts: "{{item.at}}"
`

test('each element is a report, said in the words of the mapping', () => {
  const said = read(FULL, {
    event: 'alert',
    text: 'All of it',
    alerts: [
      {
        id: 7,
        name: 'Disk',
        host: 'db-1',
        score: 9,
        tags: ['shop', 'eu'],
        rule: 'R1',
        link: 'https://x.example',
        at: 1_772_330_400,
      },
      { id: 8, name: 'Net', status: 'ok', level: 'Warning', link: 'javascript:alert(1)' },
      { id: 9, name: 'Cpu', seen: true },
    ],
  })
  ok('reports' in said)
  deepEqual(said.reports, [
    {
      key: '7',
      state: 'firing',
      title: 'Disk on db-1',
      description: 'All of it',
      urgency: 'critical',
      systems: ['db-1', 'shop', 'eu'],
      url: 'https://x.example',
      startsAtMs: 1_772_330_400_000,
      labels: { team: 'shop', rule: 'R1' },
    },
    {
      key: '8',
      state: 'resolved',
      title: 'Net',
      description: 'All of it',
      urgency: 'warning',
      labels: { team: 'shop' },
    },
    {
      key: '9',
      state: 'acknowledged',
      title: 'Cpu',
      description: 'All of it',
      labels: { team: 'shop' },
    },
  ])
})

test('what does not count is ignored, and so is a list that is not there', () => {
  ok('ignored' in read(FULL, { event: 'ping', alerts: [{ id: 1 }] }))
  ok('ignored' in read(FULL, { event: 'alert' }))
})

test('a sender’s own word for the state is understood; what nobody understands fires', () => {
  const mapping = 'title: x\nstate: "{{status}}"'
  equal(only(mapping, { status: 'Recovered' })?.state, 'resolved')
  equal(only(mapping, { status: 'blorp' })?.state, 'firing')
})

test('without a key, the title and the systems say what it is', () => {
  const mapping = 'title: "{{t}}"\nsystems: ["{{s}}"]'
  const [one, same, other] = ['a', 'a', 'b'].map(s => only(mapping, { t: 'x', s })?.key)
  equal(one, same)
  ok(one !== other)
})

test('a payload cannot reach into the program, nor pose as what it is not', () => {
  const mapping = 'title: "{{constructor.name}}{{__proto__.x}} t"'
  equal(only(mapping, {})?.title, 'A report without a title')
  equal(only('title: "{{payload.a}}"', { payload: { a: 'posed' }, a: 'real' })?.title, 'real')
})

const MISTAKES: readonly (readonly [mapping: string, line: number, what: RegExp])[] = [
  ['', 1, /empty|title/],
  ['key: x', 1, /title/],
  ['title: x\ntitel: y', 2, /titel/],
  ['title: "{{a..b}}"', 1, /cannot be read/],
  ['title: "{{a"', 1, /not closed/],
  ['title: x\nwhen: {field: a}', 2, /nothing is asked/],
  ['title: x\neach: "a["', 2, /cannot be read/],
  ['title: x\nurgency:\n  - {when: {feld: a}, say: b}', 3, /feld/],
  ['title: x\nurgency:\n  - {when: {field: a, matches: "("}, say: b}', 3, /./],
  ['title: [', 1, /./],
]

for (const [mapping, line, what] of MISTAKES)
  test(`${JSON.stringify(mapping)} has a mistake in line ${line}`, () => {
    const compiled = compileMapping(mapping)
    ok('mistakes' in compiled)
    const [first] = compiled.mistakes
    equal(first?.line, line)
    match(first?.message ?? '', what)
    ok((first?.mend ?? '') !== '')
  })
