import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { lineOf } from './sample-line.ts'
import { NOTHING_SHOWN, told } from './shown.ts'
import type { Told } from './shown.ts'

const incident = (number: number, but = {}): Told => ({
  is: 'incident',
  incident: lineOf(number, but),
})
const READY: Told = { is: 'ready', more: false }
const shownAfter = (...all: readonly Told[]) => told(NOTHING_SHOWN, all)
const ids = ({ incidents }: ReturnType<typeof shownAfter>) => [...incidents.keys()]

test('what is open is shown until it ends, or is hidden', () => {
  const shown = shownAfter({ is: 'anew' }, incident(1), incident(2), incident(3), READY)
  deepEqual(ids(shown), ['inc-1', 'inc-2', 'inc-3'])
  const later = told(shown, [incident(1, { open: false, version: 2 }), { is: 'gone', id: 'inc-2' }])
  deepEqual(ids(later), ['inc-3'])
})

test('a line that was read before a change does not undo it', () => {
  const shown = shownAfter(incident(1, { version: 5, title: 'New' }), incident(1, { version: 4 }))
  equal(shown.incidents.get('inc-1')?.title, 'New')
})

test('after a stream broke off, what had ended meanwhile goes once all has been told, and not before', () => {
  const before = shownAfter({ is: 'anew' }, incident(1), incident(2), READY)
  const meanwhile = told(before, [{ is: 'anew' }, incident(2)])
  deepEqual(ids(meanwhile), ['inc-1', 'inc-2'])
  deepEqual(ids(told(meanwhile, [READY])), ['inc-2'])
})
