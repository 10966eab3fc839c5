import type { EventOf } from '#/core/incident/event.ts'
import { own } from '#/core/incident/incident.ts'
import type { Holding, Incident } from '#/core/incident/incident.ts'
import type { Instant } from '#/core/time.ts'

/** How events change who holds what. The caller owns the incident; whoever comes to hold a role takes part. */
export function assigned(incident: Incident, event: EventOf<'role-assigned'>): void {
  const { role, person, at: since, accepted, standIn, joins } = event
  const holding = { person, since, accepted, ...(standIn !== undefined && { standIn }) }
  if (joins === undefined) hold(incident, role, holding)
  else setTeam(incident, role, [...teamOf(incident, role), holding])
}

export function accepted(incident: Incident, event: EventOf<'role-accepted'>): void {
  const { role, person, at: since } = event
  const holding = { person, since, accepted: true }
  const team = teamOf(incident, role)
  if (team.some(member => member.person === person))
    setTeam(
      incident,
      role,
      team.map(member => (member.person === person ? holding : member)),
    )
  else hold(incident, role, holding)
}

export function handedOver(incident: Incident, event: EventOf<'role-handed-over'>): void {
  const { role, from, to, at: since } = event
  const holding = { person: to, since, accepted: event.confirmed === true }
  const team = teamOf(incident, role)
  if (!team.some(member => member.person === from)) return hold(incident, role, holding)
  leave(incident, role, from, since)
  setTeam(incident, role, [...teamOf(incident, role), holding])
  withdraw(incident, role)
}

/** Whoever held it holds it no more; whoever was only offered it is not waited for any more. */
export function declined(incident: Incident, event: EventOf<'role-declined'>): void {
  const { role, person, at } = event
  if (incident.offers.get(role)?.to === person) withdraw(incident, role)
  leave(incident, role, person, at)
}

export function offered(incident: Incident, event: EventOf<'role-offered'>): void {
  const { role, from, to, at } = event
  incident.offers = new Map(incident.offers).set(role, { from, to, at })
}

function hold(incident: Incident, role: string, holding: Holding): void {
  const before = incident.roles.get(role)
  if (before !== undefined && before.person !== holding.person)
    endShift(incident, role, before, holding.since)
  own(incident, 'roles').set(role, holding)
  withdraw(incident, role)
}

function leave(incident: Incident, role: string, person: string, at: Instant): void {
  const [next, ...others] = teamOf(incident, role)
  const held = incident.roles.get(role)
  const left = held?.person === person ? held : memberOf(incident, role, person)
  if (left === undefined) return
  endShift(incident, role, left, at)
  if (left !== held)
    return setTeam(
      incident,
      role,
      teamOf(incident, role).filter(member => member !== left),
    )
  // Of a team, whoever joined first now stands for it.
  own(incident, 'roles').delete(role)
  if (next === undefined) return
  own(incident, 'roles').set(role, next)
  setTeam(incident, role, others)
}

function memberOf(incident: Incident, role: string, person: string): Holding | undefined {
  return teamOf(incident, role).find(member => member.person === person)
}

function teamOf(incident: Incident, role: string): readonly Holding[] {
  return incident.teams.get(role) ?? []
}

function setTeam(incident: Incident, role: string, team: readonly Holding[]): void {
  incident.teams = new Map(incident.teams).set(role, team)
}

function endShift(
  incident: Incident,
  role: string,
  { person, since, accepted: worked }: Holding,
  to: Instant,
): void {
  // Who was only asked to hold it has not worked.
  if (!worked) return
  const before = incident.shifts.get(role) ?? []
  incident.shifts = new Map(incident.shifts).set(role, [...before, { person, from: since, to }])
}

function withdraw(incident: Incident, role: string): void {
  if (!incident.offers.has(role)) return
  const offers = new Map(incident.offers)
  offers.delete(role)
  incident.offers = offers
}
