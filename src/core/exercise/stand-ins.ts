import type { Directory, Person } from '#/core/directory.ts'
import { ON_CALL } from '#/core/directory.ts'
import type { Plan } from '#/core/plan/plan.ts'

/**
 * A directory in which every position and group of a plan is filled by one stand-in of the same name, so that a plan can
 * be rehearsed before anyone was named. Two are on call, so that silence has somebody to move on to; a group that has to
 * approve something together has as many as that takes. They have every training.
 */
export function standIns(plan: Plan): Directory {
  const trained = [...new Set(plan.roles.flatMap(role => role.needs ?? []))]
  const stand = (id: string, name: string): Person => ({
    id,
    name,
    email: `${id}@inside.example`,
    phone: '+10000000000',
    slack: `@${id}`,
    ...(trained.length > 0 && { trained }),
  })
  const positions = plan.positions
    .filter(it => it.id !== ON_CALL)
    .map(({ id, title }) => stand(id, title))
  const groups = plan.groups
    .filter(it => it.id !== ON_CALL)
    .map(({ id, title }) => [id, inGroup(plan, id).map(member => stand(member, title))] as const)
  const onCall = ['on-call-1', 'on-call-2'].map(id => stand(id, id))
  const people = [...positions, ...groups.flatMap(([, members]) => members), ...onCall]
  const outside = plan.audiences
    .filter(audience => audience.outside)
    .flatMap(audience => audience.members)
  return {
    people: new Map(people.map((person): [string, Person] => [person.id, person])),
    positions: new Map<string, readonly string[]>([
      ...plan.positions.map(({ id }): [string, readonly string[]] => [id, [id]]),
      [ON_CALL, onCall.map(({ id }) => id)],
    ]),
    rotas: new Map(),
    groups: new Map(
      groups.map(([id, members]): [string, readonly string[]] => [id, members.map(it => it.id)]),
    ),
    contacts: new Map(
      outside.map((member): [string, readonly string[]] => [member, [`${member}@outside.example`]]),
    ),
  }
}

/** `board`, and where more than one of them has to approve something, `board-2` and so on. */
function inGroup({ rules, decisions }: Plan, group: string): readonly string[] {
  const approvals = [...rules, ...decisions].flatMap(it => it.approvals)
  const least = approvals.filter(({ by }) => by.includes(group)).map(it => it.least ?? 1)
  return Array.from({ length: Math.max(1, ...least) }, (_, index) =>
    index === 0 ? group : `${group}-${index + 1}`,
  )
}
