// Restricted incidents, few among many: read whole, so that the plan and the log decide who sees them, and no SQL does.
import { textArray } from '#/store/binary-array.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'
import type { IncidentHead } from '#/store/incidents.ts'

export async function listRestricted(
  db: Db,
): Promise<readonly Pick<IncidentHead, 'id' | 'version' | 'planHash'>[]> {
  return rows(db, LIST_RESTRICTED)
}

export const LIST_RESTRICTED = statement(
  'list_restricted',
  `
  select id, version, plan_hash as "planHash"
    from incident
   where restricted
   order by number desc`,
)

/** The keys of the groups of alerts that belong to these incidents. */
export async function groupsOfIncidents(
  db: Db,
  incidentIds: readonly string[],
): Promise<readonly string[]> {
  const groups = await rows<{ key: string }>(db, GROUPS_OF_INCIDENTS, [textArray(incidentIds)])
  return groups.map(({ key }) => key)
}

export const GROUPS_OF_INCIDENTS = statement(
  'groups_of_incidents',
  `
  select replace(key::text, '-', '') as key
    from alert_group
   where incident_id = any($1::text[])`,
)
