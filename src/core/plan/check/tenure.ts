import type { Directory } from '#/core/directory.ts'
import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { candidates, holdersOf, lacks } from '#/core/plan/check/party.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Plan, Role } from '#/core/plan/plan.ts'

/** Whether those who can hold the roles have the trainings, and are enough for all of them at once. */
export function checkTenure(plan: Plan, directory: Directory): readonly Finding[] {
  return [
    ...plan.roles.flatMap(role => checkTraining(role, directory)),
    ...checkCap(plan, directory),
  ]
}

function checkTraining(role: Role, directory: Directory): readonly Finding[] {
  const people = holdersOf(role, directory)
  if (role.needs === undefined || people.length === 0) return []
  if (candidates(role, directory).length > 0) return []
  const missing = [...new Set(people.flatMap(person => lacks(role, directory, person)))]
  return [
    error(
      'training-missing',
      role.line,
      `Of those who can hold the role ${quote(role.title)} nobody has ${missing.join(', ')}.`,
      'Train one of them, and add `trained:` to the person in the directory.',
    ),
  ]
}

/** All roles are held at once in a large incident: with so many for one person, and people who may, is there one for each? */
function checkCap(plan: Plan, directory: Directory): readonly Finding[] {
  const { rolesEach } = plan
  if (rolesEach === undefined) return []
  const staffed = plan.roles.filter(role => candidates(role, directory).length > 0)
  const left = unheld(staffed, directory, rolesEach)
  return left.map(role =>
    error(
      'roles-too-many',
      role.line,
      `One person holds ${rolesEach === 1 ? 'one role' : `${rolesEach} roles`} at most, and then nobody is left for ${quote(role.title)}.`,
      'Add holders to its positions, or let one person hold more.',
    ),
  )
}

/** Roles for which nobody is left however the others are given out (maximum bipartite matching by augmenting paths, H. W. Kuhn). */
function unheld(roles: readonly Role[], directory: Directory, each: number): readonly Role[] {
  const given = new Map<string, Role[]>()
  const give = (role: Role, asked: Set<string>): boolean =>
    candidates(role, directory).some(person => {
      if (asked.has(person)) return false
      asked.add(person)
      const theirs = given.get(person) ?? []
      if (theirs.length < each) {
        given.set(person, [...theirs, role])
        return true
      }
      const moved = theirs.find(other => give(other, asked))
      if (moved === undefined) return false
      given.set(person, [...theirs.filter(other => other !== moved), role])
      return true
    })
  return roles.filter(role => !give(role, new Set()))
}
