import { checkStaffing } from '#/core/plan/check/staffing.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { directoryEver } from '#/core/oncall/directory-at.ts'
import { addressAt } from '#/core/contact.ts'
import type { Person } from '#/core/directory.ts'
import { CHANNELS } from '#/core/plan/plan.ts'
import { planFor } from '#/app/plans.ts'
import type { Shell } from '#/app/shell.ts'

/** Whether the night can come: whom the active plan asks for and nobody is, and who cannot be reached. */
export type Readiness = {
  /** Undefined: no plan is active. */
  readonly plan: { readonly id: string; readonly version: string } | undefined
  readonly positionsUnfilled: readonly string[]
  readonly groupsUnfilled: readonly string[]
  readonly peopleWithoutChannel: readonly string[]
  /** Everything that the check of the plan finds in the directory, with what to do about it. */
  readonly findings: readonly Finding[]
}

export async function readReadiness(shell: Shell): Promise<Readiness> {
  const active = await planFor(shell, undefined)
  // Whoever may have a turn must be reachable in it.
  const book = await shell.directory.book(shell.pool)
  const directory = directoryEver(book.directory)
  const unfilled = (
    wanted: readonly { id: string }[],
    filled: ReadonlyMap<string, readonly string[]>,
  ) => wanted.map(({ id }) => id).filter(id => (filled.get(id) ?? []).length === 0)
  return {
    plan: active === undefined ? undefined : { id: active.plan.id, version: active.plan.version },
    positionsUnfilled: unfilled(active?.plan.positions ?? [], directory.positions),
    groupsUnfilled: unfilled(active?.plan.groups ?? [], directory.groups),
    peopleWithoutChannel: [...directory.people.values()].filter(isOutOfReach).map(({ id }) => id),
    findings: active === undefined ? [] : checkStaffing(active.plan, directory),
  }
}

function isOutOfReach(person: Person): boolean {
  return CHANNELS.every(channel => addressAt(person, channel) === undefined)
}
