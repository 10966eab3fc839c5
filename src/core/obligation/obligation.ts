import type { Entry, Incident } from '#/core/incident/incident.ts'
import { unknowns } from '#/core/plan/condition.ts'
import type { Plan, Rule } from '#/core/plan/plan.ts'
import type { Start } from '#/core/plan/clock.ts'
import { AUTOMATIC_ACTS } from '#/core/plan/act.ts'
import { earliest } from '#/core/time.ts'
import type { Instant } from '#/core/time.ts'
import { isMissed } from '#/core/obligation/basis.ts'
import type { Known, Scene } from '#/core/obligation/basis.ts'
import { NO_LIMITS, NOTHING, limitsOf, onRecord, warnAt } from '#/core/obligation/limits.ts'
import type { Limits } from '#/core/obligation/limits.ts'
import { caseOf, reckon } from '#/core/obligation/reckon.ts'
import type { Reckoned } from '#/core/obligation/reckon.ts'
import { timingOf } from '#/core/obligation/timing.ts'
import { heldSince, nextTurnOf } from '#/core/obligation/turning.ts'
import { applicability, endOf, instancesOf, viewAbout, viewOf } from '#/core/obligation/view.ts'
import { wantedNames } from '#/core/plan/start-name.ts'

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
  /** It cannot be done earlier. */
  readonly notBefore: Instant | undefined
  /** A deadline that is only words; for readers alone. */
  readonly unmeasured: string | undefined
  /** What its limit hangs on; undefined where there is none, or where what is on record stands for good. */
  readonly basis: Known | undefined
  /** From here on it is due soon. */
  readonly warnAt: Instant | undefined
  readonly entry: Entry | undefined
  /** The facts and moments that are not known yet, and on which hangs whether it is owed, or by when. */
  readonly waitsFor: readonly string[]
  /** Why it is void. */
  readonly cause: string | undefined
}

/** `whole`: for a reader, and not only for the engine. */
type Look = Scene & { readonly whole: boolean }

/** Every promise of the plan at an instant, in the plan's order, periods that are over included. */
export function obligations(plan: Plan, incident: Incident, now: Instant): readonly Obligation[] {
  const look: Look = { plan, incident, view: viewOf(plan, incident, now), now, whole: true }
  return plan.rules.flatMap(rule => ofRule(look, rule)).map(inWords)
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
  const look: Look = { plan, incident, view: viewOf(plan, incident, now), now, whole: false }
  return rule => ofRule(look, rule)
}

function ofRule(look: Look, rule: Rule): readonly Obligation[] {
  if (rule.marks.recordedOnly !== undefined) return []
  if (rule.every !== undefined) return periodsOf(look, rule, rule.every.from)
  if (rule.each === undefined) return [assess(look, rule, rule.id, undefined)]
  return instancesOf(look.incident, rule).map(about =>
    assess(look, rule, `${rule.id}@${about}`, about),
  )
}

/** The periods so far of something that recurs: each starts when the one before it was met, or waived. */
function periodsOf(look: Look, rule: Rule, first: Start): readonly Obligation[] {
  const { incident } = look
  const begun = incident.periods.get(rule.id) ?? 0
  const found: Obligation[] = []
  for (let period = look.whole ? 1 : Math.max(begun, 1); period <= Math.max(begun, 1); period++)
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
    return assess(look, rule, key, undefined, sinceItAppliesAgain(incident.ledger.get(key), start))
  }

  /** Waiving one update does not waive those after it: the next is owed from then on. */
  function after(before: string): Start {
    const waived = incident.ledger.get(before)?.waived !== undefined
    return waived ? { kind: 'applies' } : { kind: 'met', rule: before }
  }
}

/** Of what recurs, how the period is counted that begins when the one before it is met now; undefined of anything else. */
export function nextPeriod(
  plan: Plan,
  incident: Incident,
  rule: Rule,
  now: Instant,
): Reckoned | undefined {
  const timing = timingOf(rule)
  if (timing?.recurs !== true) return undefined
  const scene = { plan, incident, view: viewOf(plan, incident, now), now }
  return reckon(scene, { timing, entry: undefined, applies: now, begins: { kind: 'applies' } })
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
  look: Look,
  rule: Rule,
  key: string,
  about: string | undefined,
  start?: Start,
): Obligation {
  const scene = about === undefined ? look : lookAbout(look, rule, about)
  const { plan, incident, view, now, whole } = scene
  const entry = incident.ledger.get(key)
  const of: Subject = { key, rule, about, entry }
  const done = doneStanding(rule, entry)
  if (done !== undefined && entry !== undefined) return promise(of, done, onRecord(entry))
  const applies = applicability(plan, incident, rule, view)
  if (applies !== 'yes' && entry === undefined && !whole)
    return promise(of, applies === 'no' ? 'void' : 'armed', NO_LIMITS)
  const live = entry?.voided === undefined ? entry : undefined
  const opens =
    live?.since ?? live?.openedAt ?? (applies === 'yes' ? cameToApply(scene, of) : undefined)
  if (live !== undefined && ranOut(scene, rule, live)) return promise(of, 'overdue', onRecord(live))
  const limits = limitsOf(scene, { rule, about, entry, applies: opens, begins: start }, whole)
  // Lateness is never erased: what was missed stays owed though the condition or the start went away since.
  const cannotRun = applies !== 'yes' || limits.waits !== undefined
  if (cannotRun && isMissed(live)) return promise(of, 'overdue', onRecord(live))
  if (applies === 'no') {
    const cause = endOf(plan, incident, rule, view) ?? 'does-not-apply'
    return promise(of, 'void', limits, { cause })
  }
  if (applies === 'unknown')
    return promise(of, 'armed', limits, whole ? { waitsFor: unknowns(rule.when, view) } : {})
  if (limits.waits !== undefined)
    return promise(of, 'armed', limits, { waitsFor: wantedNames(plan, limits.waits) })
  // What begins at something that is still ahead, such as a release, is not owed before.
  if (limits.from !== undefined && limits.from > now)
    return promise(of, 'armed', limits, { waitsFor: wantedNames(plan, start ?? clockStart(rule)) })
  return running(scene, of, limits)
}

/** Since when it applies, of what is not on record as open. */
function cameToApply({ plan, incident, now }: Scene, { rule, about }: Subject): Instant {
  return heldSince(plan, incident, { rule, now }, view => {
    const its = viewAbout(view, plan, rule, about)
    return applicability(plan, incident, rule, its) === 'yes'
  })
}

function clockStart({ every, clock }: Rule): Start {
  return every?.from ?? clock?.from ?? { kind: 'applies' }
}

/**
 * Whether the limit on record was over before time alone turned a condition of the rule. Then it was missed, however late
 * anybody comes to look: what an event turned was looked at when it was recorded.
 */
function ranOut({ plan, incident, now }: Scene, rule: Rule, { due, missedFor }: Entry): boolean {
  const keptTo = incident.keptTo ?? incident.lastAt
  if (due === undefined || due > now || missedFor === due || keptTo === undefined) return false
  const turned = nextTurnOf(plan, incident, rule, keptTo)
  return turned !== undefined && turned <= now && due <= turned
}

/** What is asked of the systems is asked of the one that an obligation is about. */
function lookAbout(look: Look, rule: Rule, about: string): Look {
  const view = viewAbout(look.view, look.plan, rule, about)
  return view === look.view ? look : { ...look, view }
}

type Subject = Pick<Obligation, 'key' | 'rule' | 'about' | 'entry'>

function promise(
  { key, rule, about, entry }: Subject,
  standing: Standing,
  { from, aim, due, notBefore, basis, asks = NOTHING }: Limits,
  {
    warnAt,
    waitsFor = asks,
    cause,
  }: Partial<Pick<Obligation, 'warnAt' | 'waitsFor' | 'cause'>> = {},
): Obligation {
  return {
    key,
    rule,
    about,
    standing,
    from,
    aim,
    due,
    notBefore,
    unmeasured: undefined,
    basis,
    warnAt,
    entry,
    waitsFor,
    cause,
  }
}

/** As readers see it, with the words that stand for a limit: of the case in force, or where there is one alone. */
function inWords(obligation: Obligation): Obligation {
  const { rule, basis, entry } = obligation
  const cases = timingOf(rule)?.cases ?? []
  const inForce = basis?.case ?? entry?.case
  const isOpen = inForce === undefined && cases.length > 1
  const unmeasured = isOpen ? undefined : caseOf(cases, inForce)?.unmeasured
  return unmeasured === undefined ? obligation : { ...obligation, unmeasured }
}

/** It is owed, and the time decides how urgently. */
function running({ plan, now }: Scene, of: Subject, limits: Limits): Obligation {
  const { due } = limits
  if (due !== undefined && now >= due) return promise(of, 'overdue', limits)
  const warns = warnAt(plan, of.rule, limits)
  const standing = warns !== undefined && now >= warns ? 'due-soon' : 'open'
  return promise(of, standing, limits, { warnAt: warns })
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
  const { standing, from, warnAt: warns, due, notBefore, entry } = obligation
  if (standing === 'armed') return after(now, from)
  if (!isOwed(obligation)) return undefined
  const automatic = AUTOMATIC_ACTS.has(obligation.rule.act.do)
  const opens = automatic || mayBeMetByItself(obligation) ? after(now, notBefore) : undefined
  // An aim without a limit shows as due soon from then on, and nothing is recorded or sent for it.
  if (due === undefined || entry?.missedFor === due) return opens
  const reminds = automatic || entry?.warnedFor === due ? undefined : after(now, warns)
  return earliest([opens, reminds, after(now, due)])
}

function after(now: Instant, at: Instant | undefined): Instant | undefined {
  return at !== undefined && at > now ? at : undefined
}

/** What it waits for may be on record before it may be done. */
function mayBeMetByItself({ rule: { met, act, each } }: Obligation): boolean {
  return met !== undefined || each !== undefined || act.do === 'ask'
}
