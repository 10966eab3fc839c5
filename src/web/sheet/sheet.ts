// What stands on the sheet: who is who under a plan, how they are reached, and by when whom to tell.
import type { Plan } from '#/core/plan/plan.ts'
import type { Directory, PlanReading } from '../api/operations.ts'

export type Contact = Directory['people'][number]
/** A role, a position or a group, and its people in the order in which they are asked. */
export type Held = {
  readonly id: string
  readonly title: string
  readonly people: readonly Contact[]
}
export type Step = Held & { readonly level: number }
/** Outside the organisation. */
export type Outside = {
  readonly id: string
  readonly title: string
  readonly addresses: readonly string[]
  /** Whoever reported it; known in the incident only. */
  readonly isReporter: boolean
}
/** What the law wants told, and by when. */
export type Legal = PlanReading['clocks'][number]

export type Sheet = {
  readonly roles: readonly Held[]
  readonly positions: readonly Held[]
  readonly groups: readonly Held[]
  readonly ladder: readonly Step[]
  readonly outside: readonly Outside[]
  readonly legal: readonly Legal[]
  /** By name. */
  readonly people: readonly (Contact & { readonly holds: readonly string[] })[]
}

export function sheetOf(
  plan: Plan,
  { clocks }: Pick<PlanReading, 'clocks'>,
  directory: Directory,
): Sheet {
  const find = finderIn(plan, directory)
  const held = ({ id, title }: { readonly id: string; readonly title: string }): Held => ({
    id,
    title,
    people: find(id),
  })
  const positions = plan.positions.map(held)
  const groups = plan.groups.map(held)
  return {
    roles: plan.roles.map(held),
    positions,
    groups,
    ladder: plan.levels.map(({ id, title, level, members }) => ({
      id,
      title,
      level,
      people: distinct(members.flatMap(find)),
    })),
    outside: outsideOf(plan, directory),
    legal: clocks.filter(({ act }) => act === 'report' || act === 'notice'),
    people: directory.people
      .map(person => ({ ...person, holds: titlesHeldBy(person, [...positions, ...groups]) }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  }
}

/** The people of a role, a position or a group, in the order in which they are asked. */
function finderIn(plan: Plan, directory: Directory): (party: string) => readonly Contact[] {
  const people = new Map(directory.people.map(person => [person.id, person]))
  const find = (party: string, seen: ReadonlySet<string>): readonly Contact[] => {
    if (seen.has(party)) return []
    const within = new Set([...seen, party])
    const role = plan.roles.find(({ id }) => id === party)
    if (role !== undefined) return distinct(role.holders.flatMap(it => find(it, within)))
    const audience = plan.audiences.find(({ id, outside }) => id === party && !outside)
    if (audience !== undefined) return distinct(audience.members.flatMap(it => find(it, within)))
    const ids = directory.positions[party] ?? directory.groups[party] ?? [party]
    return ids.flatMap(id => people.get(id) ?? [])
  }
  return party => find(party, new Set())
}

function distinct(people: readonly Contact[]): readonly Contact[] {
  return [...new Set(people)]
}

function titlesHeldBy({ id }: Contact, held: readonly Held[]): readonly string[] {
  return held.filter(({ people }) => people.some(it => it.id === id)).map(({ title }) => title)
}

const REPORTER = 'reporter'

function outsideOf({ audiences }: Plan, { contacts }: Directory): readonly Outside[] {
  return audiences
    .filter(({ outside }) => outside)
    .map(({ id, title, members }) => ({
      id,
      title,
      addresses: [...new Set(members.flatMap(member => contacts[member] ?? []))],
      isReporter: members.includes(REPORTER),
    }))
}
