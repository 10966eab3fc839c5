import type { Period } from '#/core/calendar/period.ts'
import type { Start } from '#/core/plan/clock.ts'
import { BUILT_IN_MOMENTS } from '#/core/plan/plan.ts'
import type { BuiltInMoment, Plan } from '#/core/plan/plan.ts'
import {
  answersInWords,
  listInWords,
  partyName,
  questionOf,
  quoted,
  ruleName,
  spanInWords,
  titleOf,
} from '#/core/plan/sentence/words.ts'

/**
 * A moment as a noun, as what holds once it is on record, and as what holds before. `done`: what the incident has been, where it
 * is that which makes the moment, so that several can share a sentence.
 */
type MomentWords = {
  readonly noun: string
  readonly holds: string
  readonly before: string
  readonly done?: string
}

const MOMENTS: Readonly<Record<BuiltInMoment, MomentWords>> = {
  occurred: {
    noun: 'the beginning of the incident',
    holds: 'it is known when the incident began',
    before: 'it is not known yet when the incident began',
  },
  detected: participle('detection', 'detected'),
  aware: {
    noun: 'awareness',
    holds: 'we have become aware of it',
    before: 'we have not become aware of it yet',
  },
  declared: participle('declaration', 'declared'),
  declassified: participle('declassification', 'declassified'),
  acknowledged: {
    noun: 'the first response',
    holds: 'somebody has responded',
    before: 'nobody has responded yet',
  },
  classified: participle('classification', 'classified'),
  reclassified: {
    noun: 'the last change of severity',
    holds: 'the severity has been changed',
    before: 'the severity has not been changed',
  },
  verified: {
    noun: 'verification of the breach',
    holds: 'the breach has been verified',
    before: 'the breach has not been verified yet',
  },
  contained: participle('containment', 'contained'),
  resolved: participle('resolution', 'resolved'),
  reviewed: {
    noun: 'the review',
    holds: 'the review has been held',
    before: 'the review has not been held yet',
  },
  closed: participle('closure', 'closed'),
  reopened: participle('reopening', 'reopened'),
  merged: participle('merging', 'merged into another one'),
}

function participle(noun: string, done: string): MomentWords {
  return {
    noun,
    holds: `the incident has been ${done}`,
    before: `the incident has not been ${done} yet`,
    done,
  }
}

/** `detection`, `“Public”`: what a time counts from. */
export function momentInWords(plan: Plan, moment: string): string {
  return builtIn(moment)?.noun ?? momentOfPlan(plan, moment)
}

/** `the incident has been classified` */
export function reachedInWords(plan: Plan, moment: string): string {
  return builtIn(moment)?.holds ?? `the moment ${momentOfPlan(plan, moment)} is on record`
}

/** `the incident has been classified or declassified`; undefined where the moments share no such sentence. */
export function anyReachedInWords(moments: readonly string[]): string | undefined {
  const done = moments.flatMap(moment => builtIn(moment)?.done ?? [])
  return done.length < moments.length
    ? undefined
    : `the incident has been ${listInWords(done, 'or')}`
}

/** `the incident has been neither classified nor declassified` */
export function noneReachedInWords(moments: readonly string[]): string | undefined {
  const done = moments.flatMap(moment => builtIn(moment)?.done ?? [])
  if (done.length < moments.length) return undefined
  return `the incident has been neither ${done.join(' nor ')}`
}

/** `the incident has not been classified yet` */
export function notReachedInWords(plan: Plan, moment: string): string {
  return builtIn(moment)?.before ?? `the moment ${momentOfPlan(plan, moment)} is not on record yet`
}

function builtIn(moment: string): MomentWords | undefined {
  const known = BUILT_IN_MOMENTS.find(candidate => candidate === moment)
  return known === undefined ? undefined : MOMENTS[known]
}

function momentOfPlan(plan: Plan, moment: string): string {
  return quoted(titleOf(plan.moments, moment))
}

const LATER_CHANGE = 'the change that made it apply, if that came later'

/** What a time counts from, as the end of `within 15 minutes of …`. */
export function startInWords(plan: Plan, start: Start): string {
  switch (start.kind) {
    case 'applies':
      return 'the moment at which it comes to apply'
    case 'entered':
      return LATER_CHANGE
    case 'moment':
      return momentInWords(plan, start.moment)
    case 'met':
      return `the completion of ${ruleName(plan, start.rule)}`
    case 'earliest':
      return `the earliest known of ${startsInWords(plan, start.of)}`
    case 'newest':
      return newestInWords(plan, start.of, later => (later === '' ? '' : ` (or of ${later})`))
    case 'latest':
      return `the latest of ${startsInWords(plan, start.of)}, once all of them are known`
    case 'after':
    case 'before':
      return `${spanInWords(start.by)} ${start.kind} ${startInWords(plan, start.start)}`
    case 'due':
      return `the limit of ${ruleName(plan, start.rule)}`
    case 'share':
      return `the moment at which ${start.percent} % of the time allowed for ${ruleName(plan, start.rule)} has passed`
    case 'end-of':
      return `the end of the ${PERIODS[start.period]} in which ${startInWords(plan, start.start)} falls`
    case 'answered':
      return answerOf(plan, start)
    case 'assessed':
      return assessmentOf(plan, start)
    case 'decided':
      return `the decision ${quoted(titleOf(plan.decisions, start.decision))}`
    case 'held':
      return `the moment at which its present holder became ${partyName(plan, start.role)}`
  }
}

const PERIODS: Readonly<Record<Period, string>> = {
  year: 'calendar year',
  quarter: 'calendar quarter',
  month: 'calendar month',
  week: 'week',
  day: 'day',
}

/** `from resolution on`, `counted from the moment at which …`. */
export function sinceInWords(plan: Plan, start: Start): string {
  if (start.kind === 'held' || start.kind === 'share' || start.kind === 'latest')
    return `counted from ${startInWords(plan, start)}`
  if (start.kind !== 'newest') return `from ${startInWords(plan, start)} on`
  return `from ${newestInWords(plan, start.of, later => (later === '' ? ' on' : ` on (or from ${later})`))}`
}

function newestInWords(
  plan: Plan,
  starts: readonly Start[],
  orLater: (change: string) => string,
): string {
  const known = starts.filter(start => start.kind !== 'entered')
  const [only] = known
  const words =
    known.length === 1 && only !== undefined
      ? startInWords(plan, only)
      : `the latest known of ${startsInWords(plan, known)}`
  return `${words}${orLater(known.length === starts.length ? '' : LATER_CHANGE)}`
}

/** Something on record that makes something due again: `a new answer to “Is it down?”`. */
export function changeInWords(plan: Plan, start: Start): string {
  if (start.kind === 'moment' && start.moment === 'reclassified') return 'a change of severity'
  if (start.kind === 'assessed' && start.level === undefined)
    return `a new assessment of ${quoted(titleOf(plan.classifications, start.classification))}`
  if (start.kind === 'answered' && start.as === undefined)
    return `a new answer to ${questionOf(plan, start.fact)}`
  return startInWords(plan, start)
}

export function startsInWords(plan: Plan, starts: readonly Start[]): string {
  return listInWords(starts.map(part => startInWords(plan, part)))
}

type Kind<K extends Start['kind']> = Extract<Start, { kind: K }>

function answerOf(plan: Plan, { fact, as }: Kind<'answered'>): string {
  const answer = as === undefined ? 'the present answer' : `the answer ${answersInWords(as)}`
  return `${answer} to ${questionOf(plan, fact)}`
}

function assessmentOf(plan: Plan, { classification, level }: Kind<'assessed'>): string {
  const assessed = plan.classifications.find(({ id }) => id === classification)
  const as = level === undefined ? '' : ` as ${quoted(titleOf(assessed?.levels ?? [], level))}`
  return `the assessment of ${quoted(titleOf(plan.classifications, classification))}${as}`
}

/** What holds once a start has passed: `4 hours have passed since containment`. */
export function passedInWords(plan: Plan, start: Start): string {
  switch (start.kind) {
    case 'after':
      return `${spanInWords(start.by)} ${isOne(start.by.text) ? 'has' : 'have'} passed since ${startInWords(plan, start.start)}`
    case 'before':
      return `it is no more than ${spanInWords(start.by)} until ${startInWords(plan, start.start)}`
    case 'moment':
      return `the time of ${momentInWords(plan, start.moment)} has come`
    case 'share':
      return `${start.percent} % of the time allowed for ${ruleName(plan, start.rule)} has passed`
    default:
      return `${startInWords(plan, start)} has passed`
  }
}

function isOne(span: string): boolean {
  return /^1(?!\d)\s*[a-z ]+$/i.test(span)
}
