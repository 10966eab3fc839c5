import type { Instant } from '#/core/time.ts'

/** One report that something may be wrong, from a machine or a person: what every door makes of what came in. */
export type Signal = {
  /** Identity for deduplication: of the group of alerts, of the mail, of the report. */
  readonly key: string
  /** A source id of the plan, or the sender's own word. */
  readonly source: string
  readonly title: string
  readonly description: string
  readonly systems: readonly string[]
  /** The sender's own word for its weight (`critical`, `warning`, `P1`), lower case; absent when it says nothing. */
  readonly urgency?: string
  readonly labels: Readonly<Record<string, string>>
  readonly startsAt: Instant
  readonly url?: string
  /** How many alerts it stands for. */
  readonly count: number
  /** The name of the door through which it came, and the kind of that; absent for Alertmanager's. */
  readonly door?: string
  readonly kind?: string
}
