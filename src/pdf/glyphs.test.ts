import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { inGlyphs } from '#/pdf/glyphs.ts'

const LATIN = new Set(
  [...' ()+,-.:<=>[]_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789é“”'].map(
    one => one.codePointAt(0) ?? 0,
  ),
)

const CASES: readonly (readonly [string, string])[] = [
  ['plain “words”', 'plain “words”'],
  ['cafe\u0301', 'café'],
  ['one → two', 'one -> two'],
  ['✓ done', '[x] done'],
  ['ﬁne', 'fine'],
  ['👋', '[U+1F44B]'],
  ['שלום', '[U+05E9][U+05DC][U+05D5][U+05DD]'],
]

for (const [text, spelled] of CASES)
  test(`with a Latin font ${JSON.stringify(text)} is spelled ${spelled}`, () => {
    equal(inGlyphs(text, LATIN), spelled)
  })
