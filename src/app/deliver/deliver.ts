// The deliver loop: takes what is due out of the outbox, sends it, and puts on record what became of it.
import { assert } from '#/core/assert.ts'
import { EMPTY_DIRECTORY } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import { msBetween, plusMs } from '#/core/time.ts'
import { claimDue, nextDueAt } from '#/store/outbox.ts'
import type { DueMessage } from '#/store/outbox.ts'
import { createEnds } from '#/app/deliver/ends.ts'
import { createHealth } from '#/app/deliver/health.ts'
import type { Origin } from '#/app/deliver/message.ts'
import type { DeliverNeeds } from '#/app/deliver/needs.ts'
import { admit, isLimited } from '#/app/deliver/limits.ts'
import type { Admission } from '#/app/deliver/limits.ts'
import { deliverAsOne } from '#/app/deliver/one.ts'
import type { Courier } from '#/app/deliver/one.ts'
import { createOperators } from '#/app/deliver/operators.ts'
import { readOrigins } from '#/app/deliver/origin.ts'
import { report } from '#/app/deliver/report.ts'
import type { Report, Reported } from '#/app/deliver/report.ts'
import { patiently, RECOVER_MS } from '#/app/deliver/patience.ts'
import { CLAIM_MS } from '#/app/deliver/record.ts'
import type { Held } from '#/app/deliver/record.ts'
import { createSleeper } from '#/app/deliver/sleeper.ts'

/** Messages that are being sent at once. */
const IN_FLIGHT_MAX = 64
/** In case a notice of the database got lost. */
const LOOK_AGAIN_MS = 5_000
/** What is due and yet cannot be claimed is in another node's hands for the length of a statement. */
const CLAIMED_ELSEWHERE_MS = 20
/** Without a round for this long the loop counts as dead. */
const ALIVE_MS_MAX = 60_000
/** What is being sent when the program is told to end may take this long; then it is another node's. */
const STOP_GRACE_MS = 8_000

export type Deliver = {
  start(): void
  /** Something may be due: look now. */
  poke(): void
  /** Whether it still goes round. */
  isAlive(): boolean
  /** What a carrier tells later of a message that it took; false where it is about none of ours. */
  report(reported: Reported, report: Report): Promise<boolean>
  /** Takes nothing more, finishes what is in flight, records it. */
  stop(): Promise<void>
  /** Delivers everything that is due now; resolves when all of it is on record. For tests and for a last run. */
  drain(): Promise<void>
}

/**
 * Any number of nodes run this loop over one outbox. A message is claimed for a time and not locked, since a node
 * that hangs in a socket would hold a lock for as long as it hangs; so it is sent at least once, under a key that
 * goes along.
 */
export function createDeliver(needs: DeliverNeeds): Deliver {
  const sleeper = createSleeper()
  const stop = new AbortController()
  const abandon = new AbortController()
  const courier = courierOf(needs, {
    stop: stop.signal,
    abandon: abandon.signal,
    poke: () => sleeper.wake(),
  })
  const inFlight = new Set<Promise<void>>()
  let running: Promise<void> | undefined
  let turnedAt = needs.now()

  async function claim(): Promise<number> {
    const limit = IN_FLIGHT_MAX - inFlight.size
    if (limit <= 0) return 0
    const now = needs.now()
    const until = plusMs(now, CLAIM_MS)
    const due = await claimDue(needs.pool, { now, claimedUntil: until, limit })
    const batch = readBatch(courier, due)
    for (const row of due) launch(deliverFrom(courier, { row, until }, batch))
    return due.length
  }

  function launch(delivery: Promise<void>): void {
    inFlight.add(delivery)
    void delivery.then(() => {
      if (inFlight.size >= IN_FLIGHT_MAX) sleeper.wake()
      inFlight.delete(delivery)
    })
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      turnedAt = needs.now()
      try {
        if ((await claim()) > 0) continue
        // With no room for more there is nothing to look for: the next message to end wakes us.
        const full = inFlight.size >= IN_FLIGHT_MAX
        await sleeper.sleep(full ? LOOK_AGAIN_MS : await msUntilDue(needs))
      } catch (error) {
        needs.log.error({ err: error }, 'The outbox cannot be read; trying again.')
        await sleeper.sleep(RECOVER_MS)
      }
    }
  }

  return {
    start: () => {
      running ??= run()
    },
    poke: () => sleeper.wake(),
    report: (reported, told) => report(courier.recorder, reported, told),
    isAlive: () => msBetween(turnedAt, needs.now()) < ALIVE_MS_MAX,
    stop: async () => {
      stop.abort()
      sleeper.wake()
      const grace = setTimeout(() => abandon.abort(), STOP_GRACE_MS)
      await running
      await Promise.all(inFlight)
      await courier.recorder.operators.settled()
      clearTimeout(grace)
    },
    drain: async () => {
      while ((await claim()) > 0 || inFlight.size > 0) await Promise.all(inFlight)
      await courier.recorder.operators.settled()
    },
  }
}

/** Milliseconds until a message is due or a claim lapses. */
async function msUntilDue({ pool, now }: DeliverNeeds): Promise<number> {
  const next = await nextDueAt(pool)
  const wait = next === undefined ? LOOK_AGAIN_MS : msBetween(now(), next)
  return Math.min(Math.max(wait, CLAIMED_ELSEWHERE_MS), LOOK_AGAIN_MS)
}

function courierOf(
  needs: DeliverNeeds,
  signals: Pick<Courier, 'stop' | 'abandon' | 'poke'>,
): Courier {
  const destinations = new Map(needs.destinations.map(to => [to.channel, to]))
  const { log } = needs
  const operators = createOperators({ ...needs, destinations })
  const recorder = { ...needs, destinations, operators }
  const ends = createEnds(recorder, { log, stop: signals.stop })
  return { needs, destinations, recorder, ends, health: createHealth(), ...signals }
}

type Batch = {
  readonly origins: ReadonlyMap<number, Origin>
  readonly directory: Directory
  /** Of those that have limits. The others do not wait for it. */
  readonly admission: Promise<Admission>
}

const EMPTY_BATCH: Batch = {
  origins: new Map(),
  directory: EMPTY_DIRECTORY,
  admission: Promise.resolve(new Map()),
}

async function readBatch({ needs, stop }: Courier, due: readonly DueMessage[]): Promise<Batch> {
  if (due.length === 0) return EMPTY_BATCH
  const patience = { log: needs.log, stop }
  const origins = await patiently(() => readOrigins(needs.pool, due), patience)
  const directory = await patiently(() => needs.directory(), patience)
  const around = { pool: needs.pool, now: needs.now(), origins, directory }
  return { origins, directory, admission: patiently(() => admit(due, around), patience) }
}

/** Never rejects. What goes wrong here leaves the claim to lapse, and the message to be sent again. */
async function deliverFrom(courier: Courier, held: Held, batch: Promise<Batch>): Promise<void> {
  const { row } = held
  try {
    const { origins, directory, admission } = await batch
    const isFree = !isLimited(row, { origins, directory })
    const verdict = (isFree ? undefined : (await admission).get(row.id)) ?? [row]
    if (verdict === 'later') return courier.poke()
    // Whoever takes it along sees to it.
    if (verdict === 'taken-along') return
    const claimed = verdict.map(one => {
      const origin = origins.get(one.id)
      assert(origin !== undefined, 'a message has the event that it is made from')
      return { held: { row: one, until: held.until }, origin }
    })
    await deliverAsOne(courier, claimed, directory)
  } catch (error) {
    courier.needs.log.error(
      { err: error, outbox: row.id },
      'A message is left for another attempt.',
    )
  }
}
