// Overrides of rotas, as they were made and withdrawn.
import type { Override } from '#/core/oncall/rota.ts'
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** `person` null: it is withdrawn, and counts no more. */
export type OncallEvent = Omit<Override, 'id' | 'person'> & {
  readonly override: string
  readonly person: string | null
  readonly reason: string | null
  readonly at: Instant
  readonly by: string
}

export async function appendOncallEvent(db: Db, event: OncallEvent): Promise<void> {
  const { override, rota, person, from, to, reason, at, by } = event
  await changed(db, APPEND_ONCALL_EVENT, [override, rota, person, from, to, reason, at, by])
}

export const APPEND_ONCALL_EVENT = statement(
  'append_oncall_event',
  `
  insert into oncall_event (override, rota, person, from_at, to_at, reason, at, by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

/** Overrides that stand and are not over at `after`, in the order in which they were made. */
export async function listOverrides(
  db: Db,
  after: Instant,
): Promise<readonly (Override & { readonly by: string; readonly reason: string | null })[]> {
  return rows(db, LIST_OVERRIDES, [after])
}

// What was withdrawn has a later event of the same override.
export const LIST_OVERRIDES = statement(
  'list_overrides',
  `
  select override as id, rota, person, from_at as "from", to_at as "to", by, reason
    from oncall_event
   where person is not null
     and to_at > $1
     and not exists (
       select from oncall_event later
        where later.override = oncall_event.override
          and later.version > oncall_event.version
     )
   order by version`,
)

/** What was said of one override, the last word first. */
export async function readOverride(db: Db, override: string): Promise<OncallEvent | undefined> {
  const [last] = await rows<OncallEvent>(db, READ_OVERRIDE, [override])
  return last
}

export const READ_OVERRIDE = statement(
  'read_override',
  `
  select override, rota, person, from_at as "from", to_at as "to", reason, at, by
    from oncall_event
   where override = $1
   order by version desc
   limit 1`,
)

/** A page to somebody: when, and whether in the night is for who knows their clocks. */
export type PagedAt = { readonly person: string; readonly at: Instant }

/** Pages of incidents that were no practice, restricted ones too: what is told of them is a number, and nothing else. */
export async function listPagesBetween(
  db: Db,
  from: Instant,
  to: Instant,
): Promise<readonly PagedAt[]> {
  return rows<PagedAt>(db, LIST_PAGES_BETWEEN, [from, to])
}

export const LIST_PAGES_BETWEEN = statement(
  'list_pages_between',
  `
  select record::json->'event'->>'person' as person, event.at
    from event join incident on incident.id = event.incident_id
   where type = 'page-sent'
     and event.at >= $1
     and event.at < $2
     and drill_id is null
     and summary->>'exercise' is distinct from 'true'`,
)
