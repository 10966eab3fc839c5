// Who is on duty: one answer for every screen that shows it.
import { ON_CALL } from '#/core/directory.ts'
import type { Directory } from '#/core/directory.ts'
import type { Role } from '#/core/plan/plan.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'

export type Duty = {
  readonly id: string
  readonly kind: 'role' | 'position'
  /** Undefined of a position that the plan does not name. */
  readonly title: string | undefined
  /** In the order in which they are asked. */
  readonly people: readonly string[]
}

/** Under the plan that new incidents get: who takes command, who is on call, then the other roles. */
export async function readDuty(shell: Shell) {
  const active = await planFor(shell, undefined)
  const directory = await shell.directory.current(shell.pool)
  const roles = active?.plan.roles.map(role => dutyOf(directory, role)) ?? []
  const named = active?.plan.positions.find(({ id }) => id === ON_CALL)
  const onCall = directory.positions.get(ON_CALL) ?? []
  const called: readonly Duty[] =
    named === undefined && onCall.length === 0
      ? []
      : [{ id: ON_CALL, kind: 'position', title: named?.title, people: onCall }]
  return {
    plan: active && { id: active.plan.id, version: active.plan.version, title: active.plan.title },
    duties: [...roles.slice(0, 1), ...called, ...roles.slice(1)],
    people: directory.people,
  }
}

function dutyOf({ positions }: Directory, { id, title, holders }: Role): Duty {
  const people = holders.flatMap(position => positions.get(position) ?? [])
  return { id, kind: 'role', title, people: [...new Set(people)] }
}
