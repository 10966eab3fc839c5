import { acknowledgeAll, waitingFor } from '#/core/incident/answer-page.ts'
import type { Asked, Command } from '#/core/incident/command.ts'
import type { Verdict } from '#/core/incident/decide.ts'
import { fill } from '#/core/incident/message.ts'
import { record, recordOwn } from '#/core/incident/turn.ts'
import type { Turn } from '#/core/incident/turn.ts'
import { actsAs, keptApart } from '#/core/obligation/party.ts'
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
  if (reserved.some(role => turn.incident.roles.get(role.id)?.person === turn.by)) return undefined
  const vacant = reserved.find(
    role =>
      !turn.incident.roles.has(role.id) && actsAs(turn.setting, turn.incident, turn.by, role.id),
  )
  if (vacant === undefined)
    return refuse('not-yours', { command, roles: reserved.map(role => role.id) })
  if (conflict(turn, vacant, turn.by) !== undefined)
    return refuse('not-yours', { command, roles: reserved.map(role => role.id) })
  recordOwn(turn, { type: 'role-assigned', role: vacant.id, person: turn.by, accepted: true })
  return undefined
}

/** A role that this person holds and that the plan keeps apart from `role`. */
function conflict({ incident, setting }: Turn, role: Role, person: string): string | undefined {
  return keptApart(setting.plan, role.id).find(
    other => incident.roles.get(other)?.person === person,
  )
}

/** Gives a role to a person, who is asked to accept it; to oneself is to accept it. */
export function assign(turn: Turn, { role: id, person }: Asked<'assign'>): Verdict {
  const role = lookup(turn.setting.plan).roles.get(id)
  if (role === undefined) return refuse('role-unknown', { role: id })
  if (!turn.setting.directory.people.has(person)) return refuse('person-unknown', { person })
  const other = conflict(turn, role, person)
  if (other !== undefined) return refuse('roles-conflict', { role: id, with: other, person })
  const holder = turn.incident.roles.get(id)
  if (holder?.person === person && (holder.accepted || person !== turn.by)) return undefined
  record(turn, { type: 'role-assigned', role: id, person, accepted: person === turn.by })
  if (person !== turn.by) ask(turn, role, person)
  return undefined
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
  const holder = turn.incident.roles.get(role)
  if (holder === undefined) return refuse('role-vacant', { role })
  if (holder.person !== turn.by) return refuse('role-not-yours', { role, holder: holder.person })
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
  const asked = waitingFor(turn).filter(page => page.party === role)
  const because = { person: turn.by, ...(reason !== undefined && { reason }) }
  if (holder?.person === turn.by) record(turn, { type: 'role-declined', role, ...because })
  else if (asked.length === 0)
    return holder === undefined
      ? refuse('role-vacant', { role })
      : refuse('role-not-yours', { role, holder: holder.person })
  for (const page of asked) record(turn, { type: 'page-handed-on', page: page.id, ...because })
  acknowledgeAll(turn)
  if (asked.length === 0) askOthers(turn, role)
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

/** Passes a role on, on record; the new holder confirms by accepting or acknowledging. */
export function handOver(turn: Turn, { role: id, to, reason }: Asked<'hand-over'>): Verdict {
  const role = lookup(turn.setting.plan).roles.get(id)
  if (role === undefined) return refuse('role-unknown', { role: id })
  const holder = turn.incident.roles.get(id)
  if (holder === undefined) return refuse('role-vacant', { role: id })
  if (holder.person !== turn.by)
    return refuse('role-not-yours', { role: id, holder: holder.person })
  if (!turn.setting.directory.people.has(to)) return refuse('person-unknown', { person: to })
  const other = conflict(turn, role, to)
  if (other !== undefined) return refuse('roles-conflict', { role: id, with: other, person: to })
  record(turn, {
    type: 'role-handed-over',
    role: id,
    from: turn.by,
    to,
    ...(reason !== undefined && { reason }),
  })
  ask(turn, role, to)
  return undefined
}

export function callIn(turn: Turn, { person, reason }: Asked<'call-in'>): Verdict {
  if (!turn.setting.directory.people.has(person)) return refuse('person-unknown', { person })
  record(turn, { type: 'person-called-in', person, ...(reason !== undefined && { reason }) })
  beginPage(turn, pageId(`call-in-${turn.incident.version}`, person), person, {
    subject: fill(turn, 'You are called in: {{title}}'),
    text: reason ?? 'You are asked to help.',
    cites: [],
    via: [],
  })
  return undefined
}
