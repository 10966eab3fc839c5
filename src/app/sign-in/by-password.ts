import type { Shell } from '#/app/shell.ts'
import { enter } from '#/app/sign-in/enter.ts'
import type { Entered } from '#/app/sign-in/enter.ts'
import { record } from '#/app/sign-in/events.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { Visitor } from '#/app/sign-in/sessions.ts'
import { hasAuthenticator } from '#/app/sign-in/totp.ts'
import { personBy } from '#/app/sign-in/sign-in.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import { findAccountOf, setPassword } from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'
import { transaction } from '#/store/db.ts'

export const LOGIN_LENGTH_MAX = 200

type Tried = { readonly login: string; readonly password: string; readonly from: Visitor }

/** Signs in by a person's id, or their e-mail address, and a password. */
export async function signInByPassword(
  shell: Shell,
  signIn: SignIn,
  { login, password, from }: Tried,
): Promise<Entered | SignInRefusal> {
  const directory = await shell.directory.current(shell.pool)
  const person = personBy(directory, login)?.id
  const guess = signIn.guesses.take(person ?? login.toLowerCase(), from.address)
  if ('waitSeconds' in guess) return no('guesses-stopped', { seconds: guess.waitSeconds })
  const account = person === undefined ? undefined : await findAccountOf(shell.pool, person)
  const isRight = await signIn.passwords.matches(password, account?.passwordHash ?? null)
  if (account === undefined || !isRight) {
    await noteFailure(shell, { person: account?.person ?? null, from, isLast: guess.isLast })
    return no('sign-in-failed')
  }
  signIn.guesses.right(account.person, from.address)
  // Said only to who has shown that the account is theirs.
  if (!signIn.hasPasswords && account.role !== 'owner') return no('passwords-off')
  await keepUpToDate(shell, signIn, account, password)
  const isPending = await hasAuthenticator(shell.pool, account.id)
  return transaction(shell.pool, tx =>
    enter(shell, tx, { account, way: 'password', from, isPending }),
  )
}

/** A failure is on record about whom it was meant for; what was typed as a name may be a password, and is not. */
export async function noteFailure(
  shell: Pick<Shell, 'pool' | 'now' | 'notary'>,
  {
    person,
    from,
    isLast,
    way = 'password',
  }: {
    readonly person: string | null
    readonly from: Visitor
    readonly isLast: boolean
    readonly way?: string
  },
): Promise<void> {
  const about = { way, address: from.address }
  await transaction(shell.pool, async tx => {
    await record(shell, tx, { type: 'sign-in-failed', person, by: null, about })
    if (isLast) await record(shell, tx, { type: 'guesses-stopped', person, by: null, about })
  })
}

/** The plain text is at hand only here: a hash from cheaper days is replaced now. */
async function keepUpToDate(
  { pool, now }: Shell,
  { passwords }: SignIn,
  { id, passwordHash, passwordAt }: Account,
  password: string,
): Promise<void> {
  if (passwordHash === null || !passwords.isOutdated(passwordHash)) return
  await setPassword(pool, id, { hash: await passwords.hash(password), at: passwordAt ?? now() })
}
