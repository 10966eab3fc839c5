import type { Shell } from '#/app/shell.ts'
import { restrictedSeenBy } from '#/app/visibility.ts'
import type { Reader } from '#/app/visibility.ts'
import { listIncidents } from '#/store/incidents.ts'
import type { IncidentHead, ListedIncident } from '#/store/incidents.ts'

export type ListQuery = {
  readonly open?: boolean | undefined
  readonly severity?: string | undefined
  readonly limit: number
  /** The number of the last one on the page before. */
  readonly before?: number | undefined
}

/** One line of a list of incidents. */
export type Listed = ReturnType<typeof lineOf>

/** Newest first, as the reader may see them. `more`: whether older ones follow. */
export async function listSeen(
  shell: Shell,
  reader: Reader,
  { limit, ...query }: ListQuery,
): Promise<{ readonly incidents: readonly Listed[]; readonly more: boolean }> {
  const sees = await restrictedSeenBy(shell, reader)
  const found = await listIncidents(shell.pool, { ...query, sees, limit: limit + 1 })
  return { incidents: found.slice(0, limit).map(toLine), more: found.length > limit }
}

function toLine({ first, ...head }: ListedIncident): Listed {
  const declared = first?.type === 'declared' ? first : undefined
  return lineOf(head, { title: declared?.title ?? '', declaredAt: declared?.at })
}

/** How the time of a drill goes, for whoever shows it. */
export type ShownClock = {
  readonly real: string
  readonly at: string
  readonly factor: number
  readonly until: string
}

export function clockOf({ pace }: Pick<IncidentHead, 'pace'>): ShownClock | null {
  if (pace === null) return null
  const { real, at, factor, until } = pace
  return { real, at, factor, until }
}

/** The same line from what is at hand; `title` comes from the log, for the summary holds no free text. */
export function lineOf(
  head: IncidentHead,
  { title, declaredAt }: { readonly title: string; readonly declaredAt: string | undefined },
) {
  const summary = (head.summary ?? {}) as Readonly<Record<string, unknown>>
  const text = (name: string) => (typeof summary[name] === 'string' ? summary[name] : null)
  return {
    id: head.id,
    number: head.number,
    version: head.version,
    title,
    status: text('status') ?? 'undeclared',
    severity: text('severity'),
    type: text('type'),
    stage: text('stage'),
    level: typeof summary['level'] === 'number' ? summary['level'] : 0,
    open: head.open,
    exercise: summary['exercise'] === true,
    restricted: head.restricted,
    commander: text('commander'),
    detected: text('detected'),
    declared: declaredAt ?? null,
    plan: { id: head.planId, hash: head.planHash },
    drill: head.drillId,
    clock: clockOf(head),
  }
}
