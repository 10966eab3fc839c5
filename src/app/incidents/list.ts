import type { Directory } from '#/core/directory.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Element, Plan } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { castOf } from '#/app/drills/cast.ts'
import type { Promised } from '#/app/owed.ts'
import type { Shell } from '#/app/shell.ts'
import type { Summary } from '#/app/standing.ts'
import { restrictedSeenBy } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { listIncidents, listWorst } from '#/store/incidents.ts'
import type { IncidentHead, IncidentQuery, ListedIncident } from '#/store/incidents.ts'

export type ListQuery = Omit<IncidentQuery, 'sees'>

/** One line of a list of incidents. */
export type Listed = ReturnType<typeof lineOf>

export type Seen = { readonly incidents: Listed[]; readonly more: boolean }

/** Newest first, as the reader may see them. `more`: whether older ones follow. */
export async function listSeen(
  shell: Shell,
  reader: Reader,
  { limit, ...query }: ListQuery,
): Promise<Seen> {
  const sees = await restrictedSeenBy(shell, reader)
  return seenOf(shell, await listIncidents(shell.pool, { ...query, sees, limit: limit + 1 }), limit)
}

/** Those that are open, the worst first. `more`: whether there are milder ones. */
export async function listOpen(shell: Shell, reader: Reader, limit: number): Promise<Seen> {
  const sees = await restrictedSeenBy(shell, reader)
  return seenOf(shell, await listWorst(shell.pool, { sees, limit: limit + 1 }), limit)
}

async function seenOf(
  shell: Shell,
  found: readonly ListedIncident[],
  limit: number,
): Promise<Seen> {
  const people = await shell.directory.current(shell.pool)
  const incidents: Listed[] = []
  // One after the other: nearly all are under a plan that the first has brought into memory.
  for (const { first, ...head } of found.slice(0, limit)) {
    const plan = await shell.plans.byHash(shell.pool, head.planHash)
    const directory = head.drillId === null ? people : castOf(plan)
    const declared = first?.type === 'declared' ? first : undefined
    const said = { title: declared?.title ?? '', declaredAt: declared?.at }
    incidents.push(lineOf(head, said, { plan, directory }))
  }
  return { incidents, more: found.length > limit }
}

/** How the time of a drill goes, for whoever shows it. */
export type ShownClock = {
  readonly real: string
  readonly at: string
  readonly factor: number
  readonly until: string
  readonly over: boolean
}

export function clockOf({ pace }: Pick<IncidentHead, 'pace'>): ShownClock | null {
  if (pace === null) return null
  const { real, at, factor, until, over = false } = pace
  return { real, at, factor, until, over }
}

/** The same line from what is at hand; `title` comes from the log, for the summary holds no free text. */
export function lineOf(
  head: IncidentHead,
  { title, declaredAt }: { readonly title: string; readonly declaredAt: string | undefined },
  { plan, directory }: Pick<Setting, 'plan' | 'directory'>,
) {
  // Of a row that an earlier version wrote not all is there.
  const summary = (head.summary ?? {}) as Partial<Summary>
  const text = (name: keyof Summary) => (typeof summary[name] === 'string' ? summary[name] : null)
  const known = lookup(plan)
  const titleIn = (elements: ReadonlyMap<string, Element>, id: string | null) =>
    id === null ? null : (elements.get(id)?.title ?? id)
  const severity = text('severity')
  const type = text('type')
  const stage = text('stage')
  const commander = text('commander')
  return {
    id: head.id,
    number: head.number,
    version: head.version,
    title,
    status: summary.status ?? 'undeclared',
    severity,
    severity_title: titleIn(known.severities, severity),
    rank: rankOf(plan, severity),
    type,
    type_title: titleIn(known.types, type),
    stage,
    stage_title: titleIn(known.stages, stage),
    level: summary.level ?? 0,
    open: head.open,
    exercise: summary.exercise === true,
    restricted: head.restricted,
    commander,
    commander_name: nameIn(directory, commander),
    detected: text('detected'),
    declared: declaredAt ?? null,
    promises: {
      open: summary.promises?.open ?? 0,
      overdue: summary.promises?.overdue ?? 0,
      next: promised(summary.promises?.next, { plan, directory }),
      late: promised(summary.promises?.late, { plan, directory }),
    },
    waiting: summary.waiting ?? 0,
    plan: { id: head.planId, hash: head.planHash },
    drill: head.drillId,
    clock: clockOf(head),
  }
}

/** 0 is the worst level; null while there is none. */
function rankOf({ severities }: Plan, severity: string | null): number | null {
  const rank = severities.findIndex(({ id }) => id === severity)
  return rank === -1 ? null : rank
}

/** A promise by the names of its plan, and who is asked for it first. */
function promised(
  found: Promised | null | undefined,
  { plan, directory }: Pick<Setting, 'plan' | 'directory'>,
) {
  if (found === null || found === undefined) return null
  const { rule, due, by, person } = found
  const title = lookup(plan).rules.get(rule)?.title ?? rule
  const owner = person ?? firstOf(plan, directory, by) ?? null
  return { rule, title, due, by, owner, owner_name: nameIn(directory, owner) }
}

/** The names of a drill's cast are in no directory but its own, so that they come with the line. */
function nameIn({ people }: Directory, person: string | null): string | null {
  return person === null ? null : (people.get(person)?.name ?? person)
}

/** The first in line of a party that nobody stands for in the incident itself. */
function firstOf(plan: Plan, directory: Directory, party: string): string | undefined {
  const { positions, groups, people } = directory
  const role = lookup(plan).roles.get(party)
  if (role !== undefined)
    return role.holders.map(it => firstOf(plan, directory, it)).find(it => it !== undefined)
  return (positions.get(party) ?? groups.get(party))?.[0] ?? (people.has(party) ? party : undefined)
}
