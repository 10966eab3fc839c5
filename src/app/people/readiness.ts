import { sharedAddresses } from '#/core/contact-address.ts'
import { checkStaffing } from '#/core/plan/check/staffing.ts'
import type { Finding } from '#/core/plan/check/finding.ts'
import type { Directory } from '#/core/directory.ts'
import { directoryEver } from '#/core/oncall/directory-at.ts'
import type { Channel } from '#/core/plan/plan.ts'
import { LEVELS } from '#/core/readiness/levels.ts'
import { readinessOf } from '#/core/readiness/readiness.ts'
import type { PersonReadiness } from '#/core/readiness/readiness.ts'
import { risksAhead } from '#/core/readiness/risks.ts'
import type { Risk } from '#/core/readiness/risks.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'
import { testedPeople } from '#/app/people/test-pages.ts'

const DAY_MS = 86_400_000
export const RISK_DAYS_MAX = 31
/** More than anybody reads; with so many nearly everything is one. */
const RISKS_MAX = 500

/** Whether the night can come: whom the active plan asks for and nobody is, and who cannot be reached. */
export type Readiness = {
  /** Undefined: no plan is active. */
  readonly plan: { readonly id: string; readonly version: string } | undefined
  readonly positionsUnfilled: readonly string[]
  readonly groupsUnfilled: readonly string[]
  readonly peopleWithoutChannel: readonly string[]
  /** Everything that the check of the plan finds in the directory, with what to do about it. */
  readonly findings: readonly Finding[]
  /** Of those alone who hold something; of the others nobody asks at night. */
  readonly people: readonly PersonReadiness[]
  readonly risks: readonly Risk[]
  readonly isCut: boolean
  readonly from: Instant
  readonly to: Instant
  readonly channels: readonly Channel[]
  /** People at the same address: what wakes one rings at the others. */
  readonly sharing: readonly (readonly string[])[]
}

type Channels = { readonly keys: () => Iterable<Channel> }

export async function readReadiness(
  shell: Shell,
  destinations: Channels,
  days: number,
): Promise<Readiness> {
  const { plan, reaching, overrides } = await around(shell, destinations)
  // Whoever may have a turn must be reachable in it.
  const directory = directoryEver(reaching.directory)
  const unfilled = (
    wanted: readonly { id: string }[],
    filled: ReadonlyMap<string, readonly string[]>,
  ) => wanted.map(({ id }) => id).filter(id => (filled.get(id) ?? []).length === 0)
  const known = new Map<string, PersonReadiness>()
  const of = (person: string): PersonReadiness => {
    const readiness = known.get(person) ?? readinessOf(reaching, person)
    known.set(person, readiness)
    return readiness
  }
  const from = reaching.now
  const to = plusMs(from, days * DAY_MS)
  const risks = risksAhead({
    directory: reaching.directory,
    overrides,
    plan,
    readinessOf: of,
    from,
    to,
  })
  return {
    plan: plan && { id: plan.id, version: plan.version },
    positionsUnfilled: unfilled(plan?.positions ?? [], directory.positions),
    groupsUnfilled: unfilled(plan?.groups ?? [], directory.groups),
    peopleWithoutChannel: [...directory.people.keys()].filter(id =>
      of(id).reasons.some(({ code }) => code === 'no-address'),
    ),
    findings: plan === undefined ? [] : checkStaffing(plan, directory),
    people: inOrder([...asked(directory)].map(of)),
    risks: risks.slice(0, RISKS_MAX),
    isCut: risks.length > RISKS_MAX,
    from,
    to,
    channels: [...reaching.channels],
    sharing: sharedAddresses(directory.people).map(({ people }) => people),
  }
}

/** Of everybody: how they are reached, without where. */
export async function readPeopleReadiness(
  shell: Shell,
  destinations: Channels,
): Promise<readonly PersonReadiness[]> {
  const { reaching } = await around(shell, destinations)
  return [...reaching.directory.people.keys()].map(person => readinessOf(reaching, person))
}

async function around(shell: Shell, destinations: Channels) {
  const plan = (await planFor(shell, undefined))?.plan
  const { directory, overrides, proofs } = await shell.directory.book(shell.pool)
  const tests = await testedPeople(shell.pool)
  // The log wakes nobody.
  const channels = new Set([...destinations.keys()].filter(channel => channel !== 'log'))
  return {
    plan,
    overrides,
    reaching: { directory, plan, channels, proofs, tests, now: shell.now() },
  }
}

/** Everyone who holds a position, is in a group, or has turns. */
function asked({ positions, groups, rotas }: Directory): ReadonlySet<string> {
  const turns = [...rotas.values()].flatMap(({ layers }) => layers.flatMap(({ people }) => people))
  return new Set([...positions.values(), ...groups.values(), turns].flat())
}

function inOrder(people: readonly PersonReadiness[]): readonly PersonReadiness[] {
  return people.toSorted(
    (one, other) =>
      LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level) ||
      (one.person < other.person ? -1 : 1),
  )
}
