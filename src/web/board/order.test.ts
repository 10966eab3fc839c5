import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { ListedIncident } from '../api/operations.ts'
import { unclassified, worstFirst } from './order.ts'
import { lineOf } from './sample-line.ts'

const numbers = (lines: readonly ListedIncident[]) => lines.map(({ number }) => number)
const due = (minute: number) => ({
  rule: 'r',
  title: 'T',
  due: `2026-03-02T08:${minute}:00.000Z`,
  by: 'commander',
  owner: null,
  owner_name: null,
})

test('the worst stands first, what nobody has classified next to it, what is resolved or practised below', () => {
  const lines = [
    lineOf(1, { rank: 3, severity: 'P3' }),
    lineOf(2, { rank: 0, severity: 'P0', exercise: true }),
    lineOf(3, {}),
    lineOf(4, { rank: 0, severity: 'P0', status: 'resolved' }),
    lineOf(5, { rank: 1, severity: 'P1' }),
    lineOf(6, { rank: 0, severity: 'P0' }),
  ]
  deepEqual(numbers(worstFirst(lines)), [6, 3, 5, 1, 4, 2])
})

test('of two that are as bad, that which is late for longer stands first, then what is due sooner', () => {
  const promises = { open: 1, overdue: 0, next: null, late: null }
  const lines = [
    lineOf(1, { promises }),
    lineOf(2, { promises: { ...promises, next: due(30) } }),
    lineOf(3, { promises: { ...promises, next: due(20) } }),
    lineOf(4, { promises: { ...promises, late: due(15) } }),
    lineOf(5, { promises: { ...promises, late: due(10) } }),
  ]
  deepEqual(numbers(worstFirst(lines)), [5, 4, 3, 2, 1])
})

test('triage begins with what has waited longest, and with what is real', () => {
  const lines = [
    lineOf(1, { exercise: true }),
    lineOf(3, {}),
    lineOf(2, {}),
    lineOf(4, { severity: 'P1', rank: 1 }),
    lineOf(5, { status: 'resolved' }),
  ]
  deepEqual(numbers(unclassified(lines)), [2, 3, 1])
})
