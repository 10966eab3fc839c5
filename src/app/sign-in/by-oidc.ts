// Signing in through the identity provider. Who is not in the directory is nobody here, whatever the provider says.
import type { Person } from '#/core/directory.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import type { Within } from '#/app/idempotency.ts'
import type { Shell } from '#/app/shell.ts'
import { makeAccount } from '#/app/sign-in/accounts.ts'
import { enter } from '#/app/sign-in/enter.ts'
import type { Entered } from '#/app/sign-in/enter.ts'
import { record } from '#/app/sign-in/events.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { isLastOwner } from '#/app/sign-in/members.ts'
import { roleFor } from '#/app/sign-in/oidc-settings.ts'
import { ProviderAway, ProviderRefused } from '#/app/sign-in/provider.ts'
import type { Claims, Errand, Provider } from '#/app/sign-in/provider.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { Visitor } from '#/app/sign-in/sessions.ts'
import { personBy } from '#/app/sign-in/sign-in.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import {
  findAccountBySubject,
  findAccountOf,
  lockAccounts,
  setRole,
  setSubject,
} from '#/store/accounts.ts'
import type { Account } from '#/store/accounts.ts'

/** Whoever is asked for a second factor there may take so long. */
export const ERRAND_MS = 10 * 60_000

/** What the browser keeps, sealed: nobody else can read it, or put another in its place. */
type Kept = Errand & { readonly until: Instant; readonly to: string }

export type Begun = { readonly url: string; readonly errand: string }

/** `to`: where to go on once signed in, a path of ours. */
export async function beginOidc(
  shell: Pick<Shell, 'now' | 'log'>,
  { provider, vault }: Pick<SignIn, 'provider' | 'vault'>,
  to: string,
): Promise<Begun | SignInRefusal> {
  if (provider === undefined) return no('provider-unknown')
  try {
    const { url, errand } = await provider.begin()
    const kept: Kept = { ...errand, until: plusMs(shell.now(), ERRAND_MS), to }
    return { url, errand: vault.seal(SEAL, JSON.stringify(kept)) }
  } catch (error) {
    return saidWhy(shell, error)
  }
}

const SEAL = 'errand to the identity provider'

type Returned = {
  readonly came: Readonly<Record<string, string>>
  /** What `beginOidc` gave this browser. */
  readonly errand: string | undefined
  readonly from: Visitor
}

export async function finishOidc(
  shell: Shell,
  { provider, vault }: SignIn,
  { came, errand, from }: Returned,
): Promise<(Entered & { readonly to: string }) | SignInRefusal> {
  if (provider === undefined) return no('provider-unknown')
  const kept = keptIn(vault, errand)
  if (kept === undefined || kept.until <= shell.now() || came['state'] !== kept.state)
    return no('sign-in-stale')
  try {
    const claims = await provider.finish(came, kept)
    const entered = await admit(shell, provider, claims, from)
    return 'no' in entered ? entered : { ...entered, to: kept.to }
  } catch (error) {
    return saidWhy(shell, error)
  }
}

function keptIn(vault: SignIn['vault'], errand: string | undefined): Kept | undefined {
  try {
    return errand === undefined ? undefined : (JSON.parse(vault.open(SEAL, errand)) as Kept)
  } catch {
    // It was sealed elsewhere, or somebody has played with it.
    return undefined
  }
}

function saidWhy({ log }: Pick<Shell, 'log'>, error: unknown): SignInRefusal {
  if (!(error instanceof ProviderAway || error instanceof ProviderRefused)) throw error
  const { cause } = error
  const why = cause instanceof Error ? cause.message : String(cause)
  log.warn({ why }, `signing in through the identity provider failed: ${error.message}`)
  return no(error instanceof ProviderAway ? 'provider-away' : 'provider-refused')
}

/** Lets somebody in whom the provider vouches for, with the role that their groups give them today. */
async function admit(
  shell: Shell,
  { settings }: Provider,
  claims: Claims,
  from: Visitor,
): Promise<Entered | SignInRefusal> {
  const role = roleFor(settings, claims.groups)
  if (role === undefined && settings.roles.length > 0) return no('role-missing')
  const subject = `${settings.issuer} ${claims.subject}`
  const entered = await inOne<Entered>(shell, undefined, async tx => {
    await lockAccounts(tx)
    const known = await findAccountBySubject(tx, subject)
    const found = await whoIs(shell, tx, claims, known)
    if ('no' in found) return found
    const { id: person } = found.person
    const before = known ?? (await findAccountOf(tx, person))
    if (before === undefined && role === undefined) return no('member-not')
    if (before?.subject !== undefined && before.subject !== null && before.subject !== subject)
      return no('subject-other')
    const account =
      before ?? (await makeAccount(shell, tx, { person, role: role ?? 'observer', by: 'oidc' }))
    if (account.subject === null) await setSubject(tx, account.id, subject)
    if (role !== undefined && role !== account.role) await follow(shell, tx, account, role)
    return enter(shell, tx, { account, way: 'oidc', from })
  })
  return entered
}

/** By the account that this subject has, or else by an address that the provider has verified. */
async function whoIs(
  shell: Shell,
  tx: Within,
  { email }: Claims,
  known: Account | undefined,
): Promise<{ readonly person: Person } | SignInRefusal> {
  const directory = await shell.directory.current(tx)
  if (known !== undefined) {
    const person = directory.people.get(known.person)
    return person === undefined ? no('person-not-known') : { person }
  }
  // What is no address could be the id of somebody.
  if (email?.includes('@') !== true) return no('email-not-verified')
  const person = personBy(directory, email)
  return person === undefined ? no('person-not-known') : { person }
}

/** A role follows the groups; but the last owner stays one, or nobody could mend what the groups say. */
async function follow(shell: Shell, tx: Within, account: Account, role: string): Promise<void> {
  if (role !== 'owner' && (await isLastOwner(tx, account))) return
  await setRole(tx, account.id, role)
  const about = { from: account.role, to: role }
  await record(shell, tx, { type: 'role-changed', person: account.person, by: 'oidc', about })
}
