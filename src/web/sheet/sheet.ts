// What stands on the sheet: who is who under a plan, how they are reached, and by when whom to tell.
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { aboutDeadline, deadlineInWords } from '#/core/plan/sentence/clock.ts'
import { ruleInWords } from '#/core/plan/sentence/rule.ts'
import { capitalised } from '#/core/plan/sentence/words.ts'
import type { Directory } from '../api/operations.ts'

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
/** What has to be told to whom by when. */
export type Legal = {
  readonly id: string
  readonly title: string
  readonly law: string | undefined
  /** By when, at a glance. */
  readonly deadline: string
  readonly sentence: string
  readonly times: readonly string[]
}

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

export function sheetOf(plan: Plan, directory: Directory): Sheet {
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
    legal: plan.rules.filter(isLegal).map(rule => legalOf(plan, rule)),
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

/** What the law wants told, and to whom the plan itself reports. */
function isLegal({ act, law, regime, clock }: Rule): boolean {
  const isTold = act.do === 'report' || act.do === 'notice'
  return (
    isTold &&
    clock !== undefined &&
    (act.do === 'report' || law !== undefined || regime !== undefined)
  )
}

function legalOf(plan: Plan, rule: Rule): Legal {
  const { sentence, applies, times } = ruleInWords(plan, rule)
  const parts = applies === undefined ? [] : [`${applies.lead} ${applies.parts.join('; ')}`]
  const deadline = deadlineOf(plan, rule)
  return {
    id: rule.id,
    title: rule.title,
    law: rule.law,
    deadline,
    sentence,
    times: [...parts, ...times, ...limitsOf(plan, rule)],
  }
}

/** Ends that it has in any case, and where they move over a weekend; that Tocsin reminds of it helps nobody on paper. */
function limitsOf(plan: Plan, { clock, every }: Rule): readonly string[] {
  if (clock === undefined) return []
  const { warn: _reminder, ...limits } = clock
  return aboutDeadline(plan, { clock: limits, ...(every && { every }) })
}

function deadlineOf(plan: Plan, rule: Rule): string {
  const { end, parts } = deadlineInWords(plan, rule)
  const short = end.replace(/^[\s,]+/, '')
  return capitalised(short === '' ? parts.join('; ') : short)
}
