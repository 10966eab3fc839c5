// Who may ask. Only hashes of secrets are here; whoever reads this table can ask for nothing.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type Token = {
  readonly id: string
  /** What its owner calls it. */
  readonly name: string
  readonly scopes: readonly string[]
  /** The person that it speaks for; null for a machine. */
  readonly person: string | null
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
  readonly revokedAt: Instant | null
}

/** `secretHash` is the SHA-256 of the secret in hex; secrets are long and random, so that suffices. */
export async function createToken(
  db: Db,
  {
    id,
    name,
    secretHash,
    scopes,
    person,
    createdAt,
  }: Omit<Token, 'lastUsedAt' | 'revokedAt'> & { readonly secretHash: string },
): Promise<void> {
  await rows(db, CREATE_TOKEN, [id, name, secretHash, scopes, person, createdAt])
}

export const CREATE_TOKEN = statement(
  'create_token',
  `
  insert into token (id, name, secret_hash, scopes, person, created_at)
  values ($1, $2, $3, $4, $5, $6)`,
)

/** The token of a secret, revoked or not: the caller tells the two refusals apart. */
export async function findToken(db: Db, secretHash: string): Promise<Token | undefined> {
  const [token] = await rows<Token>(db, FIND_TOKEN, [secretHash])
  return token
}

export const FIND_TOKEN = statement(
  'find_token',
  `
  select id, name, scopes, person, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
    from token
   where secret_hash = $1`,
)

/** Newest first, revoked ones too. */
export async function listTokens(db: Db): Promise<readonly Token[]> {
  return rows<Token>(db, LIST_TOKENS)
}

export const LIST_TOKENS = statement(
  'list_tokens',
  `
  select id, name, scopes, person, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"
    from token
   order by created_at desc, id`,
)

/** Notes that a token was used; never moves the time back. Not for every request: once a minute is plenty. */
export async function touchToken(db: Db, id: string, at: Instant): Promise<void> {
  await changed(db, TOUCH_TOKEN, [id, at])
}

export const TOUCH_TOKEN = statement(
  'touch_token',
  `
  update token
     set last_used_at = greatest(last_used_at, $2)
   where id = $1`,
)

/** From now on refused. Gives false when there is no such token or it was revoked before. */
export async function revokeToken(db: Db, id: string, at: Instant): Promise<boolean> {
  return (await changed(db, REVOKE_TOKEN, [id, at])) > 0
}

export const REVOKE_TOKEN = statement(
  'revoke_token',
  `
  update token
     set revoked_at = $2
   where id = $1
     and revoked_at is null`,
)
