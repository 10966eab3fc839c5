export type Sleeper = {
  /** Resolves after `ms`, or as soon as it is woken; at once when it was woken since it last slept. */
  sleep(ms: number): Promise<void>
  wake(): void
}

/** A sleep that can be cut short, and that does not miss a call which came just before it began. */
export function createSleeper(): Sleeper {
  let woken = false
  let rouse: (() => void) | undefined
  return {
    sleep: async ms => {
      if (!woken)
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, ms)
          rouse = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      woken = false
      rouse = undefined
    },
    wake: () => {
      woken = true
      rouse?.()
    },
  }
}
