// The first way in of a new account: a password, a passkey, or both.
import type { Person } from '#/core/directory.ts'
import type { Shell } from '#/app/shell.ts'
import { note } from '#/app/sign-in/enter.ts'
import { weaknessOf } from '#/app/sign-in/password.ts'
import { register } from '#/app/sign-in/passkeys.ts'
import type { Registration } from '#/app/sign-in/passkeys.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { RelyingParty } from '#/app/sign-in/relying-party.ts'
import type { Way } from '#/app/sign-in/sessions.ts'
import { setPassword } from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'
import type { Transaction } from '#/store/db.ts'

export type Credentials = {
  readonly password?: string | undefined
  readonly passkey?: Registration | undefined
}

/** Why these cannot be the first ones; asked before the costly hash. */
export function refusedCredentials(
  { password, passkey }: Credentials,
  {
    id,
    name,
    email,
  }: Pick<Person, 'name'> & {
    readonly id?: string | undefined
    readonly email?: string | undefined
  },
): SignInRefusal | undefined {
  if (password === undefined && passkey === undefined) return no('way-needed')
  if (password === undefined) return undefined
  const own = [id, name, email].filter(text => text !== undefined)
  const weakness = weaknessOf(password, own)
  return weakness === undefined ? undefined : no('password-weak', { weakness })
}

/** Keeps them. `hash` is that of the password; `purpose` what the passkey was asked for. */
export async function keepCredentials(
  shell: Pick<Shell, 'now' | 'notary' | 'newId'>,
  tx: Transaction,
  given: {
    readonly account: Account
    readonly hash: string | undefined
    readonly passkey: Registration | undefined
    readonly party: RelyingParty | undefined
    readonly purpose: string
  },
): Promise<{ readonly way: Way } | SignInRefusal> {
  const { account, hash, passkey, party, purpose } = given
  if (hash !== undefined) {
    await setPassword(tx, account.id, { hash, at: shell.now() })
    await note(shell, tx, 'password-changed', account.person)
  }
  if (passkey !== undefined) {
    if (party === undefined) return no('passkey-failed')
    const kept = await register(shell, tx, {
      party,
      purpose,
      account,
      registration: passkey,
      isFirst: true,
    })
    if ('no' in kept) return kept
  }
  return { way: 'link' }
}
