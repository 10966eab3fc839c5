import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '#/core/chance.ts'
import { differenceOf } from './lines.ts'

test('what was taken out and put in stands between lines that both have', () => {
  const lines = differenceOf('a\nb\nc\nd', 'a\nB\nc\nd\ne')
  deepEqual(
    lines.map(line => (line.kind === 'skipped' ? line : `${line.kind} ${line.text}`)),
    ['same a', 'out b', 'in B', 'same c', 'same d', 'in e'],
  )
})

test('texts that are the same are one fold', () => {
  deepEqual(differenceOf('a\nb', 'a\nb'), [{ kind: 'skipped', count: 2 }])
})

test('any text becomes the other by what is put in and taken out', () => {
  const chance = seeded(7)
  const text = () =>
    Array.from({ length: chance.between(0, 8) }, () => chance.one(['a', 'b', 'c'])).join('\n')
  for (let round = 0; round < 400; round++) {
    const [before, after] = [text(), text()]
    // Every line is near a change or in a fold; a fold here is of both texts.
    const lines = differenceOf(before, after)
    if (lines.some(({ kind }) => kind === 'skipped')) continue
    const side = (kind: 'out' | 'in') =>
      lines
        .flatMap(line => (line.kind === 'same' || line.kind === kind ? [line.text] : []))
        .join('\n')
    equal(side('out'), before)
    equal(side('in'), after)
  }
})
