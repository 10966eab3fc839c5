import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { test } from 'node:test'

import { draft, numbered, paragraph } from '#/core/document/document.ts'
import type { Document } from '#/core/document/document.ts'
import { createPress } from '#/pdf/press.ts'
import { pdfOf } from '#/pdf/write.ts'

const SHORT: Document = {
  title: 'Short',
  edition: 'first',
  date: '2026-11-22',
  details: [],
  preface: [],
  sections: numbered(draft('one', 'One', [paragraph('Text')])),
}

test('the press writes what is written without it, and writes a document once', async () => {
  const press = createPress()
  let asked = 0
  const document = () => {
    asked++
    return SHORT
  }
  const [first, second] = await Promise.all([
    press.print('short', document),
    press.print('short', document),
  ])
  deepEqual(Buffer.from(first ?? []), Buffer.from(await pdfOf(SHORT)))
  equal(second, first)
  equal(asked, 1)
  await press.close()
})

test('a document that cannot be written fails alone, and is tried again when it is asked for again', async () => {
  const press = createPress()
  const broken = press.print('broken', () => ({ ...SHORT, date: 'no day' }))
  const next = press.print('short', () => SHORT)
  await rejects(broken ?? Promise.resolve(), /Invalid time value/)
  ok(((await next) ?? []).length > 0)
  ok(((await press.print('broken', () => SHORT)) ?? []).length > 0)
  await press.close()
})

test('more documents at once than the press takes are refused', async () => {
  const press = createPress()
  const asked = Array.from({ length: 9 }, (_, index) => press.print(`short ${index}`, () => SHORT))
  equal(asked.filter(it => it === undefined).length, 1)
  equal(asked.at(-1), undefined)
  // What is closed does not come: nobody waits for it.
  await Promise.all([press.close(), ...asked.map(it => it?.catch(() => undefined))])
})
