import type { TimeOfDay } from '#/core/calendar/calendar.ts'
import type { Period } from '#/core/calendar/period.ts'
import type { Roll as RollRule } from '#/core/calendar/roll.ts'
import type { Answer, Condition } from '#/core/plan/plan.ts'
import type { Span } from '#/core/time.ts'

/**
 * When it is owed. `warn` is how long before the limit a reminder goes out. `notBefore`: how long after its start it may be
 * done at the earliest. Of `noLaterThan` the earliest binds; with a time in the case in force, one that was over before the
 * clock began does not. Without such a time it is itself the limit, and never before the start.
 */
export type Clock = {
  readonly from: Start
  /** The first whose condition holds is in force. While an earlier one is unknown, the later ones do not count. */
  readonly cases: readonly Limit[]
  readonly warn?: Span
  /** In which its spans are counted. Without it, the plan's first for working spans, and the zone of the plan. */
  readonly calendar?: string
  readonly notBefore?: Span
  readonly noLaterThan: readonly Start[]
  readonly roll?: Roll
}

/**
 * How long something may take. `within` is the limit, `aim` what one strives for before it, `at` the time of that day to
 * which the limit is moved. `unmeasured` keeps a deadline that is only words ("without undue delay") as those words.
 */
export type Limit = {
  readonly when?: Condition
  readonly within?: Span
  readonly aim?: Span
  readonly at?: TimeOfDay
  readonly unmeasured?: string
}

/** Where a limit on a day that is no working day is moved to. `onlyShown`: it is not moved, and readers see why it might be. */
export type Roll = RollRule & { readonly when?: Condition; readonly onlyShown?: string }

/**
 * Due again after each: restarts at each one done. A change on record (`alsoOn`) since the last one makes it due `within`
 * from there, if that is sooner; without `within` one strives for it from there on.
 */
export type Cadence = {
  readonly from: Start
  readonly cases: readonly Limit[]
  readonly alsoOn: readonly Start[]
  readonly within?: Span
  readonly calendar?: string
}

/** An instant of the incident, known or not known yet. */
export type Start =
  | { readonly kind: 'moment'; readonly moment: string }
  /** The instant at which the rule's condition became true, or at which the case in force came to hold. */
  | { readonly kind: 'applies' }
  /** As `applies`, known only when it came to apply after the first classification: by a raise, or by a fact learned later. */
  | { readonly kind: 'entered' }
  /** The instant at which another rule was met: chained clocks. Of one that recurs, when it was last met. */
  | { readonly kind: 'met'; readonly rule: string }
  /** Of those known so far. */
  | { readonly kind: 'earliest' | 'newest'; readonly of: readonly Start[] }
  /** Of all: not before each is known. */
  | { readonly kind: 'latest'; readonly of: readonly Start[] }
  /** `calendar`: on which the span is counted; without it as in a clock. */
  | {
      readonly kind: 'after' | 'before'
      readonly start: Start
      readonly by: Span
      readonly calendar?: string
    }
  /** The limit of another rule. */
  | { readonly kind: 'due'; readonly rule: string }
  /** The start of another rule plus this share, in percent, of its time. */
  | { readonly kind: 'share'; readonly percent: number; readonly rule: string }
  /** The end of the calendar period in which it lies. */
  | {
      readonly kind: 'end-of'
      readonly period: Period
      readonly start: Start
      readonly calendar?: string
    }
  /** When the present answer was given; with `as`, only while it is one of these. */
  | { readonly kind: 'answered'; readonly fact: string; readonly as?: readonly Answer[] }
  /** When the classification was last given the level that it has, or, where one is named, that level while it has it. */
  | { readonly kind: 'assessed'; readonly classification: string; readonly level?: string }
  /** When the decision was last taken, while it stands. */
  | { readonly kind: 'decided'; readonly decision: string }
  /** Since when whoever holds the role holds it. */
  | { readonly kind: 'held'; readonly role: string }

/** What happens by itself at the limit. */
export type Late = {
  readonly escalate?: number
  readonly notify: readonly string[]
  /** By so many levels the severity becomes worse. */
  readonly raise?: number
}
