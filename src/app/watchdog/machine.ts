// What of the machine beneath can stop Tocsin.
import { statfs } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Free bytes and size of the file system that holds a folder; undefined where there is none, as with a database elsewhere. */
export async function diskOf(
  folder: string,
): Promise<{ readonly free: number; readonly size: number } | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { free: bavail * bsize, size: blocks * bsize }
  } catch {
    return undefined
  }
}

const RESOLUTION_MS = 50

/** For how many milliseconds this process was held up at most by one piece of work, each time since it was last asked. */
export function watchHoldUps(): { readonly longestMs: () => number; readonly stop: () => void } {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  return {
    longestMs() {
      const longest = Math.max(0, delay.max / 1e6 - RESOLUTION_MS)
      delay.reset()
      return longest
    },
    stop: () => delay.disable(),
  }
}
