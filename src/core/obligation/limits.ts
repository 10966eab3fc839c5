// By when something is owed, and when it is reminded of.
import type { Entry, Incident } from '#/core/incident/incident.ts'
import { asksOf, basisOf, isMissed, isOnRecord } from '#/core/obligation/basis.ts'
import type { Scene } from '#/core/obligation/basis.ts'
import type { Obligation } from '#/core/obligation/obligation.ts'
import { count, earliestOf } from '#/core/obligation/reckon.ts'
import { moved } from '#/core/obligation/span.ts'
import { startOf } from '#/core/obligation/start.ts'
import { timingOf } from '#/core/obligation/timing.ts'
import type { Start } from '#/core/plan/clock.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import { fromMs, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'

/** By when something is owed, as far as that is known. */
export type Limits = Pick<Obligation, 'from' | 'aim' | 'due' | 'notBefore' | 'basis'> & {
  /** The start that is not known yet. */
  readonly waits?: Start
  /** What has to be known before it can be told how long there is. */
  readonly asks?: readonly string[]
}

export const NO_LIMITS: Limits = {
  from: undefined,
  aim: undefined,
  due: undefined,
  notBefore: undefined,
  basis: undefined,
}

/** Of whom: an obligation, since when it applies, and from when it counts where that is not what its rule says. */
export type Counted = Pick<Obligation, 'rule' | 'about' | 'entry'> & {
  readonly applies: Instant | undefined
  readonly begins: Start | undefined
}

/** By when it is owed, from the ledger where nothing has changed. `whole`: also what it asks for, which only readers want. */
export function limitsOf(scene: Scene, counted: Counted, whole: boolean): Limits {
  const { rule, about, entry, applies, begins } = counted
  const frozen = frozenLimits(scene, entry)
  if (frozen !== undefined) return frozen
  // A follow-up carries its own date: the one given when it was designated.
  if (rule.each === 'follow-up') return followUpLimits(scene.incident, about)
  const timing = timingOf(rule)
  if (timing === undefined) return NO_LIMITS
  // What the same came to before stands in the ledger: counting on calendars is what costs most here.
  if (timing.plain && entry?.from !== undefined && entry.case === undefined) {
    const from = startOf(scene.plan, scene.incident, begins ?? timing.from, applies)
    if (from === entry.from && entry.bounds === undefined) return onRecord(entry)
  }
  const clocked = { timing, entry, applies, begins }
  const basis = basisOf(scene, clocked)
  if (basis === undefined) return { ...NO_LIMITS, waits: begins ?? timing.from }
  if (!isOnRecord(entry, basis)) return count({ ...scene, ...clocked, basis })
  const asks = whole && entry.due === undefined ? asksOf(scene, clocked, basis) : NOTHING
  return { ...onRecord(entry), notBefore: earliestOf(scene.plan, timing, basis.from), basis, asks }
}

/**
 * The clock as it is on record, where nothing may move it any more: once met or waived, and once missed, except at the
 * instant at which a moment is corrected. Then it is computed anew, and the log shows both.
 */
function frozenLimits({ incident, now }: Scene, entry: Entry | undefined): Limits | undefined {
  if (!isMissed(entry)) return undefined
  return incident.correctedAt === now ? undefined : onRecord(entry)
}

export function onRecord({ from, aim, due }: Entry): Limits {
  return { from, aim, due, notBefore: undefined, basis: undefined }
}

export const NOTHING: readonly string[] = []

function followUpLimits(incident: Incident, about: string | undefined): Limits {
  const due = about === undefined ? undefined : incident.followUps.get(about)?.dueAt
  return { ...NO_LIMITS, due }
}

/** A reminder goes out at the aim, else as long before the limit as the plan says, else when a quarter of the time is left. */
export function warnAt(
  plan: Plan,
  { clock, every }: Rule,
  { from, aim, due }: Limits,
): Instant | undefined {
  if (due === undefined) return aim
  if (from === undefined) return due
  if (every === undefined && clock?.warn !== undefined)
    return moved(plan, due, clock.warn, { calendar: clock.calendar, back: true })
  if (aim !== undefined) return aim
  return fromMs(toMs(due) - Math.floor((toMs(due) - toMs(from)) / 4))
}
