// What happens once a second, by the clock alone.
import { fromMs } from '#/core/time.ts'
import type { IngestNeeds } from '#/app/ingest/ingest.ts'
import type { Parts } from '#/app/ingest/parts.ts'
import { writeTouched } from '#/app/ingest/repeat.ts'
import { applySilences, lapse } from '#/app/ingest/restate.ts'
import { listenAnew } from '#/store/alert-groups.ts'
import { forgetAlerts } from '#/store/alerts.ts'

/** How long alerts that are over stay in the database. */
export const ALERTS_KEPT_MS = 30 * 24 * 3_600_000
/** Every so many beats: groups whose node has died, rows that are old. */
const BEATS_PER_SWEEP = 5
/** Every so many: what fires on after its incident. */
const BEATS_PER_LISTENING = 10
const BEATS_PER_FORGETTING = 3_600
const FORGET_ROWS_MAX = 10_000

/** Makes the function that is called once a second and never runs twice at a time. */
export function createBeat(
  { pool, nowMs, report }: IngestNeeds,
  parts: Parts,
): () => Promise<void> {
  const { memory, silences, follower, teller, restating } = parts
  let silencesSeen = silences.version()
  // Twice, a second apart: an alert whose commit was on its way while a silence changed was judged by the old ones.
  let applyOnceMore = 0
  let beats = 0
  let forgetting = false
  let running: Promise<void> | undefined

  const forget = (now: number) =>
    forgetAlerts(pool, { before: fromMs(now - ALERTS_KEPT_MS), limit: FORGET_ROWS_MAX })

  async function each(): Promise<void> {
    beats += 1
    const now = nowMs()
    await follower.check()
    await writeTouched(pool, parts)
    if (now >= memory.nextLapseMs) await lapse(restating)
    if (now >= silences.nextEdgeMs()) silences.pass()
    if (silences.version() !== silencesSeen) applyOnceMore = 2
    silencesSeen = silences.version()
    if (applyOnceMore > 0) await applySilences(restating)
    applyOnceMore = Math.max(0, applyOnceMore - 1)
    if (beats % BEATS_PER_LISTENING === 0) await listenAnew(pool)
    if (beats % BEATS_PER_SWEEP === 0) await teller.sweep()
    // A portion with each beat until none is left, so that a beat is never long.
    forgetting ||= beats % BEATS_PER_FORGETTING === 0
    if (forgetting) forgetting = (await forget(now)) >= FORGET_ROWS_MAX
  }

  return () =>
    (running ??= each()
      .catch((error: unknown) => report(error, 'the beat of the intake'))
      .finally(() => {
        running = undefined
      }))
}
