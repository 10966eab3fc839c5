import type { Asked } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { passGates } from '#/core/incident/gate.ts'
import { record } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { refuse } from '#/core/refusal.ts'

/** The disturbance is over. The plan's gates before it must be passed, or waived by name. */
export function resolve(turn: Turn, { text }: Asked<'resolve'>): Verdict {
  if (turn.incident.status === 'resolved') return undefined
  const shut = passGates(turn, 'resolve')
  if (shut !== undefined) return shut
  record(turn, { type: 'resolved', text })
  return undefined
}

/** Nothing is left to do, or what is left was waived: the gated end. */
export function close(turn: Turn): Verdict {
  if (turn.incident.status !== 'resolved')
    return refuse('not-resolved', { status: turn.incident.status })
  const shut = passGates(turn, 'close')
  if (shut !== undefined) return shut
  record(turn, { type: 'closed' })
  return undefined
}

/** Goes on after an end: gates shut again, and what was met stays met. */
export function reopen(turn: Turn, { reason }: Asked<'reopen'>): Verdict {
  if (turn.incident.status === 'open') return undefined
  record(turn, { type: 'reopened', reason })
  return undefined
}

/** The other incident goes on for both; this one stays as it is, and says where it went. */
export function merge(turn: Turn, { into, reason }: Asked<'merge'>): Verdict {
  if (into === turn.incident.id) return refuse('merge-into-itself')
  record(turn, { type: 'merged', into, reason })
  return undefined
}

/** The other half of a merge, in the same transaction. */
export function absorb(turn: Turn, { incident }: Asked<'absorb'>): Verdict {
  record(turn, { type: 'absorbed', incident })
  return undefined
}

/** A part of this incident goes on as another one: the other half of its declaration, in the same transaction. */
export function splitOff(turn: Turn, { incident }: Asked<'split-off'>): Verdict {
  if (!turn.incident.splitOff.has(incident)) record(turn, { type: 'split-off', incident })
  return undefined
}
