import type { EventOf } from '#/core/incident/event.ts'
import type { Entry } from '#/core/incident/incident.ts'

/**
 * The ledger's entry once its limit was counted anew. Another case is remembered with when it came, and with what it found.
 * What was missed at a limit that turned out not to be the limit was not missed; the log shows both.
 */
export function rescheduled(entry: Entry, event: EventOf<'obligation-rescheduled'>): Entry {
  const { from: _from, aim: _aim, due: _due, bounds: _bounds, rolled: _rolled, ...rest } = entry
  const { case: before, caseAt: _caseAt, wasDue: _wasDue, missedFor, missedAt, ...lasting } = rest
  const { from, aim, due, was, bounds, rolled, case: now } = event
  const change =
    now === before
      ? { ...(entry.caseAt !== undefined && { caseAt: entry.caseAt }), ...wasDue(entry.wasDue) }
      : { caseAt: event.since ?? event.at, ...wasDue(was) }
  return {
    ...lasting,
    ...(missedFor !== undefined && missedFor === event.due && { missedFor }),
    ...(missedAt !== undefined && missedFor === event.due && { missedAt }),
    ...(from !== undefined && { from }),
    ...(aim !== undefined && { aim }),
    ...(due !== undefined && { due }),
    ...(was !== undefined && was !== due && { movedFrom: was }),
    ...(now !== undefined && { case: now, ...change }),
    ...(bounds !== undefined && { bounds }),
    ...(rolled !== undefined && { rolled }),
  }
}

function wasDue(was: Entry['wasDue']): Pick<Entry, 'wasDue'> {
  return was === undefined ? {} : { wasDue: was }
}
