import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { createOwed } from '#/app/ingest/owed.ts'
import type { ClaimedGroup } from '#/store/alerts.ts'

const group = (key: string): ClaimedGroup => ({
  key,
  labels: '{}',
  round: 1,
  toldRound: 0,
  toldFiring: false,
  active: 1,
  fired: 1,
  nextCount: 10,
  firstAlert: null,
  incidentId: null,
})
const owing = (keys: readonly string[]) => {
  const owed = createOwed(({ key }) => (key.startsWith('heavy') ? 0 : 1))
  owed.add(keys.map(group))
  const next = (limit: number) => {
    const bundle = owed.next(limit)
    owed.told(bundle)
    return bundle.map(({ key }) => key)
  }
  return { owed, next }
}

test('what is heavier is told before all that came earlier, and alone', () => {
  const { next } = owing(['a', 'b', 'heavy-1', 'c', 'heavy-2'])
  deepEqual(next(10), ['heavy-1', 'heavy-2'])
  deepEqual(next(2), ['a', 'b'])
  deepEqual(next(10), ['c'])
})

test('what comes while others are told goes first if it is heavier, also when those failed', () => {
  const { owed, next } = owing(['a', 'b'])
  const bundle = owed.next(10)
  owed.add([group('heavy')])
  owed.failed(bundle)
  deepEqual(next(10), ['heavy'])
  deepEqual(next(10), ['a', 'b'])
})

test('a storm of heavy ones keeps nobody for ever', () => {
  const { owed, next } = owing(['a'])
  const told = Array.from({ length: 20 }, (_, index) => {
    owed.add([group(`heavy-${index}`)])
    return next(1)
  })
  deepEqual(told.flat().includes('a'), true)
})
