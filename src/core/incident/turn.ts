import { assert } from '#/core/assert.ts'
import { draftOf } from '#/core/incident/incident.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { evolve } from '#/core/incident/evolve.ts'
import type { Happening, IncidentEvent } from '#/core/incident/event.ts'
import { TOCSIN } from '#/core/incident/event.ts'
import type { Look } from '#/core/obligation/look.ts'
import type { Setting } from '#/core/setting.ts'
import type { Instant } from '#/core/time.ts'

/**
 * One decision while it is being taken: what was recorded so far, on a draft of the incident that already shows it.
 * Dropped as a whole when the command is refused.
 */
export type Turn = {
  readonly setting: Setting
  readonly incident: Incident
  readonly at: Instant
  /** Who asks. */
  readonly by: string
  readonly events: IncidentEvent[]
  /** How the promises stood when they were last looked through; undefined while they were not. */
  look: Look | undefined
  /** How many of these events had been recorded then. */
  looked: number
}

/** `at` is no earlier than the last event: whoever stamps a command sees to it, since clocks of nodes differ. */
export function beginTurn(setting: Setting, incident: Incident, at: Instant, by: string): Turn {
  const { lastAt } = incident
  assert(lastAt === undefined || lastAt <= at, 'time on record never goes back')
  const draft = draftOf(incident)
  draft.keptTo = lastAt
  return { setting, incident: draft, at, by, events: [], look: undefined, looked: 0 }
}

/** What time has brought is on record: whatever comes to hold from here on does so now. */
export function caughtUp(turn: Turn): void {
  turn.incident.keptTo = undefined
}

/** Records what whoever asks has done. */
export function record(turn: Turn, happening: Happening): void {
  put(turn, happening, turn.by)
}

/** Records what the engine does by itself. */
export function recordOwn(turn: Turn, happening: Happening): void {
  put(turn, happening, TOCSIN)
}

function put(turn: Turn, happening: Happening, by: string): void {
  const event: IncidentEvent = { ...happening, at: turn.at, by }
  evolve(turn.incident, event)
  turn.events.push(event)
}

/** An id that is unique in the incident and the same on every replay: the number of the event that will carry it. */
export function nextId(turn: Turn, prefix: string): string {
  return `${prefix}-${turn.incident.version + 1}`
}
