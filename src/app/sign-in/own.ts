// What people change about their own account, while they are signed in.
import type { Instant } from '#/core/time.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { note, noteAndTell } from '#/app/sign-in/enter.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { weaknessOf } from '#/app/sign-in/password.ts'
import { makeRecoveryCodes } from '#/app/sign-in/recovery.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { hasEnded, isFresh } from '#/app/sign-in/sessions.ts'
import type { LiveSession } from '#/app/sign-in/sessions.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import { beginAuthenticator, hasAuthenticator, takeCode } from '#/app/sign-in/totp.ts'
import type { NewTotp } from '#/app/sign-in/totp.ts'
import { findAccount, setPassword } from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'
import type { Db } from '#/store/db.ts'
import { listPasskeys, removePasskey, renamePasskey } from '#/store/passkeys.ts'
import type { Passkey } from '#/store/passkeys.ts'
import {
  countRecoveryCodes,
  findTotp,
  removeTotp,
  replaceRecoveryCodes,
} from '#/store/second-factors.ts'
import { endSession, endSessionsOf, listSessions } from '#/store/sessions.ts'
import type { Session } from '#/store/sessions.ts'
import { assert } from '#/core/assert.ts'

export type OwnAccount = {
  readonly account: Account
  readonly totpSince: Instant | null
  readonly codes: { readonly left: number; readonly made: Instant | null }
  readonly passkeys: readonly Passkey[]
  readonly sessions: readonly Session[]
}

type Done = { readonly done: true }
const DONE: Done = { done: true }

export async function readOwn(shell: Shell, db: Db, { member }: LiveSession): Promise<OwnAccount> {
  const { account: id } = member
  const account = await accountOf(db, id)
  const totp = await findTotp(db, id)
  const sessions = await listSessions(db, id)
  return {
    account,
    totpSince: totp?.confirmedAt ?? null,
    codes: await countRecoveryCodes(db, id),
    passkeys: await listPasskeys(db, id),
    sessions: sessions.filter(session => !session.isPending && !hasEnded(session, shell.now())),
  }
}

async function accountOf(db: Db, id: string): Promise<Account> {
  const account = await findAccount(db, id)
  assert(account !== undefined, 'who is signed in has an account')
  return account
}

/** Ends every other session too: whoever knew the old one may be signed in. */
export async function changePassword(
  shell: Shell,
  { passwords, guesses }: SignIn,
  within: Within | undefined,
  asked: { session: LiveSession; current: string | undefined; password: string; address: string },
): Promise<Done | SignInRefusal> {
  const { session, current, password, address } = asked
  const { account: id, person, name } = session.member
  const account = await accountOf(within ?? shell.pool, id)
  if (account.passwordHash === null && !isFresh(session, shell.now())) return no('sign-in-again')
  if (account.passwordHash !== null) {
    const guess = guesses.take(`change ${person}`, address)
    if ('waitSeconds' in guess) return no('guesses-stopped', { seconds: guess.waitSeconds })
    if (!(await passwords.matches(current ?? '', account.passwordHash))) return no('password-wrong')
    guesses.right(`change ${person}`, address)
  }
  const weakness = weaknessOf(password, [person, name])
  if (weakness !== undefined) return no('password-weak', { weakness })
  const hash = await passwords.hash(password)
  return inOne<Done>(shell, within, async tx => {
    const at = shell.now()
    await setPassword(tx, id, { hash, at })
    await endSessionsOf(tx, { accountId: id, keep: session.id, at })
    await noteAndTell(shell, tx, 'password-changed', person)
    return DONE
  })
}

export async function rename(
  shell: Shell,
  within: Within | undefined,
  asked: { readonly session: LiveSession; readonly passkey: string; readonly name: string },
): Promise<Done | SignInRefusal> {
  const { account: accountId, person } = asked.session.member
  return inOne<Done>(shell, within, async tx => {
    const { passkey: id, name } = asked
    if (!(await renamePasskey(tx, { accountId, id, name }))) return no('passkey-unknown')
    await note(shell, tx, 'passkey-renamed', person, { passkey: name })
    return DONE
  })
}

/** The last way in is not taken away: another link from an owner would be needed to come back. */
export async function remove(
  shell: Shell,
  within: Within | undefined,
  asked: { readonly session: LiveSession; readonly passkey: string },
): Promise<Done | SignInRefusal> {
  const { account: id, person } = asked.session.member
  if (!isFresh(asked.session, shell.now())) return no('sign-in-again')
  return inOne<Done>(shell, within, async tx => {
    const passkeys = await listPasskeys(tx, id)
    const found = passkeys.find(passkey => passkey.id === asked.passkey)
    if (found === undefined) return no('passkey-unknown')
    const { passwordHash, subject } = await accountOf(tx, id)
    if (passkeys.length === 1 && passwordHash === null && subject === null) return no('way-last')
    await removePasskey(tx, id, found.id)
    await noteAndTell(shell, tx, 'passkey-removed', person, { passkey: found.name })
    return DONE
  })
}

export async function beginTotp(
  shell: Shell,
  signIn: SignIn,
  within: Within | undefined,
  session: LiveSession,
): Promise<NewTotp | SignInRefusal> {
  const { member } = session
  if (!isFresh(session, shell.now())) return no('sign-in-again')
  return inOne<NewTotp>(shell, within, async tx => {
    const asked = { account: member.account, name: member.name }
    return (await beginAuthenticator(shell, signIn, tx, asked)) ?? no('totp-on')
  })
}

export type Codes = { readonly codes: readonly string[] }

/** From now on the password alone is not enough; the codes are for the day on which the phone is gone. */
export async function confirmTotp(
  shell: Shell,
  signIn: SignIn,
  within: Within | undefined,
  { session, code }: { readonly session: LiveSession; readonly code: string },
): Promise<Codes | SignInRefusal> {
  const { account, person } = session.member
  return inOne<Codes>(shell, within, async tx => {
    if (await hasAuthenticator(tx, account)) return no('totp-on')
    if ((await findTotp(tx, account)) === undefined) return no('totp-not-begun')
    if (!(await takeCode(shell, signIn, tx, { account, code }))) return no('code-wrong')
    await noteAndTell(shell, tx, 'totp-added', person)
    await endSessionsOf(tx, { accountId: account, keep: session.id, at: shell.now() })
    return { codes: await newCodes(shell, tx, session) }
  })
}

export async function switchTotpOff(
  shell: Shell,
  signIn: SignIn,
  within: Within | undefined,
  asked: { readonly session: LiveSession; readonly code: string; readonly address: string },
): Promise<Done | SignInRefusal> {
  const { account, person } = asked.session.member
  const guess = signIn.guesses.take(`code ${person}`, asked.address)
  if ('waitSeconds' in guess) return no('guesses-stopped', { seconds: guess.waitSeconds })
  return inOne<Done>(shell, within, async tx => {
    if (!(await hasAuthenticator(tx, account))) return no('totp-not-begun')
    const taken = { account, code: asked.code }
    if (!(await takeCode(shell, signIn, tx, taken))) return no('code-wrong')
    signIn.guesses.right(`code ${person}`, asked.address)
    await removeTotp(tx, account)
    await noteAndTell(shell, tx, 'totp-removed', person)
    if (asked.session.member.role !== 'owner')
      await replaceRecoveryCodes(tx, { accountId: account, hashes: [], at: shell.now() })
    return DONE
  })
}

/** New recovery codes; those before end. Owners have them without an app too: they let them in when nothing else works. */
export async function renewCodes(
  shell: Shell,
  within: Within | undefined,
  session: LiveSession,
): Promise<Codes | SignInRefusal> {
  const { account, role } = session.member
  if (!isFresh(session, shell.now())) return no('sign-in-again')
  return inOne<Codes>(shell, within, async tx => {
    if (role !== 'owner' && !(await hasAuthenticator(tx, account)))
      return no('recovery-codes-needless')
    return { codes: await newCodes(shell, tx, session) }
  })
}

async function newCodes(
  shell: Shell,
  tx: Within,
  { member }: LiveSession,
): Promise<readonly string[]> {
  await note(shell, tx, 'recovery-codes-made', member.person)
  return makeRecoveryCodes(shell, tx, member.account)
}

export async function endOne(
  shell: Shell,
  within: Within | undefined,
  { session, id }: { readonly session: LiveSession; readonly id: string },
): Promise<Done | SignInRefusal> {
  const { account: accountId, person } = session.member
  return inOne<Done>(shell, within, async tx => {
    const ended = await endSession(tx, { accountId, id, at: shell.now() })
    if (!ended) return no('session-unknown')
    await note(shell, tx, 'session-ended', person, { session: id })
    return DONE
  })
}

export async function endOthers(
  shell: Shell,
  within: Within | undefined,
  session: LiveSession,
): Promise<{ readonly ended: number } | SignInRefusal> {
  const { account: accountId, person } = session.member
  return inOne<{ readonly ended: number }>(shell, within, async tx => {
    const ended = await endSessionsOf(tx, { accountId, keep: session.id, at: shell.now() })
    await note(shell, tx, 'sessions-ended', person, { sessions: String(ended) })
    return { ended }
  })
}
