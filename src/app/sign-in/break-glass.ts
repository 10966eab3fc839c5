// When the identity provider is down: an owner comes in with a recovery code, says why, and every owner is told.
import type { Shell } from '#/app/shell.ts'
import { noteFailure } from '#/app/sign-in/by-password.ts'
import { enter, note } from '#/app/sign-in/enter.ts'
import type { Entered } from '#/app/sign-in/enter.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { useRecoveryCode } from '#/app/sign-in/recovery.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { Visitor } from '#/app/sign-in/sessions.ts'
import { personBy } from '#/app/sign-in/sign-in.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import { queueNotices } from '#/store/account-notices.ts'
import { findAccountOf, listAccounts } from '#/store/accounts.ts'

export const REASON_LENGTH_MAX = 1_000

type Tried = {
  readonly login: string
  readonly code: string
  readonly reason: string
  readonly from: Visitor
}

export async function breakGlass(
  shell: Shell,
  { guesses, provider }: Pick<SignIn, 'guesses' | 'provider'>,
  { login, code, reason, from }: Tried,
): Promise<Entered | SignInRefusal> {
  if (provider === undefined) return no('break-glass-closed')
  const directory = await shell.directory.current(shell.pool)
  const person = personBy(directory, login)?.id
  const key = `glass ${person ?? login.toLowerCase()}`
  const guess = guesses.take(key, from.address)
  if ('waitSeconds' in guess) return no('guesses-stopped', { seconds: guess.waitSeconds })
  const account = person === undefined ? undefined : await findAccountOf(shell.pool, person)
  const entered = await inOne<Entered>(shell, undefined, async tx => {
    if (account?.role !== 'owner') return no('sign-in-failed')
    if (!(await useRecoveryCode(shell, tx, { account: account.id, code })))
      return no('sign-in-failed')
    const about = { reason, address: from.address }
    const event = await note(shell, tx, 'break-glass-used', account.person, about)
    const owners = (await listAccounts(tx)).filter(
      ({ role, disabledAt }) => role === 'owner' && disabledAt === null,
    )
    const recipients = owners.map(owner => owner.person)
    await queueNotices(tx, { event, recipients, dueAt: shell.now() })
    return enter(shell, tx, { account, way: 'break-glass', from })
  })
  if ('secret' in entered) guesses.right(key, from.address)
  else if (entered.no === 'sign-in-failed')
    await noteFailure(shell, {
      person: account?.person ?? null,
      from,
      isLast: guess.isLast,
      way: 'break-glass',
    })
  return entered
}
