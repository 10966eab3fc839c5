// Sessions: a browser that somebody is signed in with. It stands where a token stands; its secret is kept as its SHA-256.
import { plusMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { isMemberRole, scopesOf } from '#/app/sign-in/roles.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import type { Scope } from '#/app/access/scopes.ts'
import type { Shell } from '#/app/shell.ts'
import { TRUST_MS } from '#/app/access/tokens.ts'
import { createSession, endSessionsOf, findSession, touchSession } from '#/store/sessions.ts'
import type { SessionFound } from '#/store/sessions.ts'
import type { Db } from '#/store/db.ts'

/** One that is not used for so long has ended: somebody on call is not asked again each night. */
export const SESSION_IDLE_MS = 3 * 86_400_000
/** However much it is used. */
export const SESSION_LIFE_MS = 30 * 86_400_000
/** Whoever has lost their place at the identity provider is out within a day. */
export const OIDC_LIFE_MS = 86_400_000
/** Until a provider is mended. */
export const BREAK_GLASS_LIFE_MS = 43_200_000
/** For so long after signing in one may change how one signs in: who finds a browser open tomorrow may not. */
export const FRESH_MS = 3_600_000
/** A second factor is asked for so long after the password. */
export const SESSION_PENDING_MS = 10 * 60_000
/** When it was last used is known to the minute. */
const TOUCH_EVERY_MS = 60_000
/** More than are used at once; beyond it everything is read anew. */
const SESSIONS_KEPT_MAX = 10_000
const AGENT_LENGTH_MAX = 400
const SECRET_PATTERN = /^[0-9a-f]{64}$/

/** How somebody signed in. Public, on record, and never renamed. */
export type Way =
  | 'password'
  | 'password-and-totp'
  | 'password-and-recovery-code'
  | 'passkey'
  | 'oidc'
  | 'break-glass'
  | 'link'

/** From where somebody comes, as far as one can believe it. */
export type Visitor = { readonly address: string; readonly agent: string }

/** Whom a session speaks for. */
export type Member = {
  readonly account: string
  readonly person: string
  readonly name: string
  readonly role: MemberRole
  readonly scopes: readonly Scope[]
}

export type LiveSession = {
  readonly id: string
  /** The password was right, and a second factor is still wanted: it may do nothing else. */
  readonly isPending: boolean
  /** How they signed in, and when. */
  readonly way: string
  readonly since: Instant
  readonly member: Member
}

export type SessionShelf = {
  /** The session of a secret; undefined when there is none, or it has ended. */
  readonly sessionOf: (secret: string, from: Visitor) => Promise<LiveSession | undefined>
  /** Something changed here about sessions, accounts or the directory: look again. */
  readonly forget: () => void
}

type Needs = Pick<Shell, 'pool' | 'now' | 'notary' | 'directory' | 'log'>

/** Knows sessions by their secrets, and trusts what it read for as long as that of tokens. */
export function createSessionShelf(shell: Needs): SessionShelf {
  const kept = new Map<string, { readonly live: LiveSession; readonly until: number }>()
  // What was read before something changed must not be kept after it.
  let generation = 0
  return {
    async sessionOf(secret, from) {
      if (!SECRET_PATTERN.test(secret)) return undefined
      const hash = shell.notary.sha256(secret)
      const known = kept.get(hash)
      const now = toMs(shell.now())
      if (known !== undefined && known.until > now) return known.live
      const asOf = generation
      const live = await look(shell, hash, from)
      if (kept.size >= SESSIONS_KEPT_MAX) kept.clear()
      if (live === undefined) kept.delete(hash)
      else if (asOf === generation) kept.set(hash, { live, until: now + TRUST_MS })
      return live
    },
    forget() {
      generation += 1
      kept.clear()
    },
  }
}

async function look(shell: Needs, hash: string, from: Visitor): Promise<LiveSession | undefined> {
  const found = await findSession(shell.pool, hash)
  const now = shell.now()
  if (found === undefined || found.disabledAt !== null || hasEnded(found, now)) return undefined
  const { people } = await shell.directory.current(shell.pool)
  const person = people.get(found.person)
  if (person === undefined) {
    // Should they come back, they sign in anew.
    await endSessionsOf(shell.pool, { accountId: found.accountId, keep: undefined, at: now })
    return undefined
  }
  if (!isMemberRole(found.role)) return undefined
  noteUse(shell, found, from, now)
  const { id, isPending, way, since, accountId, role } = found
  const member = { account: accountId, person: person.id, name: person.name, role }
  return { id, isPending, way, since, member: { ...member, scopes: scopesOf(role) } }
}

/** Whether a session is over: somebody ended it, it was not used for too long, or it is too old. */
export function hasEnded(
  {
    endedAt,
    since,
    seenAt,
    isPending,
    way,
  }: Pick<SessionFound, 'endedAt' | 'since' | 'seenAt' | 'isPending' | 'way'>,
  now: Instant,
): boolean {
  if (endedAt !== null) return true
  if (isPending) return now >= plusMs(since, SESSION_PENDING_MS)
  return now >= plusMs(seenAt, SESSION_IDLE_MS) || now >= plusMs(since, lifeMs(way))
}

/** Whether somebody has just shown who they are. */
export function isFresh({ since }: Pick<LiveSession, 'since'>, now: Instant): boolean {
  return now < plusMs(since, FRESH_MS)
}

function lifeMs(way: string): number {
  if (way === 'oidc') return OIDC_LIFE_MS
  return way === 'break-glass' ? BREAK_GLASS_LIFE_MS : SESSION_LIFE_MS
}

/** Nobody waits for it, but it must not be lost for long either: without it a session in use would lapse. */
function noteUse(
  shell: Needs,
  { id, seenAt, isPending }: SessionFound,
  from: Visitor,
  at: Instant,
): void {
  if (isPending || toMs(at) - toMs(seenAt) < TOUCH_EVERY_MS) return
  touchSession(shell.pool, id, { at, address: from.address }).catch((error: unknown) =>
    shell.log.warn({ err: error, session: id }, 'the use of a session could not be noted'),
  )
}

export type NewSession = {
  readonly account: string
  readonly way: Way
  readonly isPending?: boolean
  readonly from: Visitor
}

/** Begins a session, always with a secret of its own: one that somebody else planted is worth nothing. */
export async function beginSession(
  shell: Pick<Shell, 'now' | 'notary' | 'newId'>,
  db: Db,
  { account, way, isPending = false, from }: NewSession,
): Promise<{ readonly id: string; readonly secret: string }> {
  const id = shell.newId('session')
  const secret = newSecret(shell)
  await createSession(db, {
    id,
    accountId: account,
    secretHash: shell.notary.sha256(secret),
    way,
    isPending,
    agent: from.agent.slice(0, AGENT_LENGTH_MAX),
    address: from.address,
    since: shell.now(),
  })
  return { id, secret }
}

/** 256 bits from two salts: nobody guesses it, and so a plain hash of it suffices. */
export function newSecret({ notary }: Pick<Shell, 'notary'>): string {
  return `${notary.newSalt()}${notary.newSalt()}`
}
