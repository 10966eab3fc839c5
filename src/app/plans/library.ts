import { allPlans } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'
import { readPlan } from '#/store/plans.ts'
import type { StoredPlan } from '#/store/plans.ts'

export type KeptPlan = StoredPlan

/** A kept plan with its source: by its hash, or the newest version of an id. */
export async function findPlan(
  shell: Pick<Shell, 'pool'>,
  hashOrId: string,
): Promise<KeptPlan | undefined> {
  const entry = (await allPlans(shell)).find(({ hash, id }) => hash === hashOrId || id === hashOrId)
  return entry === undefined ? undefined : readPlan(shell.pool, entry.hash)
}
