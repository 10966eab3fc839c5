// What hangs on one person: to be looked at before they leave.
import type { Incident } from '#/core/incident/incident.ts'
import { ROTA_PREFIX } from '#/core/oncall/rota.ts'
import type { Instant } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import { restrictedSeenBy } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { listIncidents } from '#/store/incidents.ts'

export type Holdings = {
  readonly positions: readonly { readonly id: string; readonly alone: boolean }[]
  readonly groups: readonly { readonly id: string; readonly alone: boolean }[]
  readonly rotas: readonly string[]
  /** Open ones that the reader may see. */
  readonly incidents: readonly HeldIncident[]
}

export type HeldIncident = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly exercise: boolean
  readonly roles: readonly string[]
  readonly followUps: readonly { readonly title: string; readonly due: Instant }[]
  /** Evidence that is in their custody. */
  readonly evidence: number
}

/** More open incidents than anybody works on at once. */
const LOOKED_AT_MAX = 2_000

export async function readHoldings(
  shell: Shell,
  reader: Reader,
  person: string,
): Promise<Holdings> {
  const { directory } = await shell.directory.book(shell.pool)
  const inLists = (lists: ReadonlyMap<string, readonly string[]>) =>
    [...lists]
      .filter(([, members]) => members.includes(person))
      .map(([id, members]) => ({ id, alone: members.length === 1 }))
  const rotas = [...directory.rotas.values()].filter(({ layers }) =>
    layers.some(({ people }) => people.includes(person)),
  )
  return {
    positions: inLists(directory.positions),
    groups: inLists(directory.groups),
    rotas: rotas.map(({ id }) => `${ROTA_PREFIX}${id}`),
    incidents: await incidentsOf(shell, reader, person),
  }
}

async function incidentsOf(
  shell: Shell,
  reader: Reader,
  person: string,
): Promise<readonly HeldIncident[]> {
  const sees = await restrictedSeenBy(shell, reader)
  const listed = await listIncidents(shell.pool, { open: true, sees, limit: LOOKED_AT_MAX })
  const heads = listed.filter(({ drillId }) => drillId === null)
  const incidents = await shell.incidents.allAt(shell.pool, heads)
  return incidents.flatMap((incident, index) => {
    const number = heads[index]?.number ?? 0
    return heldIn(incident, number, person)
  })
}

function heldIn(incident: Incident, number: number, person: string): readonly HeldIncident[] {
  const roles = [...incident.roles].filter(([, { person: holder }]) => holder === person)
  const teams = [...incident.teams].filter(([, team]) => team.some(it => it.person === person))
  const followUps = [...incident.followUps.values()].filter(
    ({ owner, doneAt }) => owner === person && doneAt === undefined,
  )
  const evidence = [...incident.evidence.values()].filter(({ heldBy }) => heldBy === person)
  const held = [...roles, ...teams].map(([role]) => role)
  if (held.length === 0 && followUps.length === 0 && evidence.length === 0) return []
  return [
    {
      id: incident.id,
      number,
      title: incident.title,
      exercise: incident.exercise,
      roles: [...new Set(held)],
      followUps: followUps.map(({ title, dueAt }) => ({ title, due: dueAt })),
      evidence: evidence.length,
    },
  ]
}
