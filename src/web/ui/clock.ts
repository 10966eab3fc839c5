// The time, as the page shows it: one tick a second for all, and an incident's own clock where it has one.
import { useSyncExternalStore } from 'react'

/**
 * From real time to that of an exercise: `at` was at the real instant `real`, and it runs `factor` times as fast. At `until` it
 * stands still until it is moved on.
 */
export type ExerciseClock = {
  readonly real: string
  readonly at: string
  readonly factor: number
  readonly until?: string
}

const TICK_MS = 1_000
/** An exercise at speed is shown smoothly. */
const FAST_TICK_MS = 200

/** The only place of the page that reads the time. */
// oxlint-disable-next-line no-restricted-properties
const realNow = () => Date.now()

function ticker(everyMs: number) {
  let now = realNow()
  let timer: ReturnType<typeof setInterval> | undefined
  const listeners = new Set<() => void>()
  const tick = () => {
    now = realNow()
    for (const listener of listeners) listener()
  }
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      if (timer === undefined) {
        now = realNow()
        timer = setInterval(tick, everyMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    now: () => now,
  }
}

const SLOW = ticker(TICK_MS)
const FAST = ticker(FAST_TICK_MS)

/** Milliseconds since 1970 by the clock of an incident, or by everybody's; ticks. */
export function useNow(clock?: ExerciseClock | null): number {
  const ticks = clock ? FAST : SLOW
  return onClock(useSyncExternalStore(ticks.subscribe, ticks.now), clock)
}

export function onClock(real: number, clock?: ExerciseClock | null): number {
  if (!clock) return real
  const passed = Math.max(0, real - Date.parse(clock.real)) * clock.factor
  const until = clock.until === undefined ? Infinity : Date.parse(clock.until)
  return Math.min(Date.parse(clock.at) + passed, until)
}

/** The day by the reader's own calendar; changes once a day. */
export function useToday(clock?: ExerciseClock | null): string {
  return useSyncExternalStore(SLOW.subscribe, () =>
    new Date(onClock(SLOW.now(), clock)).toDateString(),
  )
}

/** The time when somebody did something. */
export const nowOf = (clock?: ExerciseClock | null): number => onClock(SLOW.now(), clock)
