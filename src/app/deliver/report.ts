// What a carrier tells later of a message that it took: the phone has it, or never got it.
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { readEvents } from '#/store/log.ts'
import { transaction } from '#/store/db.ts'
import type { Pool } from '#/store/db.ts'
import { receiptOf } from '#/app/deliver/pass-on.ts'
import { passMessageOn } from '#/app/deliver/record.ts'
import type { Recorder } from '#/app/deliver/record.ts'

/** Which message it is: as `messageId` of `Message` names it, and over which channel. */
export type Reported = {
  readonly incidentId: string
  readonly version: number
  readonly recipient: string
  readonly channel: Channel
}

export type Report = {
  readonly delivered: boolean
  /** Holds nothing that a stranger wrote. */
  readonly detail: string
}

/**
 * Puts a later word on record, once, and looks for another channel for what never arrived. What nobody sent is nobody's to
 * report on. Gives whether it was of a message of ours.
 */
export async function report(
  recorder: Recorder,
  reported: Reported,
  { delivered, detail }: Report,
): Promise<boolean> {
  const { pool, recordReceipts } = recorder
  const { incidentId, recipient, channel } = reported
  const log = await logFrom(pool, reported)
  const message = messageIn(log[0], recipient)
  if (message === undefined) return false
  const row = { ...reported, message }
  const earlier = log
    .flatMap(event => (event.type === 'receipts-recorded' ? event.receipts : []))
    .filter(it => it.message === message && it.to === recipient && it.channel === channel)
  const outcome = delivered ? 'delivered' : 'failed'
  // Carriers tell a thing several times.
  if (earlier.some(it => it.outcome === outcome && it.detail === detail)) return true
  const receipt = receiptOf(row, earlier.at(-1)?.attempts ?? 1, outcome, detail)
  await transaction(pool, tx => recordReceipts(tx, incidentId, [receipt]))
  if (!delivered) await passMessageOn(recorder, row, { hurried: true })
  return true
}

async function logFrom(
  pool: Pool,
  { incidentId, version }: Reported,
): Promise<readonly IncidentEvent[]> {
  const logged = await readEvents(pool, incidentId, version - 1)
  return logged.map(({ event }) => event)
}

/** The id of the message or page to somebody, in the event that it was made from. */
function messageIn(event: IncidentEvent | undefined, recipient: string): string | undefined {
  if (event?.type === 'page-sent') return event.person === recipient ? event.page : undefined
  if (event?.type !== 'message-sent') return undefined
  return event.recipients.some(({ to }) => to === recipient) ? event.message : undefined
}
