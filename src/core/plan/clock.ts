import type { Span } from '#/core/time.ts'

/**
 * When it is owed. `within` is the limit, `aim` what one strives for before it, `warn` how long before the limit a
 * reminder goes out. `unmeasured` keeps a deadline that is only words ("without undue delay") as those words.
 */
export type Clock = {
  readonly from: Start
  readonly within?: Span
  readonly aim?: Span
  readonly warn?: Span
  readonly unmeasured?: string
}
/** Due again after each: restarts at each one done. */
export type Cadence = { readonly aim?: Span; readonly limit: Span; readonly from: Start }

export type Start =
  | { readonly kind: 'moment'; readonly moment: string }
  /** The instant at which the rule's condition became true. */
  | { readonly kind: 'applies' }
  /** As `applies`, known only when it came to apply after the first classification: by a raise, or by a fact learned later. */
  | { readonly kind: 'entered' }
  /** The instant at which another rule was met: chained clocks. */
  | { readonly kind: 'met'; readonly rule: string }
  /** Of those known so far. */
  | { readonly kind: 'earliest' | 'newest'; readonly of: readonly Start[] }
  /** Of all: not before each is known. */
  | { readonly kind: 'latest'; readonly of: readonly Start[] }

/** What happens by itself at the limit. */
export type Late = { readonly escalate?: number; readonly notify: readonly string[] }
