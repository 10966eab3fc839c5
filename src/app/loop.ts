import { toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Something that goes round until it is stopped. */
export type Loop = {
  /** There may be something to do: do not sleep on. */
  readonly poke: () => void
  /** Ends after the round that is running. */
  readonly stop: () => Promise<void>
  /** Whether it still goes round. */
  readonly isAlive: () => boolean
}

/** Sleeps are cut here: timers overflow at 2^31 ms, and a poke from another node may have been lost. */
export const SLEEP_MS_MAX = 5_000
/** Without a round for this long a loop counts as dead. */
const ALIVE_MS_MAX = 60_000

/** Goes round: `turn` does what there is to do and says for how many milliseconds there will be nothing. It must not throw. */
export function startLoop(now: () => Instant, turn: () => Promise<number>): Loop {
  let stopped = false
  let poked = false
  let turnedAt = now()
  let interrupt: () => void = () => {}
  const sleep = (ms: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, Math.min(ms, SLEEP_MS_MAX))
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async (): Promise<void> => {
    while (!stopped) {
      poked = false
      turnedAt = now()
      const pause = await turn()
      // A poke that came while the turn was running must not be slept through.
      if (!stopped && !poked && pause > 0) await sleep(pause)
    }
  }
  const running = run()
  return {
    poke() {
      poked = true
      interrupt()
    },
    async stop() {
      stopped = true
      interrupt()
      await running
    },
    isAlive: () => toMs(now()) - toMs(turnedAt) < ALIVE_MS_MAX,
  }
}
