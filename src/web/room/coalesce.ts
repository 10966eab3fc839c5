/** Does `work` when it is called, but never twice at once and not more often than every `everyMs`; what was asked for meanwhile is done once, after. */
export function coalesced(
  work: () => Promise<unknown>,
  everyMs: number,
): { readonly ask: () => void; readonly stop: () => void } {
  let running = false
  let again = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = async () => {
    running = true
    again = false
    const began = performance.now()
    // Whoever shows what was asked for shows why it failed, too.
    await work().catch(() => {})
    const took = performance.now() - began
    // A server that takes long has much to do: whoever asks leaves it as long again.
    const pause = Math.max(everyMs - took, took)
    if (stopped) return
    timer = setTimeout(() => {
      running = false
      if (again) void run()
    }, pause)
  }
  return {
    ask() {
      again = true
      if (!running && !stopped) void run()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
