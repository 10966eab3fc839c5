import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { paragraphs, table, wrapped } from '#/cli/terminal/layout.ts'
import { bold, line, widthOf } from '#/cli/terminal/line.ts'
import type { Line } from '#/cli/terminal/line.ts'

const texts = (lines: readonly Line[]) =>
  lines.map(one =>
    one
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  )

test('a line is broken between words, and goes on indented', () => {
  deepEqual(texts(wrapped(line`one two three four five six seven`, 24, 4)), [
    'one two three four five',
    '    six seven',
  ])
})

test('a word that changes its style in the middle is still one word', () => {
  deepEqual(texts(wrapped(line`aaaa bbbb cccc dddd (${bold('eeee')})`, 24)), [
    'aaaa bbbb cccc dddd',
    '(eeee)',
  ])
})

test('a word longer than the line stands on a line of its own', () => {
  const long = 'x'.repeat(40)
  deepEqual(texts(wrapped(line`see ${long} there`, 24)), ['see', long, 'there'])
})

test('columns are as wide as their widest cell, and the last is wrapped in itself', () => {
  const rows = [
    ['a', 'short', 'the first of the sentences'],
    ['long one', 'b', 'the second'],
  ]
  deepEqual(texts(table(rows, 40)), [
    'a         short  the first of the',
    '                 sentences',
    'long one  b      the second',
  ])
})

test('nothing is lost by wrapping, and no line is wider than asked where its words are not', () => {
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', '東'),
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 20, max: 120 }), (words, width) => {
      const lines = wrapped([{ text: words.join(' ') }], width)
      ok(lines.every(one => widthOf(one) <= width + 1))
      deepEqual(texts(lines).join(' ').trim(), words.join(' '))
    }),
  )
})

test('a text of many lines keeps them, each indented', () => {
  deepEqual(texts(paragraphs('one\r\ntwo\u2028three\n', 80, '  ')), ['  one', '  two', '  three'])
})
