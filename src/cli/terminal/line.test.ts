import { deepEqual, doesNotMatch, equal } from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { bold, joined, line, plain, rendered } from '#/cli/terminal/line.ts'
import type { Shown } from '#/cli/terminal/line.ts'

const pipe = new PassThrough()
const text = (shown: ReturnType<typeof line>) => rendered(shown, pipe)

test('a title that moves the cursor, colours the screen or turns the text around is only its letters', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['\u001b[2J\u001b[31mred', ' [2J [31mred'],
    ['\u009b31mred', ' 31mred'],
    ['\u001b]0;owned\u0007title', ' ]0;owned title'],
    ['one\r\ntwo\ttabs', 'one two tabs'],
    ['\u202egnp.exe', ' gnp.exe'],
    ['zero\u200bwidth', 'zero width'],
    ['half \ud800 a pair', 'half \ufffd a pair'],
    ['Übermäßig 東京 👍', 'Übermäßig 東京 👍'],
  ]
  for (const [given, shown] of hostile) equal(plain(given), shown)
})

test('whatever goes into a line, no control character comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      doesNotMatch(text(line`a ${one} b ${bold(other)} ${joined([one, other])}`), /\p{C}/u)
    }),
  )
})

test('the words between the values stay as they were written', () => {
  equal(text(line`incident ${7}: ${'x'} (${joined(['a', 'b'])})`), 'incident 7: x (a, b)')
  equal(text(line`${''}${[]}`), '')
})

test('a style goes to what has none yet', () => {
  const nested: Shown = bold(line`severity ${bold('P0')}`)
  deepEqual(nested, [
    { text: 'severity ', style: 'bold' },
    { text: 'P0', style: 'bold' },
  ])
})
