// What the incidents of this installation that are over say about a new version of a plan.
import type { Past } from '#/core/exercise/otherwise.ts'
import { restrictedSeenBy } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import type { Shell } from '#/app/shell.ts'
import { listIncidents } from '#/store/incidents.ts'
import { readEvents } from '#/store/log.ts'

/** The newest of them: people remember those, and it stays quick. */
export const PASTS_MAX = 20
/** Longer logs take seconds each. */
const EVENTS_MAX = 3_000

/** Incidents of a plan that are over and were real, as far as the reader may see them, newest first. */
export async function pastsOf(
  shell: Shell,
  reader: Reader,
  planId: string,
): Promise<readonly (Past & { readonly number: number })[]> {
  const sees = await restrictedSeenBy(shell, reader)
  const over = await listIncidents(shell.pool, { open: false, sees, limit: PASTS_MAX * 2 })
  const pasts: (Past & { readonly number: number })[] = []
  for (const { id, number, planId: under, version, drillId, first } of over) {
    if (pasts.length >= PASTS_MAX) break
    if (under !== planId || drillId !== null || version > EVENTS_MAX) continue
    if (first?.type !== 'declared' || first.exercise) continue
    const log = (await readEvents(shell.pool, id)).map(({ event }) => event)
    pasts.push({ id, number, log })
  }
  return pasts
}
