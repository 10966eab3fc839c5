// Addresses of calendars that were made anew: how often, and so which one is good.
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

type Link = { readonly kind: string; readonly id: string }

/** 0: never. */
export async function readGeneration(db: Db, { kind, id }: Link): Promise<number> {
  const [found] = await rows<{ generation: number }>(db, READ_GENERATION, [kind, id])
  return found?.generation ?? 0
}

export const READ_GENERATION = statement(
  'read_generation',
  'select generation from calendar_link where kind = $1 and id = $2',
)

/** Gives the new one. */
export async function revokeCalendarLink(
  db: Db,
  { kind, id }: Link,
  { at, by }: { readonly at: Instant; readonly by: string },
): Promise<number> {
  const [made] = await rows<{ generation: number }>(db, REVOKE_CALENDAR_LINK, [kind, id, at, by])
  return made?.generation ?? 0
}

export const REVOKE_CALENDAR_LINK = statement(
  'revoke_calendar_link',
  `
  insert into calendar_link (kind, id, generation, revoked_at, by)
  values ($1, $2, 1, $3, $4)
  on conflict (kind, id)
     do update set generation = calendar_link.generation + 1, revoked_at = $3, by = $4
  returning generation`,
)
