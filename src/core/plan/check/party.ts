import type { Directory } from '#/core/directory.ts'
import type { Plan, Role } from '#/core/plan/plan.ts'

/** People who can hold a role: by position, in order, and with the trainings that it asks for. */
export function candidates(role: Role, directory: Directory): readonly string[] {
  return holdersOf(role, directory).filter(person => lacks(role, directory, person).length === 0)
}

/** People in the positions of a role, trained or not. */
export function holdersOf({ holders }: Role, { positions }: Directory): readonly string[] {
  return [...new Set(holders.flatMap(position => positions.get(position) ?? []))]
}

/** Trainings of a role that a person has not. */
export function lacks(
  { needs = [] }: Role,
  { people }: Directory,
  person: string,
): readonly string[] {
  const trained = people.get(person)?.trained ?? []
  return needs.filter(training => !trained.includes(training))
}

/** People behind a role, a position or a group, whoever is assigned later. */
export function partyOf(plan: Plan, directory: Directory, party: string): readonly string[] {
  const role = plan.roles.find(candidate => candidate.id === party)
  if (role !== undefined) return candidates(role, directory)
  return directory.positions.get(party) ?? directory.groups.get(party) ?? []
}
