// Who takes turns in being on call. A rota is told in the wall clock of one zone: a turn that ends at nine ends at nine, also on
// the night on which the clocks change.
import type { TimeOfDay, Weekday } from '#/core/calendar/calendar.ts'
import type { Instant } from '#/core/time.ts'

/** What stands before the id of a rota among those who hold a position. */
export const ROTA_PREFIX = 'rota:'

export type Rota = {
  readonly id: string
  readonly title: string
  /** IANA name of the zone of all its times. */
  readonly zone: string
  /** A place whose public holidays are shown and counted, as calendars name it: `LU`, `DE-BY`. */
  readonly holidays?: string
  /** Whoever has the turn of a later layer stands in for that of an earlier one. */
  readonly layers: readonly Layer[]
}

export type Layer = {
  readonly title: string
  /** In the order of their turns. */
  readonly people: readonly string[]
  readonly turn: Turn
  /** Wall clock, `YYYY-MM-DDTHH:MM`: when the first turn begins. Before it nobody has one. */
  readonly starts: string
  /** When the last one ends. */
  readonly until?: string
  /** When somebody is on duty; all the time where it says nothing. Turns go on in between. */
  readonly hours?: readonly Hours[]
}

/** How long a turn is. Days and weeks are those of the wall clock; hours are elapsed. */
export type Turn = { readonly every: number; readonly unit: 'hour' | 'day' | 'week' }

/** From a time of day up to another, which is on the next day where it is no later. */
export type Hours = {
  /** On which it begins; any where it says nothing. */
  readonly days?: readonly Weekday[]
  readonly from: TimeOfDay
  readonly to: TimeOfDay
}

/** Somebody takes over for a while, whoever had the turn. Of two that overlap the one made last counts. */
export type Override = {
  readonly id: string
  readonly rota: string
  readonly person: string
  /** Half-open: at `to` it is over. */
  readonly from: Instant
  readonly to: Instant
}

/** A rota as it really goes. */
export type Roster = { readonly rota: Rota; readonly overrides: readonly Override[] }

/** Somebody on call. `layer` is the title of the layer whose turn it is; undefined for an override. */
export type OnCall = {
  readonly person: string
  readonly layer: string | undefined
  readonly override: string | undefined
}

/** Somebody on call for a time, half-open. */
export type Shift = OnCall & { readonly from: Instant; readonly to: Instant }
