// Browsers that somebody is signed in with. Only hashes of secrets are here.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type Session = {
  readonly id: string
  readonly accountId: string
  /** How they signed in. */
  readonly way: string
  /** A second factor is still wanted. */
  readonly isPending: boolean
  /** What the browser says that it is, and from where it came last. */
  readonly agent: string
  readonly address: string
  readonly since: Instant
  readonly seenAt: Instant
  readonly endedAt: Instant | null
}

export async function createSession(
  db: Db,
  {
    id,
    accountId,
    secretHash,
    way,
    isPending,
    agent,
    address,
    since,
  }: Omit<Session, 'seenAt' | 'endedAt'> & { readonly secretHash: string },
): Promise<void> {
  const values = [id, accountId, secretHash, way, isPending, agent, address, since]
  await rows(db, CREATE_SESSION, values)
}

export const CREATE_SESSION = statement(
  'create_session',
  `
  insert into session (id, account_id, secret_hash, way, is_pending, agent, address, since, seen_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
)

/** A session with what it takes to say who somebody is. */
export type SessionFound = Session & {
  readonly person: string
  readonly role: string
  readonly disabledAt: Instant | null
}

/** The session of a secret, ended or not: the caller tells the refusals apart. */
export async function findSession(db: Db, secretHash: string): Promise<SessionFound | undefined> {
  const [session] = await rows<SessionFound>(db, FIND_SESSION, [secretHash])
  return session
}

export const FIND_SESSION = statement(
  'find_session',
  `
  select session.id, account_id as "accountId", way, is_pending as "isPending", agent, address, since,
         seen_at as "seenAt", ended_at as "endedAt", person, role, disabled_at as "disabledAt"
    from session join account on account.id = account_id
   where secret_hash = $1`,
)

/** Those that were not ended, the one used last first. Some may have lapsed: the caller knows how long one lasts. */
export async function listSessions(db: Db, accountId: string): Promise<readonly Session[]> {
  return rows<Session>(db, LIST_SESSIONS, [accountId])
}

export const LIST_SESSIONS = statement(
  'list_sessions',
  `
  select id, account_id as "accountId", way, is_pending as "isPending", agent, address, since,
         seen_at as "seenAt", ended_at as "endedAt"
    from session
   where account_id = $1
     and ended_at is null
   order by seen_at desc, id`,
)

/** Notes that a session was used, and from where; never moves the time back. */
export async function touchSession(
  db: Db,
  id: string,
  { at, address }: { readonly at: Instant; readonly address: string },
): Promise<void> {
  await changed(db, TOUCH_SESSION, [id, at, address])
}

export const TOUCH_SESSION = statement(
  'touch_session',
  `
  update session
     set seen_at = greatest(seen_at, $2), address = $3
   where id = $1`,
)

/** Ends one session of an account. Gives false when there is none of that id, or it was ended before. */
export async function endSession(
  db: Db,
  { accountId, id, at }: { readonly accountId: string; readonly id: string; readonly at: Instant },
): Promise<boolean> {
  return (await changed(db, END_SESSION, [accountId, id, at])) > 0
}

export const END_SESSION = statement(
  'end_session',
  `
  update session
     set ended_at = $3
   where account_id = $1
     and id = $2
     and ended_at is null`,
)

/** Ends all sessions of an account, but the one that is kept. Gives how many. */
export async function endSessionsOf(
  db: Db,
  { accountId, keep, at }: { accountId: string; keep: string | undefined; at: Instant },
): Promise<number> {
  return changed(db, END_SESSIONS_OF, [accountId, keep ?? '', at])
}

export const END_SESSIONS_OF = statement(
  'end_sessions_of',
  `
  update session
     set ended_at = $3
   where account_id = $1
     and id <> $2
     and ended_at is null`,
)

/** Ends the sessions of everyone who is not among these people. Gives how many. */
export async function endSessionsOfOthers(
  db: Db,
  people: readonly string[],
  at: Instant,
): Promise<number> {
  return changed(db, END_SESSIONS_OF_OTHERS, [people, at])
}

export const END_SESSIONS_OF_OTHERS = statement(
  'end_sessions_of_others',
  `
  update session
     set ended_at = $2
    from account
   where account.id = account_id
     and person <> all($1::text[])
     and ended_at is null`,
)

/** Forgets sessions that began before an instant: the record says that there were any. Gives how many. */
export async function forgetSessions(db: Db, before: Instant): Promise<number> {
  return changed(db, FORGET_SESSIONS, [before])
}

export const FORGET_SESSIONS = statement('forget_sessions', 'delete from session where since < $1')
