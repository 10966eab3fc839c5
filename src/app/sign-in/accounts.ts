// Making accounts, and asking whether there are any.
import type { Shell } from '#/app/shell.ts'
import { record } from '#/app/sign-in/events.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import { createAccount, findAccountOf, hasAccounts as hasStored } from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { assert } from '#/core/assert.ts'

/** Whether anybody can sign in at all. */
export async function hasAccounts(db: Db): Promise<boolean> {
  return hasStored(db)
}

/** Makes an account for a person who has none. */
export async function makeAccount(
  shell: Pick<Shell, 'now' | 'notary' | 'newId'>,
  tx: Transaction,
  { person, role, by }: { readonly person: string; readonly role: MemberRole; readonly by: string },
): Promise<Account> {
  const id = shell.newId('account')
  await createAccount(tx, { id, person, role, createdAt: shell.now() })
  await record(shell, tx, { type: 'account-created', person, by, about: { role } })
  const account = await findAccountOf(tx, person)
  assert(account !== undefined, 'an account that was made is there')
  return account
}
