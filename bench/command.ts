// One more command on an incident of 10,000 events, the database included: `node bench/command.ts`.
import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import type { Decided } from '#/core/incident/decide.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { fromMs } from '#/core/time.ts'
import { declareIncident } from '#/app/declare.ts'
import { appendOf, execute, load } from '#/app/execute.ts'
import { createIncidentShelf } from '#/app/incidents/incidents.ts'
import type { Shell } from '#/app/shell.ts'
import { appendEvents } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import { readIncidentHead } from '#/store/incidents.ts'
import { shellOn, startCluster } from './database.ts'
import { bundledPlan, keepExampleDirectory, keepPlan } from './pending.ts'
import { goFirst } from './processor.ts'
import { printLoad, printTable, quantile, whole } from './report.ts'

const EVENTS = 10_000
const COMMANDS = 300
const COLD_COMMANDS = 20
const BY = 'ana'

/** Everyone writes, material comes in, updates go out; put into the log at once, since only its length matters here. */
async function grow(shell: Shell, incidentId: string): Promise<void> {
  const head = await readIncidentHead(shell.pool, incidentId)
  if (head === undefined) throw new Error('the incident was declared')
  const { setting, incident: before } = await load(shell, shell.pool, head)
  const at = shell.now()
  const events: IncidentEvent[] = []
  let incident: Incident = before
  let last: Decided | undefined
  for (let turn = 0; before.version + events.length < EVENTS; turn++) {
    const command = { ...bodyOf(turn), at, by: BY } as unknown as Command
    const decided = decideInFull(setting, incident, command)
    if ('refused' in decided) throw new Error(decided.refused.code)
    events.push(...decided.accepted)
    incident = decided.incident
    last = decided
  }
  if (last === undefined) return
  const append = appendOf(setting.plan, before, { ...last, accepted: events })
  await transaction(shell.pool, tx => appendEvents(tx, shell.notary, append, at))
}

function bodyOf(turn: number): object {
  if (turn % 10 === 1)
    return { do: 'add-evidence', kind: 'logs', title: 'Logs', sha256: 'a'.repeat(64), bytes: 9 }
  if (turn % 40 === 2) return { do: 'update', to: ['everyone'], text: 'We go on' }
  return { do: 'note', text: `Looked at host ${turn}, and found nothing that should not be there` }
}

/** Milliseconds that each took, from asking to being durable. */
async function give(
  shells: readonly Shell[],
  incidentId: string,
  body: object,
): Promise<readonly number[]> {
  const taken: number[] = []
  for (const shell of shells) {
    const began = performance.now()
    const executed = await execute(shell, incidentId, { ...body, by: BY } as never)
    taken.push(performance.now() - began)
    if ('refused' in executed) throw new Error(executed.refused.code)
  }
  return taken
}

printLoad('at the start')
const cluster = await startCluster()
const { pool } = await cluster.open('command')
const shell = shellOn(pool, () => fromMs(Date.now()))
await keepExampleDirectory(shell)
await keepPlan(shell, bundledPlan('creditnexus'))
const body = { title: 'Files renamed on db-1', reporter: 'monitoring' }
const declared = await declareIncident(shell, body, { by: 'tocsin', plan: 'creditnexus' })
if (!('incidentId' in declared)) throw new Error('the incident was not declared')
await execute(shell, declared.incidentId, {
  do: 'classify',
  severity: 'P0',
  type: 'data-breach',
  by: BY,
})
await grow(shell, declared.incidentId)
const warm = Array.from({ length: COMMANDS }, () => shell)
goFirst(cluster.postmaster)
const note = { do: 'note', text: 'One more' }
const update = { do: 'update', to: ['everyone'], text: 'News' }
await give(warm.slice(0, COMMANDS / 10), declared.incidentId, note)
const rows = [
  ['note, in memory', await give(warm, declared.incidentId, note)],
  ['update to everyone, in memory', await give(warm, declared.incidentId, update)],
  [
    'note, its log read first',
    await give(
      Array.from({ length: COLD_COMMANDS }, () => ({ ...shell, incidents: createIncidentShelf() })),
      declared.incidentId,
      note,
    ),
  ],
] as const
printTable(
  [`one more command on ${whole(EVENTS)} events`, 'p50 / p99 ms', 'goal'],
  ...rows.map(([name, taken]) => [
    name,
    `${quantile(taken, 0.5).toFixed(1)} / ${quantile(taken, 0.99).toFixed(1)}`,
    name.endsWith('first') ? '' : '< 5',
  ]),
)
printLoad('at the end')
await cluster.stop()
