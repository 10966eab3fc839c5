// Who holds a role while nobody else has taken it.
import { recordOwn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { mayHold } from '#/core/obligation/tenure.ts'
import type { Role } from '#/core/plan/plan.ts'

/**
 * Where the plan has whoever responds first hold a role, they do, from then on and until somebody takes it: those whose it
 * is are asked all the same. Whoever has given it back is not made to take it again.
 */
export function standIn(turn: Turn): void {
  const { setting, incident } = turn
  if (incident.status !== 'open') return
  for (const role of setting.plan.roles) {
    if (role.standIn === undefined || incident.roles.has(role.id)) continue
    const person = firstWhoMay(turn, role)
    if (person === undefined) continue
    recordOwn(turn, {
      type: 'role-assigned',
      role: role.id,
      person,
      accepted: true,
      standIn: true,
    })
  }
}

function firstWhoMay({ setting, incident, at }: Turn, role: Role): string | undefined {
  const shifts = incident.shifts.get(role.id) ?? []
  return incident.responders
    .keys()
    .find(
      person =>
        setting.directory.people.has(person) &&
        !shifts.some(shift => shift.person === person) &&
        mayHold(setting, incident, person, role.id, at),
    )
}
