// When a page moves: how long it waits at the level that the incident has, and the next step of whoever was asked.
import type { Incident, Page } from '#/core/incident/incident.ts'
import type { Channel, Pace, Plan } from '#/core/plan/plan.ts'
import { earliest, plus, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

const MINUTE_MS = 60_000

type Rated = Pick<Incident, 'severity'>

/** How pages move on at the level that an incident has now; as for the worst level while it has none. */
export function pagingAt({ paging }: Pick<Plan, 'paging'>, { severity }: Rated): Pace {
  const at = paging.levels?.find(level => level.severity === severity)
  return at === undefined ? paging : { ...paging, ...at }
}

/**
 * The channels over which what says `via` goes out now: that is what all pages do, as far as the plan knew when it was compiled,
 * wherever an act says nothing of its own.
 */
export function viaAt(plan: Plan, incident: Rated, via: readonly Channel[]): readonly Channel[] {
  return isOrdinary(plan, via) ? pagingAt(plan, incident).via : via
}

/** Whether an act names no channels of its own. */
export function isOrdinary({ paging }: Pick<Plan, 'paging'>, via: readonly Channel[]): boolean {
  if (via.length === 0) return true
  return via.length === paging.via.length && via.every((it, place) => it === paging.via[place])
}

/** When the next in line is asked. A level that changes counts at once, from when the page was sent. */
export function movesOnAt(plan: Plan, incident: Rated, page: Pick<Page, 'sentAt'>): Instant {
  return plus(page.sentAt, pagingAt(plan, incident).wait, plan.zone)
}

/** When whoever was asked is asked over further channels, if they have not answered by then; undefined when they are not. */
export function stepsAt({
  sentAt,
  further = [],
}: Pick<Page, 'sentAt' | 'further'>): Instant | undefined {
  const [next] = further
  return next === undefined ? undefined : plusMs(sentAt, next.afterMinutes * MINUTE_MS)
}

/** The next instant at which a page moves by itself; undefined while none waits. */
export function nextPageMove(plan: Plan, incident: Incident): Instant | undefined {
  let next: Instant | undefined
  for (const page of incident.pages.values()) {
    if (page.state !== 'waiting') continue
    next = earliest([next, movesOnAt(plan, incident, page), stepsAt(page)])
  }
  return next
}
