// How each channel fared last.
import type { Channel } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import { rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type ChannelState = {
  readonly channel: Channel
  readonly workedAt: Instant | null
  readonly failedAt: Instant | null
  /** Holds nothing that a stranger wrote. */
  readonly failure: string | null
}

export async function channelStates(db: Db): Promise<readonly ChannelState[]> {
  return rows<ChannelState>(db, CHANNEL_STATES)
}

export const CHANNEL_STATES = statement(
  'channel_states',
  `
  select channel, worked_at as "workedAt", failed_at as "failedAt", failure
    from channel_state
   order by channel`,
)

export async function noteWorked(db: Db, channel: Channel, at: Instant): Promise<void> {
  await rows(db, NOTE_WORKED, [channel, at])
}

export const NOTE_WORKED = statement(
  'note_worked',
  `
  insert into channel_state (channel, worked_at)
  values ($1, $2)
      on conflict (channel) do update
     set worked_at = greatest(channel_state.worked_at, $2)`,
)

export async function noteFailed(
  db: Db,
  channel: Channel,
  at: Instant,
  failure: string,
): Promise<void> {
  await rows(db, NOTE_FAILED, [channel, at, failure])
}

export const NOTE_FAILED = statement(
  'note_failed',
  `
  insert into channel_state (channel, failed_at, failure)
  values ($1, $2, $3)
      on conflict (channel) do update
     set failed_at = $2, failure = $3`,
)
