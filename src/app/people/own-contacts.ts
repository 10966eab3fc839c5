// What people say themselves of how they are reached, put into the directory of everyone.
import { ADDRESSED } from '#/core/contact-address.ts'
import { addressAt } from '#/core/contact.ts'
import type { Contact, Directory, Person, Reach } from '#/core/directory.ts'
import type { ContactVault } from '#/app/people/contact-vault.ts'
import type { Proven } from '#/core/readiness/readiness.ts'
import { listContacts, listProofs, listReaches } from '#/store/contacts.ts'
import type { Proof, StoredContact, StoredReach } from '#/store/contacts.ts'
import type { Db } from '#/store/db.ts'
import { peopleWithPush } from '#/store/push.ts'

export type OwnWords = {
  /** Who has a browser to be notified on. */
  readonly notified: ReadonlySet<string>
  readonly contacts: readonly StoredContact[]
  readonly proofs: readonly Proof[]
  readonly reaches: readonly StoredReach[]
}

export async function readOwnWords(db: Db): Promise<OwnWords> {
  return {
    notified: await peopleWithPush(db),
    contacts: await listContacts(db, undefined),
    proofs: await listProofs(db, undefined),
    reaches: await listReaches(db, undefined),
  }
}

/** Of each person the addresses that they confirmed, with when. */
export type Proofs = ReadonlyMap<string, readonly Proven[]>

/** What is theirs and was not confirmed is left out: nothing goes there but the code. */
export function withOwnWords(
  directory: Directory,
  own: OwnWords,
  vault: ContactVault,
): { readonly directory: Directory; readonly proofs: Proofs } {
  const contacts = Map.groupBy(own.contacts, ({ person }) => person)
  const proved = Map.groupBy(own.proofs, ({ person }) => person)
  const reaches = new Map(own.reaches.map(({ person, reach }) => [person, reach]))
  const said = new Set([
    ...own.notified,
    ...contacts.keys(),
    ...proved.keys(),
    ...reaches.keys(),
  ]).intersection(directory.people)
  if (said.size === 0) return { directory, proofs: new Map() }
  const people = new Map(directory.people)
  const proofs = new Map<string, readonly Proven[]>()
  for (const id of said) {
    const theirs = { contacts: contacts.get(id) ?? [], proofs: proved.get(id) ?? [] }
    const merged = withContacts(people.get(id) as Person, theirs, vault)
    const reach = reaches.get(id)
    people.set(id, {
      ...merged.person,
      ...(own.notified.has(id) && { push: true }),
      ...(reach !== undefined && { reach: JSON.parse(reach) as Reach }),
    })
    if (merged.proofs.length > 0) proofs.set(id, merged.proofs)
  }
  return { directory: { ...directory, people }, proofs }
}

function withContacts(
  person: Person,
  theirs: Pick<OwnWords, 'contacts' | 'proofs'>,
  vault: ContactVault,
): { readonly person: Person; readonly proofs: readonly Proven[] } {
  const proofOf = (channel: string, address: string) => {
    const hash = vault.hashOf(person.id, channel, address)
    return theirs.proofs.find(proof => proof.channel === channel && proof.addressHash === hash)
  }
  const own = theirs.contacts.flatMap(({ channel, sealed }): readonly Contact[] => {
    const address = vault.open(person.id, sealed)
    const known = ADDRESSED.find(name => name === channel)
    if (address === undefined || known === undefined) return []
    const isProved = proofOf(channel, address) !== undefined
    return isProved ? [{ channel: known, address, verified: true, own: true }] : []
  })
  const listed = (person.contacts ?? []).map(contact => ({
    ...contact,
    verified: proofOf(contact.channel, contact.address) !== undefined,
  }))
  const contacts = [...own, ...listed]
  const fields = ADDRESSED.flatMap(channel => {
    const address = addressAt({ ...person, contacts: [] }, channel)
    return address === undefined ? [] : [{ channel, address }]
  })
  const proofs = [...contacts, ...fields].flatMap(({ channel, address }) => {
    const proof = proofOf(channel, address)
    return proof === undefined ? [] : [{ channel, address, at: proof.provedAt }]
  })
  return { person: contacts.length === 0 ? person : { ...person, contacts }, proofs }
}
