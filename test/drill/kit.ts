// Drills on a database of their own, with time in the hands of the test.
import { ok } from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { pino } from 'pino'
import type { IncidentEvent } from '#/core/incident/event.ts'
import { fromMs, instant, toMs } from '#/core/time.ts'
import { createDrills } from '#/app/drills/drills.ts'
import type { Drills } from '#/app/drills/drills.ts'
import type { ScenarioFile } from '#/app/drills/scenarios.ts'
import { importPlan } from '#/app/plans/plans.ts'
import { readLive } from '#/app/read.ts'
import type { Live } from '#/app/read.ts'
import type { Shell } from '#/app/shell.ts'
import { readEvents } from '#/store/log.ts'
import { freshDatabase } from '../kit/database.ts'
import { shellOn } from '../kit/shell.ts'

const ROOT = new URL('../../', import.meta.url)

export const SCENARIOS: readonly ScenarioFile[] = readdirSync(new URL('scenarios/', ROOT))
  .filter(name => name.endsWith('.yaml'))
  .map(name => ({
    id: name.replace('.yaml', ''),
    text: readFileSync(new URL(`scenarios/${name}`, ROOT), 'utf8'),
  }))

export type Stage = {
  readonly shell: Shell
  readonly drills: Drills
  /** Real time passes. */
  readonly pass: (ms: number) => void
  readonly nowMs: () => number
  readonly events: (incidentId: string) => Promise<readonly IncidentEvent[]>
  readonly live: (incidentId: string) => Promise<Live>
  /** Lets it run until it has ended, or `until` says so; gives how many milliseconds of real time that took. */
  readonly run: (until?: () => Promise<boolean>) => Promise<number>
}

export async function stage(): Promise<Stage> {
  const { pool } = await freshDatabase()
  let nowMs = toMs(instant('2026-11-22T08:00:00Z'))
  const shell = shellOn(pool, () => fromMs(nowMs), pino({ level: 'silent' }))
  for (const name of ['creditnexus', 'tiered', 'bank']) {
    const source = readFileSync(new URL(`plans/${name}.yaml`, ROOT), 'utf8')
    ok('hash' in (await importPlan(shell, source, { by: 'tocsin', activate: true })))
  }
  const drills = createDrills(shell, SCENARIOS)
  const stillRuns = async () => (await drills.list()).length > 0
  return {
    shell,
    drills,
    nowMs: () => nowMs,
    pass(ms) {
      nowMs += ms
    },
    async events(incidentId) {
      return (await readEvents(pool, incidentId)).map(({ event }) => event)
    },
    async live(incidentId) {
      const live = await readLive(shell, incidentId)
      ok(live !== undefined)
      return live
    },
    async run(until = async () => false) {
      const began = nowMs
      while ((await stillRuns()) && !(await until())) {
        const waitMs = await drills.turn()
        if (await stillRuns()) nowMs += waitMs
      }
      return nowMs - began
    },
  }
}
