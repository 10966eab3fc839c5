// What lists show of the promises of an incident. It is kept in the incident's row, so that nobody reads a log for it, and is
// right for as long as nothing is recorded: what time alone changes is recorded too. Ids alone, no text.
import type { Incident, Page } from '#/core/incident/incident.ts'
import type { Look } from '#/core/obligation/look.ts'
import { currentObligations, isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { holdersOf } from '#/core/obligation/party.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** One promise that somebody owes. `person`: who holds the role, or whom it is about; null: whoever is first in line. */
export type Promised = {
  readonly rule: string
  readonly due: Instant
  readonly by: string
  readonly person: string | null
}

export type Promises = {
  /** Owed now, by anybody. */
  readonly open: number
  readonly overdue: number
  /** Of those with a limit that is not over yet, the first. */
  readonly next: Promised | null
  /** Of those whose limit is over, the one that has been for longest. */
  readonly late: Promised | null
}

/** What people owe; not what the product does by itself. */
export function owedIn(plan: Plan, incident: Incident, { at, owed }: Look): readonly Obligation[] {
  if (incident.status === 'undeclared') return []
  const all = owed?.flatMap(one => one?.obligations ?? []) ?? currentObligations(plan, incident, at)
  return all.filter(obligation => isOwed(obligation) && obligation.rule.by !== undefined)
}

export function promisesOf(incident: Incident, owed: readonly Obligation[]): Promises {
  const late = owed.filter(({ standing }) => standing === 'overdue')
  const ahead = owed.filter(({ standing }) => standing !== 'overdue')
  return {
    open: owed.length,
    overdue: late.length,
    next: firstOf(incident, ahead),
    late: firstOf(incident, late),
  }
}

function firstOf(incident: Incident, owed: readonly Obligation[]): Promised | null {
  let first: { readonly rule: Obligation; readonly due: Instant } | undefined
  for (const rule of owed)
    if (rule.due !== undefined && (first === undefined || rule.due < first.due))
      first = { rule, due: rule.due }
  if (first === undefined) return null
  const { rule, about } = first.rule
  const { by = '' } = rule
  const person = by === 'each' ? about : incident.roles.get(by)?.person
  return { rule: rule.id, due: first.due, by, person: person ?? null }
}

/** The pages that nobody has answered yet. */
export function waitingIn({ pages }: Incident): readonly Page[] {
  return [...pages.values()].filter(({ state }) => state === 'waiting')
}

/**
 * Whom the incident asks for something: people, and the parties of which somebody may be one of those asked. More than it takes
 * in the end, never less: whoever finds themselves here looks closer.
 */
export function asksOf(
  plan: Plan,
  incident: Incident,
  owed: readonly Obligation[],
): readonly string[] {
  const asked = new Set(waitingIn(incident).map(({ person }) => person))
  for (const { rule, about } of owed) {
    if (rule.by === 'each') asked.add(about ?? '')
    else addParty(plan, incident, rule.by ?? '', asked)
  }
  return [...asked].toSorted()
}

function addParty(plan: Plan, incident: Incident, party: string, asked: Set<string>): void {
  if (asked.has(party)) return
  asked.add(party)
  const { roles, audiences } = lookup(plan)
  for (const { person } of holdersOf(incident, party)) asked.add(person)
  const members = roles.get(party)?.holders ?? audiences.get(party)?.members ?? []
  for (const member of members) addParty(plan, incident, member, asked)
}
