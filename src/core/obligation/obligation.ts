import type { Entry, Incident } from '#/core/incident/incident.ts'
import { unknowns } from '#/core/plan/condition.ts'
import type { View } from '#/core/plan/condition.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import { earliest, fromMs, plus, toMs } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { applicability, endOf, instancesOf, startOf, viewOf } from '#/core/obligation/view.ts'

export const STANDINGS = [
  'armed',
  'open',
  'due-soon',
  'overdue',
  'met',
  'met-late',
  'waived',
  'void',
] as const
export type Standing = (typeof STANDINGS)[number]

/** One promise of the plan in one incident, with its standing at an instant. Computed, never stored. */
export type Obligation = {
  /** `rule`, `rule@person` for one of many, `rule#2` for the second period of one that recurs. */
  readonly key: string
  readonly rule: Rule
  /** The person, system or follow-up that this one is about. */
  readonly about: string | undefined
  readonly standing: Standing
  /** When the clock started. */
  readonly from: Instant | undefined
  readonly aim: Instant | undefined
  readonly due: Instant | undefined
  /** From here on it is due soon. */
  readonly warnAt: Instant | undefined
  readonly entry: Entry | undefined
  /** While armed: the facts and moments that are not known yet. */
  readonly waitsFor: readonly string[]
  /** Why it is void. */
  readonly cause: string | undefined
}

/** Every promise of the plan at an instant, in the plan's order, periods that are over included. */
export function obligations(plan: Plan, incident: Incident, now: Instant): readonly Obligation[] {
  const scene: Scene = { plan, incident, view: viewOf(plan, incident), now, whole: true }
  return plan.rules.flatMap(rule => ofRule(scene, rule))
}

/**
 * As `obligations`, of what recurs only the period that runs, and without what only readers ask for: limits of what never
 * applied, and what is waited for. It is what the engine looks at. `rules`: of these alone, in their order.
 */
export function currentObligations(
  plan: Plan,
  incident: Incident,
  now: Instant,
  rules = plan.rules,
): readonly Obligation[] {
  return rules.flatMap(currentOf(plan, incident, now))
}

/** As `currentObligations`, rule by rule, for as long as nothing is recorded. */
export function currentOf(
  plan: Plan,
  incident: Incident,
  now: Instant,
): (rule: Rule) => readonly Obligation[] {
  const scene: Scene = { plan, incident, view: viewOf(plan, incident), now, whole: false }
  return rule => ofRule(scene, rule)
}

type Scene = {
  readonly plan: Plan
  readonly incident: Incident
  readonly view: View
  readonly now: Instant
  /** For a reader, and not only for the engine. */
  readonly whole: boolean
}

function ofRule(scene: Scene, rule: Rule): readonly Obligation[] {
  if (rule.marks.recordedOnly !== undefined) return []
  if (rule.every !== undefined) return periodsOf(scene, rule, rule.every.from)
  if (rule.each === undefined) return [assess(scene, rule, rule.id, undefined)]
  return instancesOf(scene.incident, rule).map(about =>
    assess(scene, rule, `${rule.id}@${about}`, about),
  )
}

/** The periods so far of something that recurs: each starts when the one before it was met, or waived. */
function periodsOf(scene: Scene, rule: Rule, first: Start): readonly Obligation[] {
  const { incident } = scene
  const begun = incident.periods.get(rule.id) ?? 0
  const found: Obligation[] = []
  for (let period = scene.whole ? 1 : Math.max(begun, 1); period <= Math.max(begun, 1); period++)
    found.push(ofPeriod(period))
  const last = found.at(-1)
  if (last !== undefined && begun > 0 && isSettled(last)) {
    const next = ofPeriod(begun + 1)
    // The period after the last one that was settled exists only while there is something to promise.
    if (next.standing !== 'void') found.push(next)
  }
  return found

  function ofPeriod(period: number): Obligation {
    const key = `${rule.id}#${period}`
    const start = period === 1 ? first : after(`${rule.id}#${period - 1}`)
    return assess(scene, rule, key, undefined, sinceItAppliesAgain(incident.ledger.get(key), start))
  }

  /** Waiving one update does not waive those after it: the next is owed from then on. */
  function after(before: string): Start {
    const waived = incident.ledger.get(before)?.waived !== undefined
    return waived ? { kind: 'applies' } : { kind: 'met', rule: before }
  }
}

function isSettled({ standing }: Obligation): boolean {
  return standing === 'met' || standing === 'met-late' || standing === 'waived'
}

/** Where a period was broken off and comes to apply again, nobody promised anything for the time between. */
function sinceItAppliesAgain(entry: Entry | undefined, start: Start): Start {
  const brokenOff = entry?.voided !== undefined || entry?.again === true
  return brokenOff ? { kind: 'latest', of: [start, { kind: 'applies' }] } : start
}

function assess(
  scene: Scene,
  rule: Rule,
  key: string,
  about: string | undefined,
  start?: Start,
): Obligation {
  const { plan, incident, view, now, whole } = scene
  const entry = incident.ledger.get(key)
  const of: Subject = { key, rule, about, entry }
  const done = doneStanding(rule, entry)
  if (done !== undefined && entry !== undefined) return promise(of, done, onRecord(entry))
  const applies = applicability(plan, incident, rule, view)
  if (applies !== 'yes' && entry === undefined && !whole)
    return promise(of, applies === 'no' ? 'void' : 'armed', NO_LIMITS)
  const live = entry?.voided === undefined ? entry : undefined
  const opens = live?.openedAt ?? (applies === 'yes' ? now : undefined)
  const limits = frozenLimits(scene, entry) ?? limitsOf(scene, of, opens, start)
  // Lateness is never erased: what was missed stays owed though the condition or the start went away since.
  const cannotRun = applies !== 'yes' || limits.waits !== undefined
  if (cannotRun && live?.missedFor !== undefined) return promise(of, 'overdue', onRecord(live))
  if (applies === 'no') {
    const cause = endOf(plan, incident, rule, view) ?? 'does-not-apply'
    return promise(of, 'void', limits, { cause })
  }
  if (applies === 'unknown')
    return promise(of, 'armed', limits, whole ? { waitsFor: unknowns(rule.when, view) } : {})
  if (limits.waits !== undefined)
    return promise(of, 'armed', limits, { waitsFor: [nameOf(limits.waits)] })
  return running(scene, of, limits)
}

type Subject = Pick<Obligation, 'key' | 'rule' | 'about' | 'entry'>

function promise(
  { key, rule, about, entry }: Subject,
  standing: Standing,
  { from, aim, due }: Limits,
  {
    warnAt,
    waitsFor = NOTHING,
    cause,
  }: Partial<Pick<Obligation, 'warnAt' | 'waitsFor' | 'cause'>> = {},
): Obligation {
  return { key, rule, about, standing, from, aim, due, warnAt, entry, waitsFor, cause }
}

const NOTHING: readonly string[] = []

/** It is owed, and the time decides how urgently. */
function running({ plan, now }: Scene, of: Subject, limits: Limits): Obligation {
  const { due } = limits
  if (due !== undefined && now >= due) return promise(of, 'overdue', limits)
  const warns = warnAt(plan, of.rule, limits)
  const standing = warns !== undefined && now >= warns ? 'due-soon' : 'open'
  return promise(of, standing, limits, { warnAt: warns })
}

/**
 * The clock as it is on record, where nothing may move it any more: once met or waived, and once missed, except at the
 * instant at which a moment is corrected. Then it is computed anew, and the log shows both.
 */
function frozenLimits({ incident, now }: Scene, entry: Entry | undefined): Limits | undefined {
  if (entry?.missedFor === undefined || entry.missedFor !== entry.due) return undefined
  return incident.correctedAt === now ? undefined : onRecord(entry)
}

function onRecord({ from, aim, due }: Entry): Limits {
  return { from, aim, due, waits: undefined }
}

/**
 * Met, met late or waived: what the record says for good. At the limit itself it is late, as everywhere; only what the
 * product does by itself at the limit, as the plan wants, is in time.
 */
function doneStanding({ act }: Rule, entry: Entry | undefined): Standing | undefined {
  if (entry?.waived !== undefined) return 'waived'
  if (entry?.metAt === undefined) return undefined
  const { due, metAt, missedFor } = entry
  if (due === undefined) return 'met'
  const late = missedFor === due || metAt > due || (metAt === due && !AUTOMATIC_ACTS.has(act.do))
  return late ? 'met-late' : 'met'
}

type Limits = {
  readonly from: Instant | undefined
  readonly aim: Instant | undefined
  readonly due: Instant | undefined
  /** The start that is not known yet. */
  readonly waits: Start | undefined
}

const NO_LIMITS: Limits = { from: undefined, aim: undefined, due: undefined, waits: undefined }

function limitsOf(
  { plan, incident }: Scene,
  { rule, about, entry }: Subject,
  applies: Instant | undefined,
  start: Start | undefined,
): Limits {
  // A follow-up carries its own date: the one given when it was designated.
  if (rule.each === 'follow-up') return followUpLimits(incident, about)
  const clock = rule.every ?? rule.clock
  if (clock === undefined) return NO_LIMITS
  const begins = start ?? clock.from
  const from = startOf(plan, incident, begins, applies)
  if (from === undefined) return { ...NO_LIMITS, waits: begins }
  // What the same start came to before stands in the ledger: counting on calendars is what costs most here.
  if (entry?.from === from) return onRecord(entry)
  const within = 'limit' in clock ? clock.limit : clock.within
  return {
    from,
    aim: clock.aim && plus(from, clock.aim, plan.zone),
    due: within && plus(from, within, plan.zone),
    waits: undefined,
  }
}

function followUpLimits(incident: Incident, about: string | undefined): Limits {
  const due = about === undefined ? undefined : incident.followUps.get(about)?.dueAt
  return { ...NO_LIMITS, due }
}

/** A reminder goes out at the aim, else as long before the limit as the plan says, else when a quarter of the time is left. */
function warnAt(
  plan: Plan,
  { clock, every }: Rule,
  { from, aim, due }: Limits,
): Instant | undefined {
  if (due === undefined) return aim
  if (from === undefined) return due
  if (every === undefined && clock?.warn !== undefined) return plus(due, clock.warn, plan.zone, -1)
  if (aim !== undefined) return aim
  return fromMs(toMs(due) - Math.floor((toMs(due) - toMs(from)) / 4))
}

function nameOf(start: Start): string {
  switch (start.kind) {
    case 'applies':
    case 'entered':
      return start.kind
    case 'moment':
      return start.moment
    case 'met':
      return start.rule
    case 'earliest':
    case 'newest':
    case 'latest':
      return start.of.map(nameOf).join(', ')
  }
}

/** Whether it still wants doing. */
export function isOwed(obligation: Obligation): boolean {
  return (
    obligation.standing === 'open' ||
    obligation.standing === 'due-soon' ||
    obligation.standing === 'overdue'
  )
}

/** The next instant after `now` at which time alone changes something about it; undefined when nothing will. */
export function nextChange(obligation: Obligation, now: Instant): Instant | undefined {
  if (!isOwed(obligation)) return undefined
  const { warnAt: warns, due, entry } = obligation
  // An aim without a limit shows as due soon from then on, and nothing is recorded or sent for it.
  if (due === undefined || entry?.missedFor === due) return undefined
  const automatic = AUTOMATIC_ACTS.has(obligation.rule.act.do)
  return earliest([automatic ? undefined : warns, due].filter(at => at !== undefined && at > now))
}
