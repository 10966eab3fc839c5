import type { Condition, Element } from '#/core/plan/plan.ts'

/** One level of a classification. */
export type Grade = Element & {
  readonly means: string
  readonly examples: readonly string[]
  /** When this holds, this level is proposed; the worst level whose condition holds wins. Absent: never proposed by rule. */
  readonly propose?: Condition
  /** When this holds, no milder level may be given (a floor). */
  readonly floor?: Condition
}

/** How a level is given. */
export type Classifying = {
  /** `higher`: while it cannot be told whether a worse level is proposed, that one is. `ask`: what is missing is asked for. */
  readonly inDoubt: 'ask' | 'higher'
  readonly lower?: Lowering
}

/** When a level may become milder, and by whose hand. Always with a reason on record. */
export type Lowering = {
  readonly when: Condition
  /** Empty: by whoever may classify. */
  readonly by: readonly string[]
}

/** A classification besides the severity, with levels and clocks of its own: what a law or a contract calls the incident. */
export type Classification = Element &
  Classifying & {
    /** Who assesses it. Absent: whoever takes part. */
    readonly by?: string
    /** Worst first. */
    readonly levels: readonly Grade[]
  }
