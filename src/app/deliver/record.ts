// Puts on record what became of messages, and takes them out of the outbox.
import type { Directory } from '#/core/directory.ts'
import type { Receipt } from '#/core/incident/event.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Destination, Message } from '#/outbound/message.ts'
import { transaction } from '#/store/db.ts'
import type { Pool } from '#/store/db.ts'
import { bury } from '#/store/dead-letters.ts'
import { readEvents } from '#/store/log.ts'
import { enqueue, retry, settle } from '#/store/outbox.ts'
import type { Claim, DueMessage } from '#/store/outbox.ts'
import { rememberShown } from '#/store/shown-messages.ts'
import { mayTell } from '#/core/paging/reach.ts'
import { addressOf } from '#/app/deliver/message.ts'
import type { DeliverNeeds } from '#/app/deliver/needs.ts'
import { tellOfTrouble } from '#/app/deliver/trouble.ts'
import type { Operators } from '#/app/deliver/operators.ts'
import { INSTEAD, overChannel, passOn, standingOf } from '#/app/deliver/pass-on.ts'
import type { PassOn } from '#/app/deliver/pass-on.ts'
import { outgoing } from '#/app/standing.ts'

/** How long a message is ours: longer than any destination takes, so that only a node that died or froze loses one. */
export const CLAIM_MS = 60_000
/** Receipts in one event: what the log takes, and what a person can still read. */
const RECEIPTS_MAX = 200

/** A row of the outbox that this node has claimed. */
export type Held = {
  readonly row: DueMessage
  /** Until then nobody else sends it. */
  until: Instant
}

/** A message that has come to an end over its channel. */
export type End = {
  readonly held: Held
  readonly receipt: Receipt
  readonly message: Message
  /** What its channel calls it, where it can be changed later. */
  readonly reference?: string
}

export type Recorder = {
  readonly pool: Pool
  readonly now: () => Instant
  readonly destinations: ReadonlyMap<Channel, Destination>
  readonly directory: () => Promise<Directory>
  readonly recordReceipts: DeliverNeeds['recordReceipts']
  readonly operators: Operators
  readonly log: DeliverNeeds['log']
}

/**
 * Whether the claim still stands. One that has lapsed (this node was frozen, or slow) is taken again, unless another
 * node was faster: then the message is that node's, and nothing that this one knows of it counts any more.
 */
export async function isOurs({ pool, now }: Recorder, held: Held): Promise<boolean> {
  if (now() < held.until) return true
  const until = plusMs(now(), CLAIM_MS)
  const error = held.row.lastError ?? 'The claim lapsed and was taken again.'
  if (!(await retry(pool, held.row, { dueAt: until, error }))) return false
  held.until = until
  return true
}

/**
 * Records the ends of messages of one incident, in one transaction with taking the rows out of the outbox: neither can
 * be lost without the other, and nothing is recorded of a row that another node has claimed since. Gives the ends that
 * still need something: what did not reach its recipient keeps its row until `seeToRest` has looked for another way.
 */
export async function record(
  { pool, now, recordReceipts }: Recorder,
  incidentId: string,
  ends: readonly End[],
): Promise<readonly End[]> {
  const rest = ends.filter(needsMore)
  const over = ends.filter(end => !needsMore(end))
  const until = plusMs(now(), CLAIM_MS)
  return transaction(pool, async tx => {
    const settled = new Set(await settle(tx, over.map(claimOf)))
    const kept: End[] = []
    for (const end of rest)
      if (await retry(tx, claimOf(end), { dueAt: until, error: reasonOf(end) })) kept.push(end)
    const ours = [...over.filter(end => settled.has(end.held.row.id)), ...kept]
    for (let from = 0; from < ours.length; from += RECEIPTS_MAX) {
      const receipts = ours.slice(from, from + RECEIPTS_MAX).map(end => end.receipt)
      await recordReceipts(tx, incidentId, receipts)
    }
    for (const { held, reference } of ours)
      if (reference !== undefined) await rememberShown(tx, { ...held.row, reference }, now())
    return kept
  })
}

/**
 * Looks for another channel for each message that failed, and gives it up where there is none. Killed in the middle,
 * the message is tried and recorded once more over its own channel; it is not lost.
 */
export async function seeToRest(recorder: Recorder, rest: readonly End[]): Promise<void> {
  const lost: End[] = []
  for (const end of rest) {
    const { verdict } = await passMessageOn(recorder, end.held.row, { hurried: false })
    if (verdict === 'lost') lost.push(end)
  }
  // What was never tried is no dead letter: sent again it would end the same, until someone fills in what is missing.
  const dead = lost.filter(end => end.receipt.outcome === 'failed')
  const settled = rest.filter(end => !dead.includes(end))
  await transaction(recorder.pool, async tx => {
    await settle(tx, settled.map(claimOf))
    for (const end of dead)
      await bury(tx, claimOf(end), { reason: reasonOf(end), at: recorder.now() })
  })
  for (const end of lost) tellOperators(recorder, end)
}

function needsMore({ receipt }: End): boolean {
  return receipt.outcome !== 'delivered' && receipt.outcome !== 'withheld'
}

function claimOf({ held }: End): Claim {
  return held.row
}

function reasonOf({ receipt }: End): string {
  return receipt.detail ?? receipt.outcome
}

/** Of a message that was not tried, operators hear only when it should have woken someone. */
function tellOperators({ operators, log }: Recorder, end: End): void {
  const { receipt, message } = end
  if (receipt.outcome !== 'failed' && message.act !== 'page') return
  const kind = receipt.outcome === 'failed' ? 'given-up' : 'not-sent'
  const trouble = { kind, channel: receipt.channel, reason: reasonOf(end), message } as const
  tellOfTrouble(operators, log, trouble)
}

/** What of a row of the outbox tells which message it is. */
export type Sending = Pick<
  DueMessage,
  'incidentId' | 'version' | 'message' | 'recipient' | 'channel'
>

/** Sends a message over one more channel, if there is one that has not been asked. */
export async function passMessageOn(
  { pool, now, destinations, directory }: Recorder,
  row: Sending,
  { hurried }: { readonly hurried: boolean },
): Promise<PassOn> {
  const { incidentId, version, message, recipient, channel: failed } = row
  const person = (await directory()).people.get(recipient)
  const logged = await readEvents(pool, incidentId, version - 1)
  const log = logged.map(({ event }) => event)
  const isPage = log[0]?.type === 'page-sent'
  const over = (certainty: { readonly evenUnverified?: boolean }) =>
    INSTEAD.filter(
      channel =>
        destinations.has(channel) &&
        addressOf(recipient, person, channel, certainty) !== undefined &&
        // What is no page wakes nobody, though every quiet way has failed.
        (isPage || mayTell(person?.reach, channel, now())),
    )
  // An address that nobody confirmed may be a stranger's: only a page goes there, after all others.
  const last = isPage ? over({ evenUnverified: true }) : []
  const reachable = [...new Set([...over({}), ...last])]
  const next = passOn(standingOf(log, message, recipient), failed, { reachable, hurried })
  const [event] = log
  if (next.verdict !== 'next' || event === undefined) return next
  const rows = outgoing(incidentId, version - 1, [overChannel(event, recipient, next.channel)])
  try {
    await transaction(pool, tx =>
      enqueue(
        tx,
        rows.map(next => ({ ...next, incidentId })),
        now(),
      ),
    )
  } catch (error) {
    // It is on its way over that channel already: two channels failed at once, or this node was killed right here before.
    if (!isTwin(error)) throw error
  }
  return next
}

const UNIQUE_VIOLATION = '23505'

function isTwin(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION
}
