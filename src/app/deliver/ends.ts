import type { Log } from '#/app/deliver/needs.ts'
import { patiently } from '#/app/deliver/patience.ts'
import { record, seeToRest } from '#/app/deliver/record.ts'
import type { End, Recorder } from '#/app/deliver/record.ts'

export type Ends = {
  /** Resolves when it is on record; rejects when it could not be recorded, and then the message is sent again. */
  add(end: End): Promise<void>
}

type Waiting = {
  readonly end: End
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Collects the ends of messages for each incident. What ends while an event is being written goes into the next one, so
 * a mail to two thousand people is a few events of the log and not two thousand, and nobody waits for a window to pass.
 * Incidents do not wait for one another: a log that cannot be written to holds up its own messages only.
 */
export function createEnds(
  recorder: Recorder,
  patience: { readonly log: Log; readonly stop: AbortSignal },
): Ends {
  const waiting = new Map<string, Waiting[]>()

  async function write(incidentId: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const some = queue.splice(0)
      const ends = some.map(({ end }) => end)
      try {
        const rest = await patiently(() => record(recorder, incidentId, ends), patience)
        if (rest.length > 0) await patiently(() => seeToRest(recorder, rest), patience)
        for (const { resolve } of some) resolve()
      } catch (error) {
        for (const { reject } of some) reject(error)
      }
    }
    waiting.delete(incidentId)
  }

  return {
    add: end =>
      new Promise((resolve, reject) => {
        const { incidentId } = end.held.row
        const queue = waiting.get(incidentId)
        if (queue !== undefined) {
          queue.push({ end, resolve, reject })
          return
        }
        const first = [{ end, resolve, reject }]
        waiting.set(incidentId, first)
        void write(incidentId, first)
      }),
  }
}
