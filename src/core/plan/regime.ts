import type { Rule } from '#/core/plan/plan.ts'

/** A regime that a plan has switched on, in the version that was merged into it. */
export type Regime = {
  readonly id: string
  readonly title: string
  readonly version: string
  /** The law that it puts into the words of a plan. */
  readonly law: string
  /** Line of the plan source at which it is switched on, 1-based. */
  readonly line: number
  readonly cite: readonly string[]
  readonly inForce?: InForce
  /** How its periods end in law, where that is later than the plain target. */
  readonly periods?: PeriodRule
  /** Calendar of the plan on which its times are counted. */
  readonly calendar?: string
  /** Why none of it is certain. */
  readonly unverified?: string
  /** Its obligations that an obligation of the plan carries out instead. */
  readonly same: readonly { readonly obligation: Rule; readonly by: string }[]
  /** Its obligations that the plan leaves out, and why. */
  readonly leftOut: readonly { readonly obligation: Omitted; readonly why: string }[]
}

/**
 * `reg-1182-71`: the hour or day of the event is not counted, and what is not in hours ends with its last working day
 * (Regulation 1182/71 Art. 3). `whole-days`: what is counted in days ends with the last of them.
 */
export const PERIOD_RULES = ['reg-1182-71', 'whole-days'] as const
export type PeriodRule = (typeof PERIOD_RULES)[number]

/** An obligation of a regime that is not among those of the plan. */
export type Omitted = { readonly id: string; readonly title: string; readonly law?: string }

/** Days (`2026-01-01`): from the beginning of `since`, up to the beginning of `until`. `unverified`: why they are not certain. */
export type InForce = {
  readonly since?: string
  readonly until?: string
  readonly unverified?: string
}

/** Where the compiler finds the regimes that a plan switches on. `names`: those that there are, for who mistypes one. */
export type Regimes = {
  readonly names: readonly string[]
  /** The text of a regime, and the file that mistakes in it carry; undefined when there is none of that id. */
  readonly read: (id: string) => RegimeText | undefined
}
export type RegimeText = { readonly text: string; readonly file: string }

export const NO_REGIMES: Regimes = { names: [], read: () => undefined }
