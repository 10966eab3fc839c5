// How much comes through each door, and how often something came of it: counted in memory, written every few seconds.
import { plusMs, toMs } from '#/core/time.ts'
import { startLoop } from '#/app/loop.ts'
import type { Loop } from '#/app/loop.ts'
import type { Shell } from '#/app/shell.ts'
import { countDoor, forgetPayloads } from '#/store/door-payloads.ts'
import type { DoorTally, PayloadOutcome } from '#/store/door-payloads.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'log'>

export type Tallies = {
  /** `cause`: why it was refused. */
  readonly note: (door: string, outcome: PayloadOutcome, cause?: string) => void
  /** Writes what was counted. */
  readonly write: () => Promise<void>
  /** `tidy` is done now and then. */
  readonly start: (tidy: () => Promise<void>) => Loop
}

const WRITE_EVERY_MS = 2_000
const FORGET_EVERY_MS = 5 * 60_000
const FORGET_ROWS_MAX = 10_000
/** As long as alerts that are over. */
export const PAYLOADS_KEPT_MS = 30 * 24 * 3_600_000
/** Of each door; of more the oldest go. */
export const PAYLOAD_BYTES_MAX = 256 * 1_048_576
const CAUSE_CHARS_MAX = 500

export function createTallies({ pool, now, log }: Needs): Tallies {
  let counted = new Map<string, DoorTally>()
  let forgetMs = 0

  function note(door: string, outcome: PayloadOutcome, cause?: string): void {
    const at = now()
    const before = counted.get(door) ?? { ...NOTHING, door }
    const refused = outcome === 'refused' && {
      refusedAt: at,
      refusal: (cause ?? '').replaceAll('\0', '\uFFFD').toWellFormed().slice(0, CAUSE_CHARS_MAX),
    }
    counted.set(door, {
      ...before,
      [outcome]: before[outcome] + 1,
      receivedAt: at,
      ...refused,
    })
  }

  async function write(): Promise<void> {
    const tallies = counted
    counted = new Map()
    for (const [door, tally] of tallies)
      try {
        await countDoor(pool, tally)
        tallies.delete(door)
      } catch (error) {
        // What could not be written is counted with what comes.
        for (const [left, owed] of tallies) counted.set(left, sum(owed, counted.get(left)))
        throw error
      }
  }

  async function forget(tidy: () => Promise<void>): Promise<void> {
    if (toMs(now()) < forgetMs) return
    forgetMs = toMs(now()) + FORGET_EVERY_MS
    const before = plusMs(now(), -PAYLOADS_KEPT_MS)
    const wish = { before, bytesMax: PAYLOAD_BYTES_MAX, limit: FORGET_ROWS_MAX }
    // The rest has its turn at once, while others have theirs in between.
    if ((await forgetPayloads(pool, wish)) === FORGET_ROWS_MAX) forgetMs = 0
    await tidy()
  }

  return {
    note,
    write,
    start(tidy) {
      const turn = async () => {
        try {
          await write()
          await forget(tidy)
        } catch (error) {
          log.warn(
            { err: error },
            'what came through doors could not be counted or tidied; trying again',
          )
        }
        return WRITE_EVERY_MS
      }
      const loop = startLoop(now, turn)
      const stop = async () => {
        await loop.stop()
        await turn()
      }
      return { ...loop, stop }
    },
  }
}

const NOTHING = {
  taken: 0,
  ignored: 0,
  refused: 0,
  receivedAt: null,
  refusedAt: null,
  refusal: null,
} as const

function sum(owed: DoorTally, since: DoorTally | undefined): DoorTally {
  if (since === undefined) return owed
  return {
    ...owed,
    taken: owed.taken + since.taken,
    ignored: owed.ignored + since.ignored,
    refused: owed.refused + since.refused,
    receivedAt: since.receivedAt ?? owed.receivedAt,
    ...(since.refusedAt !== null && { refusedAt: since.refusedAt, refusal: since.refusal }),
  }
}

/** A bucket for each door that fills with time: what comes in a burst is taken, what comes all the time is held to the rate. */
export type Buckets = {
  /** In how many seconds to come again; undefined: come in. */
  readonly wait: (door: string, perMinute: number) => number | undefined
}

export function createBuckets(nowMs: () => number): Buckets {
  const buckets = new Map<string, { left: number; atMs: number }>()
  return {
    wait(door, perMinute) {
      const now = nowMs()
      const perMs = perMinute / 60_000
      const bucket = buckets.get(door) ?? { left: perMinute, atMs: now }
      buckets.set(door, bucket)
      bucket.left = Math.min(perMinute, bucket.left + Math.max(0, now - bucket.atMs) * perMs)
      bucket.atMs = now
      if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perMs / 1_000))
      bucket.left -= 1
      return undefined
    },
  }
}
