// The first one in: whoever has the link that the program printed names themselves, chooses a plan, and is the owner.
import type { Shell } from '#/app/shell.ts'
import { shellWithin } from '#/app/idempotency.ts'
import type { Within } from '#/app/idempotency.ts'
import { findPlan } from '#/app/plans/library.ts'
import { activatePlan, allPlans } from '#/app/plans/plans.ts'
import { hasAccounts, makeAccount } from '#/app/sign-in/accounts.ts'
import { keepCredentials, refusedCredentials } from '#/app/sign-in/credentials.ts'
import type { Credentials } from '#/app/sign-in/credentials.ts'
import { enter, note } from '#/app/sign-in/enter.ts'
import type { Entered } from '#/app/sign-in/enter.ts'
import { inOne } from '#/app/sign-in/in-one.ts'
import { linkOf } from '#/app/sign-in/links.ts'
import { addPerson } from '#/app/sign-in/people.ts'
import type { NewPerson } from '#/app/sign-in/people.ts'
import { no } from '#/app/sign-in/refusals.ts'
import type { SignInRefusal } from '#/app/sign-in/refusals.ts'
import type { RelyingParty } from '#/app/sign-in/relying-party.ts'
import type { Visitor } from '#/app/sign-in/sessions.ts'
import type { SignIn } from '#/app/sign-in/sign-in.ts'
import { lockAccounts } from '#/store/accounts.ts'
import { takeInvitation } from '#/store/invitations.ts'
import type { Invitation } from '#/store/invitations.ts'

export type SetUp = Credentials &
  NewPerson & {
    readonly secret: string
    /** Id of a kept plan; undefined leaves the one that is active. */
    readonly plan?: string | undefined
    readonly party: RelyingParty | undefined
    readonly from: Visitor
  }

/** Why a set-up link leads nowhere, or that it leads here. */
export async function findSetUp(
  shell: Pick<Shell, 'pool' | 'now' | 'notary'>,
  secret: string,
): Promise<{ readonly link: Invitation } | SignInRefusal> {
  const link = await linkOf(shell, shell.pool, secret)
  // Asked last: a link that somebody has used this moment is gone because it is done.
  if (await hasAccounts(shell.pool)) return no('set-up-done')
  return link?.kind === 'set-up' ? { link } : no('link-unknown')
}

/** For what a passkey was asked for, so that it counts for this link alone. */
export function purposeOf(link: Pick<Invitation, 'id'>): string {
  return link.id
}

export type PlanToChoose = {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly active: boolean
}

/** The newest version of each plan that is kept. */
export async function plansToChoose(shell: Shell): Promise<readonly PlanToChoose[]> {
  const kept = await allPlans(shell)
  const active = new Set(kept.filter(({ isDefault }) => isDefault).map(({ id }) => id))
  const plans = new Map<string, PlanToChoose>()
  for (const { id, version, hash } of kept) {
    if (plans.has(id)) continue
    const { title } = await shell.plans.byHash(shell.pool, hash)
    plans.set(id, { id, version, title, active: active.has(id) })
  }
  return [...plans.values()].toSorted((one, other) => (one.title < other.title ? -1 : 1))
}

/** All of it in one transaction: whoever fails half-way has changed nothing, and may try again with the same link. */
export async function setUp(
  shell: Shell,
  signIn: SignIn,
  asked: SetUp,
): Promise<Entered | SignInRefusal> {
  const found = await findSetUp(shell, asked.secret)
  if ('no' in found) return found
  const refused = refusedCredentials(asked, asked)
  if (refused !== undefined) return refused
  const { password } = asked
  const hash = password === undefined ? undefined : await signIn.passwords.hash(password)
  try {
    return await inOne<Entered>(shell, undefined, tx => setUpWithin(shell, tx, asked, hash))
  } finally {
    // The plan in memory is the one in force, whether this was kept or undone.
    await shell.plans.refresh(shell.pool)
  }
}

async function setUpWithin(
  shell: Shell,
  tx: Within,
  asked: SetUp,
  hash: string | undefined,
): Promise<Entered | SignInRefusal> {
  // Of two browsers with the link, the second finds that it is done.
  await lockAccounts(tx)
  if (await hasAccounts(tx)) return no('set-up-done')
  const secretHash = shell.notary.sha256(asked.secret)
  const link = await takeInvitation(tx, { secretHash, now: shell.now() })
  if (link?.kind !== 'set-up') return no('link-unknown')
  const found = await personFor(shell, tx, asked)
  if ('no' in found) return found
  const { person } = found
  await note(shell, tx, 'set-up', person, { address: asked.from.address })
  const account = await makeAccount(shell, tx, { person, role: 'owner', by: person })
  const { party, passkey } = asked
  const purpose = purposeOf(link)
  const kept = await keepCredentials(shell, tx, { account, hash, passkey, party, purpose })
  if ('no' in kept) return kept
  if (asked.plan !== undefined && !(await choosePlan(shell, tx, asked.plan)))
    return no('plan-not-kept')
  return enter(shell, tx, { account, way: kept.way, from: asked.from })
}

/** The one of the directory that they say they are, or somebody new. */
async function personFor(
  shell: Shell,
  tx: Within,
  asked: SetUp,
): Promise<{ readonly person: string } | SignInRefusal> {
  const { people } = await shell.directory.current(tx)
  if (asked.id !== undefined && people.has(asked.id)) return { person: asked.id }
  const added = await addPerson(shell, tx, asked, '')
  return 'no' in added ? added : { person: added.person.id }
}

async function choosePlan(shell: Shell, tx: Within, plan: string): Promise<boolean> {
  const inside = shellWithin(shell, tx)
  const kept = await findPlan(inside, plan)
  return kept !== undefined && activatePlan(inside, kept.hash)
}
