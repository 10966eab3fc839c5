// Secrets of authenticator apps, encrypted, and recovery codes, hashed.
import type { Instant } from '#/core/time.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

export type Totp = {
  readonly accountId: string
  /** Encrypted. */
  readonly secret: string
  /** The step of the last code that was used: none is used twice. */
  readonly lastStep: number
  readonly createdAt: Instant
  /** Null until a first code has shown that the app has the secret. */
  readonly confirmedAt: Instant | null
}

/** Begins anew; one that was confirmed stays as it is. */
export async function beginTotp(
  db: Db,
  { accountId, secret, at }: { accountId: string; secret: string; at: Instant },
): Promise<boolean> {
  return (await changed(db, BEGIN_TOTP, [accountId, secret, at])) > 0
}

export const BEGIN_TOTP = statement(
  'begin_totp',
  `
  insert into totp (account_id, secret, last_step, created_at)
  values ($1, $2, 0, $3)
      on conflict (account_id) do update set secret = excluded.secret, last_step = 0, created_at = excluded.created_at
   where totp.confirmed_at is null`,
)

export async function findTotp(db: Db, accountId: string): Promise<Totp | undefined> {
  const [totp] = await rows<Totp>(db, FIND_TOTP, [accountId])
  return totp
}

export const FIND_TOTP = statement(
  'find_totp',
  `
  select account_id as "accountId", secret, last_step as "lastStep", created_at as "createdAt",
         confirmed_at as "confirmedAt"
    from totp
   where account_id = $1`,
)

/** Takes a code's step, and confirms the secret. Gives false when it, or a later one, was taken before. */
export async function takeStep(
  db: Db,
  { accountId, step, at }: { accountId: string; step: number; at: Instant },
): Promise<boolean> {
  return (await changed(db, TAKE_STEP, [accountId, step, at])) > 0
}

export const TAKE_STEP = statement(
  'take_step',
  `
  update totp
     set last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
   where account_id = $1
     and last_step < $2`,
)

export async function removeTotp(db: Db, accountId: string): Promise<boolean> {
  return (await changed(db, REMOVE_TOTP, [accountId])) > 0
}

export const REMOVE_TOTP = statement('remove_totp', 'delete from totp where account_id = $1')

/** The only codes from now on. */
export async function replaceRecoveryCodes(
  db: Db,
  { accountId, hashes, at }: { accountId: string; hashes: readonly string[]; at: Instant },
): Promise<void> {
  await changed(db, FORGET_RECOVERY_CODES, [accountId])
  await rows(db, KEEP_RECOVERY_CODES, [accountId, hashes, at])
}

export const FORGET_RECOVERY_CODES = statement(
  'forget_recovery_codes',
  'delete from recovery_code where account_id = $1',
)

export const KEEP_RECOVERY_CODES = statement(
  'keep_recovery_codes',
  `
  insert into recovery_code (account_id, code_hash, created_at)
  select $1, code_hash, $3 from unnest($2::text[]) as made (code_hash)`,
)

/** Takes a code. Gives false when there is no such code, or it was used. */
export async function takeRecoveryCode(
  db: Db,
  { accountId, hash, at }: { accountId: string; hash: string; at: Instant },
): Promise<boolean> {
  return (await changed(db, TAKE_RECOVERY_CODE, [accountId, hash, at])) > 0
}

export const TAKE_RECOVERY_CODE = statement(
  'take_recovery_code',
  `
  update recovery_code
     set used_at = $3
   where account_id = $1
     and code_hash = $2
     and used_at is null`,
)

/** How many codes are left, and since when there are any. */
export async function countRecoveryCodes(
  db: Db,
  accountId: string,
): Promise<{ readonly left: number; readonly made: Instant | null }> {
  const [count] = await rows<{ left: number; made: Instant | null }>(db, COUNT_RECOVERY_CODES, [
    accountId,
  ])
  return count ?? { left: 0, made: null }
}

export const COUNT_RECOVERY_CODES = statement(
  'count_recovery_codes',
  `
  select count(*) filter (where used_at is null) as left, max(created_at) as made
    from recovery_code
   where account_id = $1`,
)
