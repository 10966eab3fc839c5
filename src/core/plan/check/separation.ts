import type { Directory } from '#/core/directory.ts'
import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { candidates } from '#/core/plan/check/party.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Plan, Role } from '#/core/plan/plan.ts'

/** Roles that exclude each other need as many people: whether there are enough for all of them at once. */
export function checkSeparation(plan: Plan, directory: Directory): readonly Finding[] {
  const apart = exclusions(plan)
  const filled = plan.roles.filter(role => candidates(role, directory).length > 0)
  return groupsOf(filled, apart).flatMap(group => {
    const roles = smallest(group, apart, directory)
    if (roles === undefined) return []
    const names = roles.map(role => quote(role.title))
    const last = names.at(-1) ?? ''
    return [
      error(
        'roles-collide',
        roles[0]?.line ?? 1,
        `${names.slice(0, -1).join(', ')} and ${last} must not be one person, and those who can hold them are too few.`,
        'Add a holder to one of them.',
      ),
    ]
  })
}

type Exclusions = ReadonlyMap<string, ReadonlySet<string>>

/** Role → the roles that the same person must not hold, whichever of the two says so. */
function exclusions({ roles }: Plan): Exclusions {
  const apart = new Map<string, Set<string>>(roles.map(role => [role.id, new Set()]))
  for (const role of roles)
    for (const other of role.notWith) {
      apart.get(role.id)?.add(other)
      apart.get(other)?.add(role.id)
    }
  return apart
}

/** Roles that hang together by exclusion; each role stands in one group, and groups of one are left out. */
function groupsOf(roles: readonly Role[], apart: Exclusions): readonly (readonly Role[])[] {
  const left = new Set(roles)
  const groups: (readonly Role[])[] = []
  for (const role of roles) {
    if (!left.delete(role)) continue
    const group = [role]
    for (const member of group)
      for (const other of left)
        if (apart.get(member.id)?.has(other.id) === true && left.delete(other)) group.push(other)
    if (group.length > 1) groups.push(group)
  }
  return groups
}

/** Ways of giving roles to people that are looked at, at most: beyond this nothing is said. */
const WAYS_MAX = 20_000

/** The fewest roles of a group for which there are not people enough; undefined when there are, or that could not be told. */
function smallest(
  group: readonly Role[],
  apart: Exclusions,
  directory: Directory,
): readonly Role[] | undefined {
  const budget = { left: WAYS_MAX }
  if (canBeHeld(group, apart, directory, budget) || budget.left <= 0) return undefined
  let roles = group
  for (const role of group) {
    const without = roles.filter(other => other !== role)
    if (!canBeHeld(without, apart, directory, budget)) roles = without
  }
  return budget.left > 0 ? roles : undefined
}

function canBeHeld(
  roles: readonly Role[],
  apart: Exclusions,
  directory: Directory,
  budget: { left: number },
  held: ReadonlyMap<string, string> = new Map(),
): boolean {
  const [role, ...others] = roles
  if (role === undefined) return true
  const barred = new Set([...(apart.get(role.id) ?? [])].map(other => held.get(other)))
  return candidates(role, directory).some(person => {
    if (barred.has(person) || budget.left-- <= 0) return false
    const now = new Map(held).set(role.id, person)
    return canBeHeld(others, apart, directory, budget, now)
  })
}
