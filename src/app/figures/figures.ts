// What many incidents come to. Each is reckoned once for each version of its log, and again when time alone changes it.
import { setImmediate } from 'node:timers/promises'
import type { Incident } from '#/core/incident/incident.ts'
import { isBehind } from '#/core/metrics/behind.ts'
import type { Cell } from '#/core/metrics/behind.ts'
import { measuredAs } from '#/core/metrics/measured.ts'
import type { Measured } from '#/core/metrics/measured.ts'
import { overviewOf, periodsBetween } from '#/core/metrics/overview.ts'
import type { Every, Overview, PeriodSpan, Split } from '#/core/metrics/overview.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { earliest, plusMs } from '#/core/time.ts'
import { daysAsked, everyFor, spanOf } from '#/app/figures/days.ts'
import type { Days } from '#/app/figures/days.ts'
import type { Instant } from '#/core/time.ts'
import { planFor } from '#/app/plans/plans.ts'
import type { Shell } from '#/app/shell.ts'
import { restrictedSeenBy } from '#/app/access/visibility.ts'
import type { Reader } from '#/app/access/visibility.ts'
import { listCounted } from '#/store/figures.ts'
import type { CountedHead } from '#/store/figures.ts'

type Kept = {
  readonly version: number
  readonly planHash: string
  /** Until then nothing of it changes but by an event. */
  readonly until: Instant
  readonly measured: Measured | undefined
}

/** What was reckoned, by the id of the incident. */
export type FigureShelf = Map<string, Kept>

export const createFigureShelf = (): FigureShelf => new Map()

/** At some kilobytes each. */
const KEPT_MAX = 50_000
/** Read from the log at once. */
const LOT = 100
/** Between so many others have their turn. */
const RECKONED_AT_ONCE = 10
/** An incident that goes on may reach a moment that was scheduled; its figures are at most so old. */
const FRESH_MS = 60_000
const NEVER = '9999-12-31T23:59:59.999Z' as Instant

/** One incident that counts, with its number. */
export type CountedIncident = Measured & { readonly number: number }

type Wish = PeriodSpan & { readonly plan: string }

type Found = {
  readonly found: readonly CountedIncident[]
  /** When the first of the plan was counted, whenever that was. */
  readonly since: Instant | undefined
  readonly plans: FiguresOfPlan['plans']
}

/** Those of one plan that lie between two instants, and how many the reader sees of each plan. */
async function measure(
  shell: Shell,
  shelf: FigureShelf,
  reader: Reader,
  { plan, from, to }: Wish,
): Promise<Found> {
  const heads = await listCounted(shell.pool, await restrictedSeenBy(shell, reader))
  const found: CountedIncident[] = []
  let since: Instant | undefined
  const byPlan = Map.groupBy(heads, ({ planId }) => planId)
  const own = byPlan.get(plan) ?? []
  for (let start = 0; start < own.length; start += LOT) {
    const lot = own.slice(start, start + LOT)
    const numbers = new Map(lot.map(({ id, number }) => [id, number]))
    for (const it of await measureLot(shell, shelf, lot)) {
      since = earliest([since, it.at])
      if (it.at >= from && it.at < to) found.push({ ...it, number: numbers.get(it.id) ?? 0 })
    }
  }
  return { found, since, plans: [...byPlan].map(([id, { length }]) => ({ id, incidents: length })) }
}

async function measureLot(
  shell: Shell,
  shelf: FigureShelf,
  lot: readonly CountedHead[],
): Promise<readonly Measured[]> {
  const now = shell.now()
  const stale = lot.filter(head => !isFresh(shelf.get(head.id), head, now))
  if (stale.length > 0) {
    const incidents = await shell.incidents.allAt(shell.pool, stale)
    for (const [index, head] of stale.entries()) {
      const incident = incidents[index]
      const plan = await shell.plans.byHash(shell.pool, head.planHash)
      if (incident !== undefined) shelf.set(head.id, reckon(plan, incident, head, now))
      // Thousands at once must not keep a page waiting that wakes somebody.
      if (index % RECKONED_AT_ONCE === 0) await setImmediate()
    }
  }
  const measured = lot.flatMap(({ id }) => shelf.get(id)?.measured ?? [])
  trim(shelf)
  return measured
}

function isFresh(kept: Kept | undefined, head: CountedHead, now: Instant): boolean {
  if (kept === undefined || now >= kept.until) return false
  return kept.version === head.version && kept.planHash === head.planHash
}

function reckon(
  plan: Plan,
  incident: Incident,
  { planHash, wakeAt }: CountedHead,
  now: Instant,
): Kept {
  const goesOn = incident.status === 'open' || incident.status === 'resolved'
  const soon = plusMs(now, FRESH_MS)
  const until = goesOn && (wakeAt === null || wakeAt > soon) ? soon : (wakeAt ?? NEVER)
  // Practice never counts, whatever the list says.
  const measured = incident.exercise ? undefined : measuredAs(plan, incident, now)
  return { version: incident.version, planHash, until, measured }
}

function trim(shelf: FigureShelf): void {
  for (const oldest of shelf.keys()) {
    if (shelf.size <= KEPT_MAX) return
    shelf.delete(oldest)
  }
}

export type FiguresAsked = {
  readonly plan?: string | undefined
  /** The first and the last day, by the clocks of the plan. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly every?: Every | undefined
  readonly cell: Cell
}

export type FiguresOfPlan = {
  readonly at: Instant
  readonly plan: Plan
  readonly days: Days
  readonly every: Every
  readonly overview: Overview
  /** The plans of incidents that the reader sees, and how many those are. */
  readonly plans: readonly { readonly id: string; readonly incidents: number }[]
  /** What the filters offer: what occurs in the time asked for. */
  readonly occurs: Readonly<Record<Split, readonly string[]>>
}

/** Undefined: no such plan. */
export async function figuresOf(
  shell: Shell,
  shelf: FigureShelf,
  reader: Reader,
  asked: FiguresAsked,
): Promise<FiguresOfPlan | undefined> {
  const imported = await planFor(shell, asked.plan)
  if (imported === undefined) return undefined
  const { plan } = imported
  const at = shell.now()
  const days = daysAsked(at, plan.zone, asked)
  const span = spanOf(days, plan.zone)
  const every = asked.every ?? everyFor(days)
  const wish = { plan: plan.id, ...span }
  const { found: all, plans, since = span.from } = await measure(shell, shelf, reader, wish)
  // A trend over months in which nobody used Tocsin yet would look like quiet months.
  const trend = { ...span, from: since > span.from && since < span.to ? since : span.from }
  const occurring = (split: Split) => [...new Set(all.map(it => it[split]))].toSorted()
  return {
    at,
    plan,
    days,
    every,
    overview: overviewOf(
      plan,
      all.filter(it => isBehind(asked.cell, it)),
      periodsBetween(trend, every, plan.zone),
    ),
    plans,
    occurs: {
      severity: occurring('severity'),
      type: occurring('type'),
      source: occurring('source'),
    },
  }
}

/** The incidents behind a figure, newest first. Undefined: no such plan. */
export async function incidentsBehind(
  shell: Shell,
  shelf: FigureShelf,
  reader: Reader,
  asked: Omit<FiguresAsked, 'every'>,
): Promise<readonly CountedIncident[] | undefined> {
  const imported = await planFor(shell, asked.plan)
  if (imported === undefined) return undefined
  const { id, zone } = imported.plan
  const span = spanOf(daysAsked(shell.now(), zone, asked), zone)
  const { found } = await measure(shell, shelf, reader, { plan: id, ...span })
  return found.filter(it => isBehind(asked.cell, it)).toReversed()
}
