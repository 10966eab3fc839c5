// Codes of authenticator apps (RFC 6238): six digits, every thirty seconds, each of them once.
import { Secret, TOTP } from 'otpauth'
import { toMs } from '#/core/time.ts'
import type { Shell } from '#/app/shell.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import type { Db } from '#/store/db.ts'
import { beginTotp, findTotp, takeStep } from '#/store/second-factors.ts'

/** Clocks of phones are wrong by less than this many steps. */
const STEPS_OFF_MAX = 1
const SECRET_BYTES = 20

/** What an app is given: the secret to type, and the address behind the square to scan. */
export type NewTotp = { readonly secret: string; readonly uri: string }

/** Begins anew; undefined when there is one that works. */
export async function beginAuthenticator(
  shell: Pick<Shell, 'now' | 'notary'>,
  { vault }: Pick<SignIn, 'vault'>,
  db: Db,
  { account, name }: { readonly account: string; readonly name: string },
): Promise<NewTotp | undefined> {
  const { notary, now } = shell
  const secret = Secret.fromHex(`${notary.newSalt()}${notary.newSalt()}`.slice(0, SECRET_BYTES * 2))
  const sealed = vault.seal(account, secret.base32)
  if (!(await beginTotp(db, { accountId: account, secret: sealed, at: now() }))) return undefined
  return { secret: secret.base32, uri: totpOf(secret.base32, name).toString() }
}

/** Whether somebody has an app that works. */
export async function hasAuthenticator(db: Db, account: string): Promise<boolean> {
  return ((await findTotp(db, account))?.confirmedAt ?? null) !== null
}

/** Whether a code is right, now, for the first time. It also confirms that the app has the secret. */
export async function takeCode(
  { now }: Pick<Shell, 'now'>,
  { vault }: Pick<SignIn, 'vault'>,
  db: Db,
  { account, code }: { readonly account: string; readonly code: string },
): Promise<boolean> {
  const totp = await findTotp(db, account)
  if (totp === undefined) return false
  const timestamp = toMs(now())
  const app = totpOf(vault.open(account, totp.secret), '')
  const delta = app.validate({ token: code, timestamp, window: STEPS_OFF_MAX })
  if (delta === null) return false
  const step = TOTP.counter({ timestamp }) + delta
  return takeStep(db, { accountId: account, step, at: now() })
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Tocsin', label: label === '' ? 'Tocsin' : label, secret })
}
