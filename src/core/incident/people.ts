import { acknowledgeAll, waitingFor } from '#/core/incident/answer-page.ts'
import type { Asked, Command } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { fill } from '#/core/incident/message.ts'
import { takeOver } from '#/core/incident/take-over.ts'
import { record, recordOwn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { actsAs, holdersOf, holds, isParty, peopleOf } from '#/core/obligation/party.ts'
import { barTo, lackFor, mayHold } from '#/core/obligation/tenure.ts'
import { beginPage, pageId } from '#/core/paging/page.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Role } from '#/core/plan/plan.ts'
import { refuse } from '#/core/refusal.ts'

/**
 * Whether the plan lets this person give a command. What it reserves for roles is for who holds one of them; where
 * nobody does, whoever may hold it takes it by acting, and that goes on record.
 */
export function mayGive(turn: Turn, command: Command['do']): Verdict {
  const { plan } = turn.setting
  const reserved = plan.roles.filter(role => role.may.includes(command))
  if (reserved.length === 0) return undefined
  if (reserved.some(role => holds(turn.incident, turn.by, role.id))) return undefined
  const vacant = reserved.find(
    role => isOpen(turn, role) && actsAs(turn.setting, turn.incident, turn.by, role.id),
  )
  if (vacant === undefined)
    return refuse('not-yours', { command, roles: reserved.map(role => role.id) })
  if (!mayHold(turn.setting, turn.incident, turn.by, vacant.id, turn.at))
    return refuse('not-yours', { command, roles: reserved.map(role => role.id) })
  recordOwn(turn, { type: 'role-assigned', role: vacant.id, person: turn.by, accepted: true })
  return undefined
}

/** Nobody holds it, or somebody only until another takes it. */
function isOpen({ incident }: Turn, { id }: Role): boolean {
  const holder = incident.roles.get(id)
  return holder === undefined || holder.standIn === true
}

/**
 * Gives a role to a person, who is asked to accept it; to oneself is to accept it. What the person lacks, training or rest,
 * stops that only where no reason is given.
 */
export function assign(turn: Turn, { role: id, person, reason }: Asked<'assign'>): Verdict {
  const role = lookup(turn.setting.plan).roles.get(id)
  if (role === undefined) return refuse('role-unknown', { role: id })
  if (!turn.setting.directory.people.has(person)) return refuse('person-unknown', { person })
  const barred = barOf(turn, role, person, reason)
  if (barred !== undefined) return barred
  const joins = role.many === true && turn.incident.roles.has(id)
  const holder = holdersOf(turn.incident, id).find(
    holding => holding.person === person || role.many !== true,
  )
  if (holder?.person === person && (holder.accepted || person !== turn.by)) return undefined
  record(turn, {
    type: 'role-assigned',
    role: id,
    person,
    accepted: person === turn.by,
    ...(joins && holder === undefined && { joins: true as const }),
    ...lackOf(turn, role, person, reason),
  })
  if (person !== turn.by) ask(turn, role, person)
  return undefined
}

/** Refuses whom the plan keeps from a role, and whom it wants trained or rested first unless somebody says why not. */
function barOf(
  { setting, incident, at }: Turn,
  role: Role,
  person: string,
  reason: string | undefined,
  relieved?: string,
): Verdict {
  const bar =
    barTo(setting, incident, person, role, relieved) ??
    (reason === undefined ? lackFor(setting, incident, person, role, at) : undefined)
  return bar === undefined ? undefined : refuse(bar.code, bar.detail)
}

function lackOf(
  { setting, incident, at }: Turn,
  role: Role,
  person: string,
  reason: string | undefined,
): { readonly lacks?: readonly string[]; readonly reason?: string } {
  const lack = lackFor(setting, incident, person, role, at)
  return {
    ...(lack !== undefined && { lacks: lack.lacks }),
    ...(reason !== undefined && { reason }),
  }
}

function ask(turn: Turn, role: Role, person: string): void {
  beginPage(turn, pageId(`role-${role.id}-${turn.incident.version}`, person), person, {
    subject: fill(turn, `You are asked to be ${role.title}: {{title}}`),
    text: `Acknowledge to accept. ${role.duties.join('; ')}`,
    cites: role.cite,
    via: [],
  })
}

export function acceptRole(turn: Turn, { role }: Asked<'accept'>): Verdict {
  if (turn.incident.offers.get(role)?.to === turn.by) return takeOver(turn, role)
  const first = turn.incident.roles.get(role)
  if (first === undefined) return refuse('role-vacant', { role })
  const holder = holdersOf(turn.incident, role).find(holding => holding.person === turn.by)
  if (holder === undefined) return refuse('role-not-yours', { role, holder: first.person })
  if (holder.accepted) return undefined
  record(turn, { type: 'role-accepted', role, person: turn.by })
  return undefined
}

/**
 * Gives a role back, or says no to a page that asks for it. Nobody may hold it then: the others in line are woken, so that it
 * is not vacant unnoticed, and where there is no other the ladder is.
 */
export function declineRole(turn: Turn, { role, reason }: Asked<'decline'>): Verdict {
  const holder = turn.incident.roles.get(role)
  const offered = turn.incident.offers.get(role)?.to === turn.by
  const teammate = holder?.person !== turn.by && holds(turn.incident, turn.by, role)
  const asked = waitingFor(turn).filter(page => page.party === role)
  const because = { person: turn.by, ...(reason !== undefined && { reason }) }
  if (holder?.person === turn.by || offered || teammate)
    record(turn, { type: 'role-declined', role, ...because })
  else if (asked.length === 0)
    return holder === undefined
      ? refuse('role-vacant', { role })
      : refuse('role-not-yours', { role, holder: holder.person })
  for (const page of asked) record(turn, { type: 'page-handed-on', page: page.id, ...because })
  acknowledgeAll(turn)
  // Whoever handed it over holds it still, and the rest of a team goes on.
  if (asked.length === 0 && !turn.incident.roles.has(role)) askOthers(turn, role)
  return undefined
}

function askOthers(turn: Turn, id: string): void {
  const role = lookup(turn.setting.plan).roles.get(id)
  const call = {
    subject: fill(turn, `${role?.title ?? id} is wanted: {{title}}`),
    text: 'The last holder has declined. Acknowledge to take the role.',
    cites: role?.cite ?? [],
    via: [],
  }
  beginPage(turn, pageId(`role-${id}-${turn.incident.version}`, id), id, call, turn.by)
}

/**
 * Passes a role on, on record; the new holder confirms by accepting or acknowledging. Where the plan wants that confirmed,
 * whoever hands it over holds it until then.
 */
export function handOver(turn: Turn, { role: id, to, reason }: Asked<'hand-over'>): Verdict {
  const role = lookup(turn.setting.plan).roles.get(id)
  if (role === undefined) return refuse('role-unknown', { role: id })
  const holder = turn.incident.roles.get(id)
  if (holder === undefined) return refuse('role-vacant', { role: id })
  if (!holds(turn.incident, turn.by, id))
    return refuse('role-not-yours', { role: id, holder: holder.person })
  if (!turn.setting.directory.people.has(to)) return refuse('person-unknown', { person: to })
  const barred = barOf(turn, role, to, reason, turn.by)
  if (barred !== undefined) return barred
  const passed = { role: id, from: turn.by, to, ...lackOf(turn, role, to, reason) }
  if (holds(turn.incident, to, id) || turn.incident.offers.get(id)?.to === to) return undefined
  const type = role.handOver === 'confirmed' ? 'role-offered' : 'role-handed-over'
  record(turn, { type, ...passed })
  ask(turn, role, to)
  return undefined
}

/** Wakes one more person, or one of those behind a name, with words why; the line ends on record as every page does. */
export function callIn(turn: Turn, { person, reason }: Asked<'call-in'>): Verdict {
  const { setting, incident } = turn
  const because = reason === undefined ? {} : { reason }
  if (!isParty(setting, person)) return refuse('person-unknown', { person })
  if (setting.directory.people.has(person))
    record(turn, { type: 'person-called-in', person, ...because })
  else if (peopleOf(setting, incident, person).every(it => it === turn.by))
    return refuse('nobody-behind', { to: person })
  else record(turn, { type: 'party-called-in', party: person, ...because })
  const call = {
    subject: fill(turn, 'You are called in: {{title}}'),
    text: reason ?? 'You are asked to help.',
    cites: [],
    via: [],
  }
  // Who calls for somebody of their own team is not meant.
  const except = person === turn.by ? undefined : turn.by
  beginPage(turn, pageId(`call-in-${incident.version}`, person), person, call, except)
  return undefined
}
