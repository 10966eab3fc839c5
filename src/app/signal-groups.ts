import type { Shell } from '#/app/shell.ts'
import { hiddenFrom } from '#/app/visibility.ts'
import type { Reader } from '#/app/visibility.ts'
import { readFiringGroups } from '#/store/alert-groups.ts'
import type { GroupRow } from '#/store/alert-groups.ts'
import { groupsOfIncidents } from '#/store/restricted.ts'

export type FiringGroup = Omit<GroupRow, 'labels'> & {
  readonly labels: Readonly<Record<string, string>>
}

/** The groups of alerts that fire now, the newest change first; without those that became an incident hidden from the reader. */
export async function listFiring(
  shell: Shell,
  reader: Reader,
  limit: number,
): Promise<readonly FiringGroup[]> {
  const hidden = await hiddenFrom(shell, reader)
  const groups = await readFiringGroups(shell.pool, limit)
  return groups
    .filter(({ incidentId }) => incidentId === null || !hidden.has(incidentId))
    .map(group => ({
      ...group,
      labels: JSON.parse(group.labels) as Readonly<Record<string, string>>,
    }))
}

/** The keys of the groups of alerts that became incidents hidden from the reader. */
export async function hiddenGroups(shell: Shell, reader: Reader): Promise<ReadonlySet<string>> {
  const hidden = await hiddenFrom(shell, reader)
  return new Set(hidden.size === 0 ? [] : await groupsOfIncidents(shell.pool, [...hidden]))
}
