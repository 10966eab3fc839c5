// Restricted incidents, few among many: read whole, so that the plan and the log decide who sees them, and no SQL does.
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
