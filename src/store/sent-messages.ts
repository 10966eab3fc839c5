// What has lately gone to whom, for the limits of what may.
import type { Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import { boolArray, int4Array, textArray } from '#/store/binary-array.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'
import type { Claim } from '#/store/outbox.ts'

export type Sent = {
  readonly recipient: string
  readonly channel: Channel
  readonly sentAt: Instant
  readonly incidentId: string
  readonly isPage: boolean
}

/** What has gone to these recipients since an instant. */
export async function readSent(
  db: Db,
  recipients: readonly string[],
  since: Instant,
): Promise<readonly Sent[]> {
  return rows<Sent>(db, READ_SENT, [textArray(recipients), since])
}

export const READ_SENT = statement(
  'read_sent',
  `
  select recipient, channel, sent_at as "sentAt", incident_id as "incidentId", is_page as "isPage"
    from sent_message
   where recipient = any($1::text[])
     and sent_at > $2`,
)

/** Notes what goes now, and forgets of the same recipients what is older than `since`. */
export async function noteSent(db: Db, sent: readonly Sent[], since: Instant): Promise<void> {
  await changed(db, NOTE_SENT, [
    textArray(sent.map(({ recipient }) => recipient)),
    textArray(sent.map(({ channel }) => channel)),
    textArray(sent.map(({ sentAt }) => sentAt)),
    textArray(sent.map(({ incidentId }) => incidentId)),
    boolArray(sent.map(({ isPage }) => isPage)),
    since,
  ])
}

export const NOTE_SENT = statement(
  'note_sent',
  `
  with forgotten as (
    delete from sent_message
     where recipient = any($1::text[])
       and sent_at <= $6::timestamptz
  )
  insert into sent_message (recipient, channel, sent_at, incident_id, is_page)
  select recipient, channel, sent_at::timestamptz, incident_id, is_page
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bool[])
      as sent (recipient, channel, sent_at, incident_id, is_page)`,
)

/** Puts messages back that were claimed and not tried, as if they had not been: until `dueAt`. */
export async function holdBack(
  db: Db,
  held: readonly (Claim & { readonly dueAt: Instant })[],
): Promise<void> {
  await changed(db, HOLD_BACK, [
    textArray(held.map(({ id }) => String(id))),
    int4Array(held.map(({ attempt }) => attempt)),
    textArray(held.map(({ dueAt }) => dueAt)),
  ])
}

// Whoever holds the claim gives it back, so that nobody else can hold one of the same number.
export const HOLD_BACK = statement(
  'hold_back',
  `
  update outbox
     set due_at = held.due_at::timestamptz, attempt = outbox.attempt - 1
    from unnest($1::text[], $2::int4[], $3::text[]) as held (id, attempt, due_at)
   where outbox.id = held.id::int8
     and outbox.attempt = held.attempt`,
)
