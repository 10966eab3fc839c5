// Roles and pages as the right-hand column shows them.
import type { Plan, Role } from '#/core/plan/plan.ts'
import type { Directory, Incident } from '../../api/operations.ts'

type Page = Incident['pages'][number]

/** Who would be asked for a role after whoever holds it, in the order of the plan. */
export function deputiesOf(
  role: Role,
  directory: Directory,
  holder: string | null,
): readonly string[] {
  const inLine = role.holders.flatMap(
    position => directory.positions[position] ?? directory.groups[position] ?? [],
  )
  return [...new Set(inLine)].filter(person => person !== holder)
}

/** Roles that nobody holds come first, then those that wait for an answer. */
export function rolesInOrder(roles: Incident['roles']): Incident['roles'] {
  const rank = ({ person, accepted }: Incident['roles'][number]) =>
    person === null ? 0 : accepted ? 2 : 1
  return roles.toSorted((one, other) => rank(one) - rank(other))
}

/** Pages that still wait for somebody, and how many have ended. */
export function pagesOf(pages: Incident['pages']): {
  readonly waiting: readonly Page[]
  readonly ended: readonly Page[]
} {
  return {
    waiting: pages.filter(({ state }) => state === 'waiting'),
    ended: pages.filter(({ state }) => state !== 'waiting'),
  }
}

/** Who is asked after whom a page waits for; undefined: nobody. */
export function nextAsked(
  plan: Plan,
  directory: Directory,
  { party, person }: Pick<Page, 'party' | 'person'>,
): string | undefined {
  const role = plan.roles.find(({ id }) => id === party)
  const line =
    role === undefined
      ? (directory.positions[party] ?? directory.groups[party] ?? [])
      : role.holders.flatMap(position => directory.positions[position] ?? [])
  const people = [...new Set(line)]
  return people[people.indexOf(person) + 1]
}
