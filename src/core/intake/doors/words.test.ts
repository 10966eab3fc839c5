import { equal, deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { stateIn, unmark } from '#/core/intake/doors/words.ts'

test('how a thing stands is read from one field', () => {
  const cases: readonly (readonly [string, 'state' | 'event', string | undefined])[] = [
    ['resolved', 'state', 'resolved'],
    ['ALERT_RECOVERY', 'event', 'resolved'],
    ['alert.resolved', 'event', 'resolved'],
    ['alertResolved', 'event', 'resolved'],
    ['DOWN -> UP', 'state', 'resolved'],
    ['UP -> DOWN', 'state', 'firing'],
    ['Manually Resolved', 'state', 'resolved'],
    ['problem recovered', 'event', 'resolved'],
    ['ok', 'state', 'resolved'],
    ['OK', 'event', undefined],
    ['acknowledged', 'state', 'acknowledged'],
    ['triggered', 'event', 'firing'],
    ['critical', 'state', 'firing'],
    ['', 'state', undefined],
    ['200', 'state', undefined],
  ]
  for (const [text, of, state] of cases) equal(stateIn(text, of), state, text)
})

test('nothing is taken for an end that only sounds like one', () => {
  const cases = [
    'not resolved',
    'unresolved',
    'no data',
    'resolve failed',
    'connection closed',
    'door closed unexpectedly',
    'ok but critical',
    'cleared audit log',
    'fixed price alert created',
  ]
  for (const text of cases) {
    equal(stateIn(text, 'state') === 'resolved', false, text)
    equal(stateIn(text, 'event') === 'resolved', false, text)
  }
})

test('a subject without its mark is the same at the beginning and at the end', () => {
  const pairs: readonly (readonly [string, string])[] = [
    ['[FIRING:1] DiskFull (prod db-1)', '[RESOLVED] DiskFull (prod db-1)'],
    ['[FIRING:3] DiskFull (prod db-1)', 'Re: [RESOLVED] DiskFull (prod db-1)'],
    [
      '** PROBLEM Service Alert: web-1/HTTP is CRITICAL **',
      '** RECOVERY Service Alert: web-1/HTTP is OK **',
    ],
    ['** PROBLEM Host Alert: web-1 is DOWN **', '** RECOVERY Host Alert: web-1 is UP **'],
    ['ALARM: "cpu" in EU (Frankfurt)', 'OK: "cpu" in EU (Frankfurt)'],
    ['[Triggered on {host:web-1}] CPU high', '[Recovered on {host:web-1}] CPU high'],
    ['[P1] [Triggered] CPU high', '[P1] [Recovered] CPU high'],
    ['Problem: Disk full on db-1', 'Resolved: Disk full on db-1'],
    ['Down - shop.example', 'Up - shop.example'],
  ]
  for (const [begins, ends] of pairs) {
    deepEqual(unmark(begins), { state: 'firing', rest: unmark(ends).rest }, begins)
    equal(unmark(ends).state, 'resolved', ends)
  }
})

test('a subject without a mark stays as it is, and one that contradicts itself goes on', () => {
  deepEqual(unmark('Please look at my ticket'), {
    state: undefined,
    rest: 'Please look at my ticket',
  })
  deepEqual(unmark('[JIRA] (OPS-1) resolved'), {
    state: undefined,
    rest: '[JIRA] (OPS-1) resolved',
  })
  equal(unmark('[RESOLVED] [FIRING:1] x').state, 'firing')
  equal(unmark('').rest, '')
  equal(unmark(`[${'('.repeat(50_000)}`).state, undefined)
})
