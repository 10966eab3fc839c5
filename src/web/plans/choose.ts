// Which version an address means.
import type { ListedPlan } from '../api/operations.ts'

/** By hash, that one; by id, the version in force, or else the newest. */
export function versionMeant(plans: readonly ListedPlan[], wanted: string): ListedPlan | undefined {
  const exact = plans.find(({ hash }) => hash === wanted)
  if (exact !== undefined) return exact
  const ofId = plans.filter(({ id }) => id === wanted)
  return ofId.find(({ active }) => active) ?? ofId[0]
}

/** The shortest address of a version that stays its own. */
export function addressName({ hash, id }: ListedPlan, plans: readonly ListedPlan[]): string {
  return versionMeant(plans, id)?.hash === hash ? id : hash
}
