import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '#/app/deliver/needs.ts'

/** After an error of the database, or of ours. */
export const RECOVER_MS = 1_000
/** Longer than PostgreSQL takes to start again. What is known in memory until then would otherwise be sent twice. */
const TRIES_MAX = 30

/** Does `work`, again after an error, until it works. Throws its last error when patience is at an end or `stop` says so. */
export async function patiently<T>(
  work: () => Promise<T>,
  { log, stop }: { readonly log: Log; readonly stop: AbortSignal },
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries >= TRIES_MAX || stop.aborted) throw error
      log.warn({ err: error, tries }, 'Delivery waits for the database.')
      await pause(RECOVER_MS)
    }
  }
}
