// Members in tests: an account with a password, and a browser that is signed in.
import { ok } from 'node:assert/strict'
import { makeAccount } from '#/app/sign-in/accounts.ts'
import { enter } from '#/app/sign-in/enter.ts'
import type { PasswordCost } from '#/app/sign-in/password.ts'
import { createPasswords } from '#/app/sign-in/password.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import type { Shell } from '#/app/shell.ts'
import { setPassword } from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'
import { transaction } from '#/store/db.ts'

/** For tests alone, which hash many passwords: hand it to `startSystem`. */
export const CHEAP: PasswordCost = { memoryKib: 8, passes: 1 }

export const PASSWORD = 'a long way to go'

/** Makes an account for a person of the directory, with `PASSWORD`. */
export async function makeMember(shell: Shell, person: string, role: MemberRole): Promise<Account> {
  const hash = await createPasswords(CHEAP).hash(PASSWORD)
  return transaction(shell.pool, async tx => {
    const account = await makeAccount(shell, tx, { person, role, by: 'test' })
    await setPassword(tx, account.id, { hash, at: shell.now() })
    return account
  })
}

/** The secret of a session of theirs, as the cookie `tocsin_session` holds it. */
export async function sessionOf(shell: Shell, account: Account): Promise<string> {
  const from = { address: '127.0.0.1', agent: 'test' }
  const entered = await transaction(shell.pool, tx =>
    enter(shell, tx, { account, way: 'password', from }),
  )
  ok('secret' in entered)
  return entered.secret
}
