import { toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** Something that goes round until it is stopped. */
export type Loop = {
  /** There may be something to do, at an instant or at once: it does not sleep past that. */
  readonly poke: (at?: Instant) => void
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
  let pokedForMs = Infinity
  let sleepsUntilMs = -Infinity
  let turnedAt = now()
  let interrupt: () => void = () => {}
  const sleep = (ms: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      interrupt = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async (): Promise<void> => {
    while (!stopped) {
      pokedForMs = Infinity
      turnedAt = now()
      const pause = Math.min(await turn(), SLEEP_MS_MAX)
      sleepsUntilMs = toMs(now()) + pause
      // A poke that came while the turn was running must not be slept through.
      if (!stopped && pause > 0 && pokedForMs >= sleepsUntilMs) await sleep(pause)
      sleepsUntilMs = -Infinity
    }
  }
  const running = run()
  return {
    poke(at) {
      const ms = at === undefined ? -Infinity : toMs(at)
      pokedForMs = Math.min(pokedForMs, ms)
      // Each append says when its incident wants to be woken, which is mostly long after the next that does.
      if (ms < sleepsUntilMs) interrupt()
    },
    async stop() {
      stopped = true
      interrupt()
      await running
    },
    isAlive: () => toMs(now()) - toMs(turnedAt) < ALIVE_MS_MAX,
  }
}
