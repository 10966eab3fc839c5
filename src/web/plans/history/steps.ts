// What somebody may do with a version of a plan. The server says the same; here it says so before it is asked.
import type { PlanVersion } from '../../api/operations.ts'

export type Step = 'propose' | 'approve' | 'decline' | 'enact' | 'breakGlass'
export type WhyNot = 'notMine' | 'ownProposal' | 'missing' | 'isDone' | 'mayNot'
export type Offered = { readonly step: Step; readonly whyNot?: WhyNot }

export type Somebody = {
  readonly person: string | undefined
  readonly mayPropose: boolean
  readonly isOwner: boolean
}

export function stepsOf(version: PlanVersion, who: Somebody): readonly Offered[] {
  const { state } = version
  // One who only reads sees how it stands, and no buttons that are never theirs.
  if (state === 'active' || !who.mayPropose) return []
  if (state !== 'proposed' && state !== 'approved')
    return [{ step: 'propose' }, ...(who.isOwner ? [{ step: 'breakGlass' as const }] : [])]
  const approval = whyNoApproval(version, who)
  const enact: Offered =
    state === 'approved' ? { step: 'enact' } : { step: 'enact', whyNot: 'missing' }
  return [
    ...(state === 'proposed'
      ? [{ step: 'approve' as const, ...(approval && { whyNot: approval }) }]
      : []),
    enact,
    { step: 'decline', ...(mayDecline(version, who) ? {} : { whyNot: 'notMine' as const }) },
    ...(state === 'proposed' && who.isOwner ? [{ step: 'breakGlass' as const }] : []),
  ]
}

function whyNoApproval(version: PlanVersion, who: Somebody): WhyNot | undefined {
  const mine = version.wanted.filter(want => standsFor(want, who))
  if (mine.length === 0) return 'notMine'
  const open = mine.filter(({ given }) => given === null)
  if (open.length === 0) return 'isDone'
  const isOwn = version.proposal?.by === who.person
  const isAlone = open.some(({ people }) => people.every(person => person === who.person))
  return isOwn && !isAlone ? 'ownProposal' : undefined
}

function mayDecline({ proposal, wanted }: PlanVersion, who: Somebody): boolean {
  return who.isOwner || proposal?.by === who.person || wanted.some(want => standsFor(want, who))
}

function standsFor(
  { party, people }: PlanVersion['wanted'][number],
  { person, isOwner }: Somebody,
): boolean {
  if (party === 'owners' && isOwner) return true
  return person !== undefined && people.includes(person)
}
