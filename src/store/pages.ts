// Pages of one person, from the logs of all incidents.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** A line in which somebody was asked: when first, and how often. */
export type LineAsked = {
  readonly incidentId: string
  readonly page: string
  readonly sentAt: Instant
  readonly times: number
}

/** The newest first. Drills are left out: in them others play, whatever they are called. */
export async function listLinesAsked(
  db: Db,
  {
    person,
    from,
    limit,
  }: { readonly person: string; readonly from: Instant; readonly limit: number },
): Promise<readonly LineAsked[]> {
  return rows<LineAsked>(db, LIST_LINES_ASKED, [person, from, limit])
}

export const LIST_LINES_ASKED = statement(
  'list_lines_asked',
  `
  select incident_id as "incidentId", record::json->'event'->>'page' as page, min(event.at) as "sentAt",
         count(*)::int4 as times
    from event join incident on incident.id = event.incident_id
   where type = 'page-sent'
     and event.at >= $2
     and record::json->'event'->>'person' = $1
     and drill_id is null
   group by 1, 2
   order by 3 desc, 1, 2
   limit $3`,
)
