import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { isNothingSetUp } from './set-up.ts'

const way = (setUp: boolean) => ({ channel: 'email', verified: false, set_up: setUp }) as const

test('nothing is set up when people have ways, and none of them leads anywhere', () => {
  equal(isNothingSetUp([{ ways: [way(false)] }, { ways: [] }]), true)
  equal(isNothingSetUp([{ ways: [way(false)] }, { ways: [way(true)] }]), false)
  // Nobody has given an address yet: that is another trouble.
  equal(isNothingSetUp([{ ways: [] }]), false)
  equal(isNothingSetUp([]), false)
})
