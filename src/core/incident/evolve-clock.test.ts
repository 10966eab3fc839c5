import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { EventOf } from '#/core/incident/event.ts'
import { rescheduled } from '#/core/incident/evolve-clock.ts'
import type { Entry } from '#/core/incident/incident.ts'
import { at } from '../../../test/kit/given.ts'

const ENTRY: Entry = {
  rule: 'fix',
  openedAt: at('09:00'),
  from: at('09:00'),
  due: at('10:00'),
  case: 1,
}

function moved(
  changed: Partial<EventOf<'obligation-rescheduled'>>,
): EventOf<'obligation-rescheduled'> {
  return {
    type: 'obligation-rescheduled',
    obligation: 'fix',
    at: at('09:30'),
    by: 'tocsin',
    ...changed,
  }
}

test('another case is remembered with when it came and with the limit that it found', () => {
  const other = rescheduled(
    ENTRY,
    moved({ from: at('09:30'), due: at('09:45'), was: at('10:00'), case: 0 }),
  )
  deepEqual(other, {
    rule: 'fix',
    openedAt: at('09:00'),
    from: at('09:30'),
    due: at('09:45'),
    movedFrom: at('10:00'),
    case: 0,
    caseAt: at('09:30'),
    wasDue: at('10:00'),
  })
  // The same case again, with another start: since when it holds stays.
  const later = rescheduled(
    other,
    moved({ from: at('09:20'), due: at('09:50'), was: at('09:45'), case: 0 }),
  )
  deepEqual([later.caseAt, later.wasDue, later.due], [at('09:30'), at('10:00'), at('09:50')])
})

test('a case that was noticed late holds since it came', () => {
  const late = rescheduled(ENTRY, moved({ due: at('09:45'), case: 0, since: at('09:10') }))
  deepEqual(late.caseAt, at('09:10'))
})

test('a limit that went away leaves none, and what was missed for it was not missed', () => {
  const missed = { ...ENTRY, missedFor: at('10:00'), missedAt: at('10:00'), warnedFor: at('10:00') }
  deepEqual(rescheduled(missed, moved({ from: at('09:00'), was: at('10:00'), case: 1 })), {
    rule: 'fix',
    openedAt: at('09:00'),
    from: at('09:00'),
    movedFrom: at('10:00'),
    case: 1,
    warnedFor: at('10:00'),
  })
})
