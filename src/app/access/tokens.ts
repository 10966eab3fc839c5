// Who may ask. A token's secret is shown once and kept only as its SHA-256.
import { toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Scope } from '#/app/access/scopes.ts'
import type { Shell } from '#/app/shell.ts'
import type { Db } from '#/store/db.ts'
import { createToken, findToken, listTokens, revokeToken, touchToken } from '#/store/tokens.ts'
import type { Token } from '#/store/tokens.ts'

type Needs = Pick<Shell, 'pool' | 'now' | 'notary' | 'newId'>

/** A token as the API and the terminal show it: never with its secret. */
export type ShownToken = Token

export type NewToken = {
  /** What its owner calls it. */
  readonly name: string
  readonly scopes: readonly Scope[]
  /** The person of the directory that it speaks for. */
  readonly person?: string | undefined
}

/** Begins every secret, so that one that leaked into a repository or a chat is found by those who search for it. */
const SECRET_PREFIX = 'tocsin_'

/** Makes a token. `secret` is what the caller must be shown now: nobody can read it again. */
export async function mintToken(
  shell: Needs,
  { name, scopes, person }: NewToken,
  db: Db = shell.pool,
): Promise<{ readonly token: ShownToken; readonly secret: string }> {
  // Two salts of 128 bits each: a secret that nobody can guess, and so a plain hash of it suffices.
  const secret = `${SECRET_PREFIX}${shell.notary.newSalt()}${shell.notary.newSalt()}`
  const token = {
    id: shell.newId('token'),
    name,
    scopes: [...scopes],
    person: person ?? null,
    createdAt: shell.now(),
  }
  await createToken(db, { ...token, secretHash: shell.notary.sha256(secret) })
  return { token: { ...token, lastUsedAt: null, revokedAt: null }, secret }
}

/** Newest first, revoked ones too. */
export async function allTokens(shell: Pick<Shell, 'pool'>): Promise<readonly ShownToken[]> {
  return listTokens(shell.pool)
}

/** Gives false when there is no such token, or it was revoked before. */
export async function endToken(
  shell: Pick<Shell, 'pool' | 'now'>,
  id: string,
  db: Db = shell.pool,
): Promise<boolean> {
  return revokeToken(db, id, shell.now())
}

/** Whose secret it is. */
export type Bearer =
  | {
      readonly token: ShownToken
      /** False once the person that the token speaks for has left the directory. */
      readonly personKnown: boolean
    }
  | 'unknown'
  | 'revoked'

export type TokenShelf = {
  readonly bearerOf: (secret: string) => Promise<Bearer>
  /** A token was revoked here: look again. */
  readonly forget: () => void
}

/**
 * For so long a node trusts what it read about a token and its person. A token that is revoked on another node is
 * refused here after that at the latest, and one revoked here at once.
 */
export const TRUST_MS = 5_000
/** More than any installation has; beyond it everything is read anew. */
const TOKENS_KEPT_MAX = 10_000
const TOUCH_EVERY_MS = 60_000

/**
 * Knows tokens by their secrets. Looks a secret up by its SHA-256: whoever measures how long that takes learns
 * something about the hash, which they cannot steer, and nothing about the secret.
 */
export function createTokenShelf(shell: Needs & Pick<Shell, 'directory' | 'log'>): TokenShelf {
  const kept = new Map<string, { readonly bearer: Bearer; readonly until: number }>()
  return {
    async bearerOf(secret) {
      const hash = shell.notary.sha256(secret)
      const now = toMs(shell.now())
      const known = kept.get(hash)
      if (known !== undefined && known.until > now) return known.bearer
      const bearer = await look(shell, hash)
      if (kept.size >= TOKENS_KEPT_MAX) kept.clear()
      // What is not known is not kept: a stranger who guesses must not fill memory.
      if (typeof bearer === 'object') kept.set(hash, { bearer, until: now + TRUST_MS })
      else kept.delete(hash)
      return bearer
    },
    forget() {
      kept.clear()
    },
  }
}

async function look(
  shell: Needs & Pick<Shell, 'directory' | 'log'>,
  secretHash: string,
): Promise<Bearer> {
  const token = await findToken(shell.pool, secretHash)
  if (token === undefined) return 'unknown'
  if (token.revokedAt !== null) return 'revoked'
  noteUse(shell, token, shell.now())
  if (token.person === null) return { token, personKnown: true }
  const { people } = await shell.directory.current(shell.pool)
  return { token, personKnown: people.has(token.person) }
}

/** Nobody waits for it: when a token was last used is for the eyes of its owner, to the minute. */
function noteUse(shell: Needs & Pick<Shell, 'log'>, { id, lastUsedAt }: Token, at: Instant): void {
  if (lastUsedAt !== null && toMs(at) - toMs(lastUsedAt) < TOUCH_EVERY_MS) return
  touchToken(shell.pool, id, at).catch((error: unknown) =>
    shell.log.warn({ err: error, token: id }, 'the use of a token could not be noted'),
  )
}
