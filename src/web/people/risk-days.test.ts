import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Instant } from '#/core/time.ts'
import { byDay } from './risk-days.ts'

const risk = (from: string, to: string) => ({
  from: from as Instant,
  to: to as Instant,
  at: { kind: 'rota', id: 'first', title: 'First' } as const,
  code: 'nobody' as const,
  level: 'unreachable' as const,
  person: null,
})
const midnight = (date: string) => new Date(`${date}T00:00:00`).toISOString()
const window = { from: midnight('2026-03-02') as Instant, to: midnight('2026-03-09') as Instant }

test('what goes on all along is told once, what passes on each of its days', () => {
  const always = risk(window.from, window.to)
  const night = risk(
    new Date('2026-03-03T22:00:00').toISOString(),
    new Date('2026-03-04T06:00:00').toISOString(),
  )
  const { always: told, days } = byDay({ risks: [always, night], ...window })
  deepEqual(told, [always])
  deepEqual(
    days.map(({ day, risks }) => [day, risks.map(({ from, to }) => [from, to])]),
    [
      [midnight('2026-03-03'), [[night.from, midnight('2026-03-04')]]],
      [midnight('2026-03-04'), [[midnight('2026-03-04'), night.to]]],
    ],
  )
})

test('what ends at midnight is not told on the day after', () => {
  const evening = risk(new Date('2026-03-03T22:00:00').toISOString(), midnight('2026-03-04'))
  equal(byDay({ risks: [evening], ...window }).days.length, 1)
})
