// Who may sign in: one account for each person of the directory.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db, Transaction } from '#/store/db.ts'

export type Account = {
  readonly id: string
  readonly person: string
  readonly role: string
  /** In the PHC format; null for one who signs in otherwise. */
  readonly passwordHash: string | null
  readonly passwordAt: Instant | null
  /** Issuer and subject at the identity provider. */
  readonly subject: string | null
  readonly createdAt: Instant
  readonly disabledAt: Instant | null
}

export async function createAccount(
  tx: Transaction,
  { id, person, role, createdAt }: Pick<Account, 'id' | 'person' | 'role' | 'createdAt'>,
): Promise<void> {
  await rows(tx, CREATE_ACCOUNT, [id, person, role, createdAt])
}

export const CREATE_ACCOUNT = statement(
  'create_account',
  'insert into account (id, person, role, created_at) values ($1, $2, $3, $4)',
)

const COLUMNS = `id, person, role, password_hash as "passwordHash", password_at as "passwordAt", subject,
         created_at as "createdAt", disabled_at as "disabledAt"`

export async function findAccount(db: Db, id: string): Promise<Account | undefined> {
  const [account] = await rows<Account>(db, FIND_ACCOUNT, [id])
  return account
}

export const FIND_ACCOUNT = statement(
  'find_account',
  `
  select ${COLUMNS}
    from account
   where id = $1`,
)

export async function findAccountOf(db: Db, person: string): Promise<Account | undefined> {
  const [account] = await rows<Account>(db, FIND_ACCOUNT_OF, [person])
  return account
}

export const FIND_ACCOUNT_OF = statement(
  'find_account_of',
  `
  select ${COLUMNS}
    from account
   where person = $1`,
)

export async function findAccountBySubject(db: Db, subject: string): Promise<Account | undefined> {
  const [account] = await rows<Account>(db, FIND_ACCOUNT_BY_SUBJECT, [subject])
  return account
}

export const FIND_ACCOUNT_BY_SUBJECT = statement(
  'find_account_by_subject',
  `
  select ${COLUMNS}
    from account
   where subject = $1`,
)

/** In the order of their people; disabled ones too. */
export async function listAccounts(db: Db): Promise<readonly Account[]> {
  return rows<Account>(db, LIST_ACCOUNTS)
}

export const LIST_ACCOUNTS = statement(
  'list_accounts',
  `
  select ${COLUMNS}
    from account
   order by person`,
)

/** Whether anybody can sign in at all. */
export async function hasAccounts(db: Db): Promise<boolean> {
  const [found] = await rows<{ found: boolean }>(db, HAS_ACCOUNTS)
  return found?.found === true
}

export const HAS_ACCOUNTS = statement(
  'has_accounts',
  'select exists (select from account) as found',
)

/** One change of who may do what at a time: of two owners who take each other's role, the second finds the first gone. */
export async function lockAccounts(tx: Transaction): Promise<void> {
  await rows(tx, LOCK_ACCOUNTS)
}

// Any number that nothing else locks; released when the transaction ends.
export const LOCK_ACCOUNTS = statement(
  'lock_accounts',
  'select pg_advisory_xact_lock(4871)::text as locked',
)

export async function setPassword(
  db: Db,
  id: string,
  { hash, at }: { readonly hash: string | null; readonly at: Instant },
): Promise<void> {
  await changed(db, SET_PASSWORD, [id, hash, at])
}

export const SET_PASSWORD = statement(
  'set_password',
  'update account set password_hash = $2, password_at = $3 where id = $1',
)

export async function setRole(db: Db, id: string, role: string): Promise<void> {
  await changed(db, SET_ROLE, [id, role])
}

export const SET_ROLE = statement('set_role', 'update account set role = $2 where id = $1')

export async function setSubject(db: Db, id: string, subject: string | null): Promise<void> {
  await changed(db, SET_SUBJECT, [id, subject])
}

export const SET_SUBJECT = statement('set_subject', 'update account set subject = $2 where id = $1')

/** `at` null: may sign in again. */
export async function setDisabled(db: Db, id: string, at: Instant | null): Promise<void> {
  await changed(db, SET_DISABLED, [id, at])
}

export const SET_DISABLED = statement(
  'set_disabled',
  'update account set disabled_at = $2 where id = $1',
)

/** An account as a list shows it: what its person signs in with, and when they were last there. */
export type StoredMember = Account & {
  readonly passkeys: number
  readonly hasTotp: boolean
  /** Used since the instant that was asked for, and not ended. */
  readonly sessions: number
  readonly lastSeenAt: Instant | null
}

export async function listMembers(db: Db, since: Instant): Promise<readonly StoredMember[]> {
  return rows<StoredMember>(db, LIST_MEMBERS, [since])
}

export const LIST_MEMBERS = statement(
  'list_members',
  `
  select ${COLUMNS},
         (select count(*) from passkey where account_id = account.id) as passkeys,
         exists (select from totp where account_id = account.id and confirmed_at is not null) as "hasTotp",
         (select count(*) from session
           where account_id = account.id and ended_at is null and not is_pending and seen_at > $1) as sessions,
         (select max(seen_at) from session where account_id = account.id) as "lastSeenAt"
    from account
   order by person`,
)
