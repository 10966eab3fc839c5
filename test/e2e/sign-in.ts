import type { BrowserContext } from 'playwright-core'
import type { Shell } from '#/app/shell.ts'
import { makeAccount } from '#/app/sign-in/accounts.ts'
import { enter } from '#/app/sign-in/enter.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import { findAccountOf } from '#/store/accounts.ts'
import { transaction } from '#/store/db.ts'

/** What members may do in a house where a test does not say: the first is the owner. */
export const ROLES: Readonly<Record<string, MemberRole>> = { ana: 'owner' }

/** Makes every page of a browser profile one of this person, without going through the door. */
export async function signInAs(
  shell: Shell,
  context: BrowserContext,
  address: string,
  person: string,
): Promise<void> {
  const value = await sessionOf(shell, person)
  await context.addCookies([{ name: SESSION_COOKIE, value, url: address, httpOnly: true }])
}

/** The secret of a new session of a person, who gets an account if there is none. */
export async function sessionOf(shell: Shell, person: string): Promise<string> {
  const entered = await transaction(shell.pool, async tx => {
    const role = ROLES[person] ?? 'responder'
    const known = await findAccountOf(tx, person)
    const account = known ?? (await makeAccount(shell, tx, { person, role, by: 'test' }))
    const from = { address: '127.0.0.1', agent: 'test' }
    return enter(shell, tx, { account, way: 'password', from })
  })
  if ('no' in entered) throw new Error(entered.no)
  return entered.secret
}
