// Who it is that writes from a number, or clicks in a chat.
import { addressAt } from '#/core/contact.ts'
import type { Directory, Person } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'

/** Everyone who is reached at an address over one of these channels. Addresses that nobody confirmed prove nothing. */
export function peopleAt(
  { people }: Directory,
  channels: readonly Channel[],
  address: string,
): readonly Person[] {
  const wanted = address.toLowerCase()
  return [...people.values()].filter(person =>
    channels.some(channel => certainAddresses(person, channel).includes(wanted)),
  )
}

function certainAddresses(person: Person, channel: Channel): readonly string[] {
  const confirmed = (person.contacts ?? [])
    .filter(contact => contact.channel === channel && contact.verified)
    .map(contact => contact.address)
  const { contacts: _contacts, ...written } = person
  const fromFile = addressAt(written, channel)
  return [...confirmed, ...(fromFile === undefined ? [] : [fromFile])].map(it => it.toLowerCase())
}
