// Whether somebody would be woken tonight, through what, and when that was last seen to work.
import { ADDRESSED } from '#/core/contact-address.ts'
import { addressAt } from '#/core/contact.ts'
import { WAKING } from '#/core/paging/reach.ts'
import type { Directory, Person } from '#/core/directory.ts'
import type { Channel, Plan } from '#/core/plan/plan.ts'
import type { ReadinessLevel, ReasonCode } from '#/core/readiness/levels.ts'
import { latest, msBetween } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** An address that somebody confirmed with the code that was sent there. */
export type Proven = { readonly channel: Channel; readonly address: string; readonly at: Instant }

/** Of the messages that only try whether somebody is reached: when the last went out, and when one was last answered. */
export type Tested = { readonly sent: Instant; readonly answered: Instant | undefined }

/** What says how somebody is reached. */
export type Reaching = {
  readonly directory: Pick<Directory, 'people'>
  readonly plan: Pick<Plan, 'paging'> | undefined
  /** Which this installation has set up. */
  readonly channels: ReadonlySet<Channel>
  readonly proofs: ReadonlyMap<string, readonly Proven[]>
  readonly tests: ReadonlyMap<string, Tested>
  readonly now: Instant
}

export type Reason = {
  readonly code: ReasonCode
  /** Those that it is about. */
  readonly channels: readonly Channel[]
}

const LEVEL_OF: Readonly<Record<ReasonCode, Exclude<ReadinessLevel, 'ready'>>> = {
  'person-gone': 'unreachable',
  'no-address': 'unreachable',
  'channel-not-set-up': 'unreachable',
  'first-step-empty': 'weak',
  'only-instead': 'weak',
  'only-unverified': 'weak',
  'nothing-wakes': 'weak',
  'test-unanswered': 'weak',
  'never-proved': 'unproved',
  'proved-long-ago': 'unproved',
}

/** One way to reach somebody. Where it leads is not told: it is nobody's business who looks at readiness. */
export type Way = {
  readonly channel: Channel
  readonly isSetUp: boolean
  /** They confirmed it, or it is a browser of theirs. */
  readonly isVerified: boolean
  /** A page goes this way without anything failing before. */
  readonly isUsed: boolean
}

export type PersonReadiness = {
  readonly person: string
  readonly level: ReadinessLevel
  /** The worst first; none of one who is ready. */
  readonly reasons: readonly Reason[]
  readonly ways: readonly Way[]
  /** When they last confirmed an address that still counts, or answered a test. */
  readonly proved: Instant | undefined
}

const DAY_MS = 86_400_000
/** A number is changed, an app is not installed on the new phone: after a quarter nobody knows any more. */
export const PROVED_DAYS_MAX = 90
/** So long somebody may take to answer a test before it counts as one that nobody answered. */
export const TEST_PATIENCE_MS = 30 * 60_000

export function readinessOf(reaching: Reaching, id: string): PersonReadiness {
  const person = reaching.directory.people.get(id)
  if (person === undefined)
    return {
      person: id,
      level: 'unreachable',
      reasons: [{ code: 'person-gone', channels: [] }],
      ways: [],
      proved: undefined,
    }
  const ways = waysOf(reaching, person)
  const proved = provedAt(reaching, person)
  const reasons = [...reasonsOfWays(person, ways), ...reasonsOfProof(reaching, id, proved)]
  const [worst] = reasons
  const level = worst === undefined ? 'ready' : LEVEL_OF[worst.code]
  // Whoever is not reached at all has other worries than when that was last seen to work.
  const told = level === 'unreachable' ? reasons.slice(0, 1) : reasons
  return { person: id, level, reasons: told, ways, proved }
}

function waysOf(
  { channels, proofs, plan }: Reaching,
  person: Person,
): readonly (Way & { readonly isCertain: boolean })[] {
  const wanted = wantedBy(person, plan)
  return ([...ADDRESSED, 'push'] as const).flatMap(channel => {
    const certain = addressAt(person, channel)
    const address = certain ?? addressAt(person, channel, { evenUnverified: true })
    if (address === undefined) return []
    const proof = proofs
      .get(person.id)
      ?.some(it => it.channel === channel && it.address === address)
    return [
      {
        channel,
        isSetUp: channels.has(channel),
        isVerified: channel === 'push' || proof === true,
        isUsed: channels.has(channel) && wanted.has(channel),
        isCertain: certain !== undefined,
      },
    ]
  })
}

/** Over which a page goes to them: as they wish, else as the plan says, and in their browsers in any case. */
function wantedBy(person: Person, plan: Reaching['plan']): ReadonlySet<Channel> {
  if (person.reach !== undefined) return new Set(person.reach.pages.flatMap(({ via }) => via))
  return new Set<Channel>([...(plan?.paging.via ?? []), 'push'])
}

function reasonsOfWays(person: Person, ways: ReturnType<typeof waysOf>): readonly Reason[] {
  const named = (chosen: typeof ways) => chosen.map(({ channel }) => channel)
  if (ways.length === 0) return [{ code: 'no-address', channels: [] }]
  const through = ways.filter(({ isSetUp }) => isSetUp)
  if (through.length === 0) return [{ code: 'channel-not-set-up', channels: named(ways) }]
  const used = through.filter(({ isUsed }) => isUsed)
  if (used.length === 0) return [{ code: 'only-instead', channels: named(through) }]
  const first = person.reach?.pages[0]?.via
  return [
    ...when(
      first !== undefined && !used.some(({ channel }) => first.includes(channel)),
      'first-step-empty',
      first ?? [],
    ),
    ...when(
      used.every(({ isCertain }) => !isCertain),
      'only-unverified',
      named(used),
    ),
    ...when(
      used.every(({ channel }) => !WAKING.has(channel)),
      'nothing-wakes',
      named(used),
    ),
  ]
}

function provedAt({ proofs, tests }: Reaching, { id }: Person): Instant | undefined {
  return latest([...(proofs.get(id) ?? []).map(({ at }) => at), tests.get(id)?.answered])
}

function reasonsOfProof(
  { tests, now }: Reaching,
  id: string,
  proved: Instant | undefined,
): readonly Reason[] {
  const tested = tests.get(id)
  const isUnanswered =
    tested !== undefined &&
    (tested.answered === undefined || tested.answered < tested.sent) &&
    msBetween(tested.sent, now) > TEST_PATIENCE_MS
  const isOld = proved !== undefined && msBetween(proved, now) > PROVED_DAYS_MAX * DAY_MS
  return [
    ...when(isUnanswered, 'test-unanswered', []),
    ...when(proved === undefined, 'never-proved', []),
    ...when(isOld, 'proved-long-ago', []),
  ]
}

function when(holds: boolean, code: ReasonCode, channels: readonly Channel[]): readonly Reason[] {
  return holds ? [{ code, channels }] : []
}
