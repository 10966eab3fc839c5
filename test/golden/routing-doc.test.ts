// What the guide shows is a book that counts.
import { deepEqual, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readBook } from '#/core/routing/read.ts'

test('every book that docs/routing.md shows has no mistakes', () => {
  const guide = readFileSync(new URL('../../docs/routing.md', import.meta.url), 'utf8')
  const books = [...guide.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
  ok(books.length > 0)
  for (const text of books) {
    const read = readBook(text)
    deepEqual('mistakes' in read ? read.mistakes : [], [])
  }
})
