import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { placed } from '#/core/incident/event.ts'
import { instant } from '#/core/time.ts'

const STAMP = { at: instant('2026-03-01T02:00Z'), by: 'ana' }

test('an event is shown with its own place in the log', () => {
  deepEqual(placed({ ...STAMP, type: 'closed' }, 7), { ...STAMP, type: 'closed', version: 7 })
})

test('a redaction is shown with its own place, and beside it the place that it takes the texts from', () => {
  const redaction = { ...STAMP, type: 'redacted', version: 3, reason: 'A password' } as const
  deepEqual(placed(redaction, 9), { ...redaction, version: 9, redacts: 3 })
})
