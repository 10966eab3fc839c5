// Reading the logs of incidents, and taking a text out of one.
import { open } from '#/core/evidence/chain.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { int4Array, textArray } from '#/store/binary-array.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

/** An event with its place in the log. `redacted`: its text is gone, and REDACTED stands in its fields. */
export type LoggedEvent = {
  readonly incidentId: string
  readonly version: number
  readonly event: IncidentEvent
  readonly redacted: boolean
}

/** The events of a log in order, from the one after `afterVersion` (0: all), at most `limit`. */
export async function readEvents(
  db: Db,
  incidentId: string,
  afterVersion = 0,
  limit = EVENTS_MAX,
): Promise<readonly LoggedEvent[]> {
  const stored = await rows<StoredEvent>(db, READ_EVENTS, [incidentId, afterVersion, limit])
  return stored.map(toLogged)
}

/** More than any incident has; one that had would be read in pages. */
export const EVENTS_MAX = 1_000_000

type StoredEvent = {
  readonly incidentId: string
  readonly version: number
  readonly record: string
  readonly textPart: string | null
}

function toLogged({ incidentId, version, record, textPart }: StoredEvent): LoggedEvent {
  return { incidentId, version, ...open(record, textPart) }
}

export const READ_EVENTS = statement(
  'read_events',
  `
  select incident_id as "incidentId", version, record, text_part as "textPart"
    from event
   where incident_id = $1
     and version > $2
   order by version
   limit $3`,
)

/** Of each of these logs, by its incident, the events after a version in order; a log without any is left out. */
export async function readTails(
  db: Db,
  after: readonly EventPlace[],
): Promise<ReadonlyMap<string, readonly LoggedEvent[]>> {
  const stored = await rows<StoredEvent>(db, READ_TAILS, [
    textArray(after.map(place => place.incidentId)),
    int4Array(after.map(place => place.version)),
  ])
  const tails = Map.groupBy(stored.map(toLogged), ({ incidentId }) => incidentId)
  // PostgreSQL promises no order without sorting all of them; here nearly nothing is left to sort.
  for (const tail of tails.values()) tail.sort((a, b) => a.version - b.version)
  return tails
}

// Lateral, so that each log is one look into the index whatever the planner thinks of the sizes; `(select $1)` as in append.ts.
export const READ_TAILS = statement(
  'read_tails',
  `
  select tail.incident_id as "incidentId", tail.version, record, text_part as "textPart"
    from unnest((select $1::text[]), (select $2::int4[])) as known (incident_id, version)
   cross join lateral (
     select *
       from event
      where event.incident_id = known.incident_id
        and event.version > known.version
      order by event.version) as tail`,
)

/** Single events of many logs, in no order; what is not there is left out. */
export async function readEventsAt(
  db: Db,
  places: readonly EventPlace[],
): Promise<readonly LoggedEvent[]> {
  const stored = await rows<StoredEvent>(db, READ_EVENTS_AT, [
    textArray(places.map(place => place.incidentId)),
    int4Array(places.map(place => place.version)),
  ])
  return stored.map(toLogged)
}

export const READ_EVENTS_AT = statement(
  'read_events_at',
  `
  select incident_id as "incidentId", event.version, record, text_part as "textPart"
    from unnest($1::text[], $2::int4[]) as place (incident_id, version)
    join event using (incident_id, version)`,
)

/** The event at a version of a log. */
export type EventPlace = { readonly incidentId: string; readonly version: number }

/**
 * Takes the texts of events and their salts out for good. The records with their commitments stay, so the chains still
 * verify, since `appendMany` does this in the transaction that appends the `redacted` events that name them.
 */
export async function redactEvents(tx: Transaction, places: readonly EventPlace[]): Promise<void> {
  await changed(tx, REDACT, [
    textArray(places.map(place => place.incidentId)),
    int4Array(places.map(place => place.version)),
  ])
}

export const REDACT = statement(
  'redact',
  `
  update event
     set text_part = null, salt = null
    from unnest($1::text[], $2::int4[]) as place (incident_id, version)
   where event.incident_id = place.incident_id
     and event.version = place.version`,
)

/** Published to the library, newest first; `words` as one writes them into a search engine, or undefined for all. */
export async function searchLibrary(
  db: Db,
  {
    words,
    sees,
    limit,
  }: { words?: string | undefined; sees: 'all' | readonly string[]; limit: number },
): Promise<readonly LoggedEvent[]> {
  const found = await rows<StoredEvent>(db, SEARCH_LIBRARY, [
    words,
    sees === 'all' ? null : textArray(sees),
    limit,
  ])
  return found.map(toLogged)
}

// What was redacted is not found: its text part is null. The expression is that of the index.
export const SEARCH_LIBRARY = statement(
  'search_library',
  `
  select incident_id as "incidentId", event.version, record, text_part as "textPart"
    from event join incident on id = incident_id
   where type = 'published'
     and drill_id is null
     and ($1::text is null
          or to_tsvector('simple', replace(text_part, '\\n', ' ')) @@ websearch_to_tsquery('simple', $1))
     and (not restricted or $2::text[] is null or id = any($2))
   order by at desc, incident_id, event.version
   limit $3`,
)
