// By when something is owed, and how that was counted.
import type { Calendar } from '#/core/calendar/calendar.ts'
import { atTimeOfDay } from '#/core/calendar/period.ts'
import { roll } from '#/core/calendar/roll.ts'
import type { CaseInForce } from '#/core/incident/event.ts'
import { asksOf, basisOf, changeOf } from '#/core/obligation/basis.ts'
import type { Change, Clocked, Known, Scene } from '#/core/obligation/basis.ts'
import { calendarFor, calendarNamed, countedOn, moved } from '#/core/obligation/span.ts'
import { startOf } from '#/core/obligation/start.ts'
import type { Timing } from '#/core/obligation/timing.ts'
import type { Limit, Roll, Start } from '#/core/plan/clock.ts'
import type { Plan } from '#/core/plan/plan.ts'
import { earliest, latest, plusMs } from '#/core/time.ts'
import type { Instant, Span } from '#/core/time.ts'

/** How a limit came about: each step is one sentence to a reader. */
export type Step =
  | { readonly step: 'start'; readonly start: Start; readonly at: Instant }
  /** The case in force, by its place in the clock; and since when, if another one was in force before. */
  | { readonly step: 'case'; readonly case: CaseInForce; readonly since?: Instant }
  | {
      readonly step: 'limit' | 'aim'
      readonly from: Instant
      readonly span: Span
      /** The calendar that is counted on; absent of elapsed time, and where it is the zone of the plan. */
      readonly calendar?: string
      readonly at: Instant
    }
  | { readonly step: 'time-of-day'; readonly time: string; readonly at: Instant }
  | { readonly step: 'unmeasured'; readonly words: string }
  /** A change to a shorter time moves no limit to a later one. */
  | { readonly step: 'as-before'; readonly at: Instant }
  /** `over`: it was over before the clock began, and does not bind for that. */
  | {
      readonly step: 'cap'
      readonly start: Start
      readonly at: Instant
      readonly binds: boolean
      readonly over: boolean
    }
  /** Due again for a change, if that is sooner. */
  | {
      readonly step: 'change'
      readonly start: Start
      readonly since: Instant
      readonly at: Instant
    }
  /** `applied`: it was moved; otherwise readers see where it might be. */
  | {
      readonly step: 'roll'
      readonly roll: Roll
      readonly from: Instant
      readonly at: Instant
      readonly applied: boolean
    }
  | { readonly step: 'not-before'; readonly span: Span; readonly at: Instant }

export type Reckoned = {
  readonly from: Instant
  readonly aim: Instant | undefined
  readonly due: Instant | undefined
  /** Not to be done earlier. */
  readonly notBefore: Instant | undefined
  /** A deadline that is only words. */
  readonly unmeasured: string | undefined
  /** What it hangs on. */
  readonly basis: Known
  /** What has to be known before it can be told how long there is. */
  readonly asks: readonly string[]
  readonly how: readonly Step[]
}

/**
 * The limit of an obligation at an instant, and how it was counted. Undefined while its start is not known. It is counted
 * anew, also where it stands in the ledger already: what was missed or met keeps the limit that it had.
 */
export function reckon(scene: Scene, clocked: Clocked): Reckoned | undefined {
  const basis = basisOf(scene, clocked)
  return basis === undefined ? undefined : count({ ...scene, ...clocked, basis })
}

/** What is being reckoned. */
type Task = Scene & Clocked & { readonly basis: Known }
/** What it comes to so far. */
type Sum = Pick<Reckoned, 'aim' | 'due' | 'how'> & {
  /** It ends with a day, and so is the first instant of the next. */
  readonly endsDay?: boolean
}

/** As `reckon`, from a basis that is known. */
export function count(task: Task): Reckoned {
  const { timing, basis } = task
  const limit = caseOf(timing.cases, basis.case)
  const { aim, due, how } = rolled(task, hastened(task, capped(task, spanned(task, limit))))
  const notBefore = earliestOf(task.plan, timing, basis.from)
  return {
    from: basis.from,
    // Nobody strives for something after its limit.
    aim: aim && earliest([aim, due]),
    due,
    notBefore,
    unmeasured: limit?.unmeasured,
    basis,
    asks: asksOf(task, task, basis),
    how: [
      ...how,
      ...(limit?.unmeasured === undefined
        ? []
        : [{ step: 'unmeasured' as const, words: limit.unmeasured }]),
      ...(timing.notBefore === undefined || notBefore === undefined
        ? []
        : [{ step: 'not-before' as const, span: timing.notBefore, at: notBefore }]),
    ],
  }
}

/** The instant before which it cannot be done. */
export function earliestOf(
  plan: Plan,
  { notBefore, calendar }: Timing,
  from: Instant,
): Instant | undefined {
  return notBefore && moved(plan, from, notBefore, { calendar })
}

/** The limit that counts: the only one, or the case in force. */
export function caseOf(
  cases: readonly Limit[],
  inForce: CaseInForce | undefined,
): Limit | undefined {
  if (inForce === undefined) return cases[0]
  return typeof inForce === 'number' ? cases[inForce] : undefined
}

/** An instant moved on by a span of this clock. */
function on({ plan, timing }: Task, at: Instant, span: Span): Instant {
  return moved(plan, at, span, { calendar: timing.calendar })
}

/** From the start, and from the change where another case came to hold since. */
function spanned(task: Task, limit: Limit | undefined): Sum {
  const { plan, incident, timing, basis, begins = timing.from } = task
  const change = changeOf(task, task, basis.case)
  const how: Step[] = [{ step: 'start', start: begins, at: basis.from }]
  if (basis.case !== undefined)
    how.push({ step: 'case', case: basis.case, ...(change !== undefined && { since: change.at }) })
  if (limit === undefined) return { aim: undefined, due: undefined, how }
  if (change === undefined) return measured(task, limit, basis.from, how)
  // What counts from when it came to apply counts from the change, so that a raise does not arrive overdue.
  if (basis.from === change.at) {
    const whole = startOf(plan, incident, begins, task.applies) ?? basis.from
    return notLoosened(measured(task, limit, change.at, how), change, limitFrom(task, limit, whole))
  }
  if (!timing.recurs || change.at < basis.from) return measured(task, limit, basis.from, how)
  return hurried(task, limit, change, how)
}

/** Of what recurs the time since the last one counts, but it is not overdue for what was no promise then. */
function hurried(task: Task, limit: Limit, change: Change, how: readonly Step[]): Sum {
  const whole = measured(task, limit, task.basis.from, how)
  const fresh = measured(task, limit, change.at, how)
  const due = earliest([fresh.due, change.was])
  if (whole.due === undefined || due === undefined || whole.due >= due) return whole
  return due === fresh.due ? fresh : asBefore(fresh, due)
}

/** A change to a shorter time moves no limit to a later one. */
function notLoosened(sum: Sum, { was }: Change, whole: Instant | undefined): Sum {
  if (was === undefined || sum.due === undefined || whole === undefined) return sum
  return whole > was || sum.due <= was ? sum : asBefore(sum, was)
}

function asBefore(sum: Sum, was: Instant): Sum {
  return { ...sum, due: was, how: [...sum.how, { step: 'as-before', at: was }] }
}

function measured(task: Task, limit: Limit, from: Instant, before: readonly Step[]): Sum {
  const how = [...before]
  const step = (name: 'limit' | 'aim', span: Span): Instant => {
    const at = on(task, from, span)
    const calendar = calendarFor(task.plan, span, task.timing.calendar)
    how.push({ step: name, from, span, at, ...(calendar !== undefined && { calendar }) })
    return at
  }
  const aim = limit.aim && step('aim', limit.aim)
  if (limit.within !== undefined) step('limit', limit.within)
  const due = limitFrom(task, limit, from)
  if (limit.at !== undefined && due !== undefined)
    how.push({ step: 'time-of-day', time: limit.at, at: due })
  return { aim, due, how, endsDay: limit.at === '24:00' }
}

function limitFrom(task: Task, { within, at }: Limit, from: Instant): Instant | undefined {
  if (within === undefined) return undefined
  const ends = on(task, from, within)
  if (at === undefined) return ends
  const counted = countedOn(task.plan, within, task.timing.calendar)
  const zone = typeof counted === 'string' ? counted : counted.zone
  return latest([from, atTimeOfDay(ends, at, zone)])
}

/** The earliest cap binds; without another limit it is the limit, and never before the start. */
function capped({ timing, basis: { from, bounds, case: inForce } }: Task, sum: Sum): Sum {
  const counts = sum.due !== undefined || inForce === 'unknown'
  const caps = timing.caps.flatMap((start, index) => {
    const at = bounds?.[index]
    return at === undefined || at === null ? [] : [{ start, at, over: counts && at < from }]
  })
  const first = earliest(caps.filter(cap => !cap.over).map(cap => cap.at))
  const due = first === undefined ? sum.due : earliest([sum.due, latest([from, first])])
  const bound = due === sum.due ? undefined : caps.find(cap => cap.at === first)
  const endsDay = bound === undefined ? sum.endsDay : bound.start.kind === 'end-of'
  const steps = caps.map(cap => ({
    step: 'cap' as const,
    ...cap,
    binds: cap.at === first && due !== sum.due,
  }))
  return { aim: sum.aim, due, how: [...sum.how, ...steps], endsDay: endsDay === true }
}

/** Due again for the first change since, if that is sooner. */
function hastened(task: Task, sum: Sum): Sum {
  const { timing, basis } = task
  return timing.changes.reduce((so, start, index) => {
    const since = basis.bounds?.[timing.caps.length + index]
    if (since === undefined || since === null) return so
    const at = timing.soon === undefined ? since : on(task, since, timing.soon)
    const how: readonly Step[] = [...so.how, { step: 'change', start, since, at }]
    return timing.soon === undefined
      ? { ...so, aim: earliest([so.aim, at]), how }
      : {
          ...so,
          due: earliest([so.due, at]),
          how,
          endsDay: so.endsDay === true && so.due !== undefined && so.due <= at,
        }
  }, sum)
}

/** A limit on a day off is moved, or shown where it might be. */
function rolled({ plan, timing, basis }: Task, sum: Sum): Sum {
  const { due } = sum
  if (timing.roll === undefined || due === undefined) return sum
  const to = latest([
    basis.from,
    rolledOn(sum, due, timing.roll, calendarNamed(plan, timing.calendar)),
  ])
  if (to === undefined || to === due) return sum
  const applied = basis.rolled !== false && timing.roll.onlyShown === undefined
  const step: Step = { step: 'roll', roll: timing.roll, from: due, at: to, applied }
  return { ...sum, due: applied ? to : due, how: [...sum.how, step] }
}

/** What ends with a day falls on that day, and ends with the day to which it is moved. */
function rolledOn({ endsDay }: Sum, due: Instant, rule: Roll, calendar: Calendar): Instant {
  if (endsDay !== true) return roll(due, rule, calendar)
  const last = plusMs(due, -1)
  const to = roll(last, rule, calendar)
  return to === last || rule.at === undefined ? plusMs(to, 1) : to
}
