// What a limit hangs on, so that it is counted again only when something of that has changed.
import type { Basis, CaseInForce } from '#/core/incident/event.ts'
import type { Entry, Incident } from '#/core/incident/incident.ts'
import { startOf } from '#/core/obligation/start.ts'
import { heldSince } from '#/core/obligation/turning.ts'
import type { Timing } from '#/core/obligation/timing.ts'
import { evaluate, unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Limit, Start } from '#/core/plan/clock.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { wantedNames } from '#/core/plan/start-name.ts'
import type { Instant } from '#/core/time.ts'

/** An incident at an instant. */
export type Scene = {
  readonly plan: Plan
  readonly incident: Incident
  readonly view: View
  readonly now: Instant
}

/** One obligation, with what the ledger has of it. */
export type Clocked = {
  readonly timing: Timing
  readonly entry: Entry | undefined
  /** When it came to apply. */
  readonly applies: Instant | undefined
  /** From when it counts, where that is not what its rule says: of the periods of something that recurs. */
  readonly begins?: Start | undefined
}

/** A basis of which the start is known, as it has to be for a limit to be counted. */
export type Known = Basis & { readonly from: Instant }

/** What the limit hangs on at an instant. Undefined while its start is not known. */
export function basisOf(at: Scene, clocked: Clocked): Known | undefined {
  const { plan, incident, view } = at
  const { timing, entry } = clocked
  // What was missed keeps the case in which it was.
  const inForce = isMissed(entry) ? entry.case : caseInForce(timing.cases, view)
  const change = changeOf(at, clocked, inForce)
  const begins = clocked.begins ?? timing.from
  const from = startOf(plan, incident, begins, change?.at ?? clocked.applies)
  if (from === undefined) return undefined
  const rolled = timing.roll?.when && evaluate(timing.roll.when, view) === 'yes'
  const bounds = [
    ...timing.caps.map(cap => startOf(plan, incident, cap, clocked.applies) ?? null),
    ...timing.changes.map((start, index) =>
      firstSince(from, entry?.bounds?.[timing.caps.length + index], startOf(plan, incident, start)),
    ),
  ]
  const live = entry?.voided === undefined ? entry : undefined
  const since = live === undefined ? clocked.applies : live.case === inForce ? at.now : change?.at
  return {
    from,
    ...(since !== undefined && since < at.now && { since }),
    ...(inForce !== undefined && { case: inForce }),
    ...(bounds.length > 0 && { bounds }),
    ...(rolled !== undefined && { rolled }),
  }
}

/** Whether it was missed at the limit that is on record. */
export function isMissed(entry: Entry | undefined): entry is Entry {
  return entry?.missedFor !== undefined && entry.missedFor === entry.due
}

/** The first case that holds. Undefined where there is nothing to tell apart. */
function caseInForce(cases: readonly Limit[], view: View): CaseInForce | undefined {
  if (cases.length === 1 && cases[0]?.when === undefined) return undefined
  for (const [index, { when }] of cases.entries()) {
    const holds = when === undefined ? 'yes' : evaluate(when, view)
    if (holds === 'yes') return index
    if (holds === 'unknown') return 'unknown'
  }
  return 'none'
}

/** That another case came to hold while it was owed: when, and what the limit was before. */
export type Change = { readonly at: Instant; readonly was: Instant | undefined }

export function changeOf(
  { plan, incident, now }: Scene,
  { timing, entry }: Clocked,
  inForce: CaseInForce | undefined,
): Change | undefined {
  if (entry === undefined || entry.voided !== undefined) return undefined
  if (entry.case !== inForce) {
    const { rule, cases } = timing
    const held = (view: View) => caseInForce(cases, view) === inForce
    return { at: heldSince(plan, incident, { rule, now }, held), was: entry.due }
  }
  return entry.caseAt === undefined ? undefined : { at: entry.caseAt, was: entry.wasDue }
}

/** The first change since counts: a second one gives no more time. Another one than before is no news where it came earlier. */
function firstSince(
  from: Instant,
  before: Instant | null | undefined,
  at: Instant | undefined,
): Instant | null {
  if (before !== undefined && before !== null && before > from) return before
  return at !== undefined && at > from ? at : null
}

/** Whether what stands in the ledger was counted from the very same. */
export function isOnRecord(entry: Entry | undefined, basis: Basis): entry is Entry {
  return (
    entry !== undefined &&
    entry.from === basis.from &&
    entry.case === basis.case &&
    entry.rolled === basis.rolled &&
    sameBounds(entry.bounds, basis.bounds)
  )
}

function sameBounds(one: Basis['bounds'], other: Basis['bounds']): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.length === other.length && one.every((bound, index) => bound === other[index])
}

/** What has to be known before it can be told how long there is. */
export function asksOf(
  { plan, view }: Scene,
  { timing }: Clocked,
  basis: Basis,
): readonly string[] {
  const open = timing.cases.find(
    ({ when }) => when !== undefined && evaluate(when, view) === 'unknown',
  )
  const cases =
    basis.case !== 'unknown' || open?.when === undefined ? [] : unknowns(open.when, view)
  const caps = timing.caps.filter((_, index) => basis.bounds?.[index] === null)
  return [...new Set([...cases, ...caps.flatMap(cap => wantedNames(plan, cap))])]
}
