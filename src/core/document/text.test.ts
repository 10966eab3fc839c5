import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { dayInWords, linesOf, visible } from '#/core/document/text.ts'

test('a day is written in words', () => {
  equal(dayInWords('2026-11-22'), '22 November 2026')
  equal(dayInWords('2026-01-01'), '1 January 2026')
})

test('a longer text falls into the lines that hold anything', () => {
  equal(linesOf('one\n\n  two\r\nthree\u2029').join('|'), 'one|  two|three')
})

test('letters of any script, emoji and marks of direction stay as they are', () => {
  const text = 'Grüße, שלום, مرحبا, 你好, 👩‍💻, \u200fא\u200e'
  equal(visible(text), text)
})
