import type { Shell } from '#/app/shell.ts'
import { hiddenFrom } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { groupsOfIncidents } from '#/store/restricted.ts'

/** The keys of the groups of alerts that became incidents hidden from the reader. */
export async function hiddenGroups(shell: Shell, reader: Reader): Promise<ReadonlySet<string>> {
  const hidden = await hiddenFrom(shell, reader)
  return new Set(hidden.size === 0 ? [] : await groupsOfIncidents(shell.pool, [...hidden]))
}
