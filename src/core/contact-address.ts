// What an address of each channel looks like, and what only stands where one should.
import type { Channel } from '#/core/plan/plan.ts'

/** Channels over which people are reached at an address that can be written down. A browser says by itself where it is. */
export const ADDRESSED = [
  'email',
  'sms',
  'voice',
  'slack',
  'teams',
  'ntfy',
  'mattermost',
  'discord',
  'webhook',
] as const satisfies readonly Channel[]
export type AddressedChannel = (typeof ADDRESSED)[number]

const ADDRESS_LENGTH_MAX = 500

type Form = { readonly pattern: RegExp; readonly expected: string }

const MAIL: Form = {
  pattern: /^[^\s@<>[\]"]{1,64}@(?=.{1,253}$)[^\s@<>[\]".]+(\.[^\s@<>[\]".]+)+$/,
  expected: 'a mail address as ana@acme.example',
}
const NUMBER: Form = {
  pattern: /^\+[1-9]\d{5,14}$/,
  expected: 'a number as +3525550101 (E.164)',
}
const MEMBER: Form = {
  pattern: /^[\w.@+-]{1,200}$/,
  expected: 'the id of a member as U024BE7LH, or the mail address by which Slack knows them',
}
const TOPIC: Form = {
  pattern: /^([\w-]{1,64}|https?:\/\/[^\s/]+\/[\w-]{1,64})$/,
  expected: 'a topic, or the address of one as https://ntfy.acme.example/topic',
}
const HOOK: Form = {
  pattern: /^https?:\/\/[^\s/]+(\/\S*)?$/,
  expected: 'an address as https://hooks.acme.example/ana',
}

const FORMS: Readonly<Record<AddressedChannel, Form>> = {
  email: MAIL,
  sms: NUMBER,
  voice: NUMBER,
  slack: MEMBER,
  teams: HOOK,
  ntfy: TOPIC,
  mattermost: HOOK,
  discord: HOOK,
  webhook: HOOK,
}

/** What an address should have been; undefined for one that may be right. */
export function addressMistake(channel: AddressedChannel, address: string): string | undefined {
  const { pattern, expected } = FORMS[channel]
  return address.length <= ADDRESS_LENGTH_MAX && pattern.test(address) ? undefined : expected
}

/**
 * `[CTO Email]`, `TBD`, `someone@example.com`, `+10000000000` and the like: it was never filled in, or it is kept free for
 * films (555-01xx), or nobody reads what arrives there (`noreply@`). The reserved domain `.example` is for examples that work.
 */
export function isPlaceholder(value: string): boolean {
  const text = value.trim()
  return (
    /[[\]<>{}]|^(tbd|todo|tba|fixme|n\/?a|none|unknown|x{2,}(@.*)?|\?+|-+)$/i.test(text) ||
    /@(example\.(com|org|net)|your-?(company|domain)\b|domain\.(com|tld))/i.test(text) ||
    /^(no|do-?not)[-._]?reply([-._+][^@]*)?@/i.test(text) ||
    /^(tbd|todo|fixme|your[-._]?name)@/i.test(text) ||
    isInventedNumber(text)
  )
}

function isInventedNumber(text: string): boolean {
  if (!/^\+?[\d\s().-]+$/.test(text) || !/\d/.test(text)) return false
  const digits = text.replaceAll(/\D/g, '')
  // Nought to six times the same: no subscriber has it.
  if (/(\d)\1{6,}$/.test(digits) || /^0+$/.test(digits)) return true
  return /^1\d{3}55501\d\d$/.test(digits) || digits.endsWith('1234567890')
}

/** Addresses that several people have, with whom: what wakes one of them rings at the others too. */
export type SharedAddress = { readonly address: string; readonly people: readonly string[] }

export function sharedAddresses(
  people: ReadonlyMap<
    string,
    {
      readonly email?: string
      readonly phone?: string
      readonly contacts?: readonly { readonly address: string }[]
    }
  >,
): readonly SharedAddress[] {
  const held = new Map<string, Set<string>>()
  for (const [person, { email, phone, contacts = [] }] of people)
    for (const address of [email, phone, ...contacts.map(contact => contact.address)]) {
      if (address === undefined) continue
      const key = address.toLowerCase()
      held.set(key, (held.get(key) ?? new Set()).add(person))
    }
  return [...held]
    .filter(([, holders]) => holders.size > 1)
    .map(([address, holders]) => ({ address, people: [...holders] }))
}
