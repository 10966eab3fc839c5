// A new version of a plan is proposed, approved by whom the plan in force names for its reviews, and put in force. Where that
// plan names nobody, the owners of the installation approve it.
import { undeclared } from '#/core/incident/incident.ts'
import { peopleOf } from '#/core/obligation/party.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { reviewersOf } from '#/core/plan/reviewers.ts'
import type { Instant } from '#/core/time.ts'
import { inOne, planEvents, recordPlanEvent } from '#/app/plans/events.ts'
import type { ShownPlanEvent } from '#/app/plans/events.ts'
import { shellWithin } from '#/app/idempotency.ts'
import { activatePlan, allPlans } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'
import { listAccounts } from '#/store/accounts.ts'
import type { Transaction } from '#/store/db.ts'
import type { PlanEntry } from '#/store/plans.ts'

/** Stands for the owners where no plan names anybody. */
export const OWNERS = 'owners'

/** One whose approval a version wants. */
export type Wanted = {
  readonly party: string
  /** As the plan in force calls it; null for the owners. */
  readonly title: string | null
  /** The reviews that they see to by the plan, and the clauses of those. */
  readonly for: readonly string[]
  readonly cites: readonly string[]
  /** Who stands for it now. */
  readonly people: readonly string[]
  readonly given: {
    readonly by: string
    readonly at: Instant
    readonly reason: string | null
  } | null
}

export type VersionState = 'kept' | 'proposed' | 'approved' | 'declined' | 'active' | 'past'

export type Version = PlanEntry & {
  readonly state: VersionState
  readonly proposal: {
    readonly by: string
    readonly at: Instant
    readonly reason: string | null
  } | null
  /** Of a proposal that is open; empty otherwise. */
  readonly wanted: readonly Wanted[]
  readonly events: readonly ShownPlanEvent[]
}

type Needs = Pick<Shell, 'pool' | 'plans' | 'directory' | 'notary'>

/** Every version of a plan, newest first, with what happened to it and what it still wants. */
export async function versionsOf(shell: Needs, planId: string): Promise<readonly Version[]> {
  // One after the other: it may be asked inside a transaction, which is one connection.
  const entries = await allPlans(shell)
  const events = await planEvents(shell, shell.pool, planId)
  const wants = await wantsNow(shell)
  return entries
    .filter(({ id }) => id === planId)
    .map(entry =>
      versionOf(
        entry,
        events.filter(({ plan }) => plan === entry.hash),
        wants,
      ),
    )
}

type Wants = readonly Omit<Wanted, 'given'>[]

/** Whose approval a version wants that is proposed today. */
async function wantsNow(shell: Needs): Promise<Wants> {
  const governing = await shell.plans.refresh(shell.pool)
  const reviewers = governing === undefined ? [] : reviewersOf(governing.plan)
  if (governing === undefined || reviewers.length === 0) {
    const accounts = await listAccounts(shell.pool)
    const owners = accounts.filter(
      ({ role, disabledAt }) => role === 'owner' && disabledAt === null,
    )
    const people = owners.map(({ person }) => person)
    return [{ party: OWNERS, title: null, for: [], cites: [], people }]
  }
  const { plan } = governing
  const directory = await shell.directory.current(shell.pool)
  return reviewers.map(({ party, for: reviews, cites }) => ({
    party,
    title: titleOfParty(plan, party),
    for: reviews,
    cites,
    people: peopleOf({ plan, directory }, undeclared(''), party),
  }))
}

/** What a plan calls a role, position or group of its own. */
export function titleOfParty({ roles, positions, groups }: Plan, party: string): string {
  return [...roles, ...positions, ...groups].find(({ id }) => id === party)?.title ?? party
}

function versionOf(entry: PlanEntry, events: readonly ShownPlanEvent[], wants: Wants): Version {
  const round = roundOf(events)
  const [proposed] = round
  const wanted = proposed === undefined ? [] : wants.map(want => withGiven(want, round))
  const state = stateOf(entry, events, round, wanted)
  const isOpen = state === 'proposed' || state === 'approved'
  return {
    ...entry,
    state,
    proposal:
      proposed === undefined
        ? null
        : { by: proposed.by, at: proposed.at, reason: proposed.reason ?? null },
    wanted: isOpen ? wanted : [],
    events,
  }
}

/** What happened since it was last proposed; empty when it never was. */
function roundOf(events: readonly ShownPlanEvent[]): readonly ShownPlanEvent[] {
  const began = events.findLastIndex(({ type }) => type === 'proposed')
  return began === -1 ? [] : events.slice(began)
}

function withGiven(want: Wants[number], round: readonly ShownPlanEvent[]): Wanted {
  const given = round.find(
    ({ type, parties }) => type === 'approved' && parties?.includes(want.party) === true,
  )
  if (given === undefined) return { ...want, given: null }
  const { by, at, reason = null } = given
  return { ...want, given: { by, at, reason } }
}

function stateOf(
  { isDefault }: PlanEntry,
  events: readonly ShownPlanEvent[],
  round: readonly ShownPlanEvent[],
  wanted: readonly Wanted[],
): VersionState {
  if (isDefault) return 'active'
  if (events.at(-1)?.type.startsWith('activated') === true) return 'past'
  if (round.length === 0) return events.length === 0 ? 'kept' : 'past'
  if (round.some(({ type }) => type === 'declined')) return 'declined'
  return wanted.every(({ given }) => given !== null) ? 'approved' : 'proposed'
}

/** Why something is not done; each is a problem of the API. */
export type PlanRefusal =
  | 'plan-unknown'
  | 'plan-not-proposed'
  | 'plan-in-force'
  | 'plan-approval-not-yours'
  | 'plan-approval-own'
  | 'plan-not-approved'
export type Refused = {
  readonly no: PlanRefusal
  readonly about?: Readonly<Record<string, string | readonly string[]>>
}

export type Actor = {
  /** Whom the record names. */
  readonly by: string
  readonly isOwner: boolean
}
type Acting = Needs & Pick<Shell, 'now'>
type Word = { readonly hash: string; readonly reason?: string | undefined }

/** Asks for a kept version to be put in force. */
export async function proposePlan(
  shell: Acting,
  within: Transaction | undefined,
  { by }: Pick<Actor, 'by'>,
  { hash, reason }: Word,
): Promise<Refused | { readonly done: true }> {
  const version = await findVersion(shell, hash)
  if (version === undefined) return { no: 'plan-unknown' }
  if (version.state === 'active') return { no: 'plan-in-force' }
  // Asked twice it has been proposed.
  if (version.wanted.length > 0) return { done: true }
  await recordPlanEvent(shell, within, { type: 'proposed', plan: hash, by, ...because(reason) })
  return { done: true }
}

/** One word for every party that the actor stands for. Whoever proposed it approves only where nobody else could. */
export async function approvePlan(
  shell: Acting,
  within: Transaction | undefined,
  actor: Actor,
  { hash, reason }: Word,
): Promise<Refused | { readonly done: true }> {
  const version = await findVersion(shell, hash)
  if (version === undefined) return { no: 'plan-unknown' }
  if (version.wanted.length === 0) return { no: 'plan-not-proposed' }
  const { by } = actor
  const mine = version.wanted.filter(want => standsFor(want, actor))
  if (mine.length === 0) {
    const parties = version.wanted.map(({ title, party }) => title ?? party)
    return { no: 'plan-approval-not-yours', about: { parties } }
  }
  const open = mine.filter(({ given }) => given === null)
  if (open.length === 0) return { done: true }
  const allowed = open.filter(want => version.proposal?.by !== by || isAlone(want, by))
  if (allowed.length === 0) return { no: 'plan-approval-own' }
  const parties = allowed.map(({ party }) => party)
  await recordPlanEvent(shell, within, {
    type: 'approved',
    plan: hash,
    by,
    parties,
    ...because(reason),
  })
  return { done: true }
}

/** Ends a proposal. It may be proposed again. */
export async function declinePlan(
  shell: Acting,
  within: Transaction | undefined,
  actor: Actor,
  { hash, reason }: Word,
): Promise<Refused | { readonly done: true }> {
  const version = await findVersion(shell, hash)
  if (version === undefined) return { no: 'plan-unknown' }
  if (version.wanted.length === 0) return { no: 'plan-not-proposed' }
  const isMine = version.proposal?.by === actor.by || actor.isOwner
  if (!isMine && !version.wanted.some(want => standsFor(want, actor)))
    return {
      no: 'plan-approval-not-yours',
      about: { parties: version.wanted.map(({ title, party }) => title ?? party) },
    }
  const { by } = actor
  await recordPlanEvent(shell, within, { type: 'declined', plan: hash, by, ...because(reason) })
  return { done: true }
}

/** Puts an approved version in force; `over`: an owner does so without the approvals that are missing, on record. */
export async function enactPlan(
  shell: Acting,
  within: Transaction | undefined,
  { by }: Pick<Actor, 'by'>,
  { hash, reason, over }: Word & { readonly over: boolean },
): Promise<Refused | { readonly done: true }> {
  const version = await findVersion(shell, hash)
  if (version === undefined) return { no: 'plan-unknown' }
  if (version.state === 'active') return { done: true }
  const missing = version.wanted.filter(({ given }) => given === null).map(({ party }) => party)
  if (version.state !== 'approved' && !over)
    return version.wanted.length === 0
      ? { no: 'plan-not-proposed' }
      : { no: 'plan-not-approved', about: { missing } }
  const type = version.state === 'approved' ? 'activated' : 'activated-over'
  const parties = type === 'activated-over' ? { parties: missing } : {}
  await inOne(shell, within, async tx => {
    await recordPlanEvent(shell, tx, { type, plan: hash, by, ...parties, ...because(reason) })
    await activatePlan(shellWithin(shell, tx), hash)
  })
  return { done: true }
}

async function findVersion(shell: Needs, hash: string): Promise<Version | undefined> {
  const entry = (await allPlans(shell)).find(it => it.hash === hash)
  if (entry === undefined) return undefined
  return (await versionsOf(shell, entry.id)).find(it => it.hash === hash)
}

function standsFor({ party, people }: Wanted, { by, isOwner }: Actor): boolean {
  return party === OWNERS ? isOwner || people.includes(by) : people.includes(by)
}

function isAlone({ people }: Wanted, by: string): boolean {
  return people.every(person => person === by)
}

function because(reason: string | undefined): { readonly reason?: string } {
  return reason === undefined ? {} : { reason }
}
