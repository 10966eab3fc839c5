// Owners let others in: by a link that works once, for a person of the directory, with a role.
import type { Person } from '#/core/directory.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { makeAccount } from '#/app/sign-in/accounts.ts'
import { keepCredentials, refusedCredentials } from '#/app/sign-in/credentials.ts'
import type { Credentials } from '#/app/sign-in/credentials.ts'
import { enter, note, noteAndTell } from '#/app/sign-in/enter.ts'
import type { Entered } from '#/app/sign-in/enter.ts'
import { record } from '#/app/sign-in/events.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { linkOf, makeLink } from '#/app/sign-in/links.ts'
import { addPerson } from '#/app/sign-in/people.ts'
import type { NewPerson } from '#/app/sign-in/people.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { RelyingParty } from '#/app/sign-in/relying-party.ts'
import { isMemberRole } from '#/app/sign-in/roles.ts'
import type { MemberRole } from '#/app/sign-in/roles.ts'
import type { Visitor } from '#/app/sign-in/sessions.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import { findAccountOf, lockAccounts, setPassword, setSubject } from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'
import type { Db } from '#/store/db.ts'
import {
  listInvitations as listStored,
  takeInvitation,
  withdrawInvitation,
  withdrawInvitationsTo,
} from '#/store/invitations.ts'
import type { Invitation } from '#/store/invitations.ts'
import { removePasskeysOf } from '#/store/passkeys.ts'
import { removeTotp, replaceRecoveryCodes } from '#/store/second-factors.ts'
import { endSessionsOf } from '#/store/sessions.ts'

export type { Invitation } from '#/store/invitations.ts'

/** More than anybody reads; older ones are in the record. */
export const INVITATIONS_LISTED_MAX = 500

export type Invited = { readonly invitation: Invitation; readonly secret: string }

/** For somebody who has an account the link is a reset: what they signed in with ends when it is used, the role stays. */
export async function invite(
  shell: Shell,
  within: Within | undefined,
  asked: { readonly person: string | NewPerson; readonly role: MemberRole; readonly by: string },
): Promise<Invited | SignInRefusal> {
  return inOne<Invited>(shell, within, async tx => {
    const { by } = asked
    const found = await personFor(shell, tx, asked.person, by)
    if ('no' in found) return found
    const { id: person } = found.person
    const account = await findAccountOf(tx, person)
    const kind = account === undefined ? 'invitation' : 'reset'
    const role = account?.role ?? asked.role
    await withdrawInvitationsTo(tx, { person, at: shell.now() })
    const { id, secret } = await makeLink(shell, tx, { kind, role, person, by })
    await record(shell, tx, { type: 'invited', person, by, about: { role, kind, invitation: id } })
    const invitation = await linkOf(shell, tx, secret)
    if (invitation === undefined) return no('link-unknown')
    return { invitation, secret }
  })
}

async function personFor(
  shell: Shell,
  tx: Within,
  asked: string | NewPerson,
  by: string,
): Promise<{ readonly person: Person } | SignInRefusal> {
  if (typeof asked !== 'string') return addPerson(shell, tx, asked, by)
  const person = (await shell.directory.current(tx)).people.get(asked)
  return person === undefined ? no('person-not-known') : { person }
}

/** Newest first. */
export async function listInvitations(db: Db): Promise<readonly Invitation[]> {
  return listStored(db, INVITATIONS_LISTED_MAX)
}

export async function withdraw(
  shell: Shell,
  within: Within | undefined,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<{ readonly withdrawn: Invitation } | SignInRefusal> {
  return inOne<{ readonly withdrawn: Invitation }>(shell, within, async tx => {
    const withdrawn = await withdrawInvitation(tx, { id, at: shell.now() })
    if (withdrawn === undefined) return no('invitation-unknown')
    const { person } = withdrawn
    const about = { invitation: id }
    await record(shell, tx, { type: 'invitation-withdrawn', person, by, about })
    return { withdrawn }
  })
}

/** Whom a link is for; somebody who has left the directory is not let in. */
export async function findInvited(
  shell: Shell,
  secret: string,
): Promise<{ readonly link: Invitation; readonly person: Person } | SignInRefusal> {
  const link = await linkOf(shell, shell.pool, secret)
  if (link === undefined || link.kind === 'set-up') return no('link-unknown')
  const { people } = await shell.directory.current(shell.pool)
  const person = people.get(link.person ?? '')
  return person === undefined ? no('link-unknown') : { link, person }
}

type Accepting = Credentials & {
  readonly secret: string
  readonly party: RelyingParty | undefined
  readonly from: Visitor
}

export async function acceptInvitation(
  shell: Shell,
  signIn: SignIn,
  asked: Accepting,
): Promise<Entered | SignInRefusal> {
  const found = await findInvited(shell, asked.secret)
  if ('no' in found) return found
  const refused = refusedCredentials(asked, found.person)
  if (refused !== undefined) return refused
  const { password, passkey, party, from } = asked
  const hash = password === undefined ? undefined : await signIn.passwords.hash(password)
  return inOne<Entered>(shell, undefined, async tx => {
    await lockAccounts(tx)
    const secretHash = shell.notary.sha256(asked.secret)
    const link = await takeInvitation(tx, { secretHash, now: shell.now() })
    if (link === undefined || !isMemberRole(link.role)) return no('link-unknown')
    const person = found.person.id
    const about = { address: from.address, invitation: link.id }
    const known = await findAccountOf(tx, person)
    const put = known === undefined ? note : noteAndTell
    await put(shell, tx, 'invitation-accepted', person, about)
    if (known !== undefined) await clear(shell, tx, known)
    const made = { person, role: link.role, by: link.by }
    const account = known ?? (await makeAccount(shell, tx, made))
    const given = { account, hash, passkey, party, purpose: link.id }
    const kept = await keepCredentials(shell, tx, given)
    return 'no' in kept ? kept : enter(shell, tx, { account, way: kept.way, from })
  })
}

/** Whoever has lost a phone may have lost it to somebody: nothing from before lets anybody in. */
async function clear(shell: Shell, tx: Within, { id }: Account): Promise<void> {
  const at = shell.now()
  await setPassword(tx, id, { hash: null, at })
  await setSubject(tx, id, null)
  await removePasskeysOf(tx, id)
  await removeTotp(tx, id)
  await replaceRecoveryCodes(tx, { accountId: id, hashes: [], at })
  await endSessionsOf(tx, { accountId: id, keep: undefined, at })
}
