import type { Answer } from '#/core/plan/plan.ts'
import type { Instant } from '#/core/time.ts'

/** One date that somebody expects of the law: of which report, from which moments, for whom. */
export type Vector = {
  /** Line of the file, 1-based. */
  readonly line: number
  /** What it is called, or what it is about. */
  readonly name: string
  readonly regime: string
  /** Absent: the first that the regime names. */
  readonly report: string | undefined
  /** What the organisation is; keys as written. */
  readonly entity: ReadonlyMap<string, Answer>
  readonly moments: ReadonlyMap<string, When>
  readonly facts: ReadonlyMap<string, Answer>
  /** Any of these is right. */
  readonly due: readonly Due[]
}

/** A moment as written: a date alone, or with a time, and with what it says of where. */
export type When = {
  readonly text: string
  readonly date: string
  /** `10:00:00`; absent of a date alone. */
  readonly time?: string
  /** `+01:00`, or `Z`. */
  readonly offset?: string
  /** An IANA zone in brackets. */
  readonly zone?: string
}

export type Due =
  /** A date, or a time: with an offset or in the zone of the vector. */
  | { readonly kind: 'when'; readonly when: When }
  /** It is not owed, or has no date. */
  | { readonly kind: 'none' }
  /** It cannot be told yet. */
  | { readonly kind: 'armed' }

/** A vector that cannot be read, and what would be. */
export type Unread = {
  readonly line: number
  readonly name: string
  readonly problem: string
  readonly known?: readonly string[]
}

/** What the engine makes of a vector. */
export type Outcome =
  | {
      readonly kind: 'due'
      /** The plain target. */
      readonly due: Instant
      /** The strict end in law, where it is later. */
      readonly legal?: Instant
      /** Where a roll would move it that is only shown. */
      readonly shown?: Instant
    }
  | { readonly kind: 'unmeasured'; readonly words: string }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'armed'; readonly waitsFor: readonly string[] }

export type Judged = {
  readonly vector: Vector
  readonly agrees: boolean
  readonly outcome: Outcome
  /** Which of several dates it agrees with: the plain target, the strict legal limit. */
  readonly agreesWith?: string
  /** IANA zone, or offset, in which its dates are compared. */
  readonly zone: string
  readonly obligation: string
  readonly law?: string
  readonly unverified?: string
  /** How the vector was read: the zone, what was taken for granted. */
  readonly read: readonly string[]
  /** The counting, a sentence for each step. */
  readonly how: readonly string[]
}
