// Somebody has shown who they are: a session begins, and it is on record.
import type { Shell } from '#/app/shell.ts'
import { record } from '#/app/sign-in/events.ts'
import type { AccountEventType } from '#/app/sign-in/events.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import { beginSession } from '#/app/sign-in/sessions.ts'
import type { Visitor, Way } from '#/app/sign-in/sessions.ts'
import { queueNotices } from '#/store/account-notices.ts'
import type { Account } from '#/store/accounts.ts'
import type { Transaction } from '#/store/db.ts'

/** What a browser is told once, and keeps. */
export type Entered = { readonly secret: string }

/** Lets somebody in. One who still owes a second factor is not on record as signed in yet. */
export async function enter(
  shell: Pick<Shell, 'now' | 'notary' | 'newId'>,
  tx: Transaction,
  {
    account,
    way,
    from,
    isPending = false,
  }: {
    readonly account: Pick<Account, 'id' | 'person' | 'disabledAt'>
    readonly way: Way
    readonly from: Visitor
    readonly isPending?: boolean
  },
): Promise<Entered | SignInRefusal> {
  if (account.disabledAt !== null) return no('account-disabled')
  const { id, secret } = await beginSession(shell, tx, {
    account: account.id,
    way,
    isPending,
    from,
  })
  if (!isPending)
    await note(shell, tx, 'signed-in', account.person, { way, address: from.address, session: id })
  return { secret }
}

/** The same, and tells them by mail: should it have been somebody else with their session, they hear of it. */
export async function noteAndTell(
  shell: Pick<Shell, 'now' | 'notary'>,
  tx: Transaction,
  type: AccountEventType,
  person: string,
  about: Readonly<Record<string, string>> = {},
): Promise<void> {
  const event = await note(shell, tx, type, person, about)
  await queueNotices(tx, { event, recipients: [person], dueAt: shell.now() })
}

/** Puts on record what somebody did about their own account. */
export async function note(
  shell: Pick<Shell, 'now' | 'notary'>,
  tx: Transaction,
  type: AccountEventType,
  person: string,
  about: Readonly<Record<string, string>> = {},
): Promise<number> {
  return record(shell, tx, { type, person, by: person, about })
}
