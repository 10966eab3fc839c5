import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { placeAt } from './place.ts'

/** The cursor is where the bar is. */
function place(text: string) {
  const position = text.indexOf('|')
  const { path, at, typed } = placeAt(text.replace('|', ''), position)
  return [path.join('.'), at, typed]
}

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['|', ['', 'key', '']],
  ['plan: x\nse|', ['', 'key', 'se']],
  ['zone: Eu|', ['zone', 'value', 'Eu']],
  ['severities:\n  P0:\n    mea|', ['severities.P0', 'key', 'mea']],
  ['severities:\n  P0: {title: A, me|', ['severities.P0', 'key', 'me']],
  ['obligations:\n  - {id: a, do: ta|', ['obligations.[].do', 'value', 'ta']],
  [
    'obligations:\n  - {id: a, when: {severity: [P|',
    ['obligations.[].when.severity.[]', 'value', 'P'],
  ],
  [
    'obligations:\n  - {id: a}\n  - id: b\n    do: task\n    by: |',
    ['obligations.[].by', 'value', ''],
  ],
  ['obligations:\n  - id: b\n    wi|', ['obligations.[]', 'key', 'wi']],
  ['obligations:\n- id: b\n  la|', ['obligations.[]', 'key', 'la']],
  [
    'types:\n  # a comment: here\n\n  outage: {title: "A, {b", sec|',
    ['types.outage', 'key', 'sec'],
  ],
  ['gates:\n  done:\n    needs: [a, b|', ['gates.done.needs.[]', 'value', 'b']],
  [
    'roles:\n  lead:\n    approve:\n      {by: [a,\n       b], le|',
    ['roles.lead.approve', 'key', 'le'],
  ],
  ['roles:\n  lead:\n    holders:\n      - chi|', ['roles.lead.holders.[]', 'key', 'chi']],
]

for (const [text, expected] of CASES)
  test(`the place in ${JSON.stringify(text)}`, () => deepEqual(place(text), expected))
