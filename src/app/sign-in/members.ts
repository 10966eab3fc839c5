// Who has an account, as owners see and change it.
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { record } from '#/app/sign-in/events.ts'
import type { NewAccountEvent } from '#/app/sign-in/events.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import {
  findAccount,
  listAccounts,
  listMembers as listStored,
  lockAccounts,
  setDisabled,
  setRole,
} from '#/store/accounts.ts'
import type { Account, StoredMember } from '#/store/accounts.ts'
import type { Db } from '#/store/db.ts'
import { endSessionsOf } from '#/store/sessions.ts'
import { SESSION_IDLE_MS } from '#/app/sign-in/sessions.ts'
import { plusMs } from '#/core/time.ts'

export type Member = StoredMember

/** In the order of their people; those who are shut out too. Sessions that have lapsed are not counted. */
export async function listMembers({ now }: Pick<Shell, 'now'>, db: Db): Promise<readonly Member[]> {
  return listStored(db, plusMs(now(), -SESSION_IDLE_MS))
}

type Changing = { readonly member: string; readonly by: string }
type Changed = { readonly account: Account }

export async function changeRole(
  shell: Shell,
  within: Within | undefined,
  { member, by, role }: Changing & { readonly role: MemberRole },
): Promise<Changed | SignInRefusal> {
  return change(shell, within, member, async (tx, account) => {
    if (account.role === role) return undefined
    if (role !== 'owner' && (await isLastOwner(tx, account))) return no('last-owner')
    await setRole(tx, member, role)
    const about = { from: account.role, to: role }
    return { type: 'role-changed', person: account.person, by, about }
  })
}

/** Shut out at once: their sessions end, and nothing that they sign in with works. */
export async function disable(
  shell: Shell,
  within: Within | undefined,
  { member, by }: Changing,
): Promise<Changed | SignInRefusal> {
  return change(shell, within, member, async (tx, account) => {
    if (account.disabledAt !== null) return undefined
    if (await isLastOwner(tx, account)) return no('last-owner')
    const at = shell.now()
    await setDisabled(tx, member, at)
    await endSessionsOf(tx, { accountId: member, keep: undefined, at })
    return { type: 'account-disabled', person: account.person, by }
  })
}

export async function enable(
  shell: Shell,
  within: Within | undefined,
  { member, by }: Changing,
): Promise<Changed | SignInRefusal> {
  return change(shell, within, member, async (tx, account) => {
    if (account.disabledAt === null) return undefined
    await setDisabled(tx, member, null)
    return { type: 'account-enabled', person: account.person, by }
  })
}

export async function endSessionsOfMember(
  shell: Shell,
  within: Within | undefined,
  { member, by }: Changing,
): Promise<Changed | SignInRefusal> {
  return change(shell, within, member, async (tx, { person }) => {
    const at = shell.now()
    const count = await endSessionsOf(tx, { accountId: member, keep: undefined, at })
    const about = { sessions: String(count) }
    return { type: 'sessions-ended', person, by, about }
  })
}

/** Makes one change, alone, and puts it on record; nothing is recorded where nothing changed. */
async function change(
  shell: Shell,
  within: Within | undefined,
  member: string,
  work: (tx: Within, account: Account) => Promise<NewAccountEvent | SignInRefusal | undefined>,
): Promise<Changed | SignInRefusal> {
  return inOne<Changed>(shell, within, async tx => {
    await lockAccounts(tx)
    const before = await findAccount(tx, member)
    if (before === undefined) return no('member-unknown')
    const done = await work(tx, before)
    if (done !== undefined && 'no' in done) return done
    if (done !== undefined) await record(shell, tx, done)
    return { account: (await findAccount(tx, member)) ?? before }
  })
}

/** Without an owner nobody could let anybody in. */
export async function isLastOwner(tx: Within, { id, role, disabledAt }: Account): Promise<boolean> {
  if (role !== 'owner' || disabledAt !== null) return false
  const accounts = await listAccounts(tx)
  return !accounts.some(
    other => other.id !== id && other.role === 'owner' && other.disabledAt === null,
  )
}
