import { equal } from 'node:assert/strict'
import { test } from 'node:test'

import { nearest } from '#/core/plan/suggest.ts'

const KNOWN = ['commander', 'security-lead', 'everyone', 'P0', 'P1', 'within', 'id']

const CASES: readonly (readonly [string, string | undefined])[] = [
  ['comander', 'commander'],
  ['witihn', 'within'],
  ['Everyone', 'everyone'],
  ['p0', 'P0'],
  ['securty-led', 'security-lead'],
  // Of two letters, one wrong is half of them: any would do, so none is meant.
  ['P5', undefined],
  ['legal', undefined],
  ['', undefined],
  ['x'.repeat(1000), undefined],
]

for (const [written, meant] of CASES)
  test(`${JSON.stringify(written.slice(0, 20))} ${meant === undefined ? 'is near to nothing' : `means ${meant}`}`, () => {
    equal(nearest(written, KNOWN), meant)
  })
