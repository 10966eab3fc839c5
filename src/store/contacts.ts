// Where people are reached, as they said themselves, and which addresses they confirmed.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

/** An address is known by this: what it is stands sealed, or in the directory. */
export type AddressKey = {
  readonly person: string
  readonly channel: string
  readonly addressHash: string
}

export type StoredContact = AddressKey & {
  readonly id: string
  readonly sealed: string
  readonly createdAt: Instant
}

/** Gives whether it is new: the same address of the same person is kept once. */
export async function addContact(db: Db, contact: StoredContact): Promise<boolean> {
  const { id, person, channel, addressHash, sealed, createdAt } = contact
  return (await changed(db, ADD_CONTACT, [id, person, channel, addressHash, sealed, createdAt])) > 0
}

export const ADD_CONTACT = statement(
  'add_contact',
  `
  insert into own_contact (id, person, channel, address_hash, sealed, created_at)
  values ($1, $2, $3, $4, $5, $6)
      on conflict do nothing`,
)

/** Of one person, or of all; the oldest first. Whoever may not sign in any more has none: it could be somebody else who made them. */
export async function listContacts(
  db: Db,
  person: string | undefined,
): Promise<readonly StoredContact[]> {
  return rows<StoredContact>(db, LIST_CONTACTS, [person ?? null])
}

export const LIST_CONTACTS = statement(
  'list_contacts',
  `
  select own_contact.id, person, channel, address_hash as "addressHash", sealed, own_contact.created_at as "createdAt"
    from own_contact join account using (person)
   where disabled_at is null
     and ($1::text is null or person = $1)
   order by number`,
)

/** Gives whether it was there. */
export async function removeContact(
  db: Db,
  { person, channel, addressHash }: AddressKey,
): Promise<boolean> {
  return (await changed(db, REMOVE_CONTACT, [person, channel, addressHash])) > 0
}

export const REMOVE_CONTACT = statement(
  'remove_contact',
  'delete from own_contact where person = $1 and channel = $2 and address_hash = $3',
)

export type Proof = AddressKey & { readonly provedAt: Instant }

/** Which addresses were confirmed, by one person or by all. */
export async function listProofs(db: Db, person: string | undefined): Promise<readonly Proof[]> {
  return rows<Proof>(db, LIST_PROOFS, [person ?? null])
}

export const LIST_PROOFS = statement(
  'list_proofs',
  `
  select person, channel, address_hash as "addressHash", proved_at as "provedAt"
    from contact_proof
   where $1::text is null or person = $1`,
)

export async function saveProof(
  db: Db,
  { person, channel, addressHash, provedAt }: Proof,
): Promise<void> {
  await rows(db, SAVE_PROOF, [person, channel, addressHash, provedAt])
}

export const SAVE_PROOF = statement(
  'save_proof',
  `
  insert into contact_proof (person, channel, address_hash, proved_at)
  values ($1, $2, $3, $4)
      on conflict (person, channel, address_hash) do update
     set number = default, proved_at = $4`,
)

/** Should the address come back, it is to be confirmed anew: it may be somebody else's by then. */
export async function forgetProof(
  db: Db,
  { person, channel, addressHash }: AddressKey,
): Promise<void> {
  await rows(db, FORGET_PROOF, [person, channel, addressHash])
}

export const FORGET_PROOF = statement(
  'forget_proof',
  'delete from contact_proof where person = $1 and channel = $2 and address_hash = $3',
)

/** How somebody wants to be reached, as JSON. */
export type StoredReach = { readonly person: string; readonly reach: string }

export async function listReaches(
  db: Db,
  person: string | undefined,
): Promise<readonly StoredReach[]> {
  return rows<StoredReach>(db, LIST_REACHES, [person ?? null])
}

export const LIST_REACHES = statement(
  'list_reaches',
  'select person, reach from own_reach where $1::text is null or person = $1',
)

export async function saveReach(
  db: Db,
  { person, reach, at }: StoredReach & { readonly at: Instant },
): Promise<void> {
  await rows(db, SAVE_REACH, [person, reach, at])
}

export const SAVE_REACH = statement(
  'save_reach',
  `
  insert into own_reach (person, reach, said_at)
  values ($1, $2, $3)
      on conflict (person) do update
     set number = default, reach = $2, said_at = $3`,
)

/** Gives whether there was one. */
export async function forgetReach(db: Db, person: string): Promise<boolean> {
  return (await changed(db, FORGET_REACH, [person])) > 0
}

export const FORGET_REACH = statement('forget_reach', 'delete from own_reach where person = $1')
