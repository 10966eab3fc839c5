import { equal, ok } from 'node:assert/strict'
import type { EventOf } from '#/core/incident/event.ts'
import type { Entry, Incident } from '#/core/incident/incident.ts'
import { isOwed } from '#/core/obligation/obligation.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { viewAbout, viewOf } from '#/core/obligation/view.ts'
import { evaluate } from '#/core/plan/condition.ts'
import type { Limit, Start } from '#/core/plan/clock.ts'
import type { Rule } from '#/core/plan/plan.ts'
import type { Setting } from '#/core/setting.ts'
import { plusMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/**
 * By when things are owed, watched from the log alone and counted in the plainest way: elapsed time from a moment on record.
 * Calendars have an independent calculation of their own (`test/properties/calendar-slowly.ts`).
 */
export type Timekeeping = { readonly setting: Setting; readonly shadow: Incident }

/** Nothing is met before the plan lets it be done. */
export function timeAt({ setting, shadow }: Timekeeping, event: EventOf<'obligation-met'>): void {
  const entry = shadow.ledger.get(event.obligation)
  const rule = setting.plan.rules.find(({ id }) => id === entry?.rule)
  const least = rule?.clock?.notBefore
  if (entry?.from === undefined || least?.unit !== 'elapsed') return
  ok(event.when >= plusMs(entry.from, least.ms), `${event.obligation} is not met before its time`)
}

export function timeAsAWhole(books: Timekeeping, all: readonly Obligation[], now: Instant): void {
  for (const obligation of all) {
    const { entry, key, due, from } = obligation
    ok(due === undefined || from === undefined || due >= from, `${key} is not due before it starts`)
    if (entry === undefined || !isOwed(obligation) || wasLate(entry)) continue
    inForce(books, obligation, entry, now)
    withinCaps(books, obligation, entry)
    inTime(books, obligation, entry)
  }
}

/** What was late keeps the limit for which it was. */
function wasLate({ missedFor, due }: Entry): boolean {
  return missedFor !== undefined && missedFor === due
}

function casesOf({ clock, every }: Rule): readonly Limit[] {
  return (every ?? clock)?.cases ?? []
}

/** The case on record is the first that holds, where none before it is open. */
function inForce(
  { setting: { plan }, shadow }: Timekeeping,
  { rule, about, key, basis }: Obligation,
  entry: Entry,
  now: Instant,
): void {
  const cases = casesOf(rule)
  if (cases.length < 2 || basis === undefined) return
  const view = viewAbout(viewOf(plan, shadow, now), plan, rule, about)
  const truths = cases.map(({ when }) => (when === undefined ? 'yes' : evaluate(when, view)))
  const first = truths.findIndex(truth => truth !== 'no')
  const expected = first === -1 ? 'none' : truths[first] === 'yes' ? first : 'unknown'
  equal(entry.case, expected, `${key} has the time of the case that holds`)
}

/** No cap that is known and had not passed when the clock began is later than the limit, unless days off move it. */
function withinCaps(
  { shadow }: Timekeeping,
  { rule, key }: Obligation,
  { due, from }: Entry,
): void {
  const { clock } = rule
  if (clock === undefined || clock.roll !== undefined || from === undefined) return
  for (const cap of clock.noLaterThan) {
    const at = plainly(shadow, cap)
    if (at !== undefined && at > from)
      ok(due !== undefined && due <= at, `${key} is due by its cap`)
  }
}

/** One limit in elapsed time after a moment that was reached: that long after it, unless something else is sooner. */
function inTime({ shadow }: Timekeeping, { rule, key }: Obligation, { due }: Entry): void {
  const [only, ...others] = casesOf(rule)
  const { clock, every } = rule
  if (only?.when !== undefined || others.length > 0 || only?.within?.unit !== 'elapsed') return
  if (every !== undefined || clock === undefined || clock.roll !== undefined) return
  const from = clock.from.kind === 'moment' ? plainly(shadow, clock.from) : undefined
  if (from === undefined) return
  const limit = plusMs(from, only.within.ms)
  ok(due !== undefined && due <= limit, `${key} is due in its time`)
  if (clock.noLaterThan.length === 0) equal(due, limit, `${key} is due at the end of its time`)
}

/** A moment on record, and elapsed time after it; undefined of anything that is less plain. */
function plainly(incident: Pick<Incident, 'moments'>, start: Start): Instant | undefined {
  if (start.kind === 'moment') return incident.moments.get(start.moment)
  if (start.kind !== 'after' || start.by.unit !== 'elapsed') return undefined
  const at = plainly(incident, start.start)
  return at && plusMs(at, start.by.ms)
}
