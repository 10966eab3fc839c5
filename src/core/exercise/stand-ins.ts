import type { Directory, Person } from '#/core/directory.ts'
import { ON_CALL } from '#/core/directory.ts'
import type { Plan } from '#/core/plan/plan.ts'

/**
 * A directory in which every position and group of a plan is filled by one stand-in of the same name, so that a plan can
 * be rehearsed before anyone was named. Two are on call, so that silence has somebody to move on to.
 */
export function standIns(plan: Plan): Directory {
  const named = [...plan.positions, ...plan.groups].filter(it => it.id !== ON_CALL)
  const onCall = ['on-call-1', 'on-call-2'].map(id => stand(id, id))
  const people = [...named.map(({ id, title }) => stand(id, title)), ...onCall]
  const outside = plan.audiences
    .filter(audience => audience.outside)
    .flatMap(audience => audience.members)
  return {
    people: new Map(people.map((person): [string, Person] => [person.id, person])),
    positions: new Map<string, readonly string[]>([
      ...plan.positions.map(({ id }): [string, readonly string[]] => [id, [id]]),
      [ON_CALL, onCall.map(({ id }) => id)],
    ]),
    groups: new Map(plan.groups.map(({ id }): [string, readonly string[]] => [id, [id]])),
    contacts: new Map(
      outside.map((member): [string, readonly string[]] => [member, [`${member}@outside.example`]]),
    ),
  }
}

function stand(id: string, name: string): Person {
  return { id, name, email: `${id}@inside.example`, phone: '+10000000000', slack: `@${id}` }
}
