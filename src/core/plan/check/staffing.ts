import { error } from '#/core/plan/check/finding.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import { checkApprovers } from '#/core/plan/check/approvers.ts'
import { candidates, holdersOf } from '#/core/plan/check/party.ts'
import { checkSeparation } from '#/core/plan/check/separation.ts'
import { checkTenure } from '#/core/plan/check/tenure.ts'
import { usedIn } from '#/core/plan/check/used.ts'
import { isPlaceholder } from '#/core/contact-address.ts'
import { addressAt } from '#/core/contact.ts'
import type { Directory, Person } from '#/core/directory.ts'
import { quote } from '#/core/plan/mistake.ts'
import type { Audience, Channel, Element, Plan, Role } from '#/core/plan/plan.ts'

/** Whether everyone whom the plan asks for is there, and can be reached: who is missing is named (C9.1). */
export function checkStaffing(plan: Plan, directory: Directory): readonly Finding[] {
  const used = usedIn(plan)
  const people = peopleAsked(plan, directory)
  return [
    ...plan.positions.flatMap(position => checkFilled(position, 'position', directory.positions)),
    ...plan.groups.flatMap(group => checkFilled(group, 'group', directory.groups)),
    ...(used.parties.has('on-call') && !plan.positions.some(({ id }) => id === 'on-call')
      ? checkOnCall(directory)
      : []),
    ...plan.roles.flatMap(role => checkRole(role, directory)),
    ...checkSeparation(plan, directory),
    ...checkApprovers(plan, directory),
    ...checkTenure(plan, directory),
    ...checkContacts(plan, directory),
    ...[...people].flatMap(([person, element]) => checkPerson(plan, directory, person, element)),
  ]
}

function checkFilled(
  { id, title, line }: Element,
  kind: 'position' | 'group',
  filled: ReadonlyMap<string, readonly string[]>,
): readonly Finding[] {
  if ((filled.get(id) ?? []).length > 0) return []
  const code = kind === 'position' ? 'position-empty' : 'group-empty'
  return [
    error(
      code,
      line,
      `Nobody is ${quote(title)}.`,
      `Add \`${id}: [person]\` under \`${kind}s\` of the directory.`,
    ),
  ]
}

function checkOnCall(directory: Directory): readonly Finding[] {
  if ((directory.positions.get('on-call') ?? []).length > 0) return []
  return [
    error(
      'position-empty',
      1,
      'Nobody is on call.',
      'Add `on-call: [person]` under `positions` of the directory.',
    ),
  ]
}

function checkRole(role: Role, directory: Directory): readonly Finding[] {
  const people = candidates(role, directory)
  if (holdersOf(role, directory).length === 0)
    return [
      error(
        'role-empty',
        role.line,
        `Nobody can hold the role ${quote(role.title)}.`,
        'Fill one of its positions in the directory.',
      ),
    ]
  // Where nobody is trained for it, that is said apart.
  if (people.length !== 1) return []
  const only = directory.people.get(people[0] ?? '')?.name ?? people[0] ?? ''
  return [
    {
      severity: 'warning',
      code: 'role-alone',
      line: role.line,
      message: `Only ${quote(only)} can hold the role ${quote(role.title)}: when they are silent, nobody is next.`,
      mend: 'Add a second position to its holders, or a second person to the position.',
    },
  ]
}

function checkContacts(plan: Plan, directory: Directory): readonly Finding[] {
  const outside = plan.audiences.filter(audience => audience.outside)
  return outside.flatMap(audience =>
    // Whoever reported it gave an address with the report.
    audience.members
      .filter(member => member !== 'reporter')
      .flatMap(member => checkContact(audience, member, directory.contacts.get(member) ?? [])),
  )
}

function checkContact(
  { title, line, marks }: Audience,
  member: string,
  addresses: readonly string[],
): readonly Finding[] {
  // What is only recorded still stands on the contact sheet, but nothing waits for it.
  const severity = marks.recordedOnly === undefined ? 'error' : 'warning'
  if (addresses.length === 0) {
    const message = `There is no address of ${quote(member)} for ${quote(title)}.`
    const mend = `Add \`${member}: [address]\` under \`contacts\` of the directory.`
    return [{ severity, code: 'contact-missing', line, message, mend }]
  }
  return addresses.filter(isPlaceholder).map(address => {
    const message = `${quote(address)}, for ${quote(title)}, is a placeholder.`
    return error('placeholder', line, message, 'Write the real address.')
  })
}

/** Everyone whom a position or group of the plan asks for, with the first element that does. */
function peopleAsked(plan: Plan, directory: Directory): ReadonlyMap<string, Element> {
  const asked = new Map<string, Element>()
  for (const element of [...plan.positions, ...plan.groups])
    for (const person of directory.positions.get(element.id) ??
      directory.groups.get(element.id) ??
      [])
      if (!asked.has(person)) asked.set(person, element)
  return asked
}

/** What to add for a person so that a channel reaches them. What the product writes for itself needs nothing. */
const CONTACT: Readonly<Record<Channel, string | undefined>> = {
  email: 'email',
  slack: 'slack',
  teams: 'teams',
  sms: 'phone',
  voice: 'phone',
  push: undefined,
  ntfy: 'ntfy',
  mattermost: 'mattermost',
  discord: 'discord',
  webhook: 'webhook',
  log: undefined,
}
const CONTACTS = ['email', 'phone', 'slack', 'webhook'] as const

function checkPerson(
  plan: Plan,
  directory: Directory,
  id: string,
  { title, line }: Element,
): readonly Finding[] {
  const person: Person | undefined = directory.people.get(id)
  if (person === undefined)
    return [
      error(
        'position-empty',
        line,
        `${quote(title)} is ${quote(id)}, who is not in the directory.`,
        `Add \`${id}\` under \`people\`.`,
      ),
    ]
  const placeholders = CONTACTS.filter(contact => isPlaceholder(person[contact] ?? ''))
  const wrong = placeholders.map(contact =>
    error(
      'placeholder',
      line,
      `${quote(title)} is ${quote(person.name)}, whose ${contact} ${quote(person[contact] ?? '')} is a placeholder.`,
      'Write the real one in the directory.',
    ),
  )
  const needed = [...new Set(plan.paging.via.flatMap(channel => CONTACT[channel] ?? []))]
  const reachable = plan.paging.via
    .filter(channel => CONTACT[channel] !== undefined)
    .some(channel => !isPlaceholder(addressAt(person, channel) ?? 'none'))
  if (reachable || needed.length === 0) return wrong
  return [
    ...wrong,
    error(
      'unreachable',
      line,
      `${quote(title)} is ${quote(person.name)}, whom no page reaches: no ${needed.join(' and no ')}.`,
      `Add ${needed.join(' or ')} of ${person.id} to the directory.`,
    ),
  ]
}
