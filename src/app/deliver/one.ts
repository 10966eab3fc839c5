// One message over one channel, from the claim to its end or its next attempt.
import { roomNamed } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { plusMs } from '#/core/time.ts'
import type { Destination, Message, Outcome } from '#/outbound/message.ts'
import { retry } from '#/store/outbox.ts'
import { firstShown } from '#/store/shown-messages.ts'
import { isStopped } from '#/store/stopped-numbers.ts'
import { bundleOf } from '#/app/deliver/bundle.ts'
import type { Ends } from '#/app/deliver/ends.ts'
import type { Health } from '#/app/deliver/health.ts'
import { prepare } from '#/app/deliver/message.ts'
import type { Origin, Prepared } from '#/app/deliver/message.ts'
import type { DeliverNeeds } from '#/app/deliver/needs.ts'
import { tellOfTrouble } from '#/app/deliver/trouble.ts'
import { receiptOf } from '#/app/deliver/pass-on.ts'
import { patiently } from '#/app/deliver/patience.ts'
import { reticent } from '#/app/deliver/restricted.ts'
import { isOurs, passMessageOn } from '#/app/deliver/record.ts'
import type { Held, Recorder } from '#/app/deliver/record.ts'
import { sendSafely } from '#/app/deliver/send-safely.ts'
import { ATTEMPTS_MAX, PAGE_ATTEMPTS_BEFORE_NEXT_CHANNEL, waitMs } from '#/app/deliver/retry.ts'

export type Courier = {
  readonly needs: DeliverNeeds
  readonly destinations: ReadonlyMap<Channel, Destination>
  readonly recorder: Recorder
  readonly ends: Ends
  readonly health: Health
  /** Ends what is being sent. */
  readonly abandon: AbortSignal
  /** Ends patience. */
  readonly stop: AbortSignal
  /** A row was put back or added: the loop looks again. */
  readonly poke: () => void
}

type Ready = Extract<Prepared, { ready: true }>

/** A claimed message with what it is made from. */
export type Claimed = { readonly held: Held; readonly origin: Origin }
type ReadyClaim = Ready & { readonly held: Held }

/**
 * Sends claimed messages to one person over one channel, as one message where they are several, and sees to what follows.
 * Resolves when that is on record.
 */
export async function deliverAsOne(
  courier: Courier,
  claimed: readonly Claimed[],
  directory: Directory,
): Promise<void> {
  const made = await Promise.all(claimed.map(one => makeReady(courier, one, directory)))
  const ready = made.filter(one => one !== undefined)
  const [first] = ready
  if (first === undefined) return
  const { held, destination } = first
  const thread = await threadOf(courier, held, destination)
  const message = bundleOf(ready.map(one => one.message))
  const outcome = await attempt(courier, { ...first, message: { ...message, ...thread } })
  await Promise.all(ready.map(one => seeTo(courier, one, outcome, ready.length)))
}

/** Undefined where it ended before it was tried, or is another node's by now. */
async function makeReady(
  courier: Courier,
  { held, origin }: Claimed,
  directory: Directory,
): Promise<ReadyClaim | undefined> {
  const { needs, destinations } = courier
  const readable = await patiently(
    () => asReadable(needs, held, origin, directory),
    patienceOf(courier),
  )
  const prepared = prepare(held.row, readable, { ...needs, directory, destinations })
  if (!prepared.ready) {
    await endUntried(courier, held, prepared)
    return undefined
  }
  // Between the claim and here this node may have stood still for an hour.
  if (!(await patiently(() => isOurs(courier.recorder, held), patienceOf(courier))))
    return undefined
  if (!(await isSilenced(courier, held, prepared.message))) return { ...prepared, held }
  await end(courier, held, prepared.message, 'failed', { detail: STOPPED })
  return undefined
}

function seeTo(
  courier: Courier,
  { held, message }: ReadyClaim,
  outcome: Tried,
  together: number,
): Promise<void> {
  if (!outcome.delivered) return failed(courier, held, message, outcome)
  // What is changed in place later is one message by itself.
  const how = together === 1 ? outcome : { detail: `Together with ${together - 1} others.` }
  return end(courier, held, message, 'delivered', how)
}

const STOPPED =
  'They have answered STOP to text messages; only they can undo it, by answering START.'

function isSilenced({ needs, stop }: Courier, { row }: Held, { to }: Message): Promise<boolean> {
  if (row.channel !== 'sms') return Promise.resolve(false)
  return patiently(() => isStopped(needs.pool, to.address), { log: needs.log, stop })
}

/** Where messages can be changed they can also be found: what is said of one incident stands together. */
async function threadOf(
  { needs, stop }: Courier,
  { row }: Held,
  destination: Destination,
): Promise<Pick<Message, 'thread'>> {
  if (destination.update === undefined) return {}
  const thread = await patiently(() => firstShown(needs.pool, row), { log: needs.log, stop })
  return thread === undefined ? {} : { thread }
}

/** Asked at each attempt: who was named when it was written may not be by now. */
async function asReadable(
  needs: DeliverNeeds,
  { row }: Held,
  origin: Origin,
  directory: Directory,
): Promise<Origin> {
  // A room is told all or nothing: `prepare` says which.
  if (!origin.incident.restricted || roomNamed(directory, row.recipient) !== undefined)
    return origin
  return (await needs.maySee(row.incidentId, row.recipient)) ? origin : reticent(origin)
}

async function endUntried(
  courier: Courier,
  held: Held,
  { outcome, detail, message }: Extract<Prepared, { ready: false }>,
): Promise<void> {
  const { row } = held
  if (outcome === 'channel-missing')
    await courier.destinations.get('log')?.send(message, courier.abandon)
  courier.needs.log.warn(
    {
      outcome,
      channel: row.channel,
      message: message.messageId,
      incident: message.incident.number,
    },
    'A message was not sent.',
  )
  // Nothing was tried, however often it was claimed.
  await courier.ends.add({ held, receipt: receiptOf(row, 0, outcome, detail), message })
  courier.poke()
}

async function attempt(courier: Courier, { destination, message }: Ready): Promise<Tried> {
  const { health, abandon, recorder, needs } = courier
  const peer = `${destination.channel} ${destination.peerOf?.(message) ?? ''}`
  if (!health.enter(peer)) return { delivered: false, retry: 'later', cause: DOWN, down: true }
  const outcome = await sendSafely(destination, message, abandon)
  if (!abandon.aborted) needs.noted?.(destination.channel, outcome)
  const works = outcome.delivered || outcome.channelWorks === true
  const change = health.leave(peer, abandon.aborted ? undefined : works)
  if (change === 'revived') needs.log.info({ peer }, 'The channel works again.')
  if (change === 'died' && !outcome.delivered)
    tellOfTrouble(recorder.operators, needs.log, {
      kind: 'channel-dead',
      channel: destination.channel,
      reason: outcome.cause.message,
      message,
    })
  return outcome.delivered || !health.isDown(peer) ? outcome : { ...outcome, down: true }
}

/** `down`: its channel does not work at the moment, whatever becomes of this message. */
type Tried = Outcome & { readonly down?: true }
const DOWN = new Error('The channel does not work at the moment.')

async function end(
  courier: Courier,
  held: Held,
  message: Message,
  outcome: 'delivered' | 'failed',
  { detail, reference }: { readonly detail?: string; readonly reference?: string },
): Promise<void> {
  const { row } = held
  const receipt = receiptOf(row, row.attempt, outcome, detail)
  await courier.ends.add({ held, receipt, message, ...(reference !== undefined && { reference }) })
}

async function failed(
  courier: Courier,
  held: Held,
  message: Message,
  tried: Extract<Tried, { delivered: false }>,
): Promise<void> {
  const { row } = held
  const { channel, attempt: attempts } = row
  courier.needs.log.warn(
    { err: tried.cause, retry: tried.retry, channel, attempts, message: message.messageId },
    'A message did not go out.',
  )
  if (tried.retry === 'never' || attempts >= ATTEMPTS_MAX)
    await end(courier, held, message, 'failed', { detail: tried.cause.message })
  else await patiently(() => putBack(courier, held, message, tried), patienceOf(courier))
  courier.poke()
}

/** A page whose channel is down, or has failed it a few times, is also sent over another, while this one is tried on. */
async function putBack(
  { needs, recorder, abandon }: Courier,
  { row }: Held,
  message: Message,
  { cause, after, down }: Extract<Tried, { delivered: false }>,
): Promise<void> {
  const hurried = down === true || row.attempt >= PAGE_ATTEMPTS_BEFORE_NEXT_CHANNEL
  if (message.act === 'page' && hurried) await passMessageOn(recorder, row, { hurried })
  // What we broke off ourselves, on the way down, is another node's at once.
  const wait = abandon.aborted ? 0 : waitMs(row.attempt, needs.random(), after)
  await retry(needs.pool, row, { dueAt: plusMs(needs.now(), wait), error: cause.message })
}

function patienceOf({ needs, stop }: Courier) {
  return { log: needs.log, stop }
}
