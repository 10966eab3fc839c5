// When time alone turns a condition.
import { nextBoundary } from '#/core/calendar/calendar.ts'
import type { Incident } from '#/core/incident/incident.ts'
import { moved } from '#/core/obligation/span.ts'
import { momentOf, startOf } from '#/core/obligation/start.ts'
import { mayLieAhead } from '#/core/plan/ahead.ts'
import { endedAt, viewOf } from '#/core/obligation/view.ts'
import type { View } from '#/core/plan/condition.ts'
import { lookup } from '#/core/plan/lookup.ts'
import type { Condition, Plan, Rule } from '#/core/plan/plan.ts'
import { earliest, plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** A part of a condition that time alone may turn, and the rule in which it stands, if it stands in one. */
type Timed = { readonly leaf: TimedLeaf; readonly rule: Rule | undefined }
export type TimedLeaf = Extract<
  Condition,
  { readonly kind: 'passed' | 'lasted' | 'during' | 'reached' }
>

/** The first instant after `now` at which time alone turns a condition of the plan; undefined when it turns none. */
export function nextTurn(plan: Plan, incident: Incident, now: Instant): Instant | undefined {
  return earliest(timedIn(plan).map(timed => turnsAt(plan, incident, timed.leaf, now)))
}

/** As `nextTurn`, of the conditions of one rule. */
export function nextTurnOf(
  plan: Plan,
  incident: Incident,
  rule: Rule,
  now: Instant,
): Instant | undefined {
  const timed = timedIn(plan).filter(it => it.rule === rule)
  return earliest(timed.map(it => turnsAt(plan, incident, it.leaf, now)))
}

/**
 * Since when `test` holds of what is on record: the first instant, after all that time brings was last recorded, at which
 * time alone made it so, or now. Whoever comes late to look finds things as they have been since.
 */
export function heldSince(
  plan: Plan,
  incident: Incident,
  { rule, now }: { readonly rule: Rule; readonly now: Instant },
  test: (view: View) => boolean,
): Instant {
  const keptTo = incident.keptTo ?? incident.lastAt
  if (keptTo === undefined || keptTo >= now) return now
  let turn = nextTurnOf(plan, incident, rule, keptTo)
  while (turn !== undefined && turn < now) {
    if (test(viewOf(plan, incident, turn))) return turn
    turn = nextTurnOf(plan, incident, rule, turn)
  }
  return now
}

/** The first instant after `now` at which time alone turns a condition. */
export function turnsAt(
  plan: Plan,
  incident: Incident,
  leaf: TimedLeaf,
  now: Instant,
): Instant | undefined {
  switch (leaf.kind) {
    case 'reached':
      return after(now, momentOf(plan, incident, leaf.moment))
    case 'passed':
      return after(now, startOf(plan, incident, leaf.start))
    case 'lasted':
      return after(now, outlasted(plan, incident, leaf))
    case 'during': {
      const calendar = lookup(plan).calendars.get(leaf.calendar)
      if (calendar === undefined || leaf.at !== undefined) return undefined
      return endedAt(incident) === undefined ? nextBoundary(calendar, now) : undefined
    }
  }
}

function after(now: Instant, at: Instant | undefined): Instant | undefined {
  return at !== undefined && at > now ? at : undefined
}

/** The first instant at which it has lasted longer; undefined when it ended before. */
function outlasted(
  plan: Plan,
  incident: Incident,
  { from, to, over }: Extract<TimedLeaf, { kind: 'lasted' }>,
): Instant | undefined {
  const began = startOf(plan, incident, from)
  if (began === undefined) return undefined
  const longer = plusMs(moved(plan, began, over), 1)
  const ended = startOf(plan, incident, to)
  return ended === undefined || ended >= longer ? longer : undefined
}

/** Built once for a plan. */
function timedIn(plan: Plan): readonly Timed[] {
  const known = built.get(plan)
  if (known !== undefined) return known
  const { rules, ...rest } = plan
  const found = [
    ...leavesIn(plan, rest).map(leaf => ({ leaf, rule: undefined })),
    ...rules.flatMap(rule => leavesIn(plan, rule).map(leaf => ({ leaf, rule }))),
  ]
  built.set(plan, found)
  return found
}

const built = new WeakMap<Plan, readonly Timed[]>()

/** Conditions stand in so many places of a plan that all of it is gone through. */
function leavesIn(plan: Plan, piece: unknown): readonly TimedLeaf[] {
  if (typeof piece !== 'object' || piece === null) return []
  const here = isTimed(plan, piece) ? [piece] : []
  return [...here, ...Object.values(piece).flatMap(inner => leavesIn(plan, inner))]
}

/** By its form and not by its kind alone: a kind of evidence may be called like one of condition. */
export function isTimed(plan: Plan, piece: object): piece is TimedLeaf {
  if (!('kind' in piece)) return false
  switch (piece.kind) {
    case 'passed':
      return 'start' in piece
    case 'lasted':
      return 'over' in piece
    case 'during':
      return 'calendar' in piece
    case 'reached':
      return 'moment' in piece && mayLieAhead(plan, String(piece.moment))
    default:
      return false
  }
}
