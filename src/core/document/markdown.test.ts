import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { escapeMarkdown } from '#/core/document/markdown.ts'
import { visible } from '#/core/document/text.ts'

const CASES: readonly (readonly [string, string])[] = [
  ['plain words, 72 hours: C4.2', 'plain words, 72 hours: C4.2'],
  ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
  ['[a link](https://evil.example)', '\\[a link\\](https://evil.example)'],
  ['a | b\nc', 'a \\| b c'],
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['1. item', '1\\. item'],
  ['1.1', '1.1'],
  ['*bold* _it_ `code` ~gone~ &lt;', '\\*bold\\* \\_it\\_ \\`code\\` \\~gone\\~ \\&lt;'],
  ['back\\slash', 'back\\\\slash'],
]

for (const [text, escaped] of CASES)
  test(`in Markdown ${JSON.stringify(text)} shows as it is`, () => {
    equal(escapeMarkdown(text), escaped)
  })

test('whatever the text, nothing of it is markup and all of it is there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const escaped = escapeMarkdown(text)
      ok(!/\n/.test(escaped))
      equal(escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1'), visible(text).trim())
      ok(!/[`*_[\]<>&|~$]/.test(escaped.replace(/\\[\\`*_[\]<>&|~$]/g, '')))
    }),
  )
})
