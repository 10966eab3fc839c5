// Public keys with which people sign in (WebAuthn), and what browsers were asked to sign.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type Passkey = {
  readonly id: string
  readonly accountId: string
  /** The authenticator's own name for it, in base64url. */
  readonly credential: string
  readonly publicKey: Uint8Array
  /** How often it was used, where the authenticator counts. */
  readonly counter: number
  readonly transports: readonly string[]
  /** Kept by a provider too, and so on several devices. */
  readonly isBackedUp: boolean
  /** What its owner calls it. */
  readonly name: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

/** Gives false when this credential is kept already. */
export async function createPasskey(
  db: Db,
  passkey: Omit<Passkey, 'lastUsedAt'>,
): Promise<boolean> {
  const { id, accountId, credential, publicKey, counter, transports, isBackedUp } = passkey
  const { name, createdAt } = passkey
  const bytes = Buffer.from(publicKey)
  const values = [
    id,
    accountId,
    credential,
    bytes,
    counter,
    transports,
    isBackedUp,
    name,
    createdAt,
  ]
  return (await changed(db, CREATE_PASSKEY, values)) > 0
}

export const CREATE_PASSKEY = statement(
  'create_passkey',
  `
  insert into passkey (id, account_id, credential, public_key, counter, transports, is_backed_up, name, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (credential) do nothing`,
)

const COLUMNS = `id, account_id as "accountId", credential, public_key as "publicKey", counter, transports,
         is_backed_up as "isBackedUp", name, created_at as "createdAt", last_used_at as "lastUsedAt"`

export async function findPasskey(db: Db, credential: string): Promise<Passkey | undefined> {
  const [passkey] = await rows<Passkey>(db, FIND_PASSKEY, [credential])
  return passkey
}

export const FIND_PASSKEY = statement(
  'find_passkey',
  `
  select ${COLUMNS}
    from passkey
   where credential = $1`,
)

export async function listPasskeys(db: Db, accountId: string): Promise<readonly Passkey[]> {
  return rows<Passkey>(db, LIST_PASSKEYS, [accountId])
}

export const LIST_PASSKEYS = statement(
  'list_passkeys',
  `
  select ${COLUMNS}
    from passkey
   where account_id = $1
   order by created_at, id`,
)

/** Notes a use. Of two uses at one count, which is a copied key, the second is refused: then it gives false. */
export async function usePasskey(
  db: Db,
  { id, before, counter, at }: { id: string; before: number; counter: number; at: Instant },
): Promise<boolean> {
  return (await changed(db, USE_PASSKEY, [id, before, counter, at])) > 0
}

export const USE_PASSKEY = statement(
  'use_passkey',
  `
  update passkey
     set counter = $3, last_used_at = $4
   where id = $1
     and counter = $2`,
)

export async function renamePasskey(
  db: Db,
  { accountId, id, name }: Pick<Passkey, 'accountId' | 'id' | 'name'>,
): Promise<boolean> {
  return (await changed(db, RENAME_PASSKEY, [accountId, id, name])) > 0
}

export const RENAME_PASSKEY = statement(
  'rename_passkey',
  'update passkey set name = $3 where account_id = $1 and id = $2',
)

export async function removePasskey(db: Db, accountId: string, id: string): Promise<boolean> {
  return (await changed(db, REMOVE_PASSKEY, [accountId, id])) > 0
}

export const REMOVE_PASSKEY = statement(
  'remove_passkey',
  'delete from passkey where account_id = $1 and id = $2',
)

export async function removePasskeysOf(db: Db, accountId: string): Promise<void> {
  await changed(db, REMOVE_PASSKEYS_OF, [accountId])
}

export const REMOVE_PASSKEYS_OF = statement(
  'remove_passkeys_of',
  'delete from passkey where account_id = $1',
)

export type Challenge = {
  readonly id: string
  /** What it is for, and for whom: an answer counts for nothing else. */
  readonly purpose: string
  readonly challenge: string
  readonly expiresAt: Instant
}

/** Keeps a challenge, and forgets those that have expired by `now`. */
export async function keepChallenge(
  db: Db,
  { id, purpose, challenge, expiresAt }: Challenge,
  now: Instant,
): Promise<void> {
  await changed(db, FORGET_CHALLENGES, [now])
  await rows(db, KEEP_CHALLENGE, [id, purpose, challenge, expiresAt])
}

export const FORGET_CHALLENGES = statement(
  'forget_challenges',
  'delete from challenge where expires_at <= $1',
)

export const KEEP_CHALLENGE = statement(
  'keep_challenge',
  'insert into challenge (id, purpose, challenge, expires_at) values ($1, $2, $3, $4)',
)

/** Takes a challenge, which nobody can take again. */
export async function takeChallenge(
  db: Db,
  { id, purpose, now }: { readonly id: string; readonly purpose: string; readonly now: Instant },
): Promise<string | undefined> {
  const [taken] = await rows<{ challenge: string }>(db, TAKE_CHALLENGE, [id, purpose, now])
  return taken?.challenge
}

export const TAKE_CHALLENGE = statement(
  'take_challenge',
  `
  delete from challenge
   where id = $1
     and purpose = $2
     and expires_at > $3
  returning challenge`,
)
