// Who may do what in an incident: what the server would say, said before it is asked.
import type { Incident as Folded } from '#/core/incident/incident.ts'
import { actsAs, holds } from '#/core/obligation/party.ts'
import type { Plan, Role } from '#/core/plan/plan.ts'
import type { Directory, Incident } from '../api/operations.ts'
import type { Command } from './commands.ts'

export type Standpoint = {
  readonly plan: Plan
  readonly directory: Directory
  readonly incident: Pick<Incident, 'roles' | 'responders' | 'reporter'>
  readonly me: string
}

/** Whether somebody holds a role, or would by position while nobody does, or only a stand-in. */
export function actsAsRole({ plan, directory, incident, me }: Standpoint, role: string): boolean {
  return actsAs(settingOf({ plan, directory }), foldedOf(incident), me, role)
}

/** The roles to one of which the plan reserves a command that this person may not give; undefined: they may. */
export function reservedTo(from: Standpoint, command: Command): readonly Role[] | undefined {
  const reserved = from.plan.roles.filter(({ may }) => may.includes(command))
  const folded = foldedOf(from.incident)
  const mayBeTaken = ({ id }: Role) =>
    (folded.roles.get(id)?.standIn ?? !folded.roles.has(id)) && actsAsRole(from, id)
  const isAllowed =
    reserved.length === 0 ||
    reserved.some(role => holds(folded, from.me, role.id) || mayBeTaken(role))
  return isAllowed ? undefined : reserved
}

function settingOf({ plan, directory }: Pick<Standpoint, 'plan' | 'directory'>) {
  return {
    plan,
    directory: {
      people: new Map(directory.people.map(person => [person.id, person])),
      positions: new Map(Object.entries(directory.positions)),
      groups: new Map(Object.entries(directory.groups)),
      // Whose turn it is, the server has said already: positions are those of this instant.
      rotas: new Map(),
      contacts: new Map(Object.entries(directory.contacts)),
    },
  }
}

/** As much of an incident as asks who somebody is in it. */
function foldedOf({
  roles,
  responders,
  reporter,
}: Standpoint['incident']): Pick<Folded, 'roles' | 'teams' | 'responders' | 'reporter'> {
  const held = roles.filter(({ person }) => person !== null)
  return {
    reporter,
    responders: new Map(responders.map(({ person, since }) => [person, since as never])),
    roles: new Map(
      held.map(({ role, person, since, accepted, stand_in }) => [
        role,
        {
          person: person ?? '',
          since: since as never,
          accepted,
          ...(stand_in && { standIn: true as const }),
        },
      ]),
    ),
    teams: new Map(
      held.map(({ role, others }) => [
        role,
        others.map(person => ({ person, since: '' as never, accepted: true })),
      ]),
    ),
  }
}
