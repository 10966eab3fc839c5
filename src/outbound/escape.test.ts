import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { escapeHtml, oneLine, plainText } from './escape.ts'

/** Any text at all, halves of surrogate pairs among it, with many of the characters that do harm. */
const hostile = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\r\n', '\n', '\u0085', '\u2028', '\u202e', '\u0000', '\ud800', '\udc00', '🚒'),
  ),
  { maxLength: 20 },
)

test('one line is one line, whatever it is made from', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 60 }), (parts, charactersMax) => {
      const line = oneLine(parts.join(''), charactersMax)
      ok(!/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(line))
      ok(line.isWellFormed() && line.length <= charactersMax && line === line.trim())
    }),
  )
})

test('text of several lines holds line breaks and tabs, and nothing else that steers', () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 1, max: 60 }), (parts, charactersMax) => {
      const text = plainText(parts.join(''), charactersMax)
      ok(!/[^\P{Cc}\n\t]|[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text))
      ok(text.isWellFormed() && text.length <= charactersMax)
    }),
  )
})

test('text in HTML is text', () => {
  fc.assert(fc.property(hostile, parts => ok(!/[<>"']/.test(escapeHtml(parts.join(''))))))
  equal(escapeHtml(`<a href="x">'&amp;`), '&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;')
})

test('what fits is left as it is, and what does not ends with an ellipsis', () => {
  equal(oneLine('Files renamed on prod-db-1', 26), 'Files renamed on prod-db-1')
  equal(oneLine('Files renamed on prod-db-1', 25), 'Files renamed on prod-db…')
  equal(plainText('a\r\nb\rc\nd', 100), 'a\nb\nc\nd')
  equal(oneLine('x'.repeat(10_000_000), 5), 'xxxx…')
})
