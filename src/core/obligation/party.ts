import { ON_CALL } from '#/core/directory.ts'
import type { Holding, Incident } from '#/core/incident/incident.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Setting } from '#/core/setting.ts'

/** What of a setting and of an incident says who is who in it. */
type Around = Pick<Setting, 'plan' | 'directory'>
type Cast = Pick<Incident, 'roles' | 'teams' | 'responders' | 'reporter'> &
  Partial<Pick<Incident, 'onCall'>>

/**
 * The people behind a party of the plan, in the order in which they are asked: for a role who holds it first, then the
 * holders of its positions; for a position, a group or whoever is on call those whom the directory names.
 * Empty when nobody is.
 */
export function peopleOf(setting: Around, incident: Cast, party: string): readonly string[] {
  return [...new Set(resolve(setting, incident, party, new Set()))]
}

function resolve(
  setting: Around,
  incident: Cast,
  party: string,
  seen: Set<string>,
): readonly string[] {
  // An audience may name another audience; one that names itself adds nobody.
  if (seen.has(party)) return []
  seen.add(party)
  const { roles, audiences } = lookup(setting.plan)
  const role = roles.get(party)
  if (role !== undefined) {
    const candidates = role.holders.flatMap(position => resolve(setting, incident, position, seen))
    return [...holdersOf(incident, party).map(({ person }) => person), ...candidates]
  }
  const audience = audiences.get(party)
  if (audience?.outside === false)
    // Inside an audience the words of the language mean themselves, though the audience may be called the same.
    return audience.members.flatMap(
      member => builtIn(setting, incident, member) ?? resolve(setting, incident, member, seen),
    )
  return (
    builtIn(setting, incident, party) ??
    onCallFor(setting, incident, party) ??
    named(setting, party)
  )
}

/** The parties that every plan knows; undefined for any other. */
function builtIn(
  { directory }: Around,
  incident: Cast,
  party: string,
): readonly string[] | undefined {
  switch (party) {
    case 'everyone':
      return [...directory.people.keys()]
    case 'responders':
      return [...incident.responders.keys()]
    case 'reporter':
      return directory.people.has(incident.reporter) ? [incident.reporter] : []
    default:
      return undefined
  }
}

/** Whoever a rule wants on call for this incident; undefined where none says so, or nobody is behind it: then the position. */
function onCallFor(
  setting: Around,
  { onCall }: Cast,
  party: string,
): readonly string[] | undefined {
  if (party !== ON_CALL || onCall === undefined) return undefined
  const people = setting.directory.turns?.get(onCall) ?? named(setting, onCall)
  return people.length === 0 ? undefined : people
}

function named({ directory }: Around, party: string): readonly string[] {
  const position = party === 'on-call' ? ON_CALL : party
  const people =
    directory.positions.get(position) ??
    directory.groups.get(position) ??
    directory.turns?.get(party)
  if (people !== undefined) return people
  return directory.people.has(party) ? [party] : []
}

/** Whether somebody may be called by this name: a person, a position, a role, a group or a rota, and nothing wider. */
export function isParty({ plan, directory }: Around, party: string): boolean {
  const { people, positions, groups, turns } = directory
  if (lookup(plan).roles.has(party) || plan.positions.some(({ id }) => id === party)) return true
  return (
    people.has(party) || positions.has(party) || groups.has(party) || turns?.has(party) === true
  )
}

/** Who is asked for something that `party` owes: who holds the role, or else the first in line; everyone of a group. */
export function ownersOf(setting: Around, incident: Cast, party: string): readonly string[] {
  const people = peopleOf(setting, incident, party)
  return setting.directory.groups.has(party) ? people : people.slice(0, 1)
}

/** Addresses of an outside audience, from the directory's contact lists; the reporter's own address for `reporter`. */
export function addressesOf(
  { plan, directory }: Around,
  incident: Cast,
  audience: string,
): readonly string[] {
  const members = lookup(plan).audiences.get(audience)?.members ?? []
  const canBeReached = directory.people.has(incident.reporter) || incident.reporter.includes('@')
  return members.flatMap(member => {
    if (member === 'reporter') return canBeReached ? [incident.reporter] : []
    return directory.contacts.get(member) ?? []
  })
}

/** Roles that the same person must not hold beside this one, whichever of the two the plan says it of. */
export function keptApart(plan: Plan, role: string): readonly string[] {
  return lookup(plan).keptApart.get(role) ?? NONE
}
const NONE: readonly string[] = []

/** Whether a person may act as a role: holds it, or holds it by position while nobody was assigned, or only a stand-in. */
export function actsAs(setting: Around, incident: Cast, person: string, role: string): boolean {
  const holder = incident.roles.get(role)
  if (holder !== undefined && holder.standIn === undefined) return holds(incident, person, role)
  return peopleOf(setting, incident, role).includes(person)
}

/** Everyone who holds a role: of a team, whoever stands for it first. */
export function holdersOf(
  { roles, teams }: Pick<Cast, 'roles' | 'teams'>,
  role: string,
): readonly Holding[] {
  const first = roles.get(role)
  return first === undefined ? [] : [first, ...(teams.get(role) ?? [])]
}

/** Whether a person holds a role, alone or with others. */
export function holds(
  incident: Pick<Cast, 'roles' | 'teams'>,
  person: string,
  role: string,
): boolean {
  return holdersOf(incident, role).some(holding => holding.person === person)
}
