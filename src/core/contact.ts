import type { Person } from '#/core/directory.ts'
import type { Channel } from '#/core/plan/plan.ts'

type Asked = {
  /** Also an address that nobody has confirmed: for a page to which nothing else is left. */
  readonly evenUnverified?: boolean
}

/**
 * Where a person is reached over a channel: at the first address that they confirmed, else at the one that stands in the
 * directory; undefined when there is none. The log needs no address and has none.
 */
export function addressAt(
  person: Person,
  channel: Channel,
  { evenUnverified = false }: Asked = {},
): string | undefined {
  const contacts = (person.contacts ?? []).filter(contact => contact.channel === channel)
  const verified = contacts.find(contact => contact.verified)?.address
  const certain = verified ?? fieldOf(person, channel)
  return certain ?? (evenUnverified ? contacts[0]?.address : undefined)
}

function fieldOf(person: Person, channel: Channel): string | undefined {
  switch (channel) {
    case 'email':
      return person.email
    case 'webhook':
      return person.webhook
    case 'slack':
      return person.slack
    case 'sms':
    case 'voice':
      return person.phone
    case 'push':
      return person.push === true ? person.id : undefined
    case 'teams':
    case 'ntfy':
    case 'mattermost':
    case 'discord':
    case 'log':
      return undefined
  }
}
