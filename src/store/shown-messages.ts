// Messages that went out and can be changed where they are.
import type { Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** One message to one recipient over one channel, by which it is known from then on. */
export type ShownKey = {
  readonly incidentId: string
  readonly version: number
  readonly recipient: string
  readonly channel: Channel
}

export type ShownMessage = ShownKey & {
  readonly message: string
  readonly reference: string
  readonly shown: string
  readonly attempt: number
}

/** Remembers where a message can be found again. It shows its incident as of the event that it was made from. */
export async function rememberShown(
  db: Db,
  shown: ShownKey & { readonly message: string; readonly reference: string },
  at: Instant,
): Promise<void> {
  const { incidentId, version, recipient, channel, message, reference } = shown
  await rows(db, REMEMBER_SHOWN, [incidentId, version, recipient, channel, message, reference, at])
}

// Of two attempts that both came through, the later one is where people look.
export const REMEMBER_SHOWN = statement(
  'remember_shown',
  `
  insert into shown_message (incident_id, version, recipient, channel, message, reference, shown, shown_version, due_at, attempt)
  values ($1, $2, $3, $4, $5, $6, '', $2, $7, 0)
      on conflict (incident_id, version, recipient, channel) do update
     set reference = $6, shown = '', shown_version = $2, due_at = $7, attempt = 0`,
)

/** The first message of an incident to a recipient over a channel: what follows is said below it. */
export async function firstShown(
  db: Db,
  { incidentId, recipient, channel }: Omit<ShownKey, 'version'>,
): Promise<string | undefined> {
  const [first] = await rows<{ reference: string }>(db, FIRST_SHOWN, [
    incidentId,
    recipient,
    channel,
  ])
  return first?.reference
}

export const FIRST_SHOWN = statement(
  'first_shown',
  `
  select reference
    from shown_message
   where incident_id = $1 and recipient = $2 and channel = $3
   order by version
   limit 1`,
)

/** Takes up to `limit` messages whose incident has gone on since they were looked at, for this node alone, until `claimedUntil`. */
export async function claimStale(
  db: Db,
  { now, claimedUntil, limit }: { now: Instant; claimedUntil: Instant; limit: number },
): Promise<readonly ShownMessage[]> {
  return rows<ShownMessage>(db, CLAIM_STALE, [now, claimedUntil, limit])
}

export const CLAIM_STALE = statement(
  'claim_stale',
  `
  update shown_message
     set due_at = $2, attempt = attempt + 1
   where ctid = any(array(
           select shown_message.ctid
             from shown_message join incident on incident.id = incident_id
            where due_at <= $1 and incident.version > shown_version
            order by due_at
            limit $3
              for update of shown_message skip locked))
  returning incident_id as "incidentId", version, recipient, channel, message, reference, shown, attempt`,
)

/** It was looked at as of a version of its incident, and shows this. */
export async function settleShown(
  db: Db,
  { incidentId, version, recipient, channel }: ShownKey,
  now: { readonly shown: string; readonly version: number; readonly at: Instant },
): Promise<void> {
  await rows(db, SETTLE_SHOWN, [
    incidentId,
    version,
    recipient,
    channel,
    now.shown,
    now.version,
    now.at,
  ])
}

export const SETTLE_SHOWN = statement(
  'settle_shown',
  `
  update shown_message
     set shown = $5, shown_version = $6, due_at = $7, attempt = 0
   where incident_id = $1 and version = $2 and recipient = $3 and channel = $4`,
)

/** Looks at it again later. */
export async function postponeShown(
  db: Db,
  { incidentId, version, recipient, channel }: ShownKey,
  until: Instant,
): Promise<void> {
  await rows(db, POSTPONE_SHOWN, [incidentId, version, recipient, channel, until])
}

export const POSTPONE_SHOWN = statement(
  'postpone_shown',
  `
  update shown_message
     set due_at = $5
   where incident_id = $1 and version = $2 and recipient = $3 and channel = $4`,
)

/** It cannot be changed any more, or need not be. */
export async function forgetShown(
  db: Db,
  { incidentId, version, recipient, channel }: ShownKey,
): Promise<void> {
  await rows(db, FORGET_SHOWN, [incidentId, version, recipient, channel])
}

export const FORGET_SHOWN = statement(
  'forget_shown',
  `
  delete from shown_message
   where incident_id = $1 and version = $2 and recipient = $3 and channel = $4`,
)
