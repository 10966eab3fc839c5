// Groups of alerts as people look at them: what fires, which incident each belongs to, and why it is that one.
import { signalOf, systemsOfAlert } from '#/core/intake/group.ts'
import type { Sources } from '#/core/intake/group.ts'
import type { Labels } from '#/core/intake/labels.ts'
import type { Matcher } from '#/core/intake/matchers.ts'
import { matchesAll } from '#/core/intake/matchers.ts'
import type { Signal } from '#/core/intake/signal.ts'
import type { Plan } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'
import { shownRoute } from '#/app/routing/record.ts'
import type { RouteShown } from '#/app/routing/record.ts'
import { joiningOf } from '#/app/signals/joining.ts'
import type { Joining } from '#/app/signals/joining.ts'
import { hiddenFrom } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import type { Db } from '#/store/db.ts'
import { readIncidentHead } from '#/store/incidents.ts'
import { readSignalRoutes } from '#/store/signal-routes.ts'
import { readAlertsOf, readSeenGroup, readSeenGroups } from '#/store/signals.ts'
import type { SeenAlert, SeenGroup } from '#/store/signals.ts'

/** A group with the incident that it belongs to, where that is not hidden from the reader. */
export type Group = {
  readonly key: string
  readonly labels: Labels
  /** Of the alert that began the round; what is gone by now is made up from the group's own labels. */
  readonly signal: Signal
  readonly round: number
  readonly firing: number
  readonly fired: number
  readonly began: Instant | undefined
  readonly changed: Instant
  readonly incident: GroupIncident | undefined
  /** What the routing book made of it; undefined where none was asked. */
  readonly route: RouteShown | undefined
}

export type GroupIncident = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly status: string
  readonly goesOn: boolean
}

export type GroupWish = {
  /** Undefined: also those that are quiet. */
  readonly firing: boolean | undefined
  readonly matchers: readonly Matcher[]
  readonly text: string
  readonly limit: number
}

/** Looked at for what is asked for; what changed longer ago is found by its incident. */
const LOOKED_AT_MAX = 5_000

/** The newest change first. `more`: there are others that are like it. */
export async function listGroups(
  shell: Shell,
  reader: Reader,
  { firing, matchers, text, limit }: GroupWish,
): Promise<{ readonly groups: readonly Group[]; readonly more: boolean }> {
  const hidden = [...(await hiddenFrom(shell, reader))]
  const sources = await sourcesNow(shell)
  const wanted = text.trim().toLowerCase()
  const isPlain = wanted === '' && matchers.length === 0
  const lookAt = isPlain ? limit + 1 : LOOKED_AT_MAX
  const seen = await readSeenGroups(shell.pool, { firing, hidden, limit: lookAt })
  const found = seen
    .map(group => groupOfRow(group, sources))
    .filter(group => matchesAll(matchers, { ...group.labels, ...group.signal.labels }))
    .filter(group => wanted === '' || textOf(group).includes(wanted))
  const page = found.slice(0, limit)
  const incidents = await incidentsOf(shell, page)
  const routes = await routesOf(shell, page)
  return {
    groups: page.map(({ incidentId, ...group }) => ({
      ...group,
      incident: incidentId === null ? undefined : incidents.get(incidentId),
      route: routes.get(group.key),
    })),
    more: found.length > limit,
  }
}

type Row = Omit<Group, 'incident' | 'route'> & { readonly incidentId: string | null }

export function groupOfRow(group: SeenGroup, sources: Sources): Row {
  const labels = JSON.parse(group.labels) as Labels
  const firstLabels =
    group.firstLabels === null ? labels : (JSON.parse(group.firstLabels) as Labels)
  const startsAtMs = Date.parse(group.firstStartsAt ?? group.changedAt)
  const first = {
    labels: firstLabels,
    annotations: group.firstAnnotations ?? '{}',
    generatorUrl: group.firstUrl ?? '',
    startsAtMs,
    beside: group.firstBeside ?? undefined,
  }
  const { key, round, active, fired, changedAt, incidentId } = group
  const systems = systemsOfAlert(first)
  return {
    key,
    labels,
    signal: signalOf({ key, first, systems, count: Math.max(1, fired) }, sources),
    round,
    firing: active,
    fired,
    began: group.firstStartsAt ?? undefined,
    changed: changedAt,
    incidentId,
  }
}

function textOf({ labels, signal, key }: Row): string {
  const { title, description } = signal
  const all = { ...labels, ...signal.labels }
  const words = Object.entries(all).map(([name, value]) => `${name}=${value}`)
  return [key, title, description, ...words].join('\n').toLowerCase()
}

/** Where signals come from, by the plan in force. */
export async function sourcesNow(shell: Shell): Promise<Sources> {
  const plan = (await planFor(shell, undefined))?.plan
  return {
    known: new Set(plan?.sources.map(({ id }) => id) ?? []),
    machine: plan?.intake.source ?? 'machine',
    person: plan?.sources.find(({ machine }) => !machine)?.id,
  }
}

/** Of the rounds that are shown; what a book made of an earlier one says nothing of this. */
async function routesOf(
  shell: Shell,
  groups: readonly Pick<Row, 'key' | 'round'>[],
): Promise<ReadonlyMap<string, RouteShown>> {
  const rounds = new Map(groups.map(({ key, round }) => [key, round]))
  const routes = groups.length === 0 ? [] : await readSignalRoutes(shell.pool, [...rounds.keys()])
  return new Map(
    routes
      .filter(({ key, round }) => rounds.get(key) === round)
      .map(route => [route.key, shownRoute(route)]),
  )
}

async function incidentsOf(
  shell: Shell,
  groups: readonly Row[],
): Promise<ReadonlyMap<string, GroupIncident>> {
  const ids = new Set(groups.flatMap(({ incidentId }) => incidentId ?? []))
  const found = new Map<string, GroupIncident>()
  for (const id of ids) {
    const incident = await incidentOf(shell, shell.pool, id)
    if (incident !== undefined) found.set(id, incident)
  }
  return found
}

async function incidentOf(shell: Shell, db: Db, id: string): Promise<GroupIncident | undefined> {
  const head = await readIncidentHead(db, id)
  if (head === undefined) return undefined
  const { title, status } = await shell.incidents.at(db, id, head.version)
  return { id, number: head.number, title, status, goesOn: status === 'open' }
}

export type GroupInFull = Group & {
  readonly alerts: readonly SeenAlert[]
  /** The labels that make alerts one group, by the plan in force. */
  readonly groupBy: readonly string[]
  readonly joining: Joining | undefined
}

export const ALERTS_SHOWN_MAX = 200
const KEY = /^[0-9a-f]{32}$/

/** A group with its alerts. Undefined: there is none of this key, or it belongs to what is hidden from the reader. */
export async function readGroup(
  shell: Shell,
  reader: Reader,
  key: string,
): Promise<GroupInFull | undefined> {
  const seen = KEY.test(key) ? await readSeenGroup(shell.pool, key) : undefined
  if (seen === undefined || (await isHidden(shell, reader, seen))) return undefined
  const { incidentId, ...group } = groupOfRow(seen, await sourcesNow(shell))
  const incident = incidentId === null ? undefined : await incidentOf(shell, shell.pool, incidentId)
  return {
    ...group,
    incident,
    route: (await routesOf(shell, [group])).get(key),
    alerts: await readAlertsOf(shell.pool, key, ALERTS_SHOWN_MAX),
    groupBy: (await planNow(shell))?.intake.groupBy ?? [],
    joining: incidentId === null ? undefined : await joiningOf(shell, incidentId, key),
  }
}

export async function isHidden(
  shell: Shell,
  reader: Reader,
  { incidentId }: Pick<SeenGroup, 'incidentId'>,
): Promise<boolean> {
  return incidentId !== null && (await hiddenFrom(shell, reader)).has(incidentId)
}

async function planNow(shell: Shell): Promise<Plan | undefined> {
  return (await planFor(shell, undefined))?.plan
}
