import type { Command } from '#/core/incident/command.ts'
import { decideInFull } from '#/core/incident/decide.ts'
import type { Decided } from '#/core/incident/decide.ts'
import type { IncidentEvent } from '#/core/incident/event.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { appendOf, load } from '#/app/execute.ts'
import type { Shell } from '#/app/shell.ts'
import { appendEvents } from '#/store/append.ts'
import { transaction } from '#/store/db.ts'
import { readIncidentHead } from '#/store/incidents.ts'

type Grown = { readonly events: number; readonly by: string }

/** Notes, evidence and updates of one person, until an incident has so many events: put into its log at once. */
export async function growLog(shell: Shell, incidentId: string, grown: Grown): Promise<void> {
  // A receipt, or a look at the time, may come in between: then it is decided anew, as everywhere.
  while (!(await grow(shell, incidentId, grown)));
}

/** Gives whether it was appended. */
async function grow(
  shell: Shell,
  incidentId: string,
  { events: wanted, by }: Grown,
): Promise<boolean> {
  const head = await readIncidentHead(shell.pool, incidentId)
  if (head === undefined) throw new Error('there is no such incident')
  const { setting, incident: before } = await load(shell, shell.pool, head)
  const at = shell.now()
  const events: IncidentEvent[] = []
  let incident: Incident = before
  let last: Decided | undefined
  for (let turn = 0; before.version + events.length < wanted; turn++) {
    const decided = decideInFull(setting, incident, {
      ...bodyOf(turn),
      at,
      by,
    } as unknown as Command)
    if ('refused' in decided) throw new Error(decided.refused.code)
    events.push(...decided.accepted)
    incident = decided.incident
    last = decided
  }
  if (last === undefined) return true
  const append = appendOf(setting.plan, before, { ...last, accepted: events })
  const appended = await transaction(shell.pool, tx => appendEvents(tx, shell.notary, append, at))
  return !appended.conflict
}

function bodyOf(turn: number): object {
  if (turn % 10 === 1)
    return {
      do: 'add-evidence',
      kind: 'logs',
      title: `Logs ${turn}`,
      sha256: 'a'.repeat(64),
      bytes: 9,
    }
  if (turn % 40 === 2) return { do: 'update', to: ['response-team'], text: `We go on, ${turn}` }
  return {
    do: 'note',
    text: `Looked at **host ${turn}**, and found nothing that should not be there`,
  }
}
