// What live streams and pages of events read: a part of one log, and how its incident stands.
import type { Incident } from '#/core/incident/incident.ts'
import type { Setting } from '#/core/setting.ts'
import { readLive } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import type { IncidentHead } from '#/store/incidents.ts'
import { readEvents } from '#/store/log.ts'
import type { LoggedEvent } from '#/store/log.ts'

/** Events that are read at once, for a client that catches up. */
export const EVENTS_AT_ONCE = 200

export type LogTail = {
  readonly head: IncidentHead
  readonly incident: Incident
  readonly setting: Setting
  /** In order, from the one after `after`. Empty: nothing new. */
  readonly events: readonly LoggedEvent[]
}

/** What an incident's log has after a version, with the incident as it stands now; undefined when there is none. */
export async function readTail(
  shell: Shell,
  id: string,
  after: number,
): Promise<LogTail | undefined> {
  const events = await readEvents(shell.pool, id, after, EVENTS_AT_ONCE)
  // Read after the events: whoever was shut out by one of them must not be shown it.
  const live = await readLive(shell, id)
  return live === undefined ? undefined : { ...live, events }
}

/** A page of a log in order, from the event after `after`. */
export async function readPage(
  shell: Pick<Shell, 'pool'>,
  id: string,
  after: number,
  limit: number,
): Promise<readonly LoggedEvent[]> {
  return readEvents(shell.pool, id, after, limit)
}

/** An event with its place in its log. */
export type PlacedEvent = LoggedEvent
