import type { BrowserContext } from 'playwright-core'
import type { Shell } from '#/app/shell.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import { SESSION_COOKIE } from '#/http/cookies.ts'
import { findAccountOf } from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'
import { makeMember, sessionOf } from '../kit/member.ts'

/** What members may do in a house where a test does not say. */
const ROLES: Readonly<Record<string, MemberRole>> = {
  ana: 'owner',
  max: 'auditor',
  lea: 'observer',
}

/** Makes every page of a browser profile one of this person, without going through the door. */
export async function signInAs(
  shell: Shell,
  context: BrowserContext,
  address: string,
  person: string,
): Promise<void> {
  const value = await sessionOf(shell, await memberOf(shell, person))
  await context.addCookies([{ name: SESSION_COOKIE, value, url: address, httpOnly: true }])
}

/** The account of a person, made with `PASSWORD` if there is none. */
export async function memberOf(shell: Shell, person: string): Promise<Account> {
  const known = await findAccountOf(shell.pool, person)
  return known ?? makeMember(shell, person, ROLES[person] ?? 'responder')
}
