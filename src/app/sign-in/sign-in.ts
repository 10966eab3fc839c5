// What signing in is made of, made once.
import type { Directory, Person } from '#/core/directory.ts'
import { createGuesses } from '#/app/sign-in/guesses.ts'
import type { Guesses } from '#/app/sign-in/guesses.ts'
import { createPasswords } from '#/app/sign-in/password.ts'
import type { PasswordCost, Passwords } from '#/app/sign-in/password.ts'
import type { OidcSettings } from '#/app/sign-in/oidc-settings.ts'
import { createProvider } from '#/app/sign-in/provider.ts'
import type { Provider } from '#/app/sign-in/provider.ts'
import { createSessionShelf } from '#/app/sign-in/sessions.ts'
import type { SessionShelf } from '#/app/sign-in/sessions.ts'
import { createVault } from '#/app/sign-in/vault.ts'
import type { Vault } from '#/app/sign-in/vault.ts'
import type { Shell } from '#/app/shell.ts'

export type SignIn = {
  readonly passwords: Passwords
  readonly guesses: Guesses
  readonly sessions: SessionShelf
  readonly vault: Vault
  /** Undefined where there is none. */
  readonly provider: Provider | undefined
  /** Whether passwords let anybody in; otherwise owners alone. */
  readonly hasPasswords: boolean
}

export type SignInOptions = {
  readonly passwordCost: PasswordCost
  readonly oidc: OidcSettings | undefined
  readonly hasPasswords: boolean
}

export function createSignIn(
  shell: Shell,
  { passwordCost, oidc, hasPasswords }: SignInOptions,
): SignIn {
  return {
    passwords: createPasswords(passwordCost),
    guesses: createGuesses(shell.now),
    sessions: createSessionShelf(shell),
    vault: createVault(shell.linkSecret),
    provider: oidc === undefined ? undefined : createProvider(oidc, shell),
    hasPasswords,
  }
}

/** The person that somebody means by an id or an e-mail address; undefined where nobody has it, or more than one. */
export function personBy({ people }: Directory, login: string): Person | undefined {
  const named = people.get(login)
  if (named !== undefined) return named
  const wanted = login.trim().toLowerCase()
  const found = [...people.values()].filter(
    ({ id, email }) => id.toLowerCase() === wanted || email?.toLowerCase() === wanted,
  )
  return found.length === 1 ? found[0] : undefined
}
