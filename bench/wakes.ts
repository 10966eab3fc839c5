// Incidents whose instant has come, decided by the engine and appended with their events, in memory or not; and a poll that
// finds nothing to do.
import { instant } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { createIncidentShelf } from '#/app/incidents/incidents.ts'
import type { Shell } from '#/app/shell.ts'
import { wakeDue } from '#/app/wake.ts'
import type { Pool } from '#/store/db.ts'
import { nextWakeAt } from '#/store/wake.ts'
import { shellOn } from './database.ts'
import { declareMany, fillIncidents, keepExampleDirectory, keepPlan } from './pending.ts'
import type { Contender } from './contest.ts'

const DECLARED = instant('2026-03-02T09:00Z')

export type Sleepers = {
  readonly pool: Pool
  /** Memory has none of the incidents; it has all of them. Take turns, the cold one first: it fills the memory. */
  readonly cold: Contender
  readonly warm: Contender
}

/**
 * Incidents of one plan, declared at one instant, so that each of their wakes is at one instant too, among others that sleep.
 * Each turn is their next wake.
 */
export async function openSleepers(
  { pool }: { readonly pool: Pool },
  {
    name,
    source,
    count,
    others,
  }: {
    readonly name: string
    readonly source: string
    readonly count: number
    readonly others: number
  },
): Promise<Sleepers> {
  let now: Instant = DECLARED
  const shell = shellOn(pool, () => now)
  await keepExampleDirectory(shell)
  const plan = await keepPlan(shell, source)
  await fillIncidents(pool, plan, others)
  await declareMany(shell, plan, count, () => DECLARED)
  let remembering: Shell = shell
  const contender = (kind: 'cold' | 'warm'): Contender => ({
    name: `${name}, ${kind}`,
    async prepare() {
      now = (await nextWakeAt(pool)) ?? now
      if (kind === 'cold') remembering = { ...shell, incidents: createIncidentShelf() }
    },
    async work() {
      for (let done = 0; ;) {
        const woken = await wakeDue(remembering)
        if (woken === 0) return done
        done += woken
      }
    },
  })
  return { pool, cold: contender('cold'), warm: contender('warm') }
}
