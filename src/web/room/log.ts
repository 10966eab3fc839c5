// The part of an incident's log that this page has: its tail, and as much before it as somebody has scrolled to.
import { REDACTED } from '#/core/evidence/chain.ts'
import { TEXT_FIELDS } from '#/core/incident/event.ts'
import type { Happened } from './happened.ts'

export type Logged = {
  /** In order, without a gap. */
  readonly events: readonly Happened[]
  /** Whether the log begins before them. */
  readonly hasOlder: boolean
}

export type Log = {
  readonly now: () => Logged
  readonly subscribe: (listener: () => void) => () => void
  /** What follows what is there. Events that are there already, or leave a gap, are no news. Gives how many were new. */
  readonly append: (events: readonly Happened[]) => number
  /** What comes before what is there. */
  readonly prepend: (events: readonly Happened[]) => void
  /** Version of the last event; 0 when there is none. */
  readonly last: () => number
}

export function createLog(): Log {
  let logged: Logged = { events: [], hasOlder: true }
  const listeners = new Set<() => void>()
  const change = (events: readonly Happened[]) => {
    logged = { events, hasOlder: (events[0]?.version ?? 1) > 1 }
    for (const listener of listeners) listener()
  }
  const last = () => logged.events.at(-1)?.version ?? 0
  return {
    now: () => logged,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    last,
    append(events) {
      const fresh = events.filter(({ version }) => version > last())
      // After a gap they wait for the stream, which brings everything in order.
      const isNext = last() === 0 || fresh[0]?.version === last() + 1
      if (fresh.length === 0 || !isNext) return 0
      change(withoutTaken([...logged.events, ...fresh], fresh))
      return fresh.length
    },
    prepend(events) {
      const first = logged.events[0]?.version ?? Infinity
      const older = events.filter(({ version }) => version < first)
      change([...older, ...logged.events])
    },
  }
}

/** What was taken out of the record is not shown on by a page that had it. */
function withoutTaken(
  events: readonly Happened[],
  fresh: readonly Happened[],
): readonly Happened[] {
  const taken = new Set(fresh.flatMap(event => (event.type === 'redacted' ? [event.redacts] : [])))
  if (taken.size === 0) return events
  return events.map(event => (taken.has(event.version) ? blanked(event) : event))
}

function blanked(event: Happened): Happened {
  const blank = { ...event, redacted: true } as Record<string, unknown>
  for (const field of TEXT_FIELDS) {
    if (typeof blank[field] === 'string') blank[field] = REDACTED
    else if (Array.isArray(blank[field])) blank[field] = []
    else if (blank[field] !== undefined) blank[field] = {}
  }
  return blank as unknown as Happened
}
