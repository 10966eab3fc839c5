import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { filterFrom, queryOf } from './filter.ts'

test('an address is understood as far as it makes sense', () => {
  deepEqual(
    filterFrom({
      words: 17,
      status: 'open',
      kind: 'real',
      since: '2026-03-01',
      until: 'soon',
      x: 1,
    }),
    { words: '17', status: 'open', kind: 'real', since: '2026-03-01' },
  )
  deepEqual(filterFrom({ status: 'lost', severity: '', words: ['a'] }), {})
})

test('a period has its last day in it', () => {
  const { since = '', until = '' } = queryOf({ since: '2026-03-01', until: '2026-03-01' })
  deepEqual(Date.parse(until) - Date.parse(since), 24 * 3_600_000)
})

test('exercises are asked for by what they are', () => {
  deepEqual(queryOf({ kind: 'exercise', words: ' pay ' }), { exercise: true, words: 'pay' })
  deepEqual(queryOf({ kind: 'real' }), { exercise: false })
})
